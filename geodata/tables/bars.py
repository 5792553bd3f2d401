"""How many incidents each day, week, month or year has, by kind: what stands above the map.

Nothing here draws. Only sums go to the browser: a few thousand numbers at most, however many
incidents there are.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from geodata.models import EVENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from geodata.models import EventKind

    Days = npt.NDArray[np.datetime64]

__all__ = ["Bars", "Span", "Unit", "count_bars", "has_bar", "top_of_axis"]

Span = tuple[dt.date, dt.date]  # a first and a last day, both included
Unit = Literal["day", "week", "month", "year"]
# The finest first, with how many bars there may be: more would be too thin to be told apart or hit,
# and weeks need a wider label than days. The last takes whatever there is.
MOST_BARS: Mapping[Unit, int] = {"day": 200, "week": 110, "month": 200, "year": 10_000}
# A longer range has no day that could stand for it.
_MOST_RANGE_DAYS = 7
_ROUND_HALVES = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)
# 1970 began with a Thursday: so many days after a Monday.
_MONDAY_OFFSET = 3
_WEEK = 7
# Python has no day after the last one.
_LAST_DAY = np.datetime64(dt.date.max, "D")


@dataclass(frozen=True, slots=True)
class Bars:
    """Incidents per unit of time, and how many have no bar.

    Bar `n` reaches from the day `edges[n]` to the day before `edges[n + 1]`; `counts` holds for
    each kind that occurs a number for each bar. `undated` have no date at all, `longer` one of a
    week and more ("in January"), `earlier` are of former times.
    """

    unit: Unit = "day"
    edges: tuple[dt.date, ...] = ()
    counts: Mapping[EventKind, tuple[int, ...]] = field(default_factory=dict)
    undated: int = 0
    longer: int = 0
    earlier: int = 0

    def __len__(self) -> int:
        """Return the number of bars."""
        return max(0, len(self.edges) - 1)

    @property
    def highest(self) -> int:
        """The number of incidents of the highest bar; 0 where there is none."""
        return max((sum(bar) for bar in zip(*self.counts.values(), strict=True)), default=0)


def has_bar(incidents: pd.DataFrame) -> pd.Series[bool]:
    """Return for each incident whether it is of the news and has a day or a few.

    One of 2010, or "since 2003", would leave no room for the days the articles are about.
    """
    return _is_short(incidents) & (incidents["status"] != "historical")


def count_bars(
    incidents: pd.DataFrame, *, axis: pd.DataFrame | None = None, within: Span | None = None
) -> Bars:
    """Return a bar for each unit from the first incident to the last, empty ones too.

    An incident of a few days stands on the first of them. The unit is the finest that needs no
    more than `MOST_BARS`.

    Args:
        incidents: the table.
        axis: incidents over whose days the bars reach where those of the table lie in fewer than
            two units: a single bar as wide as the map would tell no course of time.
        within: the first and the last day to show, for looking closer.

    """
    earlier = (incidents["status"] == "historical").to_numpy()
    undated = incidents["date_start"].isna().to_numpy() & ~earlier
    barred = has_bar(incidents).to_numpy()
    days = _days(incidents, barred)
    if within is None:
        unit, edges = _axis(days)
        if len(edges) <= 2 and axis is not None:  # noqa: PLR2004 - one bar has two edges
            unit, edges = _axis(np.concatenate([days, _days(axis, has_bar(axis).to_numpy())]))
    else:
        bounds = np.array(within, dtype="datetime64[D]")
        unit, edges = _axis(bounds)
        edges[0], edges[-1] = bounds[0], bounds[1] + np.timedelta64(1, "D")
    return Bars(
        unit,
        tuple(np.minimum(edges, _LAST_DAY).tolist()),
        _counts(days, incidents["kind"][barred], edges),
        undated=int(undated.sum()),
        longer=int((~barred & ~earlier & ~undated).sum()),
        earlier=int(earlier.sum()),
    )


def top_of_axis(most: int) -> int:
    """Return the number at the top of the axis, whose half is a whole and, from 20 on, a round one.

    The smallest that is no less than `most`: 2, 4 ... 20, 24, 30, 40, 50, 60, 80, 100, 120 ...
    """
    half = max(1, ceil(most / 2))
    unit = 1
    while half > _ROUND_HALVES[-1] * unit:
        unit *= 10
    if half > _ROUND_HALVES[0]:
        half = next(step * unit for step in _ROUND_HALVES if step * unit >= half)
    return 2 * half


def _is_short(incidents: pd.DataFrame) -> pd.Series[bool]:
    """Return for each incident whether it has a date of less than a week."""
    span = incidents["date_end"] - incidents["date_start"]
    return span < pd.Timedelta(days=_MOST_RANGE_DAYS)  # not so where there is no date


def _days(incidents: pd.DataFrame, chosen: npt.NDArray[np.bool_]) -> Days:
    return incidents["date_start"].to_numpy()[chosen].astype("datetime64[D]")


def _axis(days: Days) -> tuple[Unit, Days]:
    """Return the unit and where its bars begin, the end of the last included; empty for no day."""
    if not days.size:
        return "day", days
    first, last = days.min(), days.max()
    for unit, most in MOST_BARS.items():
        edges = _edges(unit, first, last)
        if len(edges) <= most + 1:
            break
    return unit, edges


def _edges(unit: Unit, first: np.datetime64, last: np.datetime64) -> Days:
    step: Any = np.timedelta64(1, "D")
    start: Any = first
    end: Any = last
    match unit:
        case "day":
            pass
        case "week":
            step = np.timedelta64(_WEEK, "D")
            start = first - (first.astype(np.int64) + _MONDAY_OFFSET) % _WEEK
        case "month":
            start, end, step = first.astype("M8[M]"), last.astype("M8[M]"), np.timedelta64(1, "M")
        case "year":
            start, end, step = first.astype("M8[Y]"), last.astype("M8[Y]"), np.timedelta64(1, "Y")
    count = int((end - start) // step) + 1
    edges: Days = (start + np.arange(count + 1) * step).astype("datetime64[D]")
    return edges


def _counts(days: Days, kinds: pd.Series[Any], edges: Days) -> dict[EventKind, tuple[int, ...]]:
    bars = max(0, len(edges) - 1)
    if not bars:
        return {}
    codes = pd.Categorical(kinds, categories=EVENT_KINDS).codes.astype(np.int64)
    at = np.searchsorted(edges, days, side="right") - 1
    shown = (at >= 0) & (at < bars)
    sums = np.bincount((codes * bars + at)[shown], minlength=len(EVENT_KINDS) * bars)
    table = sums.reshape(len(EVENT_KINDS), bars)
    return {
        kind: tuple(row.tolist()) for kind, row in zip(EVENT_KINDS, table, strict=True) if row.any()
    }
