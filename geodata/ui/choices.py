"""What filters keep of a library."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from geodata.tables.facets import FacetIndex
from geodata.ui.bars import has_bar

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from geodata.tables.facets import Choice
    from geodata.tables.filters import Filters
    from geodata.ui.library import Library

__all__ = ["Period", "choice_of", "period_of"]

_indexes: WeakKeyDictionary[Library, FacetIndex] = WeakKeyDictionary()
_periods: WeakKeyDictionary[Library, Period | None] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of the news, and of everything that has a date.

    What has no bar over the map does not stretch the period; it is still within reach.
    """

    news: tuple[dt.date, dt.date]
    reach: tuple[dt.date, dt.date]

    @classmethod
    def of(cls, incidents: pd.DataFrame) -> Period | None:
        """Return the period of incidents; None where none has a date."""
        reach = _bounds(incidents)
        return (
            None if reach is None else cls(_bounds(incidents[has_bar(incidents)]) or reach, reach)
        )


def choice_of(library: Library, filters: Filters) -> Choice:
    """Return what filters keep."""
    if library not in _indexes:
        _indexes[library] = FacetIndex(library.tables)
    return _indexes[library].choose(replace(filters, words=""))


def period_of(library: Library) -> Period | None:
    """Return the period of a library."""
    if library not in _periods:
        _periods[library] = Period.of(library.tables.incidents)
    return _periods[library]


def _bounds(incidents: pd.DataFrame) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day; None where nothing has a date."""
    dated = incidents.dropna(subset=["date_start", "date_end"])
    if dated.empty:
        return None
    return dated["date_start"].min().date(), dated["date_end"].max().date()
