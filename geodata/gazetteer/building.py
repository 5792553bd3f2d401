"""Building the index: every name into a trie, every place into columns of numbers."""

from __future__ import annotations

import json
import unicodedata
from array import array
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

import marisa_trie
import numpy as np

from geodata.gazetteer.folding import fold
from geodata.gazetteer.records import FIRST_LEVEL, MAIN, prior_of
from geodata.gazetteer.sources import iter_curated, read_capitals
from geodata.gazetteer.towns import iter_towns

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from pathlib import Path

    from geodata.gazetteer.records import NamedPlace
    from geodata.models import Place

    Progress = Callable[[float, str], None]

__all__ = ["write_index"]

Entries = dict[str, dict[int, int]]  # name -> place row -> flags


def write_index(folder: Path, progress: Progress) -> dict[str, int]:
    """Write the index into an empty folder; return how many places and names it holds.

    Raises:
        DataError: one of our tables is broken.
        GazetteerError: GeoNames' towns cannot be read.
        OSError: the folder cannot be written.

    """
    progress(0.0, "reading our own tables")
    curated = list(iter_curated())
    progress(0.05, "reading the towns of GeoNames")
    towns = sorted(iter_towns(), key=lambda town: int(town.place.place_id.partition(":")[2]))
    progress(0.3, "collecting names")
    places = [*curated, *towns]
    entries = _entries(places)
    progress(0.5, "writing places")
    trie = marisa_trie.Trie(entries.keys())
    _write_places(folder, curated, towns, trie)
    progress(0.6, "writing names")
    _write_trie(folder, "names", entries, trie)
    _write_best(folder, entries, trie, places)
    openers = {name.split(" ")[0].removesuffix(".") for name in entries if " " in name}
    marisa_trie.Trie(openers).save(str(folder / "openers.marisa"))
    progress(0.7, "writing folded names")
    _write_folded(folder, entries)
    progress(1.0, "done")
    return {"places": len(places), "names": len(entries)}


def _entries(places: Iterable[NamedPlace]) -> Entries:
    entries: Entries = {}
    for row, place in enumerate(places):
        for name, flags in place.names:
            rows = entries.setdefault(unicodedata.normalize("NFC", name), {})
            rows[row] = rows.get(row, 0) | flags
    return entries


def _write_places(
    folder: Path, curated: Sequence[NamedPlace], towns: Sequence[NamedPlace], trie: Any
) -> None:
    rows = {item.place.place_id: row for row, item in enumerate(curated)}
    _write_curated(folder, curated, rows)
    codes = sorted({t.place.country_code or "" for t in towns})
    units = sorted({t.admin1 or "" for t in towns})
    firsts = {
        f"{item.place.country_code}.{item.admin1}": row
        for row, item in enumerate(curated)
        if item.place.level == FIRST_LEVEL and item.admin1 is not None
    }
    head = {"capitals": read_capitals(), "countries": codes, "units": units, "firsts": firsts}
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    (folder / "head.json").write_text(text, encoding="utf-8")
    country_row = {code: i for i, code in enumerate(codes)}
    unit_row = {code: i for i, code in enumerate(units)}
    columns = {
        "geonameid": [int(t.place.place_id.partition(":")[2]) for t in towns],
        "population": [t.place.population or 0 for t in towns],
        "country": [country_row[t.place.country_code or ""] for t in towns],
        "unit": [unit_row[t.admin1 or ""] for t in towns],
        # One more than the row of the second-level unit; 0 where a town has none.
        "admin2": [0 if t.admin2 is None else rows[t.admin2] + 1 for t in towns],
        "name": [trie[unicodedata.normalize("NFC", t.place.name)] for t in towns],
    }
    for name, values in columns.items():
        np.save(folder / f"{name}.npy", np.array(values, dtype=np.uint32))
    points = [(t.place.lat, t.place.lon) for t in towns]
    np.save(folder / "points.npy", np.array(points, dtype=np.float64))


def _write_curated(folder: Path, curated: Sequence[NamedPlace], rows: Mapping[str, int]) -> None:
    """Write the places of our own tables one a line, read when asked for, and their ids."""
    lines = []
    for item in curated:
        record = [*astuple(item.place), item.admin1]
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode())
    starts = np.zeros(len(lines) + 1, dtype=np.uint32)
    np.cumsum([len(line) for line in lines], out=starts[1:])
    np.save(folder / "curated_start.npy", starts)
    (folder / "curated.jsonl").write_bytes(b"".join(lines))
    trie = marisa_trie.Trie(rows.keys())
    trie.save(str(folder / "curated_ids.marisa"))
    by_number = sorted(rows, key=trie.__getitem__)
    np.save(folder / "curated_row.npy", np.array([rows[i] for i in by_number], dtype=np.uint32))


def _save_lists(folder: Path, name: str, lists: Sequence[Sequence[int]]) -> None:
    """Save lists of numbers as one run and the place where each starts."""
    starts = np.zeros(len(lists) + 1, dtype=np.uint32)
    np.cumsum([len(values) for values in lists], out=starts[1:])
    run = array("I")
    for values in lists:
        run.extend(values)
    np.save(folder / f"{name}_start.npy", starts)
    np.save(folder / f"{name}.npy", np.frombuffer(run, dtype=np.uint32))


def _write_trie(folder: Path, name: str, entries: Entries, trie: Any) -> None:
    """Write a trie and, by its numbers of the names, the entries of each name."""
    trie.save(str(folder / f"{name}.marisa"))
    rows: list[Sequence[int]] = [()] * len(entries)
    for key, found in entries.items():
        # The four bits of the flags below the row: one number an entry.
        rows[trie[key]] = sorted(row << 4 | flags for row, flags in found.items())
    _save_lists(folder, name, rows)


def _write_best(folder: Path, entries: Entries, trie: Any, places: Sequence[NamedPlace]) -> None:
    """Write the likeliest place of each name, so that asking of every word costs next to nothing.

    Ties go to the smaller place id, as in look-up.
    """
    capitals = frozenset(f"geonames:{number}" for number in read_capitals().values())
    best = np.zeros(len(entries), dtype=np.uint32)
    priors = np.zeros(len(entries), dtype=np.float32)
    for name, found in entries.items():
        ranked = [
            (-_prior(places[row].place, flags, capitals), row) for row, flags in found.items()
        ]
        prior, row = min(ranked, key=lambda item: (item[0], places[item[1]].place.place_id))
        number = trie[name]
        best[number], priors[number] = row << 4 | found[row], -prior
    np.save(folder / "best.npy", best)
    np.save(folder / "best_prior.npy", priors)


def _prior(place: Place, flags: int, capitals: Container[str]) -> float:
    is_capital = place.type == "city" and place.place_id in capitals
    return prior_of(place, capital=is_capital, main=bool(flags & MAIN), foreign=not flags)


def _write_folded(folder: Path, entries: Entries) -> None:
    by_key: Entries = {}
    for name, found in entries.items():
        key = fold(name)
        if not key:
            continue
        rows = by_key.setdefault(key, {})
        for row, flags in found.items():
            rows[row] = rows.get(row, 0) | flags
    _write_trie(folder, "folded", by_key, marisa_trie.Trie(by_key.keys()))
