"""What this reader looks at: the filters and the selected place, in the session and the address.

The address is a view of the state. The query last seen is remembered: when the address differs
from it (the first run, Back, an edited link), the address is adopted; when the reader has just
used a widget, the widget wins and the address follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import streamlit as st

from geodata.tables.filters import FILTER_KEYS, Filters, Notice, read_query
from geodata.ui.i18n import LANGUAGE_KEY, country_codes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = [
    "ARTICLE_KEY",
    "EVENT_KEY",
    "View",
    "adopt_address",
    "carried_query",
    "check_place",
    "close_selection",
    "closings",
    "current_view",
    "leave_detail",
    "open_article",
    "select_incident",
    "select_place",
    "set_filters",
    "settle_address",
]

PLACE_KEY = "place"
# What an article's page shows; these live in the address alone.
ARTICLE_KEY = "article"
EVENT_KEY = "event"
_KEYS = (*FILTER_KEYS, PLACE_KEY)
_VIEW = "schauplatz_view"
_SEEN = "schauplatz_address_seen"
_CLOSINGS = "schauplatz_closings"
_TOUCHED = "schauplatz_touched"
_PLACES = "schauplatz_places"


@dataclass(frozen=True, slots=True)
class View:
    """The filters, what in the address was not understood, and what is selected.

    `incident_id` is an incident chosen in a list; it is not part of the address.
    """

    filters: Filters = field(default_factory=Filters)
    notices: tuple[Notice, ...] = ()
    place_id: str | None = None
    incident_id: str | None = None

    def query(self) -> dict[str, list[str]]:
        """Return the parameters that say this."""
        place = {} if self.place_id is None else {PLACE_KEY: [self.place_id]}
        return self.filters.to_query() | place


def current_view() -> View:
    """Return what this reader looks at."""
    view = st.session_state.get(_VIEW)
    return view if isinstance(view, View) else View()


def adopt_address() -> View:
    """Return what to show after settling state and address with each other."""
    address = _address()
    touched = st.session_state.pop(_TOUCHED, False)
    if not touched and address != st.session_state.get(_SEEN):
        st.session_state[_VIEW] = _read(address)
    _write(address)
    return current_view()


def check_place(known: Collection[str]) -> View:
    """Return what to show once the places are known: one that is not there is named and ignored."""
    st.session_state[_PLACES] = known
    view = current_view()
    if view.place_id is not None and view.place_id not in known:
        notice = Notice(PLACE_KEY, view.place_id)
        view = replace(view, place_id=None, notices=(*view.notices, notice))
        st.session_state[_VIEW] = view
    return view


def set_filters(filters: Filters) -> None:
    """Take over filters that the reader has just chosen; for callbacks."""
    view = current_view()
    _touch(View(filters, (), view.place_id, view.incident_id))


def select_place(place_id: str | None) -> None:
    """Select a place, or none; within a fragment the address follows at once."""
    view = current_view()
    _touch(View(view.filters, view.notices, place_id))


def close_selection() -> None:
    """Take the selection back; tables forget their chosen row, see `closings`."""
    st.session_state[_CLOSINGS] = closings() + 1
    select_place(None)


def closings() -> int:
    """Return how often a selection was taken back: a table with this in its key starts anew."""
    return int(st.session_state.get(_CLOSINGS, 0))


def select_incident(incident_id: str | None, place_id: str | None) -> None:
    """Select an incident of a list and the place where it is, if it has one."""
    view = current_view()
    _touch(View(view.filters, view.notices, place_id, incident_id))


def open_article(article_id: str) -> None:
    """Show an article on the page of articles; for callbacks.

    A link of Streamlit to the page that one is on leaves the address as it was.
    """
    leave_detail()
    st.query_params[ARTICLE_KEY] = article_id


def leave_detail() -> None:
    """Show the page as one comes to it: nothing selected, no article open; for callbacks."""
    select_place(None)
    for key in (ARTICLE_KEY, EVENT_KEY):
        if key in st.query_params:
            del st.query_params[key]


def settle_address() -> None:
    """Let the address follow the state; for a fragment, which does not start the page."""
    st.session_state.pop(_TOUCHED, None)
    _write(_address())


def carried_query(**more: str) -> dict[str, list[str]]:
    """Return the parameters that a link to another page carries: filters, language, and more."""
    query = current_view().filters.to_query()
    if LANGUAGE_KEY in st.query_params:
        query[LANGUAGE_KEY] = [st.query_params[LANGUAGE_KEY]]
    return query | {key: [value] for key, value in more.items()}


def _touch(view: View) -> None:
    st.session_state[_VIEW] = view
    st.session_state[_TOUCHED] = True


def _address() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in _KEYS if key in st.query_params}


def _read(address: Mapping[str, list[str]]) -> View:
    filters, notices = read_query(address, countries=country_codes())
    named = [place for place in address.get(PLACE_KEY, []) if place]
    known = st.session_state.get(_PLACES, named)
    places = [place for place in named if place in known]
    unknown = tuple(Notice(PLACE_KEY, place) for place in named if place not in known)
    return View(filters, notices + unknown, places[-1] if places else None)


def _write(address: Mapping[str, list[str]]) -> None:
    """Bring the address up to the state, unless it says the same in other words.

    An address that is merely spelled otherwise stays: rewriting it would bar the way Back.
    """
    view = current_view()
    said = _read(address)
    if (said.filters, said.place_id) == (view.filters, view.place_id):
        st.session_state[_SEEN] = dict(address)
        return
    others = {key: st.query_params.get_all(key) for key in st.query_params if key not in _KEYS}
    st.query_params.from_dict(others | view.query())
    st.session_state[_SEEN] = view.query()
