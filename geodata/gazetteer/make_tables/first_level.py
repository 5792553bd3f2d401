"""First-level units: names from npm `iso3166-2-db`, points from GeoNames' towns.

The point is the middle of the extent of a unit's towns; the radius is their spread around it.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from wordfreq import zipf_frequency

from geodata.gazetteer.sources import split_cell, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.models import Place

    _LatLon = tuple[float, float]
    Units = Mapping[tuple[str | None, str | None], Sequence[Place]]

__all__ = ["COLUMNS", "Point", "centre", "middle", "unit_rows"]

COLUMNS = (
    "place_id,iso,name,country,lat,lon,radius_km,population,admin1,"
    "names_de,names_en,names_ru,names_local"
)
LOCAL = "local"
# Zipf frequency (3.5: three times in a million words) from which on a local name is a word.
COMMON = 3.5
OURS = frozenset({"de", "en", "ru"})
KM_A_DEGREE = 111.0
HALF_CIRCLE = 180.0
STEP_KM = 250.0
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
    """A point for a unit, and how far from there its towns lie on average."""

    lat: float
    lon: float
    radius_km: int


def _short_names(name: str | None) -> Iterator[str]:
    """Yield a name as it stands and without its generic noun."""
    for part in (name or "").split(" / "):
        full = _BRACKETS.sub("", part.replace("Respublika", "").strip(" ,"))
        yield full
        yield _AFTER.sub("", _BEFORE.sub("", full)).strip(" ,")


def _names(language: str, *names: str | None) -> str:
    found = dict.fromkeys(short for name in names for short in _short_names(name))
    found |= dict.fromkeys(form for name in list(found) for form in _further(language, name))
    return "|".join(
        n
        for n in found
        if len(n) >= SHORTEST
        and n.casefold() not in WORDS
        and not (language == LOCAL and _is_word(n))
    )


def _is_word(name: str) -> bool:
    """Whether a local name is a frequent word elsewhere: "Force" for a region of Chad."""
    return any(zipf_frequency(name, language) >= COMMON for language in ("de", "en"))


def _further(language: str, name: str) -> Iterator[str]:
    """Yield what a unit is called beside its name: a "Kursk Oblast" is a "Kursk region", too."""
    for row in table_rows("unit_forms.csv"):
        head, _, tail = row["form"].partition("{}")
        bare = name.removeprefix(head).removesuffix(tail)
        if row["language"] == language and len(bare) == len(name) - len(head) - len(tail):
            yield from (form.format(bare) for form in split_cell(row["further"]))


def centre(towns: Sequence[Place]) -> Point:
    """Return where the people of some towns live; a town without a figure counts for few."""
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


def middle(towns: Sequence[Place]) -> Point:
    """Return the middle of the extent of a unit's towns, and how far from there they lie.

    For 62 states of the USA, Canada and Australia it lies 83 km off the middle of the area on
    average, where the mean weighted by people lies 177 km off. Only the most numerous towns count
    that lie in steps of 250 km: others are islands far out, or ascribed to the wrong unit. An
    extent over half the earth goes the other way round, over 180 degrees.
    """
    points = [(town.lat or 0.0, town.lon or 0.0) for town in towns]
    if max(lon for _, lon in points) - min(lon for _, lon in points) > HALF_CIRCLE:
        points = [(lat, lon % (2 * HALF_CIRCLE)) for lat, lon in points]
    points = _together(points)
    lats, lons = zip(*points, strict=True)
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    spread = math.sqrt(sum(_km((lat, lon), point) ** 2 for point in points) / len(points))
    lon = lon - 2 * HALF_CIRCLE if lon > HALF_CIRCLE else lon
    return Point(round(lat, 2), round(lon, 2), max(SMALLEST_KM, round(spread * 1.1)))


@cache
def _points_by_hand() -> Mapping[str, Point]:
    return {
        row["iso"]: Point(float(row["lat"]), float(row["lon"]), int(row["radius_km"]))
        for row in table_rows("admin_points.csv")
    }


def _together(points: Sequence[_LatLon]) -> list[_LatLon]:
    """Return the largest group of points in which steps of at most STEP_KM lead to each."""
    groups: list[list[_LatLon]] = []
    for point in sorted(points):
        near = [group for group in groups if any(_km(point, other) < STEP_KM for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([point, *(other for group in near for other in group)])
    return max(groups, key=len)


def _km(one: _LatLon, other: _LatLon) -> float:
    """Return the distance of two points on a flat map that is right between them."""
    shrink = math.cos(math.radians((one[0] + other[0]) / 2))
    return KM_A_DEGREE * math.hypot(one[0] - other[0], (one[1] - other[1]) * shrink)


def unit_rows(
    countries: Mapping[str, Any], units: Units, spoken: Mapping[str, Sequence[str]] | None = None
) -> Iterator[list[object]]:
    """Yield the rows of the table in the order of country codes.

    A unit without towns or without a name that is no word has none.
    `units` are the towns by country code and first-level code of GeoNames; `spoken` the languages
    of each country, for the local names.
    """
    seen: set[int] = set()
    spoken = spoken or {}
    for code, country in sorted(countries.items()):
        for unit in country.get("regions", []) if code not in BY_HAND else ():
            towns = units.get((code, unit.get("admin")), ()) or units.get(
                (code, unit.get("fips")), ()
            )
            number = unit["reference"].get("geonames")
            if not towns or number in {None, *seen}:
                continue
            row = _row(code, unit, towns, spoken.get(code, ()))
            if any(row[-4:-2]):
                seen.add(number)
                yield row


def _row(
    code: str, unit: Mapping[str, Any], towns: Sequence[Place], spoken: Sequence[str]
) -> list[object]:
    names = unit["names"]
    point = _points_by_hand().get(f"{code}-{unit['iso']}") or middle(towns)
    local = [names.get(language) for language in spoken if language not in OURS]
    english = names.get("en") or unit["name"]
    return [
        f"geonames:{unit['reference']['geonames']}",
        f"{code}-{unit['iso']}",
        english,
        code,
        *point,
        sum(town.population or 0 for town in towns),
        unit.get("admin") or unit.get("fips"),
        _names("de", names.get("de")),
        _names("en", english, names.get("geonames")),
        _names("ru", names.get("ru")),
        _names(LOCAL, *local, names.get("geonames")),
    ]
