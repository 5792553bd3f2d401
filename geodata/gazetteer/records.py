"""What the index is made of: a place with all its names, and a hit of a name."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geodata.models import Place, PlaceType

__all__ = [
    "CAPITAL_BONUS",
    "FIRST_LEVEL",
    "LANGUAGE_BITS",
    "MAIN",
    "SECOND_LEVEL",
    "BestHit",
    "NameHit",
    "NamedPlace",
    "prior_of",
    "town_radius_km",
]

# Flags of a name: which languages use it (none: unknown) and whether it is the place's main name.
LANGUAGE_BITS = {"de": 1, "en": 2, "ru": 4}
MAIN = 8
# `Place.level` of states and provinces, and of counties and districts.
FIRST_LEVEL, SECOND_LEVEL = 1, 2

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
# A first-level unit is named less often than the town that lends it its name, a second-level unit
# less often than that: it must beat neither a big town nor a state of its name.
ADMIN_MALUS = 0.9
ADMIN_CAP = 6.6
SECOND_LEVEL_MALUS = 1.8
SECOND_LEVEL_CAP = 4.5
# A name among a place's alternate names is a weaker tie than its main name, and for a village it
# is often a mere transcription.
ALTERNATE_MALUS = 0.3
VILLAGE_ALTERNATE_MALUS = 1.0
VILLAGE = 15_000
# What a country is called in a language other than ours: less than a village's own name (2.0).
FOREIGN_COUNTRY = 1.9


def prior_of(place: Place, *, capital: bool, main: bool, foreign: bool = False) -> float:
    """Return how likely a bare name means this place, in decades (powers of ten).

    `foreign` says that the name is none of the languages that `LANGUAGE_BITS` knows.
    """
    people = place.population or 0
    score = _TYPE_PRIOR[place.type]
    if place.type == "country":
        return FOREIGN_COUNTRY if foreign else score + math.log10(people + 10_000) / 10
    if place.type in {"admin", "city"}:
        score = math.log10(people + 100)
    if place.type == "admin":
        second = place.level == SECOND_LEVEL
        malus = SECOND_LEVEL_MALUS if second else ADMIN_MALUS
        score = min(score - malus, SECOND_LEVEL_CAP if second else ADMIN_CAP)
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
    admin2: str | None = None  # the place id of the second-level unit


class BestHit(NamedTuple):
    """What the likeliest place of a name is, without the place: `NameHit` says what it means."""

    type: PlaceType
    prior: float
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameHit:
    """A place that a name could mean.

    `prior` is in decades (`prior_of`); `languages` are those that use the name, empty where the
    source does not say; `main` tells the place's own name from an alternate one. `admin1` is the
    code of the first-level unit within the country, as GeoNames has it; `admin2` the place id of
    the second-level unit; None where there is none, or it is unknown.
    """

    place: Place
    prior: float
    main: bool
    capital: bool
    languages: frozenset[str]
    admin1: str | None
    admin2: str | None = None

    @property
    def best(self) -> BestHit:
        """What is said of the name's likeliest place, if this is it."""
        return BestHit(self.place.type, self.prior, self.languages)
