"""The filters in the sidebar: days, kinds, countries, status, who says so, undated events."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geodata.maps.palette import KIND_SIGNS
from geodata.models import EVENT_KINDS, STATUSES, EventKind
from geodata.tables.rows import JOINT
from geodata.tables.voices import FACT, VOICES
from geodata.ui.bars import has_bar
from geodata.ui.i18n import _, country_codes, country_name, language, ngettext, number
from geodata.ui.markup import escape, isolate
from geodata.ui.view import current_view, set_filters
from geodata.ui.words import KIND_COLOURS, kinds_label, status_choice, voice_label

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from geodata.tables.filters import Filters
    from geodata.ui.library import Library

__all__ = ["clear_filters", "show_sidebar"]

_DAYS = "filter_days"
_KINDS = "filter_kinds"
_COUNTRIES = "filter_countries"
_STATUSES = "filter_statuses"
_VOICES = "filter_says"
_UNDATED = "filter_undated"
_DATE_FORMATS = {"de": "DD.MM.YYYY", "en": "YYYY-MM-DD"}


def show_sidebar(events: pd.DataFrame, library: Library) -> None:
    """Draw the filters over all incidents; what they are set to is in the view.

    Widgets lose their value when a page is left. So each gets the state's value before it is
    drawn, and writes back when it is changed.
    """
    filters = current_view().filters
    with st.sidebar:
        _show_days(events, filters)
        _show_kinds(events, filters)
        _show_countries(events, filters)
        _show_statuses(events, filters)
        _show_voices(events, filters)
        _show_undated(events, filters)
        st.button(
            _("Clear all filters"),
            type="tertiary",
            disabled=not filters.active,
            on_click=clear_filters,
            key="clear_all",
        )
        _show_source(library)


def clear_filters(*names: str) -> None:
    """Bring the named filters to their start, all where none is named; for callbacks."""
    filters = current_view().filters
    set_filters(filters.without(*(names or filters.active)))


def _show_days(events: pd.DataFrame, filters: Filters) -> None:
    reach = _bounds(events)
    if reach is None:
        st.caption(_("No event has a date."))
        return
    # What has no bar over the map does not stretch the period; it is still within reach.
    bounds = _bounds(events[has_bar(events)]) or reach
    first = filters.first_day or bounds[0]
    last = filters.last_day or bounds[1]
    # A range of which only the first day is picked yet must stay as it is.
    if len(st.session_state.get(_DAYS, ())) != 1:
        st.session_state[_DAYS] = (min(first, last), max(first, last))
    st.date_input(
        _("Period"),
        min_value=min(reach[0], first, last),
        max_value=max(reach[1], first, last),
        key=_DAYS,
        format=_DATE_FORMATS[language()],
        on_change=_store_days,
        args=(bounds,),
    )


def _show_kinds(events: pd.DataFrame, filters: Filters) -> None:
    counts = filters.without("kinds").events(events)["kind"].value_counts()

    def label(kind: EventKind) -> str:
        sign = f":{KIND_COLOURS[kind]}[{KIND_SIGNS[kind]}]"
        return f"{sign} {kinds_label(kind)} {number(int(counts.get(kind, 0)))}"

    st.session_state[_KINDS] = list(filters.kinds or EVENT_KINDS)
    st.pills(
        _("Kind"),
        EVENT_KINDS,
        selection_mode="multi",
        format_func=label,
        key=_KINDS,
        on_change=_store_kinds,
    )


def _show_countries(events: pd.DataFrame, filters: Filters) -> None:
    found = set(events["country_code"].dropna()) | set(events["origin_country"].dropna())
    options = sorted(found | set(filters.countries), key=country_name)
    st.session_state[_COUNTRIES] = list(filters.countries)
    st.multiselect(
        _("Country"),
        options,
        format_func=country_name,
        key=_COUNTRIES,
        placeholder=_("All countries"),
        on_change=_store_countries,
    )


def _show_statuses(events: pd.DataFrame, filters: Filters) -> None:
    """Draw what happened, was planned, denied and so on, with counts; not all is on at first."""
    every = replace(filters, statuses=STATUSES).events(events)["status"].value_counts()
    options = [one for one in STATUSES if one in every.index or one in filters.statuses]
    st.session_state[_STATUSES] = [one for one in options if one in filters.statuses]
    st.pills(
        _("Status"),
        options,
        selection_mode="multi",
        format_func=lambda status: f"{status_choice(status)} {number(int(every.get(status, 0)))}",
        key=_STATUSES,
        on_change=_store_statuses,
    )


def _show_voices(events: pd.DataFrame, filters: Filters) -> None:
    """Draw who tells it, with counts; an incident counts for each who does."""
    told = filters.without("says").events(events)["attribution"].value_counts()
    counts: Counter[str] = Counter()
    for voices, incidents in told.items():  # few combinations, however many incidents
        counts.update(dict.fromkeys(str(voices).split(JOINT), int(incidents)))
    options = [one for one in VOICES if one in counts or one in filters.says]
    if options in ([], [FACT]):
        return
    st.session_state[_VOICES] = list(filters.says)
    st.pills(
        _("Who says so"),
        options,
        selection_mode="multi",
        format_func=lambda voice: f"{voice_label(voice)} {number(counts[voice])}",
        key=_VOICES,
        on_change=_store_voices,
    )


def _show_undated(events: pd.DataFrame, filters: Filters) -> None:
    count = int(filters.without("undated").events(events)["date_start"].isna().sum())
    if count == 0 and filters.undated:
        return
    st.session_state[_UNDATED] = filters.undated
    st.toggle(
        ngettext("With {n} event without a date", "With {n} events without a date", count),
        key=_UNDATED,
        on_change=_store_undated,
    )


def _show_source(library: Library) -> None:
    count = ngettext("{n} article", "{n} articles", len(library.tables.articles))
    where = _("samples") if library.path is None else library.path.name
    st.html(f'<div class="sp sp-sub">{escape(count)} · {isolate(where)}</div>')


def _bounds(events: pd.DataFrame) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of the events; None where none has a date."""
    dated = events.dropna(subset=["date_start", "date_end"])
    if dated.empty:
        return None
    return dated["date_start"].min().date(), dated["date_end"].max().date()


def _store_days(bounds: tuple[dt.date, dt.date]) -> None:
    days = st.session_state[_DAYS]
    if len(days) != 2:  # noqa: PLR2004 - the second day is yet to be picked
        return
    first, last = days
    filters = replace(
        current_view().filters,
        first_day=None if first == bounds[0] else first,
        last_day=None if last == bounds[1] else last,
    )
    set_filters(filters)


def _store_kinds() -> None:
    chosen = st.session_state[_KINDS]
    kinds = () if len(chosen) == len(EVENT_KINDS) else tuple(chosen)
    set_filters(replace(current_view().filters, kinds=kinds))


def _store_countries() -> None:
    # After a change of language a browser may still send a name in the other one.
    chosen = tuple(code for code in st.session_state[_COUNTRIES] if code in country_codes())
    set_filters(replace(current_view().filters, countries=chosen))


def _store_statuses() -> None:
    set_filters(replace(current_view().filters, statuses=tuple(st.session_state[_STATUSES])))


def _store_voices() -> None:
    set_filters(replace(current_view().filters, says=tuple(st.session_state[_VOICES])))


def _store_undated() -> None:
    set_filters(replace(current_view().filters, undated=st.session_state[_UNDATED]))
