"""What the index is made of: a place with all its names, and a hit of a name."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.models import Place, PlaceType

__all__ = [
    "CAPITAL_BONUS",
    "LANGUAGE_BITS",
    "MAIN",
    "NameHit",
    "NamedPlace",
    "prior_of",
    "town_radius_km",
]

# Flags of a name: which languages use it (none: unknown) and whether it is the place's main name.
LANGUAGE_BITS = {"de": 1, "en": 2, "ru": 4}
MAIN = 8

# Decades of population that a type is worth, so that countries come before the town of the same
# name, and "Washington" alone is the capital (2.0) and not the state.
_TYPE_PRIOR: dict[PlaceType, float] = {
    "country": 10.0,
    "region": 8.5,
    "site": 6.5,
    "nature": 6.2,
    "admin": 0.0,
    "city": 0.0,
}
CAPITAL_BONUS = 2.0
# A first-level unit is named less often than the town that lends it its name.
ADMIN_MALUS = 0.9
ADMIN_CAP = 6.6
# A name among a place's alternate names is a weaker tie than its main name, and for a village it
# is often a mere transcription.
ALTERNATE_MALUS = 0.3
VILLAGE_ALTERNATE_MALUS = 1.0
VILLAGE = 15_000


def prior_of(kind: PlaceType, population: int | None, *, capital: bool, main: bool) -> float:
    """Return how likely a bare name means this place, in decades (powers of ten)."""
    people = population or 0
    score = _TYPE_PRIOR[kind]
    if kind == "country":
        return score + math.log10(people + 10_000) / 10
    if kind in {"admin", "city"}:
        score = math.log10(people + 100)
        if kind == "admin":
            score = min(score - ADMIN_MALUS, ADMIN_CAP)
    if capital:
        score += CAPITAL_BONUS
    if not main:
        score -= VILLAGE_ALTERNATE_MALUS if people < VILLAGE else ALTERNATE_MALUS
    return score


def town_radius_km(population: int) -> float:
    """Return the radius of a town by its people: 5 km for a village, 25 km for ten millions."""
    return round(min(25.0, max(5.0, 5.0 + 10.0 * (math.log10(population + 1) - 5.0))), 1)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place as a source file gives it, with its names by language (`de`, `en`, `ru`)."""

    place: Place
    names: tuple[tuple[str, int], ...]  # name, flags
    admin1: str | None = None  # the first-level unit's code in GeoNames, within the country


@dataclass(frozen=True, slots=True)
class NameHit:
    """A place that a name could mean.

    `prior` is in decades (`prior_of`); `languages` are those that use the name, empty where the
    source does not say; `main` tells the place's own name from an alternate one.
    """

    place: Place
    prior: float
    main: bool
    capital: bool
    languages: frozenset[str]
    admin1: str | None
