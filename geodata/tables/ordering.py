"""The first rows of a table of incidents in an order, without sorting all of it.

A page shows a dozen of perhaps a hundred thousand rows. Finding the limit of the first so many
takes one pass; only what lies before it is sorted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["ORDERS", "Order", "first_rows"]

Order = Literal["newest", "oldest", "most told"]
ORDERS: tuple[Order, ...] = ("newest", "oldest", "most told")
_UNDATED = np.iinfo(np.int64).min  # as numpy casts a missing time


def first_rows(incidents: pd.DataFrame, count: int, order: Order) -> pd.DataFrame:
    """Return the first `count` rows in an order; what has no date comes last.

    Newest and oldest go by the first day, most told by the number of sources and then newest; ties
    by the last day, then by id.
    """
    found = incidents
    if count < len(incidents):
        first = _keys(incidents, order)[0]
        limit = np.partition(first, count - 1)[count - 1] if count else -1
        found = incidents[first <= limit] if count else incidents.iloc[:0]
    ids = found["incident_id"].to_numpy(dtype=object)
    keys = (ids, *reversed(_keys(found, order)))
    rows: pd.DataFrame = found.iloc[np.lexsort(keys)[:count]]
    return rows


def _keys(incidents: pd.DataFrame, order: Order) -> tuple[NDArray[np.int64], ...]:
    """Return what is compared, first things first, each rising."""
    start, end = (_days(incidents[name]) for name in ("date_start", "date_end"))
    is_undated = start == _UNDATED
    last = np.iinfo(np.int64).max
    newest = np.where(is_undated, last, -(start + is_undated))
    match order:
        case "newest":
            return newest, np.where(is_undated, last, -(end + is_undated))
        case "oldest":
            return np.where(is_undated, last, start), np.where(is_undated, last, end)
        case "most told":
            return -incidents["sources"].to_numpy(dtype=np.int64), newest


def _days(column: pd.Series[pd.Timestamp]) -> NDArray[np.int64]:
    found: NDArray[np.int64] = column.to_numpy().astype("datetime64[D]").astype(np.int64)
    return found
