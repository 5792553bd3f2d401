"""Map tiles from outside, where whoever runs Schauplatz asks for them; else there are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geodata.errors import InputError
from geodata.maps.escaping import for_map

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ATTRIBUTION_VARIABLE", "TILES_VARIABLE", "Tiles", "tiles_from"]

TILES_VARIABLE = "SCHAUPLATZ_TILES"
ATTRIBUTION_VARIABLE = "SCHAUPLATZ_TILES_ATTRIBUTION"
OSM = "osm"
OSM_URL = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
OSM_ATTRIBUTION = (
    '<a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">'
    "\N{COPYRIGHT SIGN} OpenStreetMap</a>"
)
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
PLACEHOLDERS = ("{z}", "{x}", "{y}")
KNOWN = frozenset({*PLACEHOLDERS, "{r}"})  # {r}: sharper tiles for sharper screens


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where tiles come from, and whom the map thanks for them, as HTML."""

    url: str
    attribution: str


def tiles_from(environment: Mapping[str, str]) -> Tiles | None:
    """Return the tiles that the environment asks for; None where it asks for none.

    Raises:
        InputError: the address is none of a tile server, or is not encrypted.

    """
    asked = environment.get(TILES_VARIABLE, "").strip()
    if not asked:
        return None
    said = environment.get(ATTRIBUTION_VARIABLE, "").strip()
    if asked.lower() == OSM:
        return Tiles(OSM_URL, OSM_ATTRIBUTION)
    _check(asked)
    return Tiles(asked, for_map(said or urlsplit(asked).hostname or asked))


def _check(url: str) -> None:
    advice = f'give "{OSM}" or an address such as https://tiles.example.org/{{z}}/{{x}}/{{y}}.png'
    missing = [name for name in PLACEHOLDERS if name not in url]
    if missing:
        raise InputError(f"{TILES_VARIABLE}={url!r} lacks {', '.join(missing)}; {advice}")
    unknown = sorted({*re.findall(r"\{[^}]*\}?|[\s<>\"'`\\]", url)} - KNOWN)
    if unknown:
        raise InputError(f"{TILES_VARIABLE}={url!r} holds {', '.join(unknown)}; {advice}")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise InputError(f"{TILES_VARIABLE}={url!r} is no address: {error}; {advice}") from error
    is_local = parts.hostname in LOCAL_HOSTS
    if parts.hostname is None or parts.scheme not in {"https", "http"}:
        raise InputError(f"{TILES_VARIABLE}={url!r} is no address of a server; {advice}")
    if parts.scheme != "https" and not is_local:
        raise InputError(f"{TILES_VARIABLE}={url!r} is not encrypted; {advice}")
