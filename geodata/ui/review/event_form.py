"""The form of an event: kind, phase, status, place, origin, who, figures, date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from geodata.models import EVENT_KINDS, PHASES, STATUSES, DateRange
from geodata.places.precision import BY_TYPE, NEAR, SECOND_LEVEL_UNIT
from geodata.ui.review.choosing import choose_place
from geodata.ui.review.figures import edit_figures
from geodata.ui.wording.i18n import _, country_codes, country_name
from geodata.ui.wording.words import actor_words, kind_label, phase_label, status_choice

if TYPE_CHECKING:
    from geodata.models import EventKind, Place
    from geodata.review import EventState
    from geodata.ui.page import Page
    from geodata.ui.review.choosing import Places, Way

__all__ = ["Filled", "ask_date", "fill_event", "precision_of", "read_date"]

# Kinds in which somebody moves: they alone have a phase and come from somewhere.
_MOVING: frozenset[EventKind] = frozenset({"deployment", "withdrawal"})
# A point known no better than this lies near a place rather than in it.
_NEAR_KM = 30.0


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form says; `missing` is what keeps it from being kept, None for nothing."""

    state: EventState
    missing: str | None = None


def fill_event(places: Places, state: EventState, *, key: str, first: Way = "kept") -> Filled:
    """Draw the form of an event and return what it says.

    Args:
        places: where it could be, and come from.
        state: what is said of it at first.
        key: tells the forms of a page apart.
        first: the way to its place that is open at first.

    """
    with st.container(horizontal=True, gap="small"):
        kind = st.selectbox(
            _("Kind"),
            EVENT_KINDS,
            index=EVENT_KINDS.index(state.kind),
            format_func=kind_label,
            key=f"{key}_kind",
        )
        phase = state.phase
        if kind in _MOVING:
            phase = st.selectbox(
                _("Phase"),
                PHASES,
                index=None if state.phase is None else PHASES.index(state.phase),
                format_func=phase_label,
                key=f"{key}_phase",
                placeholder=_("not given"),
            )
        status = st.selectbox(
            _("Status"),
            STATUSES,
            index=STATUSES.index(state.status),
            format_func=status_choice,
            key=f"{key}_status",
        )
    changed = replace(state, kind=kind, phase=phase if kind in _MOVING else None, status=status)
    return _where(places, changed, key, first)


def precision_of(place: Place) -> int:
    """Return how exactly a place is known (UCDP's 1 to 7), going by its type and radius."""
    if place.level == SECOND_LEVEL_UNIT - 1:
        return SECOND_LEVEL_UNIT
    precision = BY_TYPE[place.type]
    return NEAR if precision == 1 and place.radius_km > _NEAR_KM else precision


def _where(places: Places, state: EventState, key: str, first: Way) -> Filled:
    """Draw the part on places; the precision follows a place that is chosen anew."""
    chosen = choose_place(places, state.place, key=f"{key}_place", label=_("Place"), first=first)
    missing = chosen.missing
    if chosen.place != state.place:
        precision = None if chosen.place is None else precision_of(chosen.place)
        state = replace(state, place=chosen.place, where_prec=precision)
    if state.kind in _MOVING:
        origin = choose_place(places, state.origin, key=f"{key}_origin", label=_("From where"))
        missing = missing or origin.missing
        state = replace(state, origin=origin.place)
    return _who_and_when(places.page, state, key, missing)


def _who_and_when(page: Page, state: EventState, key: str, missing: str | None) -> Filled:
    known = dict.fromkeys([*state.actors, *page.library.facets.values("actors")])
    rest = sorted(country_codes() - known.keys(), key=country_name)
    actors = st.multiselect(
        _("Who acts"),
        [*known, *rest],
        default=list(state.actors),
        format_func=lambda one: actor_words([one]),
        key=f"{key}_actors",
        accept_new_options=True,
        placeholder=_("nobody named"),
    )
    figures = edit_figures(state.figures, key=f"{key}_figures")
    date, wrong = ask_date(
        _("Date"),
        state.date,
        key=f"{key}_date",
        help=_(
            "A day, a month or a year: 2022-01-06, 2022-01 or 2022; "
            "days from 2022-01-04/2022-01-06; empty where unknown."
        ),
    )
    missing = missing or wrong
    # The order of those named stays; new ones follow.
    kept = tuple(actors)
    return Filled(replace(state, actors=kept, figures=figures, date=date), missing)


def ask_date(
    label: str,
    date: DateRange | None,
    *,
    key: str,
    help: str,  # noqa: A002 - Streamlit's name for it
) -> tuple[DateRange | None, str | None]:
    """Draw the field of a date; return what it says, and what is wrong with it, None for nothing.

    A date that is left as it is stays so, even where it cannot be written as exactly.
    """
    written = "" if date is None else date.iso()
    typed = st.text_input(label, written, key=key, placeholder="2022-01-06", help=help).strip()
    said = date if typed == written else read_date(typed)
    wrong = typed and said is None
    return said, _("This is no date: {text}").format(text=typed) if wrong else None


def read_date(typed: str) -> DateRange | None:
    """Return the date of `2022`, `2022-01`, `2022-01-06` or `a/b`; None for anything else."""
    first, slash, last = typed.partition("/")
    start, end = DateRange.from_iso(first), DateRange.from_iso(last) if slash else None
    if start is None or not slash:
        return start
    if end is None or end.end < start.start:
        return None
    return DateRange(start.start, end.end)
