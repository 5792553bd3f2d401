"""Places as events take them: as named, near a name, or a part of a country ("im Norden Malis")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, exp, fsum, hypot, radians
from typing import TYPE_CHECKING

from geodata.models import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.events.roles import Standing

__all__ = ["FINENESS", "PART_NAMES", "Setting", "part_of_country", "plain_setting", "setting_of"]

PART_NAMES = {
    "north": "Northern", "south": "Southern", "east": "Eastern", "west": "Western",
    "northeast": "Northeastern", "northwest": "Northwestern", "southeast": "Southeastern",
    "southwest": "Southwestern", "centre": "Central",
}  # fmt: skip
# How coarse a sort of place is: an act is where its finest place is.
FINENESS = {"site": 0, "city": 0, "nature": 1, "admin": 2, "region": 3, "country": 4}
_BEARINGS: dict[str, tuple[float, float]] = {
    "north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1),
    "northeast": (0.7, 0.7), "northwest": (0.7, -0.7), "southeast": (-0.7, 0.7),
    "southwest": (-0.7, -0.7), "centre": (0, 0),
}  # fmt: skip
# A unit counts for a part of its country by how near it lies to the edge on that side (the scale
# is a sixth of the width), and a little by its people: of 58 parts of 40 countries 52 points lie
# within 300 km of where a reader puts them, against 38 by the shift below.
_STEEPNESS, _PEOPLE = 6.0, 0.3
# Where no units are known, a part lies so many radii off the middle.
_OFF = 0.65
_FEWEST_UNITS = 4
_KM_PER_DEGREE = 111.2
_BEFORE = ("before", "just named", "told of")
_PART = 0.5  # a part of a country is half as wide
_ANY_RADIUS_KM = 250.0


@dataclass(frozen=True, slots=True)
class Setting:
    """A place for an event, with the mentions it rests on and the rule that chose it."""

    place: Place
    where_prec: int
    mentions: tuple[int, ...]
    rule: str
    score: float = 0.0

    @property
    def is_named(self) -> bool:
        """Whether the sentence of the act itself names the place, as far as the rule tells."""
        return not self.rule.endswith(_BEFORE)


def plain_setting(name: Standing, rule: str) -> Setting:
    """Return the place of a name as it stands; "bei X" is near X."""
    precision = name.where_prec or name.named.mention.where_prec
    return Setting(name.place, max(precision, 2 if name.near else 1), (name.named.index,), rule)


def setting_of(name: Standing, score: float) -> Setting:
    """Return what a name gives, with how well it suits."""
    return replace(plain_setting(name, f"{name.role} the place"), score=score)


def part_of_country(country: Place, direction: str, units: Sequence[Place] = ()) -> Place:
    """Return a region for "im Süden Kirgisistans"; `units` are the country's first-level units.

    Its point is the middle of the units on that side; without units it lies well off the
    country's point, and it has none where the country has none.
    """
    lat, lon = _side(country, direction, units) or _shifted(country, direction)
    code = (country.country_code or country.place_id).lower()
    return Place(
        f"region:{code}-{direction}",
        f"{PART_NAMES[direction]} {country.name}",
        "region",
        country.country_code,
        None if lat is None else round(lat, 3),
        None if lon is None else round(lon, 3),
        (country.radius_km or _ANY_RADIUS_KM) * _PART,
    )


def _side(country: Place, direction: str, units: Sequence[Place]) -> tuple[float, float] | None:
    """Return the middle of the units on one side of a country; None where too few are known."""
    if len(units) < _FEWEST_UNITS or direction == "centre" or country.lat is None:
        return None
    north, east = _BEARINGS[direction]
    narrowing = cos(radians(country.lat))
    points = [
        (unit.lat, unit.lon, (1 + (unit.population or 0)) ** _PEOPLE)
        for unit in units
        if unit.lat is not None and unit.lon is not None
    ]
    outward = [lat * north + lon * narrowing * east for lat, lon, _ in points]
    edge, width = max(outward), max(outward) - min(outward) or 1.0
    weights = [
        people * exp(_STEEPNESS * (out - edge) / width)
        for (*_, people), out in zip(points, outward, strict=True)
    ]
    return (
        fsum(p[0] * w for p, w in zip(points, weights, strict=True)) / fsum(weights),
        fsum(p[1] * w for p, w in zip(points, weights, strict=True)) / fsum(weights),
    )


def _shifted(country: Place, direction: str) -> tuple[float | None, float | None]:
    """Return the country's point, moved to the side that is meant."""
    lat, lon = country.lat, country.lon
    if lat is None or lon is None:
        return lat, lon
    north, east = _BEARINGS[direction]
    off = _OFF * (country.radius_km or _ANY_RADIUS_KM) / max(hypot(north, east), 1)
    per_degree = _KM_PER_DEGREE * max(cos(radians(lat)), 0.1)
    lat = min(89.0, max(-89.0, lat + north * off / _KM_PER_DEGREE))
    return lat, (lon + east * off / per_degree + 180) % 360 - 180
