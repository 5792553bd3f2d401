"""Places as events take them: as named, near a name, or a part of a country ("im Norden Malis")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians
from typing import TYPE_CHECKING

from geodata.models import Place

if TYPE_CHECKING:
    from geodata.events.roles import Standing

__all__ = ["PART_NAMES", "Setting", "part_of_country", "plain_setting", "setting_of"]

# How far off the middle a part of a country lies, in radii: means over the development regions.
_OFF, _OFF_BOTH = 0.65, 0.55
_SHIFTS: dict[str, tuple[float, float]] = {
    "north": (_OFF, 0),
    "south": (-_OFF, 0),
    "east": (0, _OFF),
    "west": (0, -_OFF),
    "northeast": (_OFF_BOTH, _OFF_BOTH),
    "northwest": (_OFF_BOTH, -_OFF_BOTH),
    "southeast": (-_OFF_BOTH, _OFF_BOTH),
    "southwest": (-_OFF_BOTH, -_OFF_BOTH),
    "centre": (0, 0),
}
PART_NAMES = {
    "north": "Northern", "south": "Southern", "east": "Eastern", "west": "Western",
    "northeast": "Northeastern", "northwest": "Northwestern", "southeast": "Southeastern",
    "southwest": "Southwestern", "centre": "Central",
}  # fmt: skip
_KM_PER_DEGREE = 111.2
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


def plain_setting(name: Standing, rule: str) -> Setting:
    """Return the place of a name as it stands; "bei X" is near X."""
    precision = max(name.named.mention.where_prec, 2 if name.near else 1)
    return Setting(name.place, precision, (name.named.index,), rule)


def setting_of(name: Standing, score: float) -> Setting:
    """Return what a name gives: a part of a country where a compass point is before it."""
    plain = plain_setting(name, f"{name.role} the place")
    if name.direction is not None and name.place.type == "country":
        part = part_of_country(name.place, name.direction)
        return Setting(part, 5, plain.mentions, "part of a country", score)
    return replace(plain, score=score)


def part_of_country(country: Place, direction: str) -> Place:
    """Return a region for "im Süden Kirgisistans": its point lies well off the middle."""
    radius = country.radius_km or _ANY_RADIUS_KM
    north, east = _SHIFTS[direction]
    lat, lon = country.lat, country.lon
    if lat is not None and lon is not None:
        per_degree = _KM_PER_DEGREE * max(cos(radians(lat)), 0.1)
        lat = min(89.0, max(-89.0, lat + north * radius / _KM_PER_DEGREE))
        lon = (lon + east * radius / per_degree + 180) % 360 - 180
    code = (country.country_code or country.place_id).lower()
    return Place(
        f"region:{code}-{direction}",
        f"{PART_NAMES[direction]} {country.name}",
        "region",
        country.country_code,
        None if lat is None else round(lat, 3),
        None if lon is None else round(lon, 3),
        radius * _PART,
    )
