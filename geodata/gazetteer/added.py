"""An added index at work: the places of a GeoNames dump, found by hashes of their names.

A dump of the world has some 13 million places with 25 million names, too many for a trie in memory.
So names are kept as a sorted table of hashes on disk: a look-up is one binary search, whatever the
size, and only the main name of each place is kept as text. Two names share 64 bits of hash once in
a hundred thousand million look-ups.
"""

from __future__ import annotations

import hashlib
import json
import math
import mmap
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geodata.gazetteer.folding import fold
from geodata.gazetteer.records import NameHit, town_radius_km
from geodata.gazetteer.sources import Feature
from geodata.models import Place

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "COLUMNS",
    "LONGEST_NAME",
    "AddedIndex",
    "NameHash",
    "hash_name",
    "hash_shift",
]

# The columns of an added index, one raw file each: of places, of names by hash, of places by id.
COLUMNS: dict[str, np.dtype[Any]] = {
    "geonameid": np.dtype("<u4"),
    "population": np.dtype("<u4"),
    "unit": np.dtype("<u4"),  # country and first-level unit, as in head.json
    "feature": np.dtype("<u2"),
    "lat": np.dtype("<f4"),
    "lon": np.dtype("<f4"),
    "name_start": np.dtype("<u8"),  # where the main name starts in names.txt
    "filter": np.dtype("u1"),  # a bit for each stretch of hashes: whether any name is in it
    "key": np.dtype("<u8"),  # hash of the folded name, ascending
    "letters": np.dtype("<u4"),  # hash of the name as written
    "entry": np.dtype("<u4"),  # row of the place, doubled, odd for its main name
    "id": np.dtype("<u4"),  # GeoNames ids, ascending
    "id_row": np.dtype("<u4"),
}
LONGEST_NAME = 200  # characters; GeoNames allows no more
# A name of an added place is less often meant than a bundled town's of the same size: who adds
# every village and stream wants them found, but last. In decades.
ADDED_MALUS = 0.5
ALTERNATE_MALUS = 1.0
NOBODY = 2.0  # a village without a figure, a hill, a stream
ADMIN_MALUS = 1.8
HIGHEST = 5.5


class NameHash(NamedTuple):
    """The hashes of a name: of its folded form (64 bits), and of its letters (32 bits)."""

    key: int
    letters: int


def _digest(text: str, size: int) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=size).digest(), "little")


def hash_name(name: str) -> NameHash:
    """Return the hashes of a name (NFC); spellings that fold to the same share the first."""
    return NameHash(_digest(fold(name), 8), _digest(name, 4))


def hash_shift(size: int) -> int:
    """Return by how many bits to shift a hash to get its stretch in a filter of that many bytes."""
    return 65 - (size * 8).bit_length()


class AddedIndex:
    """The places of one dump; the folder holds what `write_added` wrote."""

    def __init__(self, folder: Path) -> None:
        self._columns: dict[str, Any] = {
            name: np.memmap(folder / f"{name}.bin", dtype, mode="r").view(np.ndarray)
            for name, dtype in COLUMNS.items()
        }
        with (folder / "names.txt").open("rb") as file:
            self._texts = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = json.loads((folder / "head.json").read_text(encoding="utf-8"))
        self._units: list[tuple[str, str]] = [tuple(unit) for unit in head["units"]]
        self._features = [Feature(*feature) for feature in head["features"]]

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self._columns["geonameid"])

    def exact(self, name: str) -> list[NameHit]:
        """Return the places that bear exactly this name, in no order."""
        return [self._hit(entry) for entry in self._entries(name)]

    def folded(self, key: str) -> list[NameHit]:
        """Return the places a name of which has this folded key, in no order."""
        first, last = self._range(_digest(key, 8))
        best: dict[int, int] = {}
        for entry in self._columns["entry"][first:last].tolist():
            best[entry >> 1] = max(best.get(entry >> 1, 0), entry)
        return [self._hit(entry) for entry in best.values()]

    def place(self, place_id: str) -> Place | None:
        """Return the place with that id; None where there is none."""
        row = self._row(place_id)
        return None if row is None else self._place_at(row)

    def admin1(self, place_id: str) -> str | None:
        """Return the code of a place's first-level unit, as `NameHit` has it; None for none."""
        row = self._row(place_id)
        return None if row is None else self._admin1_at(row)

    def knows(self, geonameids: Any) -> Any:
        """Return which of an array of GeoNames ids (32 bits) this index has, as booleans."""
        ids = self._columns["id"]
        found = np.minimum(np.searchsorted(ids, geonameids), len(ids) - 1)
        return ids[found] == geonameids

    def _row(self, place_id: str) -> int | None:
        source, _, digits = place_id.partition(":")
        if source != "geonames" or not digits.isdecimal() or len(digits) > len("999999999"):
            return None
        ids = self._columns["id"]
        found = int(np.searchsorted(ids, np.uint32(digits)))
        if found == len(ids) or int(ids[found]) != int(digits):
            return None
        return int(self._columns["id_row"][found])

    def _range(self, key: int) -> tuple[int, int]:
        bits = self._columns["filter"]
        stretch = key >> hash_shift(len(bits))
        if not bits[stretch >> 3] >> (stretch & 7) & 1:
            return 0, 0  # most words are no names; they need not touch the long table
        keys, wanted = self._columns["key"], np.uint64(key)
        first = int(np.searchsorted(keys, wanted))
        last = first
        while last < len(keys) and keys[last] == wanted:
            last += 1
        return first, last

    def _entries(self, name: str) -> list[int]:
        if len(name) > LONGEST_NAME:
            return []
        hashes = hash_name(name)
        first, last = self._range(hashes.key)
        letters = self._columns["letters"][first:last]
        found: list[int] = self._columns["entry"][first:last][letters == hashes.letters].tolist()
        return found

    def _place_at(self, row: int) -> Place:
        columns = self._columns
        feature = self._features[columns["feature"][row]]
        starts = columns["name_start"]
        end = int(starts[row + 1]) if row + 1 < len(starts) else len(self._texts)
        population = int(columns["population"][row])
        radius = feature.radius_km
        return Place(
            f"geonames:{columns['geonameid'][row]}",
            self._texts[int(starts[row]) : end].decode(),
            feature.type,
            self._units[columns["unit"][row]][0] or None,
            round(float(columns["lat"][row]), 5),
            round(float(columns["lon"][row]), 5),
            town_radius_km(population) if radius is None else radius,
            population or None,
            level=feature.level,
        )

    def _admin1_at(self, row: int) -> str | None:
        return self._units[self._columns["unit"][row]][1] or None

    def _hit(self, entry: int) -> NameHit:
        row, main = entry >> 1, bool(entry & 1)
        place = self._place_at(row)
        admin1 = self._admin1_at(row)
        prior = _prior(place) - (0.0 if main else ALTERNATE_MALUS)
        return NameHit(place, prior, main, capital=False, languages=frozenset(), admin1=admin1)


def _prior(place: Place) -> float:
    """Return how likely a bare name means this place, in decades: always little."""
    if place.type not in {"admin", "city"}:
        return NOBODY - ADDED_MALUS
    people = math.log10((place.population or 0) + 100)
    return min(people - (ADMIN_MALUS if place.type == "admin" else ADDED_MALUS), HIGHEST)
