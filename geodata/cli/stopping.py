"""Ctrl-C: the first asks for a good end, the second ends at once."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geodata.cli.telling import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

__all__ = ["stopped_by_interrupt"]


@contextmanager
def stopped_by_interrupt() -> Iterator[Callable[[], bool]]:
    """Return what tells whether Ctrl-C was pressed; a second one interrupts as usual."""
    pressed: list[bool] = []

    def note(_signal: int, _frame: FrameType | None) -> None:
        pressed.append(True)
        signal.signal(signal.SIGINT, before)
        say("schauplatz: stopping; what is done is kept (Ctrl-C again ends at once)")

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)
