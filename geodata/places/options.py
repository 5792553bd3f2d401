"""What a name could mean: the places it has in the gazetteer, ready to be weighed."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geodata.places.words import load_words

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer, NameHit
    from geodata.models import Place
    from geodata.places.words import PlaceWords

__all__ = ["SECOND_LEVEL", "Option", "Vector", "distance_km", "option_of_place", "options_of"]

# All in decades, as the gazetteer's priors.
FOREIGN_NAME = 3.0  # a name that other languages use for the place
NEARBY = 0.4  # the part of the world that papers in this language write about most
COUNTRY = 1.5  # how much less than the gazetteer says a country is ahead of towns named so
CORE = 1.0  # the name fits only without its generic words
# A name of more places than this means one of its larger ones.
MOST_OPTIONS = 60
SECOND_LEVEL = 2  # of units: counties, districts
EARTH_RADIUS_KM = 6371.0

Vector = tuple[float, float, float]  # from the centre of the earth, of length 1


class Option(NamedTuple):
    """A place that a name could mean; `weight` in decades.

    `country`, `unit` and `county` are keys of what it lies in: "US", "US.TX", "US.TX.113".
    `own` is the key of what it is itself, where it is one of these.
    """

    place: Place
    weight: float
    country: str | None
    unit: str | None
    county: str | None
    own: str | None
    vector: Vector | None
    capital: bool


@lru_cache(maxsize=20_000)
def options_of(gazetteer: Gazetteer, form: str, language: str) -> tuple[Option, ...]:
    """Return what a name could mean to a paper in that language, likeliest first; ties by id."""
    words = load_words(language)
    hits, malus = _hits(gazetteer, form, words)
    preferred = words.preferred.get(form, {})
    options = [
        _option(hit, _weight(hit, language, words) - malus + preferred.get(hit.place.place_id, 0.0))
        for hit in hits
    ]
    options.sort(key=lambda option: (-option.weight, option.place.place_id))
    return tuple(options[:MOST_OPTIONS])


def option_of_place(place: Place) -> Option:
    """Return the only option of a word that leaves no choice, such as an adjective."""
    return Option(place, 0.0, place.country_code, None, None, None, None, capital=False)


def distance_km(one: Vector, other: Vector) -> float:
    """Return the distance of two points along the great circle."""
    cosine = one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
    return EARTH_RADIUS_KM * math.acos(max(-1.0, min(1.0, cosine)))


def _hits(gazetteer: Gazetteer, form: str, words: PlaceWords) -> tuple[tuple[NameHit, ...], float]:
    """Return the hits of a name, or of the longest part of it that is one, and the malus."""
    hits = gazetteer.unit_or_name_hits(form)
    if hits:
        return hits, 0.0
    for core in words.cores(form):
        hits = gazetteer.unit_or_name_hits(core)
        if hits:
            return hits, CORE
    return (), 0.0


def _weight(hit: NameHit, language: str, words: PlaceWords) -> float:
    place, weight = hit.place, hit.prior
    if place.type == "country":
        return weight - COUNTRY
    if place.country_code in words.nearby_countries:
        weight += NEARBY
    if hit.languages and language not in hit.languages and place.type != "admin":
        weight -= FOREIGN_NAME
    return weight


def _option(hit: NameHit, weight: float) -> Option:
    place = hit.place
    country = place.country_code
    unit = f"{country}.{hit.admin1}" if hit.admin1 is not None else None
    admin2 = getattr(hit, "admin2", None)
    county = f"{unit}.{admin2}" if admin2 is not None else None
    own = None
    if place.type == "country":
        own = country
    elif place.type == "admin":
        own = county if place.level == SECOND_LEVEL else unit
    return Option(place, weight, country, unit, county, own, _vector(place), hit.capital)


def _vector(place: Place) -> Vector | None:
    if place.lat is None or place.lon is None:
        return None
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
