"""The words of the map and its legend in the reader's language."""

from __future__ import annotations

from geodata.maps.geojson import MapWords
from geodata.maps.layers import BaseWords
from geodata.maps.legend import LegendWords
from geodata.ui.i18n import _, language, ngettext
from geodata.ui.leaflet import MapTexts

__all__ = ["legend_words", "map_texts"]


def map_texts() -> MapTexts:
    """Return what the base map and the marks say."""
    base = BaseWords(
        language=language(),
        attribution=_("Outlines: Natural Earth · places: GeoNames"),
        zoom_in=_("Zoom in"),
        zoom_out=_("Zoom out"),
        fit=_("Show all"),
    )
    return MapTexts(
        base, MapWords(articles=lambda count: ngettext("{n} article", "{n} articles", count))
    )


def legend_words() -> LegendWords:
    """Return what the legend says."""
    return LegendWords(
        size=_("Size: number of articles"),
        outline=_("Outline: announced"),
        ring=_("Ring: place only roughly known"),
        area=_("Shaded: only the country is named"),
        flow=_("Origin → destination, width: strength"),
        planned=_("planned"),
        disputed=_("disputed area"),
    )
