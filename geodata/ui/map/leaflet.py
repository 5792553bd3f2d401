"""The map in a page: Leaflet and our own files are served by Streamlit, nothing from outside."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium
from xstatic.pkg import leaflet as xstatic_leaflet

from geodata.errors import DataError
from geodata.gazetteer.homes import cache_path
from geodata.maps.bundle import write_bundle
from geodata.maps.countries import BASEMAP_FOLDER
from geodata.maps.layers import AssetLinks, base_map, content_layers
from geodata.maps.palette import PALETTES
from geodata.maps.tiles import Tiles, tiles_from
from geodata.ui.wording.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Container

    from geodata.maps.layers import BaseWords
    from geodata.maps.palette import Theme
    from geodata.maps.payload import Payload

__all__ = ["check_map", "clicked", "picked_point", "show_map", "show_point_map"]

DEFAULT_HEIGHT_PX = 480
_POINT_ZOOM = 6  # of the small map: a town with its surroundings
# What the map cannot do without, in the folders where it lies.
LEAFLET_FILES = ("leaflet.js", "leaflet.css")
BASEMAP_FILES = (
    "world.json",
    "countries.json",
    "towns.json",
    "source-sans-3.css",
    "source-sans-3-cyrillic.woff2",
    "source-sans-3-latin-ext.woff2",
    "source-sans-3-latin-italic.woff2",
    "source-sans-3-latin.woff2",
)


def clicked(key: str, *, theme: Theme, known: Container[str]) -> str | None:
    """Return the id of the place that was clicked since the last run, else None.

    To be asked before the map is drawn, at the start of the fragment that the click runs again: the
    map is then drawn once, with the place selected. Each click is returned once, so that a
    selection can be taken back and made again; an id that is not `known` is no click. The empty id
    is the keyboard's way to close what is open.
    """
    name = _name(key, theme)
    said = st.session_state.get(name)
    click = _read_click(said)
    seen = f"{name}-click"
    if click is None or click == st.session_state.get(seen):
        return None
    st.session_state[seen] = click
    return click[0] if click[0] == "" or click[0] in known else None


def show_map(
    payload: Payload,
    *,
    key: str,
    theme: Theme,
    words: BaseWords,
    height_px: int = DEFAULT_HEIGHT_PX,
    selected: str | None = None,
) -> None:
    """Draw the map; `clicked` tells which place was clicked.

    To be called in a fragment: a click runs it again, panning and zooming do not. The view stays
    as it is while the content changes.
    """
    st_folium(
        base_map(theme, links=_links(), words=words, tiles=_tiles()),
        key=_name(key, theme),
        height=height_px,
        use_container_width=True,
        feature_group_to_add=content_layers(payload, selected=selected),
        # The script sends clicks itself, a quarter of a second sooner than streamlit-folium.
        returned_objects=[],
    )


def picked_point(key: str, *, theme: Theme) -> tuple[float, float] | None:
    """Return latitude and longitude of the last click on a small map; None before any.

    To be asked before the map is drawn, so that its pin stands there at once.
    """
    match st.session_state.get(_name(key, theme)):
        case {"last_clicked": {"lat": int() | float() as lat, "lng": int() | float() as lon}}:
            return float(lat), (float(lon) + 180) % 360 - 180  # Leaflet counts on around the globe
        case _:
            return None


def show_point_map(
    point: tuple[float, float] | None,
    *,
    key: str,
    theme: Theme,
    words: BaseWords,
    height_px: int,
    moved: bool,
) -> None:
    """Draw a small map to click on, with a pin at a point (degrees) if there is one.

    `moved` says that the map is to go to the point: it stays where it is after a click.
    """
    pin = folium.FeatureGroup(name="pin")
    if point is not None:
        folium.CircleMarker(point, radius=7, weight=3, color=PALETTES[theme].ink).add_to(pin)
    st_folium(
        base_map(theme, links=_links(), words=words, tiles=_tiles()),
        key=_name(key, theme),
        height=height_px,
        use_container_width=True,
        center=point if moved else None,
        zoom=_POINT_ZOOM if moved and point is not None else None,
        feature_group_to_add=pin,
        returned_objects=["last_clicked"],
    )


def check_map() -> None:
    """Make sure before anything is drawn that the map can be.

    Raises:
        DataError: a file is missing; better no start than an empty map.
        InputError: the tiles asked for cannot be.

    """
    _links()
    _tiles()


def _name(key: str, theme: Theme) -> str:
    return f"{key}-{theme}"


def _read_click(said: Any) -> tuple[str, float] | None:
    """Return place and time of a click as the script sends them; None for anything else."""
    match said:
        case {"place": str(place_id), "at": int() | float() as at}:
            return place_id, at
        case _:
            return None


@cache
def _tiles() -> Tiles | None:
    return tiles_from(os.environ)


@cache
def _links() -> AssetLinks:
    """Return where Streamlit serves the files of the map.

    Raises:
        DataError: a file is missing; better no start than an empty map.

    """
    leaflet = Path(xstatic_leaflet.BASE_DIR)
    needed = [leaflet / name for name in LEAFLET_FILES]
    needed += [BASEMAP_FOLDER / name for name in BASEMAP_FILES]
    missing = sorted(str(path) for path in needed if not path.is_file())
    if missing:
        message = f"the map lacks {', '.join(missing)}; install Schauplatz again"
        raise DataError(message)
    return AssetLinks(
        leaflet=_served("leaflet", leaflet),
        assets=_served("assets", write_bundle(cache_path(), LANGUAGES)),
        basemap=_served("basemap", BASEMAP_FOLDER),
    )


def _served(name: str, folder: Path) -> str:
    """Return where Streamlit serves a folder; another address whenever what is in it changes.

    So a proxy may tell browsers to keep the files for good (`deploy/nginx.conf`).
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    content = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    component = declare_component(f"{name}-{content}", path=str(folder))
    return f"../{component.name}"
