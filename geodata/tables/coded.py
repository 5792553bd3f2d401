"""Columns of tables as small whole numbers, so that filters and counts are array operations.

A value is known by its place among the values of its column; a missing one is -1. Everything here
is made once for a set of tables and only read afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.tables.rows import JOINT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

__all__ = ["Coded", "Codes", "Days", "Facet", "Mask", "Tellings", "is_filled", "rows_of"]

Mask: TypeAlias = npt.NDArray[np.bool_]
Codes: TypeAlias = npt.NDArray[np.int32]


class Coded(NamedTuple):
    """A column of one value a row: the values, and for each row the place of its own or -1."""

    names: tuple[str, ...]
    codes: Codes

    @classmethod
    def of(cls, column: pd.Series, names: Sequence[str] | None = None) -> Coded:
        """Return the column in codes; the values are those given, else those found, sorted."""
        codes, found = pd.factorize(column)
        known = tuple(sorted(map(str, found))) if names is None else tuple(names)
        place = {name: code for code, name in enumerate(known)}
        # The last one is for what is missing: -1 counts from the end.
        known_codes = np.array([*(place[str(name)] for name in found), -1], dtype=np.int32)
        return cls(known, known_codes[codes])

    def has(self, wanted: Collection[str]) -> Mask:
        """Return for each row whether its value is wanted."""
        return _chosen(self.names, wanted)[self.codes]


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """What rows have, maybe several of: pairs of a row and a value, each pair once."""

    names: tuple[str, ...]
    rows: Codes
    codes: Codes
    size: int  # rows of the table

    @classmethod
    def of(cls, column: Coded, *, other: Coded | None = None) -> Facet:
        """Return the facet of a column, or of two columns with the same values."""
        found = [(column.codes, column.codes >= 0)]
        if other is not None:
            found.append((other.codes, (other.codes >= 0) & (other.codes != column.codes)))
        return cls(
            column.names,
            np.concatenate([np.flatnonzero(has).astype(np.int32) for _, has in found]),
            np.concatenate([codes[has] for codes, has in found]),
            len(column.codes),
        )

    @classmethod
    def of_cells(cls, column: pd.Series) -> Facet:
        """Return the facet of cells that hold several values, as in `RU; KZ`."""
        cell_of_row, found = pd.factorize(column)
        cells = [sorted({part for part in str(cell).split(JOINT) if part}) for cell in found]
        values = tuple(sorted({part for cell in cells for part in cell}))
        place = {value: code for code, value in enumerate(values)}
        codes = np.array([place[part] for cell in cells for part in cell], dtype=np.int32)
        lengths = np.array([*(len(cell) for cell in cells), 0])  # the last for a missing cell
        starts = np.cumsum(lengths) - lengths
        many = lengths[cell_of_row]
        rows = np.repeat(np.arange(len(many), dtype=np.int32), many)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(many) - many, many)
        return cls(values, rows, codes[np.repeat(starts[cell_of_row], many) + within], len(many))

    def has(self, wanted: Collection[str]) -> Mask:
        """Return for each row whether one of its values is wanted."""
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[self.rows[_chosen(self.names, wanted)[self.codes]]] = True
        return mask

    def counts(self, rows: Mask) -> dict[str, int]:
        """Return for each value how many of these rows have it; none that no row has."""
        return _counted(self.names, self.codes[rows[self.rows]])


@dataclass(frozen=True, slots=True, eq=False)
class Tellings:
    """A facet of tellings, as it counts for the incidents that they tell."""

    column: Coded
    pairs: Facet  # of incidents
    pair_of_row: Codes  # telling -> its place in the pairs, or past their end

    @classmethod
    def of(cls, column: Coded, incident_of_row: Codes, incidents: int) -> Tellings:
        """Return the facet of a column of tellings; `incident_of_row` is -1 for those of none."""
        many = len(column.names)
        has = (column.codes >= 0) & (incident_of_row >= 0)
        keys = incident_of_row[has].astype(np.int64) * many + column.codes[has]
        distinct, places = np.unique(keys, return_inverse=True)
        pair_of_row = np.full(len(has), len(distinct), dtype=np.int32)
        pair_of_row[has] = places
        rows, codes = np.divmod(distinct, max(many, 1))
        pairs = Facet(column.names, rows.astype(np.int32), codes.astype(np.int32), incidents)
        return cls(column, pairs, pair_of_row)

    def counts(self, tellings: Mask, incidents: Mask) -> dict[str, int]:
        """Return for each value how many of these incidents one of these tellings tells so."""
        told = np.zeros(len(self.pairs.rows) + 1, dtype=np.bool_)
        told[self.pair_of_row[tellings]] = True
        return _counted(self.column.names, self.pairs.codes[told[:-1] & incidents[self.pairs.rows]])


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """The first and the last day of each row, in days since 1970; not both where not `dated`."""

    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    dated: Mask

    @classmethod
    def of(cls, start: pd.Series, end: pd.Series) -> Days:
        """Return the days of two columns of timestamps."""
        first, last = (one.to_numpy("datetime64[D]") for one in (start, end))
        return cls(first.astype(np.int64), last.astype(np.int64), ~np.isnat(first))

    def since(self, day: dt.date) -> Mask:
        """Return what does not end before a day, or has none."""
        return ~self.dated | (self.end >= _number(day))

    def until(self, day: dt.date) -> Mask:
        """Return what does not start after a day, or has none."""
        return ~self.dated | (self.start <= _number(day))


def is_filled(column: pd.Series) -> Mask:
    """Return which cells hold any text."""
    codes, found = pd.factorize(column)
    return np.array([*(str(cell) != "" for cell in found), False])[codes]


def rows_of(ids: pd.Series, table: pd.Series) -> Codes:
    """Return for each id its row in the table's column of ids, -1 where it is not in it."""
    codes, found = pd.factorize(ids)
    rows = pd.Index(table.astype(object)).get_indexer(pd.Index(found).astype(object))
    return np.append(rows, -1).astype(np.int32)[codes]


def _chosen(names: Sequence[str], wanted: Collection[str]) -> Mask:
    """Return for each code whether it is wanted; the last entry is for what is missing."""
    asked = frozenset(wanted)
    return np.array([*(name in asked for name in names), False], dtype=np.bool_)


def _counted(names: Sequence[str], codes: Codes) -> dict[str, int]:
    many = np.bincount(codes, minlength=len(names)).tolist()
    return {name: count for name, count in zip(names, many, strict=True) if count}


def _number(day: dt.date) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))
