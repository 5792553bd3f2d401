"""The moment at which a fetch ends, however slowly a server answers."""

from __future__ import annotations

from time import monotonic

__all__ = ["Deadline"]


class Deadline:
    """A moment some seconds from now; time spent in a queue of our own does not count."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether nothing may go on."""
        return monotonic() >= self._end

    def left(self, most: float | None = None) -> float:
        """Return the seconds left, never more than `most`; 0 when it is over."""
        left = max(0.0, self._end - monotonic())
        return left if most is None else min(left, most)

    def postpone(self, seconds: float) -> None:
        """Move the end by the seconds spent waiting for a turn."""
        self._end += seconds
