"""The Folium map: an empty base map, and what it shows as one feature group."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import folium
from folium.template import Template
from folium.utilities import JsCode

from geodata.maps.bundle import SCRIPT, STYLE
from geodata.maps.countries import country_names, load_towns
from geodata.maps.escaping import for_map
from geodata.maps.geojson import MapWords, to_geojson
from geodata.maps.palette import KIND_SHAPES, PALETTES, Theme

if TYPE_CHECKING:
    from geodata.maps.marks import MapContent

__all__ = [
    "AssetLinks",
    "BaseWords",
    "base_map",
    "content_layers",
]

FARTHEST_ZOOM = 2
NEAREST_ZOOM = 10
# The middle of the samples; the first marks move the view anyway.
START = (46.0, 62.0)
START_ZOOM = 4


@dataclass(frozen=True, slots=True)
class AssetLinks:
    """Addresses of what the map loads, relative to its page: Leaflet, our files, the geometry."""

    leaflet: str
    assets: str
    basemap: str


@dataclass(frozen=True, slots=True)
class BaseWords:
    """What the base map says, to be given in the reader's language; `language` names countries."""

    language: str = "en"
    attribution: str = "Outlines: Natural Earth"
    zoom_in: str = "Zoom in"
    zoom_out: str = "Zoom out"
    fit: str = "Show all"


class _Start(folium.MacroElement):
    """Hands the map and its options to our script."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            schauplatz.start({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca ships no types
        self._name = "Schauplatz"
        self.settings = settings


def base_map(theme: Theme, *, links: AssetLinks, words: BaseWords | None = None) -> folium.Map:
    """Return the map without marks: land, water, borders, disputed areas, names, controls.

    It asks nothing of the outside: folium's own scripts and styles are replaced by `links`.
    The same arguments give the same map, so that a page keeps it while its marks change.
    """
    words = words or BaseWords()
    found = folium.Map(
        location=START,
        zoom_start=START_ZOOM,
        tiles=None,
        zoom_control=False,
        min_zoom=FARTHEST_ZOOM,
        max_zoom=NEAREST_ZOOM,
        zoom_snap=0.25,
        attribution_control=False,
    )
    found.default_js = [
        ("leaflet", f"{links.leaflet}/leaflet.js"),
        ("schauplatz", f"{links.assets}/{SCRIPT}"),
    ]
    found.default_css = [
        ("leaflet_css", f"{links.leaflet}/leaflet.css"),
        ("fonts", f"{links.basemap}/source-sans-3.css"),
        ("schauplatz", f"{links.assets}/{STYLE}"),
    ]
    found.add_child(_Start(_settings(theme, links, words)))
    return found


def content_layers(
    content: MapContent,
    *,
    selected: str | None = None,
    words: MapWords | None = None,
) -> folium.FeatureGroup:
    """Return marks, areas and flows as one group; `selected` is the id of what gets a ring.

    The colours are those of the base map that the group is put on.
    """
    data = to_geojson(content, selected=selected, words=words or MapWords())
    group = folium.FeatureGroup(name="events")
    folium.GeoJson(
        data,
        point_to_layer=JsCode("schauplatz.pointToLayer"),
        on_each_feature=JsCode("schauplatz.onEachFeature"),
        style_function=None,
    ).add_to(group)
    return group


def _settings(theme: Theme, links: AssetLinks, words: BaseWords) -> dict[str, Any]:
    texts = {name: for_map(text) for name, text in asdict(words).items()}
    return {
        "world": f"{links.basemap}/world.json",
        "theme": theme,
        "colours": asdict(PALETTES[theme]),
        "shapes": dict(KIND_SHAPES),
        "words": texts,
        "countries": _country_labels(words.language),
        "towns": [
            [town["lat"], town["lon"], town["zoom"], for_map(town["name"])]
            for town in load_towns(words.language)
        ],
    }


@cache
def _country_labels(language: str) -> dict[str, str]:
    return {code: for_map(name) for code, name in country_names(language).items()}
