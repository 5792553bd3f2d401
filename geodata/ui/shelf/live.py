"""The library of a store, kept up with it: what changes there is on the pages at their next run.

The store counts its changes; a run of a page asks for that number and no more. Of what has changed
a few articles are taken over at once, many by a thread in the background, while the pages go on
showing what was there.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from geodata.errors import StoreError
from geodata.intake import stored_extractions
from geodata.ui.shelf.gathering import gather
from geodata.ui.shelf.growing import Growing
from geodata.ui.shelf.snapshots import Snapshot, drop_snapshots, keep_snapshot, open_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from geodata.models import Extraction
    from geodata.store import Store
    from geodata.ui.shelf.library import Library, LibraryKind

__all__ = ["LiveLibrary"]

_LOG = logging.getLogger(__name__)
# So many articles are taken over in the run of a page: it takes no longer than drawing it.
_AT_ONCE = 25
# Of more than these, and than there are, everything is gathered anew: that is quicker then.
_FEW = 1000
# A snapshot is written when so many articles have changed, or a twentieth of them.
_WORTH_KEEPING = 50
# A store that did not answer is asked again after so many seconds.
_PATIENCE = 15.0
# Whoever has changed something waits so many seconds for others who work at the library.
_WAIT = 1.0


class LiveLibrary:
    """The library of one store; for any number of threads, of which one at a time works at it.

    `backlog` is how many articles have changed and are not taken over yet, `failed` whether the
    store did not answer when it was last asked, `builds` how often all of it was read, and
    `changes` how often what it shows has changed.
    """

    def __init__(self, kind: LibraryKind) -> None:
        """Start without a library; only that of the common store is kept on disk."""
        self.backlog, self.failed = 0, False
        self.builds = self.changes = 0
        self._kind = kind
        self._library: Library | None = None
        self._growing: Growing | None = None
        self._seen: dict[str, int] = {}  # article -> the revision of its last change
        self._revision = -1
        self._unkept = 0  # articles that have changed since the last snapshot
        self._has_deleted = False  # whether the records of the library have texts that were deleted
        self._ask_at = 0.0
        self._lock = threading.Lock()

    def now(
        self, store: Store, *, on_article: Callable[[int], None] | None = None
    ) -> Library | None:
        """Return the library as the store is now, or was a moment ago; None of no article.

        Args:
            store: always the same.
            on_article: told the number of articles read, where all of them must be.

        Raises:
            StoreError: the store cannot be read, and was not before.

        """
        if self._library is None:
            self._open_first(store, on_article)
        elif time.monotonic() >= self._ask_at and self._lock.acquire(blocking=False):
            try:
                self._follow(store)
            finally:
                self._lock.release()
        return self._library if self._seen else None

    def take(
        self, store: Store, article_ids: Collection[str] = (), *, most: int = _AT_ONCE
    ) -> None:
        """Take over what has changed, in these articles first, and no more than so many.

        Nothing is taken while all is read anew, which takes longer than anybody waits.

        Raises:
            StoreError: the store cannot be read.

        """
        if not self._lock.acquire(timeout=_WAIT):
            return
        try:
            if self._library is not None:
                self._catch_up(store, frozenset(article_ids), most)
        finally:
            self._lock.release()

    def regather(self, store: Store, *, on_article: Callable[[int], None] | None = None) -> None:
        """Read everything anew where that is quicker than taking over what has changed.

        Raises:
            StoreError: the store cannot be read.

        """
        if self.backlog > max(_FEW, len(self._seen) // 2):
            with self._lock:
                self._gather(store, on_article)

    def keep(self, store: Store) -> None:
        """Write a snapshot to disk where enough has changed since the last one."""
        if self._has_deleted:
            self._renew(store)
        with self._lock:
            worth = self._unkept >= min(_WORTH_KEEPING, 1 + len(self._seen) // 20)
            if self._growing is not None and not self.backlog and worth and not self._has_deleted:
                snapshot = Snapshot(self._growing, self._revision, self._seen)
                keep_snapshot(store.identity, snapshot)
                self._unkept = 0

    @property
    def library(self) -> Library | None:
        """The library as it was last; None before the first."""
        return self._library

    def _open_first(self, store: Store, on_article: Callable[[int], None] | None) -> None:
        """Open the library unless another visitor has just done so, or there is no article."""
        with self._lock:
            if self._library is None and store.article_count():
                self._open(store, on_article)

    def _open(self, store: Store, on_article: Callable[[int], None] | None) -> None:
        """Open the last snapshot and take over what has changed since; else read everything."""
        kept = None if self._kind == "own" else open_snapshot(store.identity, store.revision)
        if kept is None:
            self._gather(store, on_article)
            return
        self._growing, self._revision = kept.growing, kept.revision
        self._seen, self._unkept = dict(kept.seen), 0
        try:
            self._catch_up(store, frozenset(), _AT_ONCE)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - a damaged snapshot may fail in any way
            _LOG.warning("the snapshot does not hold, and all is read anew: %r", error)
            drop_snapshots(store.identity)
            self._gather(store, on_article)
            return
        self._publish()
        self.builds += 1

    def _gather(self, store: Store, on_article: Callable[[int], None] | None) -> None:
        self._put(self._read(store, on_article))
        self._publish()
        self.builds += 1

    def _read(self, store: Store, on_article: Callable[[int], None] | None = None) -> Snapshot:
        """Read everything; what changes meanwhile is newer than the revision that is given."""
        revision, seen = store.revision, dict(store.article_revisions())
        gathered = gather(stored_extractions(store), kind=self._kind, on_article=on_article)
        return Snapshot(Growing(gathered.library, gathered.ledger), revision, seen)

    def _put(self, read: Snapshot) -> None:
        self._growing, self._revision, self._seen = read.growing, read.revision, dict(read.seen)
        self._unkept, self.backlog, self._has_deleted = len(read.seen), 0, False

    def _renew(self, store: Store) -> None:
        """Read everything anew, without what was deleted, while the pages go on with what is there.

        Records of a library never change, and texts that were deleted would go with it to the disk.
        """
        read = self._read(store)
        with self._lock:
            if self._library is not None:
                self._put(read)
                self._catch_up(store, frozenset(), _FEW)
                self._publish()
                self.builds += 1

    def _forget(self, store: Store, gone: Collection[str]) -> None:
        """Remove from the disk at once what was deleted; older versions are kept in the store."""
        if not gone or self._kind == "own":
            return
        if not {one.article_id for one in store.articles(superseded=True)}.issuperset(gone):
            self._has_deleted = True
            drop_snapshots(store.identity)

    def _follow(self, store: Store) -> None:
        """Take over what has changed; where the store does not answer, what was read stays."""
        try:
            self._catch_up(store, frozenset(), _AT_ONCE)
        except StoreError as error:
            if not self.failed:
                _LOG.warning("the store cannot be read at the moment: %s", error)
            self.failed, self._ask_at = True, time.monotonic() + _PATIENCE
        else:
            self.failed = False

    def _catch_up(self, store: Store, first: frozenset[str], most: int) -> None:
        """Take over at most so many articles that have changed, and whatever is gone."""
        revision = store.revision
        if revision == self._revision and not self.backlog:
            return
        now = dict(store.article_revisions(since=self._revision))
        changed = [one for one, number in now.items() if self._seen.get(one) != number]
        changed.sort(key=lambda one: one not in first)  # stable: else in the order of adding
        some, gone = frozenset(changed[:most]), self._gone(store, now)
        moved = self._moved(store, some)
        come = tuple(stored_extractions(store, some)) if some else ()
        self._update(come, gone, moved)
        for article_id in (*gone, *moved):
            del self._seen[article_id]
        self._seen |= {one: now[one] for one in now if one in some}
        self.backlog = len(changed) - len(some)
        self._revision = self._revision if self.backlog else revision
        self._unkept += len(some) + len(gone)
        self._forget(store, gone)

    def _gone(self, store: Store, changed: Collection[str]) -> list[str]:
        """Return the articles that are no more; they are looked for only where some are missing."""
        come = sum(one not in self._seen for one in changed)
        if store.article_count() == len(self._seen) + come:
            return []
        there = {*store.article_ids()}
        return [one for one in self._seen if one not in there]

    def _moved(self, store: Store, changed: Collection[str]) -> list[str]:
        """Return which of these have another place in the order: deleted, and added again."""
        if self._seen.keys().isdisjoint(changed):
            return []
        places = {one: place for place, one in enumerate(store.article_ids())}
        moved: list[str] = []
        least = len(places)
        for one in reversed(self._seen):
            place = places.get(one, least)
            if place > least and one in changed:
                moved.append(one)
            least = min(least, place)
        return moved

    def _update(
        self, come: Sequence[Extraction], gone: Collection[str], moved: Collection[str]
    ) -> None:
        """Let the library grow; where that fails, all of it is read again by the next run."""
        if self._growing is None or not (come or gone):
            return
        try:
            self._growing.update((), moved)
            self._growing.update(come, gone)
        except BaseException:
            self._growing = self._library = None
            self._seen, self._revision = {}, -1
            raise
        self._publish()

    def _publish(self) -> None:
        if self._growing is not None:
            self._library = self._growing.library
            self.changes += 1
