"""Turns at a host: few requests at once, with a pause between their starts."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from threading import Condition
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["AT_ONCE", "Pace"]

AT_ONCE = 2  # requests at a host; what a reader's browser asks of it is more
_REMEMBERED = 1_000  # hosts whose next start is kept although it has passed


class Pace:
    """Who may ask which host when; shared by all threads that fetch."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._busy: Counter[str] = Counter()
        self._next_start: dict[str, float] = {}  # by the monotonic clock, in seconds

    @contextmanager
    def turn(self, host: str, *, spacing_seconds: float) -> Iterator[float]:
        """Wait for a turn at a host, and give it back afterwards.

        Yields:
            the seconds that were waited.

        """
        asked = monotonic()
        with self._changed:
            self._wait(host)
            self._busy[host] += 1
            self._next_start[host] = monotonic() + spacing_seconds
        try:
            yield monotonic() - asked
        finally:
            with self._changed:
                self._busy[host] -= 1
                self._forget()
                self._changed.notify_all()

    def _wait(self, host: str) -> None:
        while True:
            if self._busy[host] >= AT_ONCE:
                self._changed.wait()
                continue
            pause = self._next_start.get(host, 0.0) - monotonic()
            if pause <= 0:
                return
            self._changed.wait(pause)

    def _forget(self) -> None:
        """Drop what says nothing any more, so that a run through many hosts stays small."""
        self._busy += Counter()  # keeps only those above zero
        if len(self._next_start) > _REMEMBERED:
            now = monotonic()
            self._next_start = {
                host: start for host, start in self._next_start.items() if start > now
            }
