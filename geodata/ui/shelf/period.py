"""Which days there is something to show of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.tables.bars import has_bar

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

__all__ = ["Period"]


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of the news, and of everything that has a date.

    What has no bar over the map does not stretch the period, nor does what people rejected; both
    are still within reach.
    """

    news: tuple[dt.date, dt.date]
    reach: tuple[dt.date, dt.date]

    @classmethod
    def of(cls, incidents: pd.DataFrame) -> Period | None:
        """Return the period of incidents; None where none has a date."""
        reach = _bounds(incidents)
        if reach is None:
            return None
        barred = has_bar(incidents) & (incidents["review_status"] != "rejected")
        return cls(_bounds(incidents[barred]) or reach, reach)


def _bounds(incidents: pd.DataFrame) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day; None where nothing has a date."""
    dated = incidents.dropna(subset=["date_start", "date_end"])
    if dated.empty:
        return None
    return dated["date_start"].min().date(), dated["date_end"].max().date()
