"""Where a reader is in adding: nothing given, reading, looking through, saving, done.

It lives in the session and so outlasts reruns and changes of page.
"""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.access.permits import may_change, may_fetch, reviewer_name, session_store
from geodata.ui.access.settings import has_sign_in
from geodata.ui.adding.draft import Draft, comes_from, draft_of
from geodata.ui.adding.reading import MOST_ROWS, read_given
from geodata.ui.adding.saving import save_rows
from geodata.ui.shelf.own import (
    check_own_place,
    drop_own_store,
    own_characters_left,
    own_room,
    own_store,
)
from geodata.ui.shelf.stores import store_if_any, store_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.intake.sources import BytesSource, Source
    from geodata.store import Store
    from geodata.ui.adding.draft import Found, Row
    from geodata.ui.adding.job import Job
    from geodata.ui.adding.saving import Saved

__all__ = [
    "Adding",
    "adding_now",
    "forget_own",
    "read_anew",
    "room",
    "seen_store",
    "start_over",
    "start_reading",
    "start_saving",
]

_STATE = "schauplatz_adding"


@dataclass(frozen=True, slots=True, eq=False)
class Adding:
    """How far a reader is. `number` tells one round from another, for the keys of widgets.

    `left` is what was chosen and is not saved yet, `done` what became of some of it before saving
    was stopped and taken up again; `given` is what else was found. The texts of what is saved, and
    of what was not chosen, are let go.
    """

    number: int = 0
    reading: Job[Found] | None = None
    left: deque[Row] = field(default_factory=deque)
    saving: Job[Saved] | None = None
    done: tuple[Saved, ...] = ()
    given: Draft = field(default_factory=Draft)

    def is_at_work(self) -> bool:
        """Whether a job has not ended, be it that it was asked to stop."""
        jobs = (self.reading, self.saving)
        return any(job is not None and not job.is_ended() for job in jobs)

    def found(self) -> Draft:
        """Return what reading has found so far."""
        return self.given if self.reading is None else draft_of(self.reading.steps)

    def saved(self) -> tuple[Saved, ...]:
        """Return what became of articles so far, in order."""
        return self.done if self.saving is None else (*self.done, *self.saving.steps)


def adding_now() -> Adding:
    """Return how far this reader is."""
    state = st.session_state.get(_STATE)
    return state if isinstance(state, Adding) else Adding()


def seen_store() -> Store | None:
    """Return the store that this reader's articles go to, unless it is still to be made.

    Raises:
        StoreError: it cannot be opened.

    """
    if not may_change():
        return own_store()
    return store_if_any()


def _target_store() -> Store:
    """Return the store that this reader's articles go to, made where there is none yet.

    Raises:
        StoreError: it cannot be opened, or there is no room for another visitor's.

    """
    return session_store() or store_now()


def room() -> int:
    """Return how many articles this reader may add at once."""
    return MOST_ROWS if may_change() else own_room()


def start_reading(sources: Sequence[Source]) -> None:
    """Read what was given, in the background; for callbacks.

    Raises:
        StoreError: there is no store to compare it with.

    """
    _read(sources, ())


def read_anew(source: BytesSource) -> None:
    """Read a spreadsheet once more, in the background; what else was found stays. For callbacks.

    Raises:
        StoreError: there is no store to compare it with.

    """
    reading = adding_now().reading
    steps = () if reading is None else reading.steps
    _read((source,), tuple(step for step in steps if not comes_from(step, source.name)))


def _may_add() -> bool:
    """Whether this reader may still add: a sign-in may have expired while the page stood open.

    The page says so in the run that follows a callback.
    """
    return may_change() or not has_sign_in()


def _read(sources: Sequence[Source], kept: Sequence[Found]) -> None:
    if not _may_add() or adding_now().is_at_work():  # a click may come twice
        return
    if not may_change():
        check_own_place()  # told before a visitor looks through anything
    job = read_given(
        sources,
        seen_store(),
        environment=dict(os.environ) if may_fetch() else None,
        kept=kept,
        most=room(),
        most_characters=None if may_change() else own_characters_left(),
    )
    _keep(Adding(adding_now().number + 1, job.start()))


def start_saving(rows: Sequence[Row]) -> None:
    """Save articles in the background; for callbacks.

    Raises:
        StoreError: there is no store to save them in.

    """
    now = adding_now()
    if not _may_add() or now.is_at_work():
        return
    left = deque(islice(rows, room()))  # that of a page which stood open may be less by now
    job = save_rows(left, _target_store(), added_by=reviewer_name())
    given = now.found().without_texts()
    _keep(Adding(now.number, None, left, job.start(), now.saved(), given))


def start_over() -> None:
    """Forget what was given and found; what was saved stays. For callbacks."""
    now = adding_now()
    for job in (now.reading, now.saving):
        if job is not None:
            job.cancel()
    _keep(Adding(now.number + 1))


def forget_own() -> None:
    """Forget what this visitor has given and added; for callbacks."""
    start_over()
    drop_own_store()


def _keep(adding: Adding) -> None:
    st.session_state[_STATE] = adding
