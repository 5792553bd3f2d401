"""The bundled index at work: two tries of names and a few columns mapped from disk."""

from __future__ import annotations

import json
import mmap
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

import marisa_trie
import numpy as np

from geodata.gazetteer.records import (
    LANGUAGE_BITS,
    MAIN,
    BestHit,
    NameHit,
    prior_of,
    town_radius_km,
)
from geodata.models import Place

if TYPE_CHECKING:
    from pathlib import Path

    Floats = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["BundledIndex"]

EARTH_RADIUS_KM = 6371.0
# Names looked at of those that start alike: reading their places takes a twentieth of a second.
MOST_STARTING = 2_000
# The languages of a name by the three bits of its flags.
_LANGUAGES = tuple(
    frozenset(code for code, bit in LANGUAGE_BITS.items() if bits & bit) for bits in range(8)
)


class BundledIndex:
    """The places that every installation has; the folder holds what `write_index` wrote."""

    def __init__(self, folder: Path) -> None:
        self._names: Any = marisa_trie.Trie().mmap(str(folder / "names.marisa"))
        self._openers: Any = marisa_trie.Trie().mmap(str(folder / "openers.marisa"))
        self._folded: Any = marisa_trie.Trie().mmap(str(folder / "folded.marisa"))
        self._ids: Any = marisa_trie.Trie().mmap(str(folder / "curated_ids.marisa"))
        self._columns = {
            path.stem: np.load(path, mmap_mode="r").view(np.ndarray)
            for path in sorted(folder.glob("*.npy"))
        }
        with (folder / "curated.jsonl").open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = json.loads((folder / "head.json").read_text(encoding="utf-8"))
        self._units: list[str] = head["units"]
        self._countries: list[str] = head["countries"]
        self._firsts: dict[str, int] = head["firsts"]
        self.capitals: dict[str, int] = head["capitals"]
        self._capital_ids = frozenset(self.capitals.values())
        self._curated_count = len(self._columns["curated_start"]) - 1
        self._curated: dict[int, tuple[Place, str | None]] = {}

    def __len__(self) -> int:
        """Return the number of places."""
        return self._curated_count + len(self._columns["geonameid"])

    def has_name(self, name: str) -> bool:
        """Whether a place bears exactly this name (NFC)."""
        return name in self._names

    def prefixes(self, word: str) -> list[str]:
        """Return the names that a word starts with, the shortest first."""
        found: list[str] = self._names.prefixes(word)
        return found

    def opens_name(self, word: str) -> bool:
        """Whether a name of several words starts with this one: "New", "St", "Abu"."""
        return word in self._openers

    def best(self, name: str) -> BestHit | None:
        """Return what the likeliest place of exactly this name is; None where there is none."""
        number = self._names.get(name)
        if number is None:
            return None
        entry = int(self._columns["best"][number])
        row, prior = entry >> 4, float(self._columns["best_prior"][number])
        kind = "city" if row >= self._curated_count else self._curated_at(row)[0].type
        return BestHit(kind, prior, _LANGUAGES[entry & 7])

    def exact(self, name: str) -> list[NameHit]:
        """Return the places that bear exactly this name, in no order."""
        number = self._names.get(name)
        return [] if number is None else [self._hit(e) for e in self._run("names", number)]

    def folded(self, key: str) -> list[NameHit]:
        """Return the places a name of which has this folded key, in no order."""
        number = self._folded.get(key)
        return [] if number is None else [self._hit(e) for e in self._run("folded", number)]

    def starting(self, key: str) -> list[NameHit]:
        """Return places a name of which starts with this folded key, in no order; of many some."""
        numbers = [number for _name, number in islice(self._folded.iteritems(key), MOST_STARTING)]
        return [self._hit(entry) for number in numbers for entry in self._run("folded", number)]

    def place(self, place_id: str) -> Place | None:
        """Return the place with that id; None where there is none."""
        row = self._row(place_id)
        return None if row is None else self._place_at(row)

    def admin1(self, place_id: str) -> str | None:
        """Return the code of a place's first-level unit, as `NameHit` has it; None for none."""
        row = self._row(place_id)
        return None if row is None else self._units_of(row, self._place_at(row))[0]

    def knows(self, geonameids: Any) -> Any:
        """Return which of an array of GeoNames ids (32 bits) this index has, as booleans."""
        ids = self._columns["geonameid"]
        found = np.minimum(np.searchsorted(ids, geonameids), len(ids) - 1)
        ours = ids[found] == geonameids
        for at in np.nonzero(~ours)[0]:
            ours[at] = f"geonames:{geonameids[at]}" in self._ids
        return ours

    def first_level_unit(self, country: str, admin1: str) -> Place | None:
        """Return the unit with that code of GeoNames in a country; None where there is none."""
        row = self._firsts.get(f"{country}.{admin1}")
        return None if row is None else self._place_at(row)

    def first_level_units(self, country: str) -> tuple[Place, ...]:
        """Return all units of a country that have a code of GeoNames, in the order of those."""
        keys = sorted(key for key in self._firsts if key.startswith(f"{country}."))
        return tuple(self._place_at(self._firsts[key]) for key in keys)

    def nearest_town(self, lat: float, lon: float) -> tuple[Place, float]:
        """Return the town nearest to a point (degrees), and the distance in kilometres."""
        points = self._radians
        here = np.radians([lat, lon])
        half = np.sin((points - here) / 2) ** 2
        angle = half[:, 0] + np.cos(points[:, 0]) * np.cos(here[0]) * half[:, 1]
        row = int(np.argmin(angle))
        km = float(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(angle[row])))
        return self._place_at(self._curated_count + row), km

    @cached_property
    def _radians(self) -> Floats:
        radians: Floats = np.radians(self._columns["points"])
        return radians

    def _row(self, place_id: str) -> int | None:
        number = self._ids.get(place_id)
        if number is not None:
            return int(self._columns["curated_row"][number])
        source, _, digits = place_id.partition(":")
        if source != "geonames" or not digits.isdecimal() or len(digits) > len("4294967295") - 1:
            return None
        ids = self._columns["geonameid"]
        found = int(np.searchsorted(ids, np.uint32(digits)))
        if found < len(ids) and int(ids[found]) == int(digits):
            return self._curated_count + found
        return None

    def _place_at(self, row: int) -> Place:
        if row < self._curated_count:
            return self._curated_at(row)[0]
        at = row - self._curated_count
        columns = self._columns
        population = int(columns["population"][at])
        lat, lon = columns["points"][at].tolist()
        return Place(
            f"geonames:{columns['geonameid'][at]}",
            self._names.restore_key(int(columns["name"][at])),
            "city",
            self._countries[columns["country"][at]] or None,
            lat,
            lon,
            town_radius_km(population),
            population or None,
        )

    def _curated_at(self, row: int) -> tuple[Place, str | None]:
        """Return a place of our own tables and the code of its first-level unit."""
        found = self._curated.get(row)
        if found is None:
            starts = self._columns["curated_start"]
            *fields, admin1 = json.loads(self._lines[starts[row] : starts[row + 1]])
            record = dict(zip(Place.__slots__, fields, strict=True))
            record["claimed_by"] = tuple(record["claimed_by"])
            found = self._curated[row] = Place(**record), admin1
        return found

    def _run(self, name: str, number: int) -> list[int]:
        starts = self._columns[f"{name}_start"]
        found: list[int] = self._columns[name][starts[number] : starts[number + 1]].tolist()
        return found

    def _hit(self, entry: int) -> NameHit:
        row, flags = entry >> 4, entry & 15
        place = self._place_at(row)
        main, capital = bool(flags & MAIN), self._is_capital(row)
        prior = prior_of(place, capital=capital, main=main, foreign=not flags)
        languages, units = _LANGUAGES[flags & 7], self._units_of(row, place)
        return NameHit(place, prior, main, capital, languages, *units)

    def _is_capital(self, row: int) -> bool:
        at = row - self._curated_count
        return at >= 0 and int(self._columns["geonameid"][at]) in self._capital_ids

    def _units_of(self, row: int, place: Place) -> tuple[str | None, str | None]:
        """Return the code of the first-level unit and the id of the second-level one."""
        at = row - self._curated_count
        if at < 0:
            second = place.place_id if place.place_id.startswith("geonames2:") else None
            return self._curated_at(row)[1], second
        unit = int(self._columns["admin2"][at])
        admin2 = self._curated_at(unit - 1)[0].place_id if unit else None
        return self._units[self._columns["unit"][at]] or None, admin2
