"""What places are called in German, for readers of articles in other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale
from babel.core import get_global

from geodata.gazetteer.sources import split_cell, table_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["german_city_names", "german_place_names"]

_SOFT_HYPHEN = "\u00ad"
# Later tables go before earlier ones.
_TABLES = ("admin.csv", "units_de.csv", "nature.csv", "regions.csv", "sites.csv", "town_names.csv")


def german_place_names() -> dict[str, str]:
    """Return place_id -> the first German name that our tables have of it.

    Countries are not among them, they go by CLDR; for great cities see `german_city_names`.

    Raises:
        DataError: a table is missing or broken.

    """
    return {
        row["place_id"]: names[0]
        for table in _TABLES
        for row in table_rows(table)
        if (names := split_cell(row["names_de"]))
    }


def german_city_names() -> dict[tuple[str, str], str]:
    """Return the German names of the cities after which time zones are called.

    They are found by country code and English name: CLDR's, or that in the zone's own name.
    """
    german, english = _zone_cities("de"), _zone_cities("en")
    countries: Mapping[str, str] = get_global("zone_territories")
    return {
        (country, name): german[zone]
        for zone, country in countries.items()
        if zone in german
        for name in (zone.rsplit("/", 1)[-1].replace("_", " "), english.get(zone))
        if name is not None
    }


def _zone_cities(language: str) -> dict[str, str]:
    """Return zone -> city; without those that CLDR tells apart by their state, as in the US."""
    zones: Mapping[str, Mapping[str, str]] = Locale(language).time_zones
    cities = {zone: names["city"] for zone, names in zones.items() if "city" in names}
    return {
        zone: city.replace(_SOFT_HYPHEN, "") for zone, city in cities.items() if "," not in city
    }
