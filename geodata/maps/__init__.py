"""The Folium map: base map, layers, escaping."""

from __future__ import annotations

from geodata.maps.content import marks_from_tables
from geodata.maps.escaping import for_map
from geodata.maps.geojson import MapWords
from geodata.maps.layers import AssetLinks, BaseWords, base_map, content_layers
from geodata.maps.legend import LegendWords, legend_html
from geodata.maps.marks import LAYERS, Area, Disc, Flow, Layer, MapContent, Mark
from geodata.maps.palette import KIND_SIGNS, PALETTES, Look, Palette, Theme, kind_glyph, look_of
from geodata.maps.rows import is_on_map

__all__ = [
    "KIND_SIGNS",
    "LAYERS",
    "PALETTES",
    "Area",
    "AssetLinks",
    "BaseWords",
    "Disc",
    "Flow",
    "Layer",
    "LegendWords",
    "Look",
    "MapContent",
    "MapWords",
    "Mark",
    "Palette",
    "Theme",
    "base_map",
    "content_layers",
    "for_map",
    "is_on_map",
    "kind_glyph",
    "legend_html",
    "look_of",
    "marks_from_tables",
]
