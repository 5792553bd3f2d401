"""Choosing a place: another candidate, any of the gazetteer, a point, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import streamlit as st

from geodata.errors import GeodataError
from geodata.gazetteer import load_gazetteer
from geodata.review import place_at
from geodata.ui.map.leaflet import picked_point, show_point_map
from geodata.ui.review.places import found_words, offered_words, search_places
from geodata.ui.review.targets import place_words
from geodata.ui.state.hosting import error_words
from geodata.ui.wording.i18n import N_, _
from geodata.ui.wording.labels import label_text
from geodata.ui.wording.map_texts import base_words
from geodata.ui.wording.markup import escape, isolate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.models import Candidate, Place
    from geodata.ui.page import Page

__all__ = ["Choice", "Places", "Way", "choose_place"]

Way = Literal["kept", "offered", "search", "point", "none"]
_WAYS: Mapping[Way, str] = {
    "kept": N_("As it is"),
    "offered": N_("Suggestions"),
    "search": N_("Search"),
    "point": N_("Point on the map"),
    "none": N_("No place"),
}
_MAP_PX = 260
_START_KM, _LEAST_KM, _MOST_KM = 5.0, 0.1, 1000.0
_LAT_LIMIT, _LON_LIMIT = 90.0, 180.0
_DIGITS = 4  # of a degree: ten metres


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that is chosen; `missing` is what the reviewer has yet to do, None for nothing."""

    place: Place | None
    missing: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """What a form offers: the suggestions, and what a point is called at first."""

    page: Page
    offered: Sequence[Candidate]
    name: str


def choose_place(
    places: Places, current: Place | None, *, key: str, label: str, first: Way = "kept"
) -> Choice:
    """Draw the ways to a place and return what is chosen by them.

    Args:
        places: what is offered.
        current: the present place.
        key: tells the choosers of a form apart.
        label: what is chosen: "Place", "From where".
        first: the way that is open at first; a search is for the name of a point then.

    """
    left_out = {"offered"} if not places.offered else set()
    if current is None:  # as it is, it has none
        left_out.add("kept")
    ways = [way for way in get_args(Way) if way not in left_out]
    way = st.segmented_control(
        label,
        ways,
        default=_first_way(first, current, places.offered),
        required=True,
        format_func=lambda one: _(_WAYS[one]),
        key=f"{key}_way",
    )
    match way:
        case "offered":
            return _offered(places, current, key)
        case "search":
            return _searched(current, key, places.name if first == "search" else "")
        case "point":
            return _pointed(places, current, key)
        case "none":
            return Choice(None)
        case _:
            words = place_words(current, places.page.library)
            st.html(f'<div class="sp">{isolate(words)}</div>')
            return Choice(current)


def _first_way(first: Way, current: Place | None, offered: Sequence[Candidate]) -> Way:
    """Return the way that is open at first; nothing is chosen anew but for what is added."""
    if first == "offered" and not offered:
        return "search"
    return "none" if first == "kept" and current is None else first


def _offered(places: Places, current: Place | None, key: str) -> Choice:
    offered, library = places.offered, places.page.library
    chosen = st.radio(
        _("Suggestions"),
        range(len(offered)),
        format_func=lambda row: label_text(offered_words(offered[row], current, library)),
        key=f"{key}_offered",
        label_visibility="collapsed",
    )
    return Choice(offered[chosen].place)


def _searched(current: Place | None, key: str, name: str) -> Choice:
    wanted = st.text_input(
        _("Name of the place, in German, English or Russian"), name, key=f"{key}_words"
    ).strip()
    if wanted == "":
        return Choice(current, _("Type the name of a place first."))
    try:
        found = search_places(load_gazetteer(), wanted)
    except GeodataError as error:
        return Choice(current, error_words(error))
    if not found:
        text = _("No place of that name is known. Give it a point on the map.")
        st.html(f'<div class="sp sp-muted">{escape(text)}</div>')
        return Choice(current, text)
    chosen = st.radio(
        _("Places found"),
        range(len(found)),
        format_func=lambda row: label_text(found_words(found[row], current)),
        key=f"{key}_found_{wanted}",
    )
    return Choice(found[chosen])


def _pointed(places: Places, current: Place | None, key: str) -> Choice:
    """Draw a small map and the figures it fills in."""
    lat_key, lon_key, seen = f"{key}_lat", f"{key}_lon", f"{key}_click"
    if lat_key not in st.session_state and current is not None:
        st.session_state[lat_key], st.session_state[lon_key] = current.lat, current.lon
    click = picked_point(f"{key}_map", theme=places.page.theme)
    if click is not None and click != st.session_state.get(seen):
        st.session_state[seen] = click
        st.session_state[lat_key], st.session_state[lon_key] = (round(x, _DIGITS) for x in click)
    lat, lon = st.session_state.get(lat_key), st.session_state.get(lon_key)
    st.html(f'<div class="sp sp-muted">{escape(_("Click where it is."))}</div>')
    show_point_map(
        None if lat is None or lon is None else (lat, lon),
        key=f"{key}_map",
        theme=places.page.theme,
        words=base_words(),
        height_px=_MAP_PX,
        moved=click is None,
    )
    return _typed(key, places.name)


def _typed(key: str, name: str) -> Choice:
    with st.container(horizontal=True, gap="small"):
        lat = _degrees(_("Latitude (°)"), f"{key}_lat", _LAT_LIMIT)
        lon = _degrees(_("Longitude (°)"), f"{key}_lon", _LON_LIMIT)
        radius_km = st.number_input(
            _("Radius (km)"), _LEAST_KM, _MOST_KM, _START_KM, key=f"{key}_km"
        )
    called = st.text_input(_("Name of the point"), name, key=f"{key}_name").strip()
    if lat is None or lon is None:
        return Choice(None, _("Click on the map or type latitude and longitude."))
    if called == "":
        return Choice(None, _("Give the point a name."))
    try:
        town, _km = load_gazetteer().nearest_town(lat, lon)
        country = town.country_code
        place = place_at(lat, lon, name=called, country_code=country, radius_km=radius_km)
    except GeodataError as error:
        return Choice(None, error_words(error))
    return Choice(place)


def _degrees(label: str, key: str, limit: float) -> float | None:
    return st.number_input(label, -limit, limit, value=None, format=f"%.{_DIGITS}f", key=key)
