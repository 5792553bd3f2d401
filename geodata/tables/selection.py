"""The table that a file is to hold: what filters keep of one, in the columns of analysts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.tables.columns import analyst_events, analyst_figures, analyst_incidents
from geodata.tables.facets import FacetIndex
from geodata.tables.search import TextIndex, searched_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geodata.models import Extraction
    from geodata.tables.build import Tables
    from geodata.tables.files import TableName
    from geodata.tables.filters import Filters

__all__ = ["select_table"]


def select_table(
    name: TableName, tables: Tables, filters: Filters, extractions: Iterable[Extraction]
) -> pd.DataFrame:
    """Return the rows of a table that the filters keep.

    Events are all that tell an incident which is kept, figures those of its sources, places those
    that the mentions kept name. The extractions, from which the tables were built, are read only
    where the filters ask for words.
    """
    search = TextIndex.build(map(searched_texts, extractions)) if filters.words else None
    choice = FacetIndex(tables, search).choose(filters)
    incidents, articles = tables.incidents[choice.incidents], tables.articles
    match name:
        case "events":
            return analyst_events(tables.events[choice.events], articles)
        case "incidents":
            return analyst_incidents(incidents)
        case "figures":
            return analyst_figures(tables.figures, incidents, tables.events, articles)
        case "mentions":
            return tables.mentions[choice.mentions]
        case "articles":
            return articles[choice.articles]
        case "places":
            named = tables.mentions.loc[choice.mentions, "place_id"]
            return tables.places[tables.places["place_id"].isin(named)]
