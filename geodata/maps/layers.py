"""The Folium map: an empty base map, and what it shows as one feature group."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, cast

import folium
from branca.element import Element
from folium.template import Template

from geodata.maps.bundle import SCRIPT, STYLE, names_file
from geodata.maps.escaping import for_map
from geodata.maps.palette import KIND_SHAPES, LOOKS, PALETTES, Theme
from geodata.models import EVENT_KINDS

if TYPE_CHECKING:
    from branca.element import Figure

    from geodata.maps.payload import Payload
    from geodata.maps.tiles import Tiles

__all__ = [
    "FARTHEST_ZOOM",
    "NEAREST_ZOOM",
    "START",
    "START_ZOOM",
    "AssetLinks",
    "BaseWords",
    "base_map",
    "content_layers",
    "map_settings",
]

FARTHEST_ZOOM = 0.5  # the whole world on a phone
NEAREST_ZOOM = 10
NEAREST_TILE_ZOOM = 17
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
    """What the base map says, to be given in the reader's language; `language` names countries.

    Kinds and looks are what a screen reader says of a mark.
    """

    language: str = "en"
    attribution: str = "Outlines: Natural Earth"
    zoom_in: str = "Zoom in"
    zoom_out: str = "Zoom out"
    fit: str = "Show all"
    outside: str = "outside the view"
    tiles_failed: str = "The map tiles did not load"
    more_flows: str = "more arrows when zoomed in"
    map: str = "Map of the events"
    keys: str = (
        "Arrow keys lead from mark to mark, Enter opens one, Escape closes it, + and - zoom."
    )
    deployment: str = "deployments"
    withdrawal: str = "withdrawals"
    presence: str = "presence"
    protest: str = "protests"
    violence: str = "violence"
    outline: str = "announced"
    earlier: str = "earlier"
    denied: str = "denied"
    rough: str = "place roughly known"


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


class _Content(folium.MacroElement):
    """Hands what is to be drawn to our script."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            schauplatz.show({{ this.payload.literal }}, {
                digest: {{ this.payload.digest|tojson }},
                selected: {{ this.selected|tojson }},
            });
        {% endmacro %}
        """
    )

    def __init__(self, payload: Payload, selected: str | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca ships no types
        self._name = "Content"
        self.payload = payload
        self.selected = None if selected is None else for_map(selected)

    def render(self, **_kwargs: Any) -> None:  # type: ignore[override]  # macros return nothing
        """Put the script into the figure as it is; branca would parse it as a template again."""
        figure = cast("Figure", self.get_root())
        script = self._template.module.script(self)
        figure.script.add_child(_Verbatim(script), name=self.get_name())


class _Verbatim(Element):
    """A text that is no template, however long it is and whatever it holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Verbatim"
        self._text = text

    def render(self, **_kwargs: Any) -> str:
        return self._text


def base_map(
    theme: Theme,
    *,
    links: AssetLinks,
    words: BaseWords | None = None,
    tiles: Tiles | None = None,
) -> folium.Map:
    """Return the map without marks: land, water, borders, disputed areas, names, controls.

    It asks nothing of the outside but `tiles` where there are any: folium's own scripts and styles
    are replaced by `links`. The same arguments give the same map, so that a page keeps it while its
    marks change.
    """
    words = words or BaseWords()
    found = folium.Map(
        location=START,
        zoom_start=START_ZOOM,
        tiles=None,
        zoom_control=False,
        # Folium keeps its own names for these two for tiles.
        minZoom=FARTHEST_ZOOM,
        maxZoom=NEAREST_ZOOM if tiles is None else NEAREST_TILE_ZOOM,
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
    found.add_child(_Start(_settings(theme, links, words, tiles)))
    return found


def content_layers(payload: Payload, *, selected: str | None = None) -> folium.FeatureGroup:
    """Return what is drawn on the base map as one group; `selected` is the id of what gets a ring.

    The group is empty: the script draws marks on the map itself, because which of them stand alone
    depends on the zoom. The colours are those of the base map that the group is put on.
    """
    group = folium.FeatureGroup(name="events")
    _Content(payload, selected).add_to(group)
    return group


def map_settings(theme: Theme, words: BaseWords) -> dict[str, Any]:
    """Return what our script draws by, but for where its files lie."""
    return {
        "language": words.language,
        "theme": theme,
        "kinds": list(EVENT_KINDS),
        "looks": list(LOOKS),
        "colours": asdict(PALETTES[theme]),
        "shapes": dict(KIND_SHAPES),
        "words": {name: for_map(text) for name, text in asdict(words).items()},
        "tiles": None,
    }


def _settings(
    theme: Theme, links: AssetLinks, words: BaseWords, tiles: Tiles | None
) -> dict[str, Any]:
    return {
        **map_settings(theme, words),
        "world": f"{links.basemap}/world.json",
        "names": f"{links.assets}/{names_file(words.language)}",
        "tiles": None if tiles is None else asdict(tiles),
    }
