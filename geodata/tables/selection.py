"""The table that a file is to hold: what filters keep of one, in the columns of analysts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata.tables.columns import analyst_events, analyst_figures, analyst_incidents
from geodata.tables.facets import FacetIndex
from geodata.tables.profiles import count_events, count_places, ranked_places
from geodata.tables.search import TextIndex, searched_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from geodata.models import Extraction
    from geodata.tables.build import Tables
    from geodata.tables.coded import Mask
    from geodata.tables.facets import Choice
    from geodata.tables.files import TableName
    from geodata.tables.filters import Filters

__all__ = ["index_tables", "select_table", "table_of", "table_size"]


def table_size(name: TableName, choice: Choice, tables: Tables) -> int:
    """Return how many rows `table_of` gives; far quicker than these."""
    return int(np.count_nonzero(_kept(name, choice, tables)))


def table_of(
    name: TableName,
    choice: Choice,
    tables: Tables,
    *,
    with_excerpts: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Return the rows of a table that a choice keeps, with the columns that leave.

    Events are all that tell an incident which is kept, figures those of its sources, places those
    that the mentions kept name, counted by these and in the order of `count_places`.

    Args:
        name: the table.
        choice: what filters keep of these tables.
        tables: all rows there are.
        with_excerpts: gives rows of the events their column `excerpt`, where it is not in them.

    """
    if name == "places":
        ranking = count_places(tables.mentions[choice.mentions])
        events = count_events(tables.incidents[choice.incidents])
        return ranked_places(tables.places, ranking, events)
    rows: pd.DataFrame = getattr(tables, name)[_kept(name, choice, tables)]
    match name:
        case "events":
            told = rows if with_excerpts is None else with_excerpts(rows)
            return analyst_events(told, tables.articles)
        case "incidents":
            return analyst_incidents(rows)
        case "figures":
            told = tables.events[tables.events["event_id"].isin(rows["event_id"])]
            told = told if with_excerpts is None else with_excerpts(told)
            incidents = tables.incidents[choice.incidents]
            return analyst_figures(rows, incidents, told, tables.articles)
        case "mentions" | "articles":
            return rows


def select_table(
    name: TableName, tables: Tables, filters: Filters, extractions: Iterable[Extraction]
) -> pd.DataFrame:
    """Return the rows of a table that filters keep, as `table_of` does.

    The extractions, from which the tables were built, are read only where the filters ask for
    words.
    """
    index = index_tables(tables, extractions, searched=bool(filters.words))
    return table_of(name, index.choose(filters), tables)


def index_tables(
    tables: Tables, extractions: Iterable[Extraction], *, searched: bool
) -> FacetIndex:
    """Return the index of the tables; with that of the texts of the extractions, if searched."""
    search = TextIndex.build(map(searched_texts, extractions)) if searched else None
    return FacetIndex(tables, search)


def _kept(name: TableName, choice: Choice, tables: Tables) -> Mask:
    """Return which rows of a table a choice keeps."""
    match name:
        case "events" | "incidents" | "mentions" | "articles":
            mask: Mask = getattr(choice, name)
            return mask
        case "figures":
            ids = tables.incidents["incident_id"][choice.incidents]
            return tables.figures["incident_id"].isin(ids).to_numpy()
        case "places":
            ids = tables.mentions["place_id"][choice.mentions]
            return tables.places["place_id"].isin(ids.unique()).to_numpy()
