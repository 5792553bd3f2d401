"""The map in a page: Leaflet and our own files are served by Streamlit, nothing from outside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium
from xstatic.pkg import leaflet as xstatic_leaflet

from geodata.errors import DataError
from geodata.gazetteer import cache_folder
from geodata.maps.bundle import write_bundle
from geodata.maps.countries import BASEMAP_FOLDER
from geodata.maps.geojson import MapWords
from geodata.maps.layers import (
    AssetLinks,
    BaseWords,
    base_map,
    content_layers,
)

if TYPE_CHECKING:
    from geodata.maps.marks import MapContent
    from geodata.maps.palette import Theme

__all__ = ["MapTexts", "clicked_id", "show_map"]

DEFAULT_HEIGHT_PX = 480
# "Almaty: 4 articles#geonames:1526384#1767225600000"
CLICKED = re.compile(r"#([^#]+)(?:#\d+)?$")


@dataclass(frozen=True, slots=True)
class MapTexts:
    """All words of the map in the reader's language."""

    base: BaseWords = field(default_factory=BaseWords)
    marks: MapWords = field(default_factory=MapWords)


def show_map(
    content: MapContent,
    *,
    key: str,
    theme: Theme,
    height_px: int = DEFAULT_HEIGHT_PX,
    selected: str | None = None,
    texts: MapTexts | None = None,
) -> str | None:
    """Draw the map and return the id of the place that was clicked since the last run, else None.

    To be called in a fragment: a click runs it again, panning and zooming do not. The view stays
    as it is while the content changes. Only an id that the content holds is returned, and each
    click once, so that a selection can be taken back and made again.
    """
    texts = texts or MapTexts()
    found = st_folium(
        base_map(theme, links=_links(), words=texts.base),
        key=f"{key}-{theme}",
        height=height_px,
        use_container_width=True,
        feature_group_to_add=content_layers(content, selected=selected, words=texts.marks),
        returned_objects=["last_object_clicked_tooltip"],
    )
    said = (found or {}).get("last_object_clicked_tooltip")
    seen = f"{key}-{theme}-click"
    if said is None or said == st.session_state.get(seen):
        return None
    st.session_state[seen] = said
    return clicked_id(said, content)


def clicked_id(tooltip: str, content: MapContent) -> str | None:
    """Return the id in the tooltip of what was clicked; None if the content does not hold it.

    The id follows the first hash from the right that is not the map script's time of the click.
    """
    found = CLICKED.search(tooltip)
    return found[1] if found is not None and found[1] in content.ids else None


@cache
def _links() -> AssetLinks:
    """Return where Streamlit serves the files of the map.

    Raises:
        DataError: a file is missing; better no start than an empty map.

    """
    leaflet = Path(xstatic_leaflet.BASE_DIR)
    needed = [leaflet / "leaflet.js", leaflet / "leaflet.css", BASEMAP_FOLDER / "world.json"]
    missing = sorted(str(path) for path in needed if not path.is_file())
    if missing:
        message = f"the map lacks {', '.join(missing)}; install Schauplatz again"
        raise DataError(message)
    return AssetLinks(
        leaflet=_served("leaflet", leaflet),
        assets=_served("assets", write_bundle(cache_folder())),
        basemap=_served("basemap", BASEMAP_FOLDER),
    )


def _served(name: str, folder: Path) -> str:
    component = declare_component(name, path=str(folder))
    return f"../{component.name}"
