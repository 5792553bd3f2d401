"""What garbage collection takes for lasting, and does not look through again and again.

Streamlit collects garbage after every run, and would look through all libraries each time: with
200,000 events for 80 ms, which is as long as a click takes else.
"""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass

from geodata.ui.shelf.own import has_own_stores

__all__ = ["settle", "unsettle"]

# What visitors add is to be gone soon after them; it is taken for lasting with all the rest.
_OWN_SECONDS = 300.0


@dataclass(slots=True)
class _Settled:
    """When this was last done, in seconds of the monotonic clock; None where it is to be done."""

    at: float | None = None


_SETTLED = _Settled()


def settle() -> None:
    """Take what is there for lasting, in the first run of a page with a new library.

    While visitors have articles of their own it is done anew every few minutes: of those who have
    left, nothing must stay.
    """
    now = time.monotonic()
    if _SETTLED.at is not None and not (has_own_stores() and now - _SETTLED.at > _OWN_SECONDS):
        return
    _SETTLED.at = now
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def unsettle() -> None:
    """Let the next run of a page settle again: something large has come, or gone."""
    _SETTLED.at = None
