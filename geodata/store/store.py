"""The store at work: what the rest of Schauplatz asks of it."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from geodata.store.adding import add_articles
from geodata.store.article_rows import (
    ARTICLE_COLUMNS,
    ENTRY_COLUMNS,
    article_from,
    entry_from,
)
from geodata.store.correcting import append_corrections, read_corrections
from geodata.store.database import grow
from geodata.store.derived import current, read_extractions, save_extractions, stale_articles
from geodata.store.incident_rows import read_incidents, write_incidents
from geodata.store.lookups import find_known, find_known_urls, look_up
from geodata.store.places import PlaceReader
from geodata.store.records import StoredArticle
from geodata.store.removing import remove_article
from geodata.store.schema import ARTICLES, STATE
from geodata.store.versions import earlier_versions, origins_of
from geodata.tables.method import method_version as this_method

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from geodata.articles.incoming import Incoming
    from geodata.models import Extraction, Incident
    from geodata.review.records import Correction
    from geodata.store.database import Database
    from geodata.store.records import (
        Corrected,
        Entry,
        Known,
        NewArticle,
        Outcome,
        Report,
        StoredIncident,
    )

__all__ = ["Store"]

# Articles read in one go: enough to be fast, few enough to hold little in memory.
_AT_ONCE = 250
# Fewer than SQLite takes in one statement (32,766).
_IDS_AT_ONCE = 10_000


class Store:
    """Articles, corrections and what was derived; usable from several threads and processes.

    Every method raises StoreError with one clear line where the database fails. What a method
    that writes has returned from is safe, whatever happens next.
    """

    def __init__(self, database: Database) -> None:
        """Take over a database that has the schema; `open_store` makes one so."""
        self._database = database
        self._places = PlaceReader()
        weakref.finalize(self, database.close)

    @property
    def where(self) -> str:
        """Where the store is, as people may be shown it: a file or a server, no password."""
        return self._database.shown

    @property
    def revision(self) -> int:
        """How often articles, corrections or what is read of derived rows have changed."""
        with self._database.reading() as connection:
            return int(connection.execute(select(STATE.c.revision)).scalar_one())

    @property
    def identity(self) -> str:
        """A random id that the store keeps until a backup takes the place of its content.

        With `revision` it names what the store holds: after a restore the same number may come
        again with another content, never with the same id.
        """
        with self._database.reading() as connection:
            return str(connection.execute(select(STATE.c.identity)).scalar_one())

    def close(self) -> None:
        """Close the store; one in memory is gone with it."""
        self._database.close()

    # Articles

    def add(
        self,
        batch: Sequence[NewArticle],
        *,
        method_version: str | None = None,
        beside: Collection[str] = (),
    ) -> tuple[Outcome, ...]:
        """Keep articles with what was found in them; when this returns, all of them are safe.

        A text that is there already is no second article; only where it came in is noted. Another
        text at the same address is a new version; the older one is kept, and read no more. Texts
        that came in together are no versions of each other, whatever address they bear.

        Args:
            batch: articles named by `lasting`; several hundred at once are written fastest.
            method_version: that of the extractions; None stands for this program's.
            beside: the articles of earlier batches that came in together with this one.

        Returns:
            What became of each, in the order given.

        Raises:
            StoreError: an article is not named by `lasting`, or the database fails; nothing of
                the batch is kept then.

        """
        with self._database.writing() as connection:
            return add_articles(connection, batch, method_version or this_method(), beside)

    def remove(self, article_id: str) -> bool:
        """Delete an article in all its versions, and what was derived; False if not there.

        Corrections stay in the log. The id may be that of any version: were one of them to stay,
        it would be shown in place of those that are gone.
        """
        with self._database.writing() as connection:
            return remove_article(connection, article_id)

    def article_count(self) -> int:
        """Return the number of articles, each in its current version."""
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).where(current())).scalar_one()

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of the current articles, in the order of adding."""
        with self._database.reading() as connection:
            asked = select(ARTICLES.c.article_id).where(current()).order_by(ARTICLES.c.number)
            return tuple(connection.scalars(asked))

    def article_revisions(self, *, since: int = -1) -> tuple[tuple[str, int], ...]:
        """Return each current article with the revision of its last change, as they were added.

        A change is an extraction that is read from then on, or a correction.

        Args:
            since: only articles that have changed after this revision.

        """
        with self._database.reading() as connection:
            asked = select(ARTICLES.c.article_id, ARTICLES.c.revision).where(
                current(), ARTICLES.c.revision > since
            )
            rows = connection.execute(asked.order_by(ARTICLES.c.number))
            return tuple((row.article_id, row.revision) for row in rows)

    def articles(self, *, superseded: bool = False) -> tuple[Entry, ...]:
        """Return the articles without their texts, in the order of adding.

        Args:
            superseded: older versions, too.

        """
        asked = select(*ENTRY_COLUMNS).order_by(ARTICLES.c.number)
        with self._database.reading() as connection:
            rows = connection.execute(asked if superseded else asked.where(current()))
            return tuple(map(entry_from, rows))

    def article(self, article_id: str) -> StoredArticle | None:
        """Return an article in whatever version; None where there is none of this id."""
        named = ARTICLES.c.article_id == article_id
        with self._database.reading() as connection:
            entry = connection.execute(select(*ENTRY_COLUMNS).where(named)).one_or_none()
            found = connection.execute(select(*ARTICLE_COLUMNS).where(named)).one_or_none()
            if entry is None or found is None:
                return None
            origins = origins_of(connection, entry.number)
            return StoredArticle(entry_from(entry), article_from(found), origins)

    def known(
        self, *, raw_sha256: str | None = None, text: str | None = None, url: str | None = None
    ) -> Known | None:
        """Return by what an article is known, bytes before text before address; None if not."""
        with self._database.reading() as connection:
            return look_up(connection, raw_sha256=raw_sha256, text=text, url=url)

    def known_all(self, found: Sequence[Incoming]) -> tuple[Known | None, ...]:
        """Return the same for many articles, in the order given."""
        with self._database.reading() as connection:
            return find_known(connection, found)

    def known_urls(self, urls: Iterable[str]) -> frozenset[str]:
        """Return those of some links that lead to an article which is there."""
        with self._database.reading() as connection:
            return find_known_urls(connection, urls)

    def earlier(self, article_ids: Collection[str] | None = None) -> dict[str, tuple[str, ...]]:
        """Return the older versions of current articles, oldest first; None asks for all.

        Articles without an older version are left out.
        """
        with self._database.reading() as connection:
            return earlier_versions(connection, article_ids)

    def signatures(self) -> tuple[tuple[str, bytes], ...]:
        """Return the current articles that have a signature with it, in the order of adding."""
        asked = select(ARTICLES.c.article_id, ARTICLES.c.signature).where(
            current(), ARTICLES.c.signature.is_not(None)
        )
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(ARTICLES.c.number))
            return tuple((row.article_id, row.signature) for row in rows)

    # What was derived

    def extractions(self, article_ids: Collection[str] | None = None) -> Iterator[Extraction]:
        """Yield what the machine found in the current articles, in the order of adding.

        Each stretch of a few hundred is as the store was at one moment; `revision` tells whether
        anything changed in between.

        Args:
            article_ids: these alone; None stands for all.

        """
        numbers = self._numbers(article_ids)
        for start in range(0, len(numbers), _AT_ONCE):
            with self._database.reading() as connection:
                some = numbers[start : start + _AT_ONCE]
                found = tuple(read_extractions(connection, some, self._places))
            for _number, extraction in found:
                yield extraction

    def stale(self, method_version: str) -> list[str]:
        """Return the current articles without rows of a method, in the order of adding."""
        with self._database.reading() as connection:
            return stale_articles(connection, method_version)

    def save_extractions(
        self, pairs: Iterable[tuple[str, Extraction]], method_version: str
    ) -> None:
        """Keep what a method found in stored articles, by their id.

        Until every current article has rows of the method, those of the older one are read; with
        the last ones all are switched at once, and the older ones deleted.

        Raises:
            StoreError: the database fails, or an event does not belong to its article; nothing
                of it is kept then.

        """
        with self._database.writing() as connection:
            save_extractions(connection, pairs, method_version)

    def incidents(self) -> tuple[StoredIncident, ...]:
        """Return the incidents that were saved last, in the order given."""
        with self._database.reading() as connection:
            return read_incidents(connection, self._places)

    def save_incidents(self, incidents: Iterable[Incident], method_version: str) -> None:
        """Keep incidents in place of all that were there."""
        with self._database.writing() as connection:
            write_incidents(connection, incidents, method_version)
            grow(connection)

    # What people said

    def correct(self, correction: Correction) -> Corrected:
        """Append an act to the log; when this returns, it is safe.

        Raises:
            StoreError: the database fails, or another act has the same id.

        """
        return self.correct_all([correction])[0]

    def correct_all(self, corrections: Sequence[Correction]) -> tuple[Corrected, ...]:
        """Append acts to the log in the order given, all or none."""
        with self._database.writing() as connection:
            return append_corrections(connection, corrections)

    def corrections(self, article_id: str | None = None, since: int = 0) -> tuple[Correction, ...]:
        """Return acts in the order of the log.

        Args:
            article_id: acts on this article alone; `earlier` tells of its older versions.
            since: only acts with a higher number.

        """
        with self._database.reading() as connection:
            return read_corrections(connection, article_id=article_id, since=since)

    # Keeping it safe

    def backup(self, path: Path) -> None:
        """Write a copy of the store to one file, as it is at one moment; others may go on writing.

        The file is there whole or not at all. An older backup of that name is replaced.

        Raises:
            StoreError: it cannot be written, or something else has that name.

        """
        from geodata.store.backing_up import back_up  # noqa: PLC0415 - rarely wanted

        back_up(self._database, path)

    def restore(self, path: Path) -> Report:
        """Put what a backup holds in place of everything; return what is in the store then.

        Others may be using the store; they see the old or the new, nothing between.

        Raises:
            StoreError: the file is no sound backup, or the database fails; nothing has changed.

        """
        from geodata.store.restoring import restore_into  # noqa: PLC0415 - rarely wanted

        return restore_into(self._database, path)

    def check(self) -> Report:
        """Read everything there is, and return what is wrong with it."""
        from geodata.store.checking import check  # noqa: PLC0415 - rarely wanted

        return check(self._database)

    def _numbers(self, article_ids: Collection[str] | None) -> list[int]:
        asked = select(ARTICLES.c.number).where(current())
        with self._database.reading() as connection:
            if article_ids is None:
                return [*connection.scalars(asked.order_by(ARTICLES.c.number))]
            wanted = sorted(set(article_ids))
            found: list[int] = []
            for start in range(0, len(wanted), _IDS_AT_ONCE):
                named = ARTICLES.c.article_id.in_(wanted[start : start + _IDS_AT_ONCE])
                found += connection.scalars(asked.where(named))
            return sorted(found)
