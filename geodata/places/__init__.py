"""Choosing the place that a toponym means; the geopy geocoder."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geodata.places.placing import place_mentions

if TYPE_CHECKING:
    from geodata.places.geocoder import GazetteerGeocoder
    from geodata.places.nominatim import PlaceSource, geocoder_from_config

__all__ = ["GazetteerGeocoder", "PlaceSource", "geocoder_from_config", "place_mentions"]

# geopy loads all the sixty services it knows; who only reads articles need not wait for that.
_ON_DEMAND = {
    "GazetteerGeocoder": "geodata.places.geocoder",
    "PlaceSource": "geodata.places.nominatim",
    "geocoder_from_config": "geodata.places.nominatim",
}


def __getattr__(name: str) -> Any:
    """Return what is loaded on demand (PEP 562)."""
    if name not in _ON_DEMAND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ON_DEMAND[name]), name)
