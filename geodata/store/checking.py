"""Looking at everything in the store: what is there must be whole, and fit together."""

from __future__ import annotations

from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import and_, func, select, text

from geodata.errors import GeodataError, StoreError
from geodata.models import stable_id
from geodata.store.article_rows import ARTICLE_COLUMNS, article_from
from geodata.store.correcting import correction_from
from geodata.store.derived import current, read_extractions
from geodata.store.places import PlaceReader
from geodata.store.records import Report
from geodata.store.schema import ARTICLES, CORRECTIONS, METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Connection, ForeignKeyConstraint, Table

    from geodata.models import Article, Event, Extraction, Mention, Span
    from geodata.review.records import Correction
    from geodata.store.database import Database

__all__ = ["check"]

Found = TypeVar("Found")

_AT_ONCE = 250
# What counts the guards of the log, and how many there should be.
_GUARDS = {
    "sqlite": (
        2,
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'corrections'",
    ),
    "postgresql": (
        1,
        (
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'corrections'::regclass "
            "AND NOT tgisinternal AND tgenabled <> 'D'"
        ),
    ),
}
# What decoding a row that was tampered with may raise.
_UNREADABLE = (GeodataError, ValueError, TypeError, KeyError, IndexError, AttributeError)


def check(database: Database) -> Report:
    """Return what is in a store, and what is wrong with it.

    Raises:
        StoreError: the database does not answer at all.

    """
    try:
        with database.reading() as connection:
            return _check(connection)
    except StoreError as error:
        if not database.is_sqlite:
            raise
        return Report(0, 0, 0, 0, (str(error),))


def _check(connection: Connection) -> Report:
    faults = [*_file(connection)]
    if faults:  # whatever else is read would be as wrong
        return Report(0, 0, 0, 0, tuple(faults))
    seen = _Seen(connection)
    faults += chain(_orphans(connection), _guard(connection), seen.articles(), seen.extractions())
    faults += _log(connection)
    articles = connection.execute(select(func.count()).select_from(ARTICLES).where(current()))
    corrections = connection.execute(select(func.count()).select_from(CORRECTIONS))
    return Report(
        articles.scalar_one(),
        corrections.scalar_one(),
        seen.mention_count,
        seen.event_count,
        tuple(faults),
    )


def _file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for (line,) in connection.execute(text("PRAGMA integrity_check(10)")):
            if line != "ok":
                yield f"the file is damaged: {' '.join(str(line).split())}"


def _guard(connection: Connection) -> Iterator[str]:
    wanted, asked = _GUARDS[connection.dialect.name]
    if connection.execute(text(asked)).scalar_one() != wanted:
        yield "the log of corrections is not guarded: rows could be changed or deleted"


def _orphans(connection: Connection) -> Iterator[str]:
    """Yield a line for each reference that leads nowhere; a database can be made to let it."""
    for table in METADATA.sorted_tables:
        for link in sorted(table.foreign_key_constraints, key=lambda one: str(one.name)):
            lost = _lost(connection, table, link)
            if lost:
                columns = ", ".join(link.column_keys)
                target = link.referred_table.name
                yield f"{table.name}: {lost} rows whose {columns} is not among {target}"


def _lost(connection: Connection, table: Table, link: ForeignKeyConstraint) -> int:
    target = link.referred_table.alias()
    pairs = [(one.parent, target.c[one.column.name]) for one in link.elements]
    same = and_(*(parent == there for parent, there in pairs))
    named = and_(*(parent.is_not(None) for parent, _there in pairs))
    missing = pairs[0][1].is_(None)
    asked = select(func.count()).select_from(table.outerjoin(target, same)).where(named, missing)
    return connection.execute(asked).scalar_one()


class _Seen:
    """Articles and what was found in them, read a few hundred at a time."""

    def __init__(self, connection: Connection) -> None:
        self.mention_count = self.event_count = 0
        self._connection = connection
        self._places = PlaceReader()

    def articles(self) -> Iterator[str]:
        numbers = self._connection.scalars(select(ARTICLES.c.number).order_by(ARTICLES.c.number))
        for number, row in _each([*numbers], self._articles):
            if isinstance(row, Exception):
                yield f"article number {number} cannot be read ({_reason(row)})"
                continue
            article, text_sha256 = row
            for fault in _article_faults(article, text_sha256):
                yield f"article {article.article_id}: {fault}"

    def extractions(self) -> Iterator[str]:
        shown = select(ARTICLES.c.number).where(ARTICLES.c.method_version.is_not(None))
        numbers = [*self._connection.scalars(shown.order_by(ARTICLES.c.number))]
        counted = {*self._connection.scalars(shown.where(current()))}
        found = 0
        for number, extraction in _each(numbers, self._extractions):
            found += 1
            if isinstance(extraction, Exception):
                yield (
                    f"what was found in article number {number} cannot be read "
                    f"({_reason(extraction)})"
                )
                continue
            if number in counted:
                self.mention_count += len(extraction.mentions)
                self.event_count += len(extraction.events)
            for fault in _finding_faults(extraction):
                yield f"article {extraction.article.article_id}: {fault}"
        if found != len(numbers):
            yield f"{len(numbers) - found} articles lack the rows of their method"

    def _articles(self, numbers: Sequence[int]) -> dict[int, tuple[Article, str]]:
        columns = (*ARTICLE_COLUMNS, ARTICLES.c.number, ARTICLES.c.text_sha256)
        rows = self._connection.execute(select(*columns).where(ARTICLES.c.number.in_(numbers)))
        return {row.number: (article_from(row), row.text_sha256) for row in rows.all()}

    def _extractions(self, numbers: Sequence[int]) -> dict[int, Extraction]:
        return dict(read_extractions(self._connection, numbers, self._places))


def _each(
    numbers: Sequence[int], read: Callable[[Sequence[int]], dict[int, Found]]
) -> Iterator[tuple[int, Found | Exception]]:
    """Yield what is read for each number, many at a time; where that fails, one by one.

    Numbers for which nothing is found are left out.
    """
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        try:
            yield from sorted(read(some).items(), key=itemgetter(0))
        except _UNREADABLE as error:
            if len(some) == 1:
                yield some[0], error
                continue
            for number in some:
                yield from _each([number], read)


def _article_faults(article: Article, text_sha256: str) -> Iterator[str]:
    if article.content_sha256 != text_sha256 or article.article_id != stable_id(article.text):
        yield "its text is not the one that was stored"
    for span in (*article.body, *([article.headline] if article.headline else [])):
        if not _inside(span, article.text):
            yield f"its body or headline reaches from {span.start} to {span.end}, beyond its text"


def _finding_faults(extraction: Extraction) -> Iterator[str]:
    for mention in extraction.mentions:
        yield from _mention_faults(extraction.article.text, mention)
    for event in extraction.events:
        yield from _event_faults(extraction, event)


def _mention_faults(content: str, mention: Mention) -> Iterator[str]:
    if content[mention.start : mention.end] != mention.surface:
        yield f"{mention.surface!r} does not stand at {mention.start} to {mention.end}"


def _event_faults(extraction: Extraction, event: Event) -> Iterator[str]:
    if not all(_inside(span, extraction.article.text) for span in (event.excerpt, event.trigger)):
        yield f"the excerpt of event {event.event_id} is not inside its text"
    if not all(0 <= index < len(extraction.mentions) for index in event.mentions):
        yield f"event {event.event_id} rests on a mention that is not there"


def _log(connection: Connection) -> Iterator[str]:
    def read(numbers: Sequence[int]) -> dict[int, Correction]:
        rows = connection.execute(select(CORRECTIONS).where(CORRECTIONS.c.number.in_(numbers)))
        return {row.number: correction_from(row) for row in rows.all()}

    numbers = [*connection.scalars(select(CORRECTIONS.c.number).order_by(CORRECTIONS.c.number))]
    for expected, number in enumerate(numbers, start=1):
        if number != expected:
            yield f"the log of corrections has number {number} where {expected} should be"
            break
    for number, correction in _each(numbers, read):
        if isinstance(correction, Exception):
            yield f"correction {number} cannot be read ({_reason(correction)})"


def _inside(span: Span, content: str) -> bool:
    return 0 <= span.start <= span.end <= len(content)


def _reason(error: BaseException) -> str:
    said: Any = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
