"""An act of a reviewer: kept in the store, shown at once, to be taken back.

A button's callback acts, so that the run that follows shows what came of it. What was done and what
failed is remembered for the line that says so (`said.py`).
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geodata.errors import GeodataError, StoreError
from geodata.review import EventState, undo
from geodata.ui.access.permits import may_change
from geodata.ui.shelf.loading import take_corrections
from geodata.ui.state.changing import note_change
from geodata.ui.state.hosting import error_words
from geodata.ui.wording.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.review import Correction
    from geodata.ui.review.desk import Desk

__all__ = [
    "Done",
    "act",
    "close_said",
    "done_last",
    "failure",
    "is_closed",
    "tell_failure",
    "undo_acts",
    "undo_last",
]

_DONE, _FAILED, _CLOSED = "review_done", "review_failed", "review_said_closed"
# So many acts can be taken back one after the other; all of them by the log.
_KEPT = 50
# Acts after which an event may be at another place.
_MOVING = frozenset({"change", "undo"})


@dataclass(frozen=True, slots=True)
class Done:
    """Acts that were made together, and what others have said of the same meanwhile."""

    corrections: tuple[Correction, ...]
    others: tuple[Correction, ...] = ()


def act(desk: Desk, make: Callable[[], Sequence[Correction]]) -> bool:
    """Keep what a reviewer says; return whether it is kept.

    Args:
        desk: who says it, and where it is kept.
        make: gives the corrections; what is wrong with them is told as what the store refuses is.

    """
    if not may_change():  # a page may stay open for days
        tell_failure(_("You may correct nothing here any longer. Reload the page."))
        return False
    try:
        corrections = tuple(make())
        kept = desk.store.correct_all(corrections)
    except (GeodataError, OSError) as error:
        tell_failure(error_words(error))
        return False
    others = tuple(dict.fromkeys(one for each in kept for one in each.others))
    if corrections:
        _remember(desk, Done(corrections, others))
    return True


def undo_acts(desk: Desk, corrections: Sequence[Correction]) -> None:
    """Take acts back, the last of them first; for callbacks."""
    _undo(desk, corrections)


def undo_last(desk: Desk) -> None:
    """Take back the last of one's own acts that still stands; for callbacks."""
    done = done_last()
    if done is not None and _undo(desk, done.corrections):
        del _stack()[-2:]  # what was undone, and the undo itself
        st.session_state[_CLOSED] = True


def done_last() -> Done | None:
    """Return what this reader did last; None where it was taken back."""
    stack = _stack()
    return stack[-1] if stack else None


def failure() -> str | None:
    """Return why the last act was not kept; None where it was."""
    found = st.session_state.get(_FAILED)
    return None if found is None else str(found)


def tell_failure(reason: str) -> None:
    """Let the line on the last act say why something was not kept; for callbacks."""
    st.session_state[_FAILED] = reason


def close_said() -> None:
    """Draw the line on the last act no longer; for callbacks."""
    st.session_state[_CLOSED] = True
    st.session_state.pop(_FAILED, None)


def is_closed() -> bool:
    """Whether the reader has seen enough of the last act."""
    return bool(st.session_state.get(_CLOSED, True))


def _undo(desk: Desk, corrections: Sequence[Correction]) -> bool:
    return act(desk, lambda: [undo(one, desk.sign()) for one in corrections[::-1]])


def _stack() -> list[Done]:
    stack: list[Done] = st.session_state.setdefault(_DONE, [])
    return stack


def _remember(desk: Desk, done: Done) -> None:
    st.session_state.pop(_FAILED, None)
    st.session_state[_CLOSED] = False
    stack = _stack()
    stack.append(done)
    del stack[:-_KEPT]
    # What cannot be read anew now is kept all the same: the next run of a page takes it over.
    with contextlib.suppress(StoreError):
        take_corrections(desk.store, sorted({one.article_id for one in done.corrections}))
    first = done.corrections[0]
    is_moved = isinstance(first.after or first.before, EventState) and first.act in _MOVING
    note_change(desk.page.library, first.target_id if is_moved else None)
