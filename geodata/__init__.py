"""Schauplatz: news articles in, a map that proves every mark out.

>>> import geodata
>>> (almaty,) = geodata.geoparse("In Almaty demonstrierten am Mittwoch Tausende Menschen.")
>>> almaty.surface, almaty.place.place_id, almaty.place.country_code
('Almaty', 'geonames:1526384', 'KZ')

The public names are those of `__all__`; each is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.errors import GeodataError
    from geodata.events.incidents import find_incidents
    from geodata.models import Article, Event, Extraction, Incident, Mention, Place
    from geodata.parsing import extract, extract_events, geoparse, geoparse_frame
    from geodata.places import GazetteerGeocoder

__all__ = [
    "Article",
    "Event",
    "Extraction",
    "GazetteerGeocoder",
    "GeodataError",
    "Incident",
    "Mention",
    "Place",
    "extract",
    "extract_events",
    "find_incidents",
    "geoparse",
    "geoparse_frame",
]

# Who wants one of them need not wait for what the others load (geopy, pandas, the engine).
_HOMES = {
    "Article": "geodata.models",
    "Event": "geodata.models",
    "Extraction": "geodata.models",
    "GazetteerGeocoder": "geodata.places",
    "GeodataError": "geodata.errors",
    "Incident": "geodata.models",
    "Mention": "geodata.models",
    "Place": "geodata.models",
    "extract": "geodata.parsing",
    "extract_events": "geodata.parsing",
    "find_incidents": "geodata.events.incidents",
    "geoparse": "geodata.parsing",
    "geoparse_frame": "geodata.parsing",
}


def __getattr__(name: str) -> Any:
    """Return a public name, loaded on demand (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
