"""The gazetteer at work: names to places, from the bundled index and what was added to it."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geodata.gazetteer.added import AddedIndex
from geodata.gazetteer.bundled import BundledIndex
from geodata.gazetteer.folding import fold
from geodata.gazetteer.records import FIRST_LEVEL
from geodata.gazetteer.sources import read_generics, read_unit_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geodata.gazetteer.records import BestHit, NameHit
    from geodata.models import Place

__all__ = ["Gazetteer"]

# A folded match is a weaker tie than the letters as written, in decades.
FOLDED_MALUS = 0.5
# Letters that a search for names that start so needs.
SHORTEST_START = 3
# A site lies in the unit of a town that is so near: squares and palaces do; bases and airports lie
# outside of towns, where a border may run between (the Pentagon is 3 km from Washington).
SITE_KM = 2.0


class Gazetteer:
    """All places with all their names; reading only, safe to share between threads.

    Made by `load_gazetteer` from the folder of the bundled index and those of the added ones.
    """

    def __init__(self, folder: Path, added: Sequence[Path] = ()) -> None:
        self._bundled = BundledIndex(folder)
        self._added = tuple(AddedIndex(path) for path in added)
        self._indexes: tuple[BundledIndex | AddedIndex, ...] = (self._bundled, *self._added)
        self._hits = lru_cache(maxsize=20_000)(self._find_hits)

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self._bundled) + sum(map(len, self._added))

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places that a name could mean, likeliest first; ties by place id.

        The name as written comes first; only where no place bears it are case, diacritics,
        umlauts and hyphens looked past, and then the generic word of a unit ("Gebiet
        Mangghystau"). An unknown name gives an empty tuple.
        """
        return tuple(hit.place for hit in self.unit_or_name_hits(name))

    def completions(self, start: str, *, most: int) -> tuple[Place, ...]:
        """Return up to `most` bundled places whose names start so, likeliest first; ties by id.

        Case, diacritics and hyphens are looked past. Less than three letters start too many names.
        """
        key = fold(start) if start.isprintable() else ""
        if len(key) < SHORTEST_START:
            return ()
        hits = sorted(self._bundled.starting(key), key=lambda hit: (-hit.prior, hit.place.place_id))
        return tuple(dict.fromkeys(hit.place for hit in hits))[:most]

    def unit_or_name_hits(self, name: str) -> tuple[NameHit, ...]:
        """Return what `lookup` goes by: places with their priors, likeliest first."""
        return self.hits(name) or self._unit_hits(name)

    def hits(self, name: str, *, exact: bool = False) -> tuple[NameHit, ...]:
        """Return the places that a name could mean with their priors, likeliest first.

        With `exact` only the letters as written count. No name holds control characters or lone
        surrogates, and the tries cannot be asked for them.
        """
        if not name.isprintable():
            return ()
        return self._hits(unicodedata.normalize("NFC", name), exact)

    def has_name(self, name: str) -> bool:
        """Whether a bundled place bears exactly this name (NFC).

        The taggers were trained with the bundled names, and rules ask this of every word: added
        places are looked up when what was found is given its place, and change nothing before.
        """
        return name.isprintable() and self._bundled.has_name(name)

    def best(self, name: str) -> BestHit | None:
        """Return what the likeliest bundled place of exactly this name (NFC) is; None for none."""
        return self._bundled.best(name) if name.isprintable() else None

    def prefixes(self, word: str) -> list[str]:
        """Return the bundled names (NFC) that a word starts with, the shortest first."""
        return self._bundled.prefixes(word) if word.isprintable() else []

    def opens_name(self, word: str) -> bool:
        """Whether a bundled name of several words starts with this one: "New", "St", "Abu"."""
        return word.isprintable() and self._bundled.opens_name(word)

    def place(self, place_id: str) -> Place | None:
        """Return the place with that id; None where there is none."""
        found = (index.place(place_id) for index in self._indexes)
        return next((place for place in found if place is not None), None)

    def country(self, code: str | None) -> Place | None:
        """Return the country with that ISO 3166-1 code; None where there is none."""
        return None if code is None else self.place(f"iso3166:{code}")

    def capital(self, country_code: str) -> Place | None:
        """Return the seat of government of a country; None where there is none."""
        geonameid = self._bundled.capitals.get(country_code)
        return None if geonameid is None else self.place(f"geonames:{geonameid}")

    def first_level_unit(self, country: str | None, admin1: str | None) -> Place | None:
        """Return the state or province with that code (`NameHit.admin1`) in a country."""
        if country is None or admin1 is None:
            return None
        return self._bundled.first_level_unit(country, admin1)

    def first_level_name(self, place_id: str) -> str | None:
        """Return the English name of the state or province that a place lies in.

        One of these lies in itself; a site in that of the town it is in. None for what lies in
        none or in several, such as a country, a region or a sea, where the sources do not say,
        and for an id that no place has.
        """
        for index in self._indexes:
            place = index.place(place_id)
            if place is not None and place.type == "site":
                town = self._town_beside(place)
                return None if town is None else self.first_level_name(town.place_id)
            if place is not None and place.level == FIRST_LEVEL:
                return place.name
            if place is not None:
                return self._unit_name(place.country_code, index.admin1(place_id))
        return None

    def first_level_units(self, country: str) -> tuple[Place, ...]:
        """Return the states or provinces of a country, in the order of their codes."""
        return self._bundled.first_level_units(country)

    def nearest_town(self, lat: float, lon: float) -> tuple[Place, float]:
        """Return the bundled town nearest to a point (degrees), and the distance in kilometres."""
        return self._bundled.nearest_town(lat, lon)

    def _town_beside(self, site: Place) -> Place | None:
        """Return the town that a site is in; None where there is none of its country so near."""
        if site.lat is None or site.lon is None:
            return None
        town, distance_km = self.nearest_town(site.lat, site.lon)
        near = distance_km <= SITE_KM and town.country_code == site.country_code
        return town if near else None

    def _unit_name(self, country: str | None, admin1: str | None) -> str | None:
        unit = self.first_level_unit(country, admin1)
        return read_unit_names().get((country, admin1)) if unit is None else unit.name

    def _unit_hits(self, name: str) -> tuple[NameHit, ...]:
        """Return the first-level units that a name with a generic word means."""
        for word in read_generics():
            bare = name.removeprefix(f"{word} ").removesuffix(f" {word}")
            if bare != name:
                return tuple(hit for hit in self.hits(bare) if hit.place.type == "admin")
        return ()

    def _find_hits(self, name: str, exact: bool) -> tuple[NameHit, ...]:  # noqa: FBT001  # cached
        hits = [hit for index in self._indexes for hit in index.exact(name)]
        if not hits and not exact and (key := fold(name)):
            hits = [
                replace(hit, prior=hit.prior - FOLDED_MALUS)
                for index in self._indexes
                for hit in index.folded(key)
            ]
        return tuple(sorted(hits, key=lambda hit: (-hit.prior, hit.place.place_id)))
