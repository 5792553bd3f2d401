"""Where on the base map a country is named, and where its capital lies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from geodata.errors import DataError

__all__ = ["BASEMAP_FOLDER", "CountryPoints", "country_names", "country_points", "load_towns"]

# The geometry and the fonts of the base map.
BASEMAP_FOLDER = Path(__file__).parent.parent / "data" / "basemap"


@dataclass(frozen=True, slots=True)
class CountryPoints:
    """The points of a country, latitude before longitude; None where there is none."""

    label: tuple[float, float] | None
    capital: tuple[float, float] | None


@cache
def country_points() -> dict[str, CountryPoints]:
    """Return the points of all countries by ISO 3166-1 alpha-2 code.

    Raises:
        DataError: the file is missing or broken.

    """
    return {
        code: CountryPoints(_point(found.get("label")), _point(found.get("capital")))
        for code, found in _read("countries.json").items()
    }


@cache
def load_towns(language: str) -> tuple[dict[str, Any], ...]:
    """Return the towns of the base map: `lat`, `lon`, `zoom` they are worth, `name`.

    Names are the exemplar cities of CLDR's time zones; a town without one keeps that of its zone.
    """
    zones = Locale.parse(language).time_zones
    return tuple(
        {
            "lat": town["lat"],
            "lon": town["lon"],
            "zoom": town["zoom"],
            "name": _town_name(town["zone"], zones),
        }
        for town in _read("towns.json")
    )


def country_names(language: str) -> dict[str, str]:
    """Return the names of the countries that the base map shows, by code (CLDR)."""
    names = Locale.parse(language).territories
    return {code: names[code] for code in sorted(country_points()) if code in names}


def _town_name(zone: str, zones: Any) -> str:
    name = zones.get(zone, {}).get("city")
    return str(name) if name else zone.rsplit("/", 1)[-1].replace("_", " ")


def _point(value: list[float] | None) -> tuple[float, float] | None:
    return None if value is None else (value[0], value[1])


def _read(name: str) -> Any:
    try:
        return json.loads((BASEMAP_FOLDER / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"the base map's {name} is missing or broken; install Schauplatz again: {error}"
        raise DataError(message) from error
