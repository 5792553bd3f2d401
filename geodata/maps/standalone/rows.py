"""The rows of a file, each table cut to what the others name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.maps.standalone.entries import in_order_of_time
from geodata.tables.files.sharing import shared_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

__all__ = ["Rows"]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Incidents in order of time, the events that tell them, the articles where these stand."""

    incidents: pd.DataFrame
    events: pd.DataFrame
    articles: pd.DataFrame

    @classmethod
    def of(cls, incidents: pd.DataFrame, events: pd.DataFrame, articles: pd.DataFrame) -> Rows:
        """Return the rows, texts short and clean.

        Events of other incidents and articles that tell none are left out.
        """
        told = events[events["incident_id"].isin(incidents["incident_id"])]
        cited = articles[articles["article_id"].isin(told["article_id"].unique())]
        by_day = cited.sort_values(["published_start", "article_id"], na_position="last")
        return cls(*map(shared_frame, (in_order_of_time(incidents), told, by_day)))

    def only(self, kept: Sequence[int]) -> Rows:
        """Return the incidents at some positions, in order, and what tells them."""
        return Rows.of(self.incidents.iloc[list(kept)], self.events, self.articles)
