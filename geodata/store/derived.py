"""Derived rows: written beside older ones, and read once all of them are there."""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, exists, select, update

from geodata.errors import StoreError
from geodata.models import Extraction
from geodata.store.article_rows import ARTICLE_COLUMNS, article_from
from geodata.store.database import grow, insert_rows
from geodata.store.event_rows import (
    EVENT_COLUMNS,
    event_from,
    event_rows,
    keys_in_event,
    sketch_of,
    source_from,
)
from geodata.store.mention_rows import (
    MENTION_COLUMNS,
    keys_in_mention,
    mention_from,
    mention_rows,
)
from geodata.store.places import PlaceKeys
from geodata.store.schema import ARTICLES, EVENTS, EXTRACTIONS, MENTIONS, STATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Row, Select

    from geodata.models import Mention, Place
    from geodata.store.places import PlaceReader

    AnyRow = Row[*tuple[Any, ...]]

__all__ = [
    "current",
    "read_extractions",
    "save_extractions",
    "stale_articles",
    "write_extractions",
]


def current() -> ColumnElement[bool]:
    """Return the condition that an article is no older version of another."""
    return ARTICLES.c.superseded_by.is_(None)


def stale_articles(connection: Connection, version: str) -> list[str]:
    """Return the current articles without rows of a method, in the order of adding."""
    there = exists().where(
        EXTRACTIONS.c.article_number == ARTICLES.c.number, EXTRACTIONS.c.method_version == version
    )
    asked = select(ARTICLES.c.article_id).where(current(), ~there).order_by(ARTICLES.c.number)
    return list(connection.scalars(asked))


def save_extractions(
    connection: Connection, pairs: Iterable[tuple[str, Extraction]], version: str
) -> None:
    """Write the rows of a method beside older ones, and switch to them once all are there.

    An article that was removed meanwhile is passed over. The store's revision grows only where
    what is read changes.
    """
    found = dict(pairs)
    numbers = _numbers(connection, found)
    write_extractions(
        connection, [(numbers[key], one) for key, one in found.items() if key in numbers], version
    )
    shown = ARTICLES.c.method_version
    at_once = ARTICLES.c.number.in_(numbers.values()) & (shown.is_(None) | (shown == version))
    changed = _show(connection, version, at_once)
    if not stale_articles(connection, version):
        changed += _show(connection, version, current() & (shown != version))
        _drop_others(connection, version)
    if changed:
        grow(connection)


def write_extractions(
    connection: Connection, numbered: Sequence[tuple[int, Extraction]], version: str
) -> None:
    """Write the rows of extractions by the number of their article, in place of the same method's.

    Raises:
        StoreError: an event is told by another article than its extraction's.

    """
    places = PlaceKeys()
    extractions: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    with _not_collecting():
        for number, one in numbered:
            _check_sources(one)
            row = {"article_number": number, "method_version": version, "sketch": sketch_of(one)}
            extractions.append(row)
            mentions += mention_rows(one, number, version, places)
            events += event_rows(one, number, version, places)
    numbers = [number for number, _one in numbered]
    connection.execute(delete(EXTRACTIONS).where(_of(EXTRACTIONS, numbers, version)))
    places.write(connection)
    insert_rows(connection, EXTRACTIONS, extractions)
    insert_rows(connection, MENTIONS, mentions)
    insert_rows(connection, EVENTS, events)


@contextlib.contextmanager
def _not_collecting() -> Iterator[None]:
    """Look for no circles of objects: records have none, and looking takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_extractions(
    connection: Connection, numbers: Sequence[int], places: PlaceReader
) -> list[tuple[int, Extraction]]:
    """Return what was found in articles, by their numbers, in the order of adding.

    Articles in which nothing was looked for yet are left out. At most a few hundred may be asked
    for at once.
    """
    with _not_collecting():
        asked = (*ARTICLE_COLUMNS, ARTICLES.c.number, EXTRACTIONS.c.sketch)
        articles = connection.execute(
            _read(EXTRACTIONS, asked, numbers).order_by(ARTICLES.c.number)
        ).all()
        mentions = _rows(connection, MENTIONS, MENTION_COLUMNS, numbers)
        events = _rows(connection, EVENTS, EVENT_COLUMNS, numbers)
        keys = {key for row in mentions for key in keys_in_mention(row)}
        keys |= {key for row in events for key in keys_in_event(row)}
        known = places.read(connection, keys)
        return list(_extractions(articles, mentions, events, known))


def _extractions(
    articles: Sequence[AnyRow],
    mentions: Sequence[AnyRow],
    events: Sequence[AnyRow],
    places: Mapping[str | None, Place],
) -> Iterator[tuple[int, Extraction]]:
    """Yield the extractions that rows make up."""
    found: dict[int, list[Mention]] = {}
    for row in mentions:
        found.setdefault(row[0], []).append(mention_from(row, places))
    told: dict[int, list[AnyRow]] = {}
    for row in events:
        told.setdefault(row[0], []).append(row)
    for row in articles:
        article = article_from(row)
        source = source_from(article, row.sketch)
        events_of = tuple(event_from(one, source, places) for one in told.get(row.number, ()))
        yield row.number, Extraction(article, tuple(found.get(row.number, ())), events_of)


def _rows(
    connection: Connection, table: Any, columns: Sequence[Any], numbers: Sequence[int]
) -> Sequence[AnyRow]:
    order = (table.c.article_number, table.c.position)
    return connection.execute(_read(table, columns, numbers).order_by(*order)).all()


def _read(table: Any, columns: Sequence[Any], numbers: Sequence[int]) -> Select[Any]:
    """Return the question for rows of the methods that are read."""
    shown = and_(
        table.c.article_number == ARTICLES.c.number,
        table.c.method_version == ARTICLES.c.method_version,
    )
    return select(*columns).join_from(ARTICLES, table, shown).where(ARTICLES.c.number.in_(numbers))


def _of(table: Any, numbers: Sequence[int], version: str) -> ColumnElement[bool]:
    return and_(table.c.article_number.in_(numbers), table.c.method_version == version)


def _numbers(connection: Connection, article_ids: Iterable[str]) -> dict[str, int]:
    asked = select(ARTICLES.c.article_id, ARTICLES.c.number)
    rows = connection.execute(asked.where(ARTICLES.c.article_id.in_([*article_ids])))
    return {row.article_id: row.number for row in rows}


def _show(connection: Connection, version: str, which: ColumnElement[bool]) -> int:
    """Read the rows of a method from now on; return of how many articles."""
    revision = select(STATE.c.revision + 1).scalar_subquery()
    changed = update(ARTICLES).where(which).values(method_version=version, revision=revision)
    return connection.execute(changed).rowcount


def _drop_others(connection: Connection, version: str) -> None:
    """Delete the rows of other methods; older versions of articles keep what they have."""
    numbers = select(ARTICLES.c.number).where(current())
    other = EXTRACTIONS.c.method_version != version
    connection.execute(delete(EXTRACTIONS).where(other, EXTRACTIONS.c.article_number.in_(numbers)))


def _check_sources(extraction: Extraction) -> None:
    expected = source_from(extraction.article, sketch_of(extraction))
    for event in extraction.events:
        if event.source != expected:
            raise StoreError(
                f"event {event.event_id} is not told by article "
                f"{extraction.article.article_id} as it is; extract the article anew"
            )
