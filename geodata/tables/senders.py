"""Which phases of which senders are told on which days; counted on whole columns."""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd

from geodata.models import PHASES
from geodata.tables.filters import START_STATUSES
from geodata.tables.rows import JOINT

__all__ = ["SpanUnit", "densest_days", "phases_of_senders"]

SpanUnit = Literal["day", "week", "month", "year"]
_PERIODS: dict[SpanUnit, str] = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_BY = ["sender", "day", "kind", "phase"]


def phases_of_senders(
    events: pd.DataFrame, *, senders: int, most: int
) -> tuple[pd.DataFrame, SpanUnit]:
    """Return a row a `sender`, `day`, `kind` and `phase`, each once, by day; and what a day means.

    Events without a day or a sender, denied and earlier ones are left out. A sender is an actor as
    the tables write it. Where there would be too many rows, the day is the first of a week, a
    month, a year, and of each kind only the furthest phase is told.

    Args:
        events: an events table.
        senders: so many senders are told, those of most events; ties by name.
        most: so many rows are wanted at the most; by years there may be more.

    """
    told = _told(events)
    totals = told.groupby("sender")["count"].sum().sort_index()
    kept = totals.sort_values(ascending=False, kind="stable").head(senders).index
    told = told[told["sender"].isin(kept)]
    for unit in get_args(SpanUnit):
        found = _spanned(told, unit)
        if len(found) <= most:
            return found, unit
    return found, "year"


def densest_days(told: pd.DataFrame, *, gap_days: int) -> pd.DataFrame:
    """Return the rows of the stretch of days that has most of them; ties go to the latest.

    A stretch ends where nothing is told for more than `gap_days`.
    """
    days = told["day"].sort_values(kind="stable")
    stretch = (days.diff() > pd.Timedelta(days=gap_days)).cumsum()
    sizes = stretch.value_counts().sort_index(ascending=False)
    return told.loc[stretch.index[stretch == sizes.idxmax()]] if len(sizes) > 1 else told


def _told(events: pd.DataFrame) -> pd.DataFrame:
    """Return a row a sender, day, kind and phase with its `count` of events."""
    dated = events[(events["time_precision"] == 1) & events["status"].isin(START_STATUSES)]
    cells = (
        dated.groupby(["actors", "date_start", "kind", "phase"], observed=True, dropna=False)
        .size()
        .reset_index(name="count")
    )
    parts = cells["actors"].astype(str).str.split(JOINT)
    told = cells.assign(sender=parts, day=cells["date_start"]).explode("sender")
    return told[told["sender"] != ""][[*_BY, "count"]].reset_index(drop=True)


def _spanned(told: pd.DataFrame, unit: SpanUnit) -> pd.DataFrame:
    day = told["day"].dt.to_period(_PERIODS[unit]).dt.start_time
    found = told.assign(day=day)[_BY].drop_duplicates()
    if unit != "day":
        steps = found["phase"].astype(object).map({phase: at for at, phase in enumerate(PHASES)})
        found = found.loc[steps.fillna(-1).sort_values(kind="stable").index]
        found = found.drop_duplicates(["sender", "day", "kind"], keep="last")
    return found.sort_values(["day", "sender", "kind"], kind="stable")
