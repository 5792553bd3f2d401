"""Work shared out to processes: results in the order of the input, whatever dies on the way."""

from __future__ import annotations

import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["map_in_processes"]

Item = TypeVar("Item")
Result = TypeVar("Result")

# Items that wait per process: enough to keep all busy, few enough to hold little in memory.
WAITING_PER_JOB = 8


def map_in_processes(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    jobs: int,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """Return what `work` gives for each item, in the order of the items.

    No more than `WAITING_PER_JOB` items a process are taken ahead of the results asked for.

    Args:
        work: a function of a module; it runs in other processes.
        items: what to work at; each must be such that it can be pickled.
        jobs: how many processes work at once.
        lost: what stands for an item at which the process dies.

    """
    return _Workers(work, lost, jobs).map(items)


class _Workers(Generic[Item, Result]):
    """Processes that are replaced when one of them dies.

    The death of one breaks the whole pool, and nobody knows at which item it died; so those that
    were waiting are tried again one by one, and only the one that kills again is given up.
    """

    def __init__(
        self, work: Callable[[Item], Result], lost: Callable[[Item], Result], jobs: int
    ) -> None:
        self._work = work
        self._lost = lost
        self._jobs = jobs
        self._pool = _new_pool(jobs)
        self._waiting: deque[tuple[Item, Future[Result] | None]] = deque()

    def map(self, items: Iterable[Item]) -> Iterator[Result]:
        try:
            for item in items:
                self._waiting.append((item, self._submit(item)))
                if len(self._waiting) >= self._jobs * WAITING_PER_JOB:
                    yield self._next()
            while self._waiting:
                yield self._next()
        finally:
            self._pool.shutdown(cancel_futures=True)

    def _submit(self, item: Item) -> Future[Result] | None:
        """Return the future of an item; None where the pool is broken, for a later try alone."""
        try:
            return self._pool.submit(self._work, item)
        except BrokenProcessPool:
            return None

    def _next(self) -> Result:
        item, future = self._waiting.popleft()
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:
            pass
        result = self._alone(item)
        self._renew()
        return result

    def _alone(self, item: Item) -> Result:
        """Return the result of a process that works at nothing else."""
        with _new_pool(1) as pool:
            try:
                return pool.submit(self._work, item).result()
            except BrokenProcessPool:
                return self._lost(item)

    def _renew(self) -> None:
        """Replace the pool, and hand it what the broken one had not done."""
        self._pool.shutdown(cancel_futures=True)
        self._pool = _new_pool(self._jobs)
        self._waiting = deque(
            (item, self._submit(item) if _is_undone(future) else future)
            for item, future in self._waiting
        )


def _is_undone(future: Future[Result] | None) -> bool:
    """Whether an item was left over when the pool broke."""
    if future is None or future.cancelled():
        return True
    return isinstance(future.exception(), BrokenProcessPool)


def _new_pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the process that shares out the work; it ends the others in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
