"""The words of the map and its legend in the reader's language."""

from __future__ import annotations

from geodata.maps.layers import BaseWords
from geodata.maps.payload import MapWords
from geodata.ui.wording.i18n import _, language, ngettext
from geodata.ui.wording.words import kinds_label, phase_label

__all__ = ["base_words", "mark_words"]


def base_words() -> BaseWords:
    """Return what the base map says."""
    return BaseWords(
        language=language(),
        attribution=_("Outlines: Natural Earth · places: GeoNames"),
        zoom_in=_("Zoom in"),
        zoom_out=_("Zoom out"),
        fit=_("Show all"),
        outside=_("outside the view"),
        tiles_failed=_("The map tiles did not load"),
        more_flows=_("more arrows when you zoom in"),
        map=_("Map of the events"),
        keys=_(
            "Arrow keys lead from mark to mark, Enter opens one, Escape closes it, + and - zoom."
        ),
        deployment=kinds_label("deployment"),
        withdrawal=kinds_label("withdrawal"),
        presence=kinds_label("presence"),
        protest=kinds_label("protest"),
        violence=kinds_label("violence"),
        outline=_("announced"),
        earlier=_("earlier"),
        denied=_("denied"),
        rough=_("place roughly known"),
    )


def mark_words() -> MapWords:
    """Return what marks, flows and discs say."""
    return MapWords(events=_events, sources=_sources, phase=phase_label, mentioned=_mentioned)


def _events(count: int) -> str:
    return ngettext("{n} event", "{n} events", count)


def _sources(count: int) -> str:
    return ngettext("{n} source", "{n} sources", count)


def _mentioned(mentions: int) -> str:
    return ngettext("{n} mention", "{n} mentions", mentions)
