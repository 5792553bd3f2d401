"""The histogram above the map as a control: dragging over it chooses days, playing steps through.

The bars show what all other filters keep, so that a choice of days can be widened again. The view
is the truth: the browser tells what was chosen, and shows it once it comes back as the filters'
days. A component of our own draws it, since a charting library would take a second of the start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.maps.palette import KIND_SIGNS
from geodata.tables.bars import Bars, Unit, count_bars, top_of_axis
from geodata.ui.state.view import current_view, set_filters
from geodata.ui.wording.i18n import N_, _, language, ngettext
from geodata.ui.wording.slim import read_asset, slim_script, slim_style
from geodata.ui.wording.words import kinds_label

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

    from geodata.tables.bars import Span
    from geodata.tables.filters import Filters
    from geodata.ui.page import Page

__all__ = ["DayChoice", "apply_choice", "read_choice", "show_timeline", "timeline_data"]

ASSETS_FOLDER = Path(__file__).parent / "assets"
# In the order in which they need each other; the last one is the module's face.
SCRIPTS = (
    "timeline_words.js",
    "timeline_board.js",
    "timeline_choice.js",
    "timeline_play.js",
    "timeline.js",
)
STYLE = "timeline.css"
_KEY = "timeline_bars"
# First and last day that the bars are to show alone, finer than the whole time would be.
_CLOSER = "timeline_closer"
# The histogram shows what it would set, too: days outside the range, and how many are undated.
_OWN_FIELDS = ("first_day", "last_day", "undated")
_COLUMNS = ["date_start", "date_end", "status", "kind"]
# A bar needs another beside it: one alone is no course of time.
_FEWEST_BARS = 2
_TITLES: Mapping[Unit, str] = {
    "day": N_("Events by day"),
    "week": N_("Events by week"),
    "month": N_("Events by month"),
    "year": N_("Events by year"),
}


@dataclass(frozen=True, slots=True)
class DayChoice:
    """Days chosen over the bars, None for no bound; `replaying`: a step of the play, in passing."""

    first_day: dt.date | None
    last_day: dt.date | None
    replaying: bool = False


def show_timeline(page: Page) -> None:
    """Draw the bars of a page; a line in their place where no two days are known."""
    bars = _bars(page)
    if len(bars) < _FEWEST_BARS:
        said = _("No timeline: fewer than two days are known.")
        st.html(f'<div class="sp"><p class="sp-sub sp-no-days">{said}</p></div>')
        return
    with st.container(key="timeline"):
        _component()(
            key=_KEY,
            data=timeline_data(bars, page.filters),
            on_days_change=_store_days,
            on_undated_change=_store_undated,
            on_closer_change=_store_closer,
        )


def _bars(page: Page) -> Bars:
    """Return the bars of what all filters but the histogram's own keep."""
    closer = closer_span(page.filters)
    return page.kept.recall(("bars", closer), lambda: _count(page, closer))


def _count(page: Page, closer: Span | None) -> Bars:
    incidents = page.library.tables.incidents
    about = incidents["kind"].isin(page.kinds).to_numpy()
    standing = about & (incidents["review_status"] != "rejected").to_numpy()
    kept = page.library.choose(page.filters).lifted(*_OWN_FIELDS)
    return count_bars(
        incidents.loc[kept & about, _COLUMNS],
        axis=incidents.loc[standing, _COLUMNS],
        within=closer,
    )


def timeline_data(bars: Bars, filters: Filters) -> dict[str, Any]:
    """Return what the browser is told: sums, days and words, nothing of any article."""
    return {
        "unit": bars.unit,
        "edges": [edge.isoformat() for edge in bars.edges],
        "kinds": [
            {
                "kind": kind,
                "sign": KIND_SIGNS[kind],
                "label": kinds_label(kind),
                "counts": list(counts),
            }
            for kind, counts in bars.counts.items()
        ],
        "top": top_of_axis(bars.highest),
        "closer": closer_span(filters) is not None,
        "range": [_iso(filters.first_day), _iso(filters.last_day)],
        "with_undated": filters.undated,
        "language": language(),
        "words": _words(bars),
    }


def closer_span(filters: Filters) -> Span | None:
    """Return the days that the reader looks at closer; None as soon as others are chosen."""
    span: Span | None = st.session_state.get(_CLOSER)
    first, last = filters.first_day, filters.last_day
    if span is None or first is None or last is None:
        return None
    return span if span[0] <= first and last <= span[1] else None


def read_choice(said: object) -> DayChoice | None:
    """Return the days that a browser asks for; None for what no histogram of ours would say."""
    if not isinstance(said, Mapping):
        return None
    try:
        first, last = (_day(said.get(key)) for key in ("from", "to"))
    except ValueError:
        return None
    if first is not None and last is not None and last < first:
        return None
    return DayChoice(first, last, replaying=said.get("replaying") is True)


def apply_choice(said: object) -> None:
    """Take over the days that a browser asks for; for callbacks.

    A step of the play leaves the address as it is, so that the way Back stays short.
    """
    choice = read_choice(said)
    if choice is None:
        return
    chosen = replace(current_view().filters, first_day=choice.first_day, last_day=choice.last_day)
    set_filters(chosen, replaying=choice.replaying)


def _words(bars: Bars) -> dict[str, str]:
    return {
        "title": _(_TITLES[bars.unit]),
        "hint": _("drag to choose"),
        "all": _("All days"),
        "first": _("First day"),
        "last": _("Last day"),
        "keys": _("Arrow keys move it, with Shift both; Enter applies, Escape clears."),
        "clear": _("Clear the period"),
        "closer": _("Closer"),
        "whole": _("Whole time"),
        "play": _("Play"),
        "pause": _("Pause"),
        "stop": _("End"),
        "undated": _undated_words(bars),
        "show": _("Show what has no day"),
        "hide": _("Hide what has no day"),
        "rest": _rest_words(bars),
    }


def _undated_words(bars: Bars) -> str:
    """Return how many are undated; empty where there are none."""
    if not bars.undated:
        return ""
    return ngettext("+{n} without a day", "+{n} without a day", bars.undated)


def _rest_words(bars: Bars) -> str:
    """Return what else has no bar: `+3 über Wochen · +1 früher`; empty where all have one."""
    parts = []
    if bars.longer:
        parts.append(ngettext("+{n} over weeks", "+{n} over weeks", bars.longer))
    if bars.earlier:
        parts.append(ngettext("+{n} earlier", "+{n} earlier", bars.earlier))
    return " · ".join(parts)


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(said: object) -> dt.date | None:
    """Return a day that a browser names.

    Raises:
        ValueError: it is none.

    """
    if said is None:
        return None
    if not isinstance(said, str):
        raise ValueError(said)  # noqa: TRY004 - one sort of error for all that is no day
    return dt.date.fromisoformat(said)


def _store_days() -> None:
    apply_choice(st.session_state[_KEY].get("days"))


def _store_undated() -> None:
    said = st.session_state[_KEY].get("undated")
    if isinstance(said, bool):
        set_filters(replace(current_view().filters, undated=said))


def _store_closer() -> None:
    """Look closer at the chosen days, or at the whole time again."""
    filters = current_view().filters
    first, last = filters.first_day, filters.last_day
    wanted = st.session_state[_KEY].get("closer") is True
    closer = wanted and first is not None and last is not None
    st.session_state[_CLOSER] = (first, last) if closer else None


@cache
def _component() -> ComponentRenderer:
    """Return the component, its scripts as one module: a browser fetches nothing for it."""
    return st.components.v2.component(
        "schauplatz_timeline",
        css=slim_style(read_asset(ASSETS_FOLDER / STYLE)),
        # With each change of the bars it is sent again.
        js=slim_script("".join(read_asset(ASSETS_FOLDER / name) for name in SCRIPTS)),
    )
