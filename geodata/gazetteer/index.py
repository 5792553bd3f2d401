"""The index at work: names to places, from two tries and a few columns mapped from disk."""

from __future__ import annotations

import json
import unicodedata
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import marisa_trie
import numpy as np

from geodata.gazetteer.folding import fold
from geodata.gazetteer.records import (
    LANGUAGE_BITS,
    MAIN,
    NameHit,
    prior_of,
    town_radius_km,
)
from geodata.gazetteer.sources import read_generics
from geodata.models import Place

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Gazetteer"]

# A folded match is a weaker tie than the letters as written, in decades.
FOLDED_MALUS = 0.5
EARTH_RADIUS_KM = 6371.0


class Gazetteer:
    """All places with all their names; reading only, safe to share between threads.

    Made by `load_gazetteer`; the folder holds what `write_index` wrote.
    """

    def __init__(self, folder: Path) -> None:
        self._names: Any = marisa_trie.Trie().mmap(str(folder / "names.marisa"))
        self._folded: Any = marisa_trie.Trie().mmap(str(folder / "folded.marisa"))
        self._columns = {
            path.stem: np.load(path, mmap_mode="r").view(np.ndarray)
            for path in sorted(folder.glob("*.npy"))
        }
        head = json.loads((folder / "head.json").read_text(encoding="utf-8"))
        self._units: list[str] = head["units"]
        self._countries: list[str] = head["countries"]
        self._capitals: dict[str, int] = head["capitals"]
        self._capital_ids = frozenset(self._capitals.values())
        self._curated_units: list[str | None] = [record.pop("admin1") for record in head["curated"]]
        self._curated = [_place(record) for record in head["curated"]]
        self._curated_rows = {place.place_id: row for row, place in enumerate(self._curated)}
        self._hits = lru_cache(maxsize=20_000)(self._find_hits)

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self._curated) + len(self._columns["geonameid"])

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places that a name could mean, likeliest first; ties by place id.

        The name as written comes first; only where no place bears it are case, diacritics,
        umlauts and hyphens looked past, and then the generic word of a unit ("Gebiet
        Mangghystau"). An unknown name gives an empty tuple.
        """
        return tuple(hit.place for hit in self.unit_or_name_hits(name))

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
        """Whether a place bears exactly this name (NFC)."""
        return name.isprintable() and name in self._names

    def prefixes(self, word: str) -> list[str]:
        """Return the names (NFC) that a word starts with, the shortest first."""
        found: list[str] = self._names.prefixes(word) if word.isprintable() else []
        return found

    def opens_name(self, word: str) -> bool:
        """Whether a name of several words (NFC) starts with this one: "New", "St", "Abu"."""
        if not word.isprintable():
            return False
        return any(
            next(self._names.iterkeys(word + sign), None) is not None for sign in (" ", ". ")
        )

    def place(self, place_id: str) -> Place | None:
        """Return the place with that id; None where there is none."""
        row = self._row(place_id)
        return None if row is None else self._place_at(row)

    def country(self, code: str | None) -> Place | None:
        """Return the country with that ISO 3166-1 code; None where there is none."""
        return None if code is None else self.place(f"iso3166:{code}")

    def capital(self, country_code: str) -> Place | None:
        """Return the seat of government of a country; None where there is none."""
        geonameid = self._capitals.get(country_code)
        return None if geonameid is None else self.place(f"geonames:{geonameid}")

    def nearest_town(self, lat: float, lon: float) -> tuple[Place, float]:
        """Return the town nearest to a point (degrees), and the distance in kilometres."""
        points = self._radians
        here = np.radians([lat, lon])
        half = np.sin((points - here) / 2) ** 2
        angle = half[:, 0] + np.cos(points[:, 0]) * np.cos(here[0]) * half[:, 1]
        row = int(np.argmin(angle))
        km = float(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(angle[row])))
        return self._place_at(len(self._curated) + row), km

    @cached_property
    def _radians(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        radians: np.ndarray[Any, np.dtype[np.float64]] = np.radians(self._columns["points"])
        return radians

    def _row(self, place_id: str) -> int | None:
        row = self._curated_rows.get(place_id)
        source, _, number = place_id.partition(":")
        if row is not None or source != "geonames" or not number.isdecimal():
            return row
        ids = self._columns["geonameid"]
        found = int(np.searchsorted(ids, int(number)))
        if found < len(ids) and int(ids[found]) == int(number):
            return len(self._curated) + found
        return None

    def _place_at(self, row: int) -> Place:
        if row < len(self._curated):
            return self._curated[row]
        at = row - len(self._curated)
        columns = self._columns
        population = int(columns["population"][at])
        lat, lon = columns["points"][at]
        return Place(
            f"geonames:{columns['geonameid'][at]}",
            self._names.restore_key(int(columns["name"][at])),
            "city",
            self._countries[columns["country"][at]] or None,
            float(lat),
            float(lon),
            town_radius_km(population),
            population or None,
        )

    def _unit_hits(self, name: str) -> tuple[NameHit, ...]:
        """Return the first-level units that a name with a generic word means."""
        for word in read_generics():
            bare = name.removeprefix(f"{word} ").removesuffix(f" {word}")
            if bare != name:
                return tuple(hit for hit in self.hits(bare) if hit.place.type == "admin")
        return ()

    def _find_hits(self, name: str, exact: bool) -> tuple[NameHit, ...]:  # noqa: FBT001  # cached
        number = self._names.get(name)
        if number is not None:
            hits = [self._hit(e, 0.0) for e in self._run("names", number)]
        elif exact or (number := self._folded.get(fold(name))) is None:
            return ()
        else:
            hits = [self._hit(e, FOLDED_MALUS) for e in self._run("folded", number)]
        return tuple(sorted(hits, key=lambda hit: (-hit.prior, hit.place.place_id)))

    def _run(self, name: str, number: int) -> list[int]:
        starts = self._columns[f"{name}_start"]
        found: list[int] = self._columns[name][starts[number] : starts[number + 1]].tolist()
        return found

    def _hit(self, entry: int, malus: float) -> NameHit:
        row, flags = entry >> 4, entry & 15
        place = self._place_at(row)
        main = bool(flags & MAIN)
        capital = self._is_capital(row)
        prior = prior_of(place.type, place.population, capital=capital, main=main) - malus
        languages = frozenset(code for code, bit in LANGUAGE_BITS.items() if flags & bit)
        return NameHit(place, prior, main, capital, languages, self._admin1(row))

    def _is_capital(self, row: int) -> bool:
        at = row - len(self._curated)
        return at >= 0 and int(self._columns["geonameid"][at]) in self._capital_ids

    def _admin1(self, row: int) -> str | None:
        if row < len(self._curated):
            return self._curated_units[row]
        at = row - len(self._curated)
        return self._units[self._columns["unit"][at]] or None


def _place(record: dict[str, Any]) -> Place:
    return Place(**record | {"claimed_by": tuple(record["claimed_by"])})
