"""What this reader looks at: filters, selection and layers, in the session and the address.

The address is a view of the state. The query last seen is remembered: when the address differs
from it (the first run, Back, an edited link), the address is adopted; when the reader has just
used a widget, the widget wins and the address follows. Streamlit makes an entry in the browser's
history of every query that Python writes: so one act of the reader writes once, and replaying days
not at all. The map's own view (`view`) is written by its script and is left as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import streamlit as st

from geodata.tables.filters import FILTER_KEYS, Filters
from geodata.tables.query import Notice, read_query
from geodata.ui.wording.i18n import LANGUAGE_KEY, country_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

__all__ = [
    "ARTICLE_KEY",
    "EVENT_KEY",
    "LAYERS",
    "NAMED_FIELDS",
    "START_LAYERS",
    "Layer",
    "View",
    "adopt_address",
    "carried_query",
    "check_address",
    "close_selection",
    "closings",
    "current_view",
    "leave_detail",
    "open_article",
    "read_view",
    "select_incident",
    "select_place",
    "set_filters",
    "set_layers",
    "settle_address",
]

Layer = Literal["incidents", "flows", "areas", "rings", "mentions"]
LAYERS: tuple[Layer, ...] = ("incidents", "flows", "areas", "rings", "mentions")
# Every name in every article would bury the events.
START_LAYERS: tuple[Layer, ...] = LAYERS[:-1]

PLACE_KEY = "place"
INCIDENT_KEY = "incident"
LAYERS_KEY = "layers"
_NO_LAYER = "none"
# What an article's page shows; these live in the address alone.
ARTICLE_KEY = "article"
EVENT_KEY = "event"
# Written by the map's script.
_MAP_KEY = "view"
_KEYS = (*FILTER_KEYS, PLACE_KEY, INCIDENT_KEY, LAYERS_KEY)
_VIEW = "schauplatz_view"
_SEEN = "schauplatz_address_seen"
_SAID = "schauplatz_address_said"
_CLOSINGS = "schauplatz_closings"
_TOUCHED = "schauplatz_touched"
_REPLAYING = "schauplatz_replaying"
_UNCHECKED = "schauplatz_address_unchecked"
# Fields whose values are known once the articles are read.
NAMED_FIELDS = ("actors", "publishers", "languages")


@dataclass(frozen=True, slots=True)
class View:
    """The filters, what in the address was not understood, what is selected, and the layers.

    A selected incident is shown by itself, before what else happened at the place. `layers` stand
    in the order of LAYERS; there may be none.
    """

    filters: Filters = field(default_factory=Filters)
    notices: tuple[Notice, ...] = ()
    place_id: str | None = None
    incident_id: str | None = None
    layers: tuple[Layer, ...] = START_LAYERS

    def query(self) -> dict[str, list[str]]:
        """Return the parameters that say this; nothing for what is as at the start."""
        query = self.filters.to_query() | self.selection()
        if self.layers != START_LAYERS:
            query[LAYERS_KEY] = [",".join(self.layers) or _NO_LAYER]
        return query

    def selection(self) -> dict[str, list[str]]:
        """Return the parameters of the selected place and incident."""
        chosen = ((PLACE_KEY, self.place_id), (INCIDENT_KEY, self.incident_id))
        return {key: [value] for key, value in chosen if value is not None}


def current_view() -> View:
    """Return what this reader looks at."""
    view = st.session_state.get(_VIEW)
    return view if isinstance(view, View) else View()


def adopt_address() -> View:
    """Return what to show after settling state and address with each other."""
    address = _address()
    touched = st.session_state.pop(_TOUCHED, False)
    if not touched and address != st.session_state.get(_SEEN):
        st.session_state[_VIEW] = view = read_view(address)
        st.session_state[_REPLAYING] = False
        st.session_state[_UNCHECKED] = True
        _remember(address, view)
    _write()
    return current_view()


def check_address(
    has_place: Callable[[str], bool],
    place_of: Callable[[str], str | None],
    names: Mapping[str, Collection[str]],
) -> View:
    """Return what to show once the articles are read: what they do not hold is named and ignored.

    The place follows a selected incident. The address keeps what was not understood until the
    reader does something: rewriting it would bar the way Back.

    Args:
        has_place: whether there is a place of that id.
        place_of: the place of an incident by their ids, None where it has none; raises LookupError
            where there is no such incident.
        names: the values there are of NAMED_FIELDS.

    """
    view = current_view()
    checked = read_view(_address(), names) if st.session_state.pop(_UNCHECKED, False) else view
    incident_id = checked.incident_id
    if incident_id is not None:
        try:
            checked = replace(checked, place_id=place_of(incident_id))
        except LookupError:
            checked = _noticed(checked, INCIDENT_KEY, incident_id)
    if checked.place_id is not None and not has_place(checked.place_id):
        checked = _noticed(checked, PLACE_KEY, checked.place_id)
    if checked != view:
        st.session_state[_VIEW] = checked
        st.session_state[_SAID] = checked.query()
    return checked


def set_filters(filters: Filters, *, replaying: bool = False) -> None:
    """Take over filters that the reader has just chosen; for callbacks.

    Steps of a replay (`replaying`) leave the address as it is; the next act of the reader writes.
    """
    _touch(replace(current_view(), filters=filters, notices=()), replaying=replaying)


def set_layers(layers: Sequence[Layer]) -> None:
    """Take over the layers that the reader has just chosen; for callbacks."""
    chosen = tuple(layer for layer in LAYERS if layer in layers)
    _touch(replace(current_view(), layers=chosen, notices=()))


def select_place(place_id: str | None) -> None:
    """Select a place, or none; within a fragment the address follows at once."""
    select_incident(None, place_id)


def select_incident(incident_id: str | None, place_id: str | None) -> None:
    """Select an incident and the place where it is, if it has one."""
    _touch(replace(current_view(), notices=(), place_id=place_id, incident_id=incident_id))


def close_selection() -> None:
    """Take the selection back; tables forget their chosen row, see `closings`."""
    st.session_state[_CLOSINGS] = closings() + 1
    select_place(None)


def closings() -> int:
    """Return how often a selection was taken back: a table with this in its key starts anew."""
    return int(st.session_state.get(_CLOSINGS, 0))


def open_article(article_id: str) -> None:
    """Show an article on the page of articles; for callbacks.

    A link of Streamlit to the page that one is on leaves the address as it was.
    """
    select_place(None)
    _replace_query({ARTICLE_KEY: [article_id]}, dropped=(EVENT_KEY,))


def leave_detail() -> None:
    """Show the page as one comes to it: nothing selected, no article open; for callbacks."""
    select_place(None)
    _replace_query({}, dropped=(ARTICLE_KEY, EVENT_KEY))


def settle_address() -> None:
    """Let the address follow the state; for a fragment, which does not start the page."""
    st.session_state.pop(_TOUCHED, None)
    _write()


def carried_query(*, selection: bool = False, **more: str) -> dict[str, list[str]]:
    """Return the parameters that a link to another page carries.

    These are the filters, the layers, the view of the map, the language, and `more`; with
    `selection` the selected place and incident too.
    """
    view = current_view()
    query = (view if selection else replace(view, place_id=None, incident_id=None)).query()
    for key in (_MAP_KEY, LANGUAGE_KEY):
        if key in st.query_params:
            query[key] = [st.query_params[key]]
    return query | {key: [value] for key, value in more.items()}


def read_view(
    address: Mapping[str, Sequence[str]], names: Mapping[str, Collection[str]] | None = None
) -> View:
    """Return what an address says; of repeated places and incidents the last.

    `names` are the values there are of NAMED_FIELDS; None takes every name.
    """
    filters, notices = read_query(address, countries=country_codes(), **(names or {}))
    layers, unknown = _read_layers(address)
    return View(
        filters,
        (*notices, *unknown),
        _last(address, PLACE_KEY),
        _last(address, INCIDENT_KEY),
        layers,
    )


def _read_layers(
    address: Mapping[str, Sequence[str]],
) -> tuple[tuple[Layer, ...], tuple[Notice, ...]]:
    """Return the layers of an address; those of the start where it names none that there is."""
    named = [part.strip() for value in address.get(LAYERS_KEY, ()) for part in value.split(",")]
    known = tuple(layer for layer in LAYERS if layer in named)
    unknown = [one for one in named if one and one not in (*LAYERS, _NO_LAYER)]
    notices = tuple(Notice(LAYERS_KEY, one) for one in dict.fromkeys(unknown))
    return (known if known or _NO_LAYER in named else START_LAYERS), notices


def _last(address: Mapping[str, Sequence[str]], key: str) -> str | None:
    values = [value for value in address.get(key, ()) if value]
    return values[-1] if values else None


def _noticed(view: View, key: str, value: str) -> View:
    """Return a view without a selection that does not exist, and the notice of it."""
    notices = (*view.notices, Notice(key, value))
    if key == INCIDENT_KEY:
        return replace(view, notices=notices, incident_id=None)
    return replace(view, notices=notices, place_id=None)


def _touch(view: View, *, replaying: bool = False) -> None:
    st.session_state[_VIEW] = view
    st.session_state[_TOUCHED] = True
    st.session_state[_REPLAYING] = replaying


def _address() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in _KEYS if key in st.query_params}


def _remember(address: dict[str, list[str]], view: View) -> None:
    """Keep the address as it stands and what it says, to tell later who has changed."""
    st.session_state[_SEEN] = address
    st.session_state[_SAID] = view.query()


def _write() -> None:
    """Bring the address up to the state, unless it says the same in other words.

    An address that is merely spelled otherwise stays: rewriting it would bar the way Back.
    """
    if st.session_state.get(_REPLAYING, False):
        return
    address, query = _address(), current_view().query()
    if address != st.session_state.get(_SEEN) or query != st.session_state.get(_SAID):
        _replace_query({}, dropped=())


def _replace_query(more: Mapping[str, list[str]], *, dropped: Sequence[str]) -> None:
    """Write the state and what else the address holds at once: one entry of the history."""
    view = current_view()
    left_out = {*_KEYS, *dropped}
    others = {k: st.query_params.get_all(k) for k in st.query_params if k not in left_out}
    query = others | view.query() | dict(more)
    if query != {key: st.query_params.get_all(key) for key in st.query_params}:
        st.query_params.from_dict(query)
    _remember(_address(), view)
