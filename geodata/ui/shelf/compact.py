"""Tables as small as they can be in memory without losing a cell, for a server that holds many."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from geodata.tables import Tables

__all__ = ["compact_table", "compact_tables", "plain_table"]

# Text that hardly repeats: as categories it would take more room.
_HARDLY_REPEATED = frozenset({"content_sha256", "event_id", "headline", "url"})
# What cards and rows read from the archive; in memory it would outweigh the rest of the table.
_LEFT_IN_THE_ARCHIVE = ("excerpt",)


def compact_tables(tables: Tables) -> Tables:
    """Return the tables with repeated text as categories, and narrower whole numbers.

    Categories are sorted. The events lose their excerpts.
    """
    slim = replace(tables, events=tables.events.drop(columns=[*_LEFT_IN_THE_ARCHIVE]))
    return replace(
        slim, **{one.name: compact_table(getattr(slim, one.name)) for one in fields(slim)}
    )


def compact_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one table so; its first column is the id of the row, and stays as it is."""
    _key, *others = frame.columns
    return frame.assign(**{name: _narrow(frame[name]) for name in others})


def plain_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its categories as text."""
    types = {
        name: dtype.categories.dtype
        for name, dtype in frame.dtypes.items()
        if isinstance(dtype, pd.CategoricalDtype)
    }
    return frame.astype(types)


def _narrow(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.StringDtype):
        return column if column.name in _HARDLY_REPEATED else column.astype("category")
    if isinstance(column.dtype, pd.Int64Dtype):  # codes of one digit, some of them missing
        return column.astype("Int8")
    if column.dtype == np.int64:
        return column.astype(np.int32)  # no text and no set is longer
    return column
