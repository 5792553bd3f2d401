"""What is done for a store in the background, by one thread of this process at a time.

Findings of an earlier method are made anew; what has changed is taken over, where that was too much
for the run of a page; incidents are kept in the store; the library is kept on disk.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import filelock

from geodata.gazetteer import cache_folder
from geodata.intake import needs_rebuild, rebuild
from geodata.tables.method import method_version

if TYPE_CHECKING:
    from geodata.store import Store
    from geodata.ui.shelf.live import LiveLibrary

__all__ = ["Chores", "Work"]

_LOG = logging.getLogger(__name__)
# So many articles at a time: after each the pages show more.
_AT_ONCE = 200
# What can wait does so until nobody has changed anything for so many seconds.
_QUIET = 3.0
# What failed is tried again after so many seconds.
_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Work:
    """What is being done: articles are worked out `anew`, or `taken` over; so many of all."""

    what: Literal["anew", "taken"]
    done: int
    all: int


class Chores:
    """The background work for one library of the common store."""

    def __init__(self, live: LiveLibrary) -> None:
        """Start with nothing done."""
        self.work: Work | None = None
        self._live = live
        self._done = 0  # the changes of the library that were seen to
        self._is_rebuilt = False
        self._again_at = 0.0  # when writing is tried again after it failed
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def start(self, store: Store, *, writes: bool) -> None:
        """Let a thread do what is to be done; nothing where one is at it, or nothing is.

        Args:
            store: that of the library.
            writes: whether this process may keep in it what was derived.

        """
        live = self._live
        is_behind = live.changes != self._done or (writes and not self._is_rebuilt)
        if not (live.backlog or (is_behind and not self._is_pausing())):
            return
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(
                    target=self._run, args=(store, writes), name="schauplatz-chores", daemon=True
                )
                self._thread.start()

    def join(self) -> None:
        """Wait until the thread, if there is one, has done what there was to do."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self, store: Store, writes: bool) -> None:  # noqa: FBT001 - of a thread
        is_pausing = self._is_pausing()
        try:
            if writes and not self._is_rebuilt and not is_pausing:
                self._rebuild(store)
            self._take(store)
            if not is_pausing:
                self._wait()
                self._keep(store, writes=writes)
        except Exception as error:  # noqa: BLE001 - the pages go on with what is there
            _LOG.warning("work in the background was cut off: %r", error)
            self._pause()
        finally:
            self.work = None

    def _pause(self) -> None:
        self._again_at = time.monotonic() + _PAUSE

    def _is_pausing(self) -> bool:
        return time.monotonic() < self._again_at

    def _rebuild(self, store: Store) -> None:
        """Make findings of an earlier method anew, unless another process is at it."""
        if not needs_rebuild(store):
            self._is_rebuilt = True
            return
        lock = filelock.FileLock(cache_folder() / f"store-{store.identity}.lock")
        try:
            with lock.acquire(timeout=0):
                problems = rebuild(store, on_step=lambda *step: self._tell("anew", *step))
        except filelock.Timeout:
            self._pause()  # it may not come to its end
            return
        self._is_rebuilt = True
        for problem in problems:
            _LOG.warning("an article keeps its findings of before: %s", problem)

    def _take(self, store: Store) -> None:
        """Take over all that has changed."""
        live = self._live
        live.take(store, most=_AT_ONCE)
        there = live.backlog
        live.regather(store, on_article=lambda done: self._tell("taken", done, there))
        while live.backlog:
            self._tell("taken", there - live.backlog, there)
            live.take(store, most=_AT_ONCE)

    def _wait(self) -> None:
        """Wait until nobody has changed anything for a while."""
        self.work = None
        changes = -1
        while changes != self._live.changes:
            changes = self._live.changes
            time.sleep(_QUIET)

    def _keep(self, store: Store, *, writes: bool) -> None:
        """Keep the incidents in the store and the library on disk."""
        changes, library = self._live.changes, self._live.library
        if writes and library is not None and self._done != changes:
            store.save_incidents(library.all_incidents(), method_version())
        self._live.keep(store)
        self._done = changes

    def _tell(self, what: Literal["anew", "taken"], done: int, of_all: int) -> None:
        self.work = Work(what, done, of_all)
