"""What every column of every exported table means: the codebook, read off the schemas."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from geodata.tables import schema
from geodata.tables.columns import (
    ADDED,
    EVENT_COLUMNS,
    FIGURE_COLUMNS,
    INCIDENT_COLUMNS,
    RENAMED,
)
from geodata.tables.files.csv_file import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandera.pandas as pa

    from geodata.tables.columns import ColumnType

__all__ = ["Column", "codebook", "codebook_csv"]

_TYPES: Mapping[str, ColumnType] = {
    "b": "yes or no",
    "i": "whole number",
    "f": "number",
    "M": "date",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an exported table.

    `unit` also tells what codes stand for; `codes` are the words that the column may hold; None
    where there is none. `missing` says what an empty cell means, None where no cell is empty.
    """

    table: str
    column: str
    type: str
    meaning: str
    unit: str | None
    codes: str | None
    missing: str | None


@cache
def codebook() -> tuple[Column, ...]:
    """Return all columns, by table and in the order in which each table has them."""
    return (
        *_columns("events", schema.Events, EVENT_COLUMNS),
        *_columns("incidents", schema.Incidents, INCIDENT_COLUMNS),
        *_columns("figures", schema.Figures, FIGURE_COLUMNS, home=schema.Incidents),
        *_columns("mentions", schema.Mentions),
        *_columns("places", schema.Places),
        *_columns("articles", schema.Articles),
    )


def codebook_csv(columns: Iterable[Column] | None = None) -> bytes:
    """Return the codebook as CSV; in English, or as the columns given say it."""
    return csv_bytes(pd.DataFrame([asdict(one) for one in columns or codebook()]))


def _columns(
    table: str,
    model: type[pa.DataFrameModel],
    names: Sequence[str] | None = None,
    *,
    home: type[pa.DataFrameModel] | None = None,
) -> list[Column]:
    """Return the columns of a table as it leaves: those of its schema, then those added to it.

    Args:
        table: its name.
        model: its schema.
        names: the columns that leave; None for all of the schema.
        home: the schema that columns come from which the table's own does not have.

    """
    former = {new: old for old, new in RENAMED.items()}
    found = []
    for name in model.to_schema().columns if names is None else names:
        inside = former.get(name, name)
        models = [one for one in (model, home, schema.Events) if one is not None]
        held = [one for one in models if inside in one.to_schema().columns]
        found.append(_of_schema(table, name, inside, held[0]) if held else _added(table, name))
    return found


def _of_schema(table: str, name: str, inside: str, model: type[pa.DataFrameModel]) -> Column:
    column = model.to_schema().columns[inside]
    told = column.metadata
    codes = [check.statistics["allowed_values"] for check in column.checks if check.name == "isin"]
    return Column(
        table,
        name,
        _type_of(column.dtype.type.kind),
        column.description,
        told["unit"],
        ", ".join(codes[0]) if codes else None,
        told["missing"],
    )


def _added(table: str, name: str) -> Column:
    added = ADDED[name]
    return Column(table, name, added.kind, added.meaning, added.unit, None, added.missing)


def _type_of(letter: str) -> ColumnType:
    """Return the type of a column by NumPy's letter for the sort of its values."""
    return _TYPES.get(letter, "text")
