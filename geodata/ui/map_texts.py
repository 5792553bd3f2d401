"""The words of the map and its legend in the reader's language."""

from __future__ import annotations

from geodata.maps.layers import BaseWords
from geodata.maps.payload import MapWords
from geodata.ui.i18n import _, language, ngettext
from geodata.ui.leaflet import MapTexts
from geodata.ui.words import phase_label

__all__ = ["map_texts"]


def map_texts() -> MapTexts:
    """Return what the base map and the marks say."""
    base = BaseWords(
        language=language(),
        attribution=_("Outlines: Natural Earth · places: GeoNames"),
        zoom_in=_("Zoom in"),
        zoom_out=_("Zoom out"),
        fit=_("Show all"),
        tiles_failed=_("The map tiles did not load"),
        more_flows=_("more arrows when you zoom in"),
    )
    return MapTexts(base, MapWords(told=_told, phase=phase_label, mentioned=_mentioned))


def _told(incidents: int, sources: int) -> str:
    events = ngettext("{n} event", "{n} events", incidents)
    return f"{events}, {ngettext('{n} source', '{n} sources', sources)}"


def _mentioned(mentions: int) -> str:
    return ngettext("{n} mention", "{n} mentions", mentions)
