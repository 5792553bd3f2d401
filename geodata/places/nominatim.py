"""A geocoder by configuration: geopy's Nominatim, polite and remembered; off unless asked for.

    SCHAUPLATZ_GEOCODER=nominatim          switches it on
    SCHAUPLATZ_NOMINATIM_URL=https://...   whose service (default: OpenStreetMap's)
    SCHAUPLATZ_NOMINATIM_AGENT=name        who asks; its rules demand a name of one's own
    SCHAUPLATZ_NOMINATIM_DELAY=1.0         seconds between two requests, at least

Answers, "nothing found" among them, are kept in `geocoder.sqlite` in the cache folder, so that no
name is asked for twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from geodata.errors import GazetteerError
from geodata.models import Place, PlaceType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["PlaceSource", "geocoder_from_config"]

PlaceSource = Callable[[str], Place | None]

PUBLIC = "https://nominatim.openstreetmap.org"
DELAY_SECONDS = 1.0  # the usage policy of the public service
TIMEOUT_SECONDS = 10.0
_TYPES: dict[str, PlaceType] = {
    "country": "country",
    "state": "admin",
    "region": "admin",
    "province": "admin",
    "county": "admin",
    "district": "admin",
    "aerodrome": "site",
    "military": "site",
    "square": "site",
    "building": "site",
    "river": "nature",
    "sea": "nature",
    "peak": "nature",
}


def geocoder_from_config(environ: Mapping[str, str], cache_folder: Path) -> PlaceSource | None:
    """Return the outside geocoder that the configuration asks for; None where it asks for none.

    Raises:
        GazetteerError: an unknown geocoder, no name of one's own, or an address or delay that
            is none.
    """
    wanted = environ.get("SCHAUPLATZ_GEOCODER", "gazetteer")
    if wanted == "gazetteer":
        return None
    if wanted != "nominatim":
        message = f"SCHAUPLATZ_GEOCODER is {wanted!r}; it can be gazetteer or nominatim"
        raise GazetteerError(message)
    agent = environ.get("SCHAUPLATZ_NOMINATIM_AGENT")
    if not agent:
        message = (
            "Nominatim wants to know who asks; set SCHAUPLATZ_NOMINATIM_AGENT to the name of "
            "your application or your e-mail address"
        )
        raise GazetteerError(message)
    url = urlsplit(environ.get("SCHAUPLATZ_NOMINATIM_URL", PUBLIC))
    if url.scheme not in {"http", "https"} or not url.netloc:
        message = f"SCHAUPLATZ_NOMINATIM_URL is {url.geturl()!r}; it must start with https://"
        raise GazetteerError(message)
    service = Nominatim(
        user_agent=agent,
        domain=f"{url.netloc}{url.path}".rstrip("/"),
        scheme=url.scheme,
        timeout=TIMEOUT_SECONDS,
    )
    limited = RateLimiter(
        service.geocode, min_delay_seconds=_delay(environ), swallow_exceptions=False, max_retries=1
    )
    return _Remembered(limited, url.geturl(), cache_folder / "geocoder.sqlite")


def _delay(environ: Mapping[str, str]) -> float:
    text = environ.get("SCHAUPLATZ_NOMINATIM_DELAY", str(DELAY_SECONDS))
    try:
        delay = float(text)
    except ValueError:
        delay = -1.0
    if delay < 0:
        message = f"SCHAUPLATZ_NOMINATIM_DELAY is {text!r}; it must be a number of seconds"
        raise GazetteerError(message)
    return delay


class _Remembered:
    """Asks the service once a name; a service that fails leaves the name without a place."""

    def __init__(self, ask: Callable[..., Any], service: str, path: Path) -> None:
        self._ask = ask
        self._service = service
        self._path = path

    def __call__(self, name: str) -> Place | None:
        """Return the place of a name; None where the service knows none or cannot be reached."""
        try:
            with closing(sqlite3.connect(self._path)) as cache, cache:
                return _place(self._answer(cache, name))
        except GeopyError:
            return None
        except sqlite3.Error as error:
            message = f"cannot keep the geocoder's answers in {self._path}: {error}"
            raise GazetteerError(message) from error

    def _answer(self, cache: sqlite3.Connection, name: str) -> dict[str, Any] | None:
        cache.execute(
            "CREATE TABLE IF NOT EXISTS answers "
            "(service TEXT, name TEXT, answer TEXT, PRIMARY KEY (service, name))"
        )
        key = (self._service, name)
        row = cache.execute(
            "SELECT answer FROM answers WHERE service = ? AND name = ?", key
        ).fetchone()
        if row is not None:
            known: dict[str, Any] | None = json.loads(row[0])
            return known
        location = self._ask(name, exactly_one=True, addressdetails=True, language="en")
        answer: dict[str, Any] | None = None if location is None else location.raw
        cache.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (*key, json.dumps(answer)))
        return answer


def _place(answer: dict[str, Any] | None) -> Place | None:
    """Return Nominatim's answer as a place."""
    if answer is None:
        return None
    code = answer.get("address", {}).get("country_code")
    kind = answer.get("addresstype") or answer.get("type") or ""
    south, north, west, east = (float(x) for x in answer.get("boundingbox", (0, 0, 0, 0)))
    return Place(
        f"osm:{answer.get('osm_type', 'node')}/{answer.get('osm_id', 0)}",
        answer.get("name") or str(answer.get("display_name", "")).partition(",")[0],
        _TYPES.get(kind, "city"),
        code.upper() if code is not None else None,
        float(answer["lat"]),
        float(answer["lon"]),
        round(max(1.0, max(north - south, east - west) * 111.0 / 2), 1),
    )
