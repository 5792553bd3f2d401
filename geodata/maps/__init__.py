"""The Folium map: base map, layers, escaping."""

from __future__ import annotations

from geodata.maps.content import marks_from_tables
from geodata.maps.escaping import for_map
from geodata.maps.layers import AssetLinks, BaseWords, base_map, content_layers
from geodata.maps.legend import LegendWords, Said, Sign, drawn_signs, legend_guide, legend_line
from geodata.maps.marks import LAYERS, Area, Disc, Flow, Layer, MapContent, Mark
from geodata.maps.palette import KIND_SIGNS, PALETTES, Look, Palette, Theme, kind_glyph, look_of
from geodata.maps.payload import MapWords, Payload, to_payload
from geodata.maps.rows import is_on_map
from geodata.maps.tiles import Tiles, tiles_from

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
    "Payload",
    "Said",
    "Sign",
    "Theme",
    "Tiles",
    "base_map",
    "content_layers",
    "drawn_signs",
    "for_map",
    "is_on_map",
    "kind_glyph",
    "legend_guide",
    "legend_line",
    "look_of",
    "marks_from_tables",
    "tiles_from",
    "to_payload",
]
