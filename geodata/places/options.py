"""What a name could mean: the places it has in the gazetteer, ready to be weighed."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geodata.gazetteer import unit_abbreviations
from geodata.gazetteer.sources import read_generics
from geodata.places.words import load_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.gazetteer import Gazetteer, NameHit
    from geodata.models import Place
    from geodata.places.words import PlaceWords

__all__ = [
    "NAMESAKE_PEOPLE",
    "SECOND_LEVEL",
    "Option",
    "Vector",
    "abbreviated_unit",
    "distance_km",
    "option_of_hit",
    "option_of_place",
    "options_of",
    "vector_of",
]

# All in decades, as the gazetteer's priors.
FOREIGN_NAME = 3.0  # a name that other languages use for the place
NEARBY = 0.4  # the part of the world that papers in this language write about most
COUNTRY = 1.5  # how much less than the gazetteer says a country is ahead of towns named so
NAMESAKE_PEOPLE = 50_000  # of a town that lends its name to a unit
VILLAGE = 15_000  # people; of fewer, only a main name of some length may be misspelt
SHORTEST_FOLDED = 4
TWO_LETTERS = 2  # "CA"
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
    only = gazetteer.place(words.further.get(form, "")) or abbreviated_unit(gazetteer, form)
    if only is not None:
        return (_known(gazetteer, only),)
    options = _named(gazetteer, form, language, words)
    if not options:
        options = _cored(gazetteer, form, language, words)
    options.sort(key=lambda option: (-option.weight, option.place.place_id))
    return tuple(options[:MOST_OPTIONS])


def abbreviated_unit(gazetteer: Gazetteer, form: str) -> Place | None:
    """Return the unit that an abbreviation means ("W. Va.", "N.Y"); None where it is none."""
    if "." not in form and len(form) != TWO_LETTERS:
        return None
    units = unit_abbreviations()
    tight = form.replace(". ", ".")
    if len(tight) == TWO_LETTERS + 1 and tight.isupper():
        tight = tight.removesuffix(".")  # "Athens, GA." at the end of a sentence
    place_id = units.get(tight) or (units.get(f"{tight}.") if "." in tight else None)
    return gazetteer.place(place_id) if place_id is not None else None


def _known(gazetteer: Gazetteer, place: Place) -> Option:
    """Return the option of a place, with the units it lies in where its name leads to it."""
    hits = gazetteer.hits(place.name, exact=True)
    found = (option_of_hit(hit, hit.prior) for hit in hits if hit.place.place_id == place.place_id)
    return next(found, option_of_place(place))


def _named(gazetteer: Gazetteer, form: str, language: str, words: PlaceWords) -> list[Option]:
    preferred = words.preferred.get(form, {})
    hits = gazetteer.hits(form, exact=True) or [
        hit for hit in gazetteer.unit_or_name_hits(form) if _is_trusted(hit, form)
    ]
    bare = next(words.cores(form), None) is None and set(form.split()).isdisjoint(read_generics())
    more = _namesakes(gazetteer, hits) if bare else ()
    return [
        option_of_hit(
            hit, _weight(hit, form, language, words) + preferred.get(hit.place.place_id, 0.0)
        )
        for hit in (*hits, *more)
    ]


def _is_trusted(hit: NameHit, form: str) -> bool:
    """Whether a place may be meant by a name whose letters are not quite its own.

    A village with an accent more is rather a place that the gazetteer lacks: "Tine" in Chad is
    not Tigné, once spelt Tiné, in France.
    """
    if hit.place.type != "city" or (hit.place.population or 0) >= VILLAGE:
        return True
    return hit.main and len(form) >= SHORTEST_FOLDED


def _namesakes(gazetteer: Gazetteer, hits: Sequence[NameHit]) -> Iterator[NameHit]:
    """Yield the towns that units among the hits are called after, where they are no hits.

    The gazetteer knows "Mykolajiw" for the oblast only; its own name says that there is a town.
    """
    known = {hit.place.place_id for hit in hits}
    for unit in hits:
        if unit.place.type != "admin" or unit.place.level == SECOND_LEVEL or not unit.main:
            continue
        for core in load_words("en").cores(unit.place.name):
            for hit in gazetteer.hits(core, exact=True):
                place = hit.place
                inside = (place.country_code, hit.admin1) == (unit.place.country_code, unit.admin1)
                big = place.type == "city" and (place.population or 0) >= NAMESAKE_PEOPLE
                if inside and big and place.place_id not in known:
                    known.add(place.place_id)
                    yield hit


def _cored(gazetteer: Gazetteer, form: str, language: str, words: PlaceWords) -> list[Option]:
    """Return the options of the longest part of a name that is one: "Hamilton, Ohio" or less."""
    name, comma, wider = form.rpartition(", ")
    if comma:
        keys = {option.own for option in options_of(gazetteer, wider, language)} - {None}
        options = options_of(gazetteer, name, language)
        inside = [o for o in options if not keys.isdisjoint((o.country, o.unit, o.county))]
        return inside or list(options)
    for core in words.cores(form):
        options = tuple(_named(gazetteer, core, language, words))
        if options:
            return [option._replace(weight=option.weight - CORE) for option in options]
    return []


def option_of_place(place: Place) -> Option:
    """Return the only option of a word that leaves no choice, such as an adjective."""
    country = place.country_code
    own = country if place.type == "country" else None
    return Option(
        place, 0.0, country, None, None, own, vector_of(place.lat, place.lon), capital=False
    )


def distance_km(one: Vector, other: Vector) -> float:
    """Return the distance of two points along the great circle."""
    cosine = one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
    return EARTH_RADIUS_KM * math.acos(max(-1.0, min(1.0, cosine)))


def _weight(hit: NameHit, form: str, language: str, words: PlaceWords) -> float:
    place, weight = hit.place, hit.prior
    if place.type == "country":
        return weight - COUNTRY
    if place.country_code in words.nearby_countries:
        weight += NEARBY
    # What a place calls itself is foreign to nobody, even if other languages use it as well.
    foreign = hit.languages and language not in hit.languages and form != place.name
    if foreign and place.type != "admin":
        weight -= FOREIGN_NAME
    return weight


def option_of_hit(hit: NameHit, weight: float) -> Option:
    """Return what a hit says as an option of that weight."""
    place = hit.place
    country = place.country_code
    unit = f"{country}.{hit.admin1}" if hit.admin1 is not None else None
    own = None
    if place.type == "country":
        own = country
    elif place.type == "admin":
        own = hit.admin2 if place.level == SECOND_LEVEL else unit
    return Option(
        place, weight, country, unit, hit.admin2, own, vector_of(place.lat, place.lon), hit.capital
    )


def vector_of(lat: float | None, lon: float | None) -> Vector | None:
    """Return the point on the unit sphere at a latitude and longitude in degrees."""
    if lat is None or lon is None:
        return None
    phi, theta = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi)
