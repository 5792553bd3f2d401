"""The words of the map and its legend in the reader's language."""

from __future__ import annotations

from geodata.maps.geojson import MapWords
from geodata.maps.layers import BaseWords
from geodata.maps.legend import LegendWords
from geodata.ui.i18n import _, language, ngettext
from geodata.ui.leaflet import MapTexts
from geodata.ui.words import phase_label

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
    return MapTexts(base, MapWords(told=_told, phase=phase_label))


def _told(incidents: int, sources: int) -> str:
    events = ngettext("{n} event", "{n} events", incidents)
    return f"{events}, {ngettext('{n} source', '{n} sources', sources)}"


def legend_words() -> LegendWords:
    """Return what the legend says."""
    return LegendWords(
        size=_("Size: number of sources"),
        outline=_("Outline: announced"),
        earlier=_("Grey: earlier"),
        denied=_("Struck through: denied"),
        ring=_("Ring: place only roughly known"),
        area=_("Shaded: only the country is named"),
        flow=_("Origin → destination, width: strength"),
        planned=_("planned"),
        disputed=_("disputed area"),
    )
