"""The rows of the tables that filters keep, as all visitors share them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import pandas as pd

    from geodata.models import EventKind
    from geodata.tables import Tables
    from geodata.tables.coded import Mask
    from geodata.tables.facets import Choice, FacetIndex
    from geodata.ui.shelf.recent import Recent

__all__ = ["Kept"]

Made = TypeVar("Made")


class Kept:
    """What filters keep among incidents of some kinds; shared by all visitors and never changed.

    Each table is made when it is first asked for.
    """

    def __init__(
        self,
        tables: Tables,
        index: FacetIndex,
        choice: Choice,
        kinds: tuple[EventKind, ...],
        made: Recent[Hashable, Any],
    ) -> None:
        """Take over a choice.

        Args:
            tables: everything.
            index: the index of these tables.
            choice: what the filters keep of them.
            kinds: those that are wanted at all, whatever the filters say.
            made: what was made of the rows of any choice: it outlives the rows.

        """
        self._tables = tables
        self._index = index
        self._choice = choice
        of_kinds = tables.incidents["kind"].isin(kinds).to_numpy()
        self._incidents = choice.incidents & of_kinds
        self._hidden = choice.hidden & of_kinds
        self._asked = choice.filters, kinds
        self._made = made

    def recall(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made of these rows under a key; made now where it is not remembered.

        It stays when the rows are dropped, so it should be small and hold none of their frames.
        """
        made: Made = self._made.get((self._asked, key), make)
        return made

    @cached_property
    def incidents(self) -> pd.DataFrame:
        """The incidents that are kept."""
        return _rows(self._tables.incidents, self._incidents)

    @cached_property
    def hidden(self) -> pd.DataFrame:
        """The incidents that would be kept but for their status."""
        return _rows(self._tables.incidents, self._hidden)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The events that tell the incidents kept, all tellings of each."""
        return _rows(self._tables.events, self._events)

    @cached_property
    def tellers(self) -> pd.DataFrame:
        """The articles that tell the incidents kept, in order."""
        return self._tables.articles.iloc[np.unique(self._index.article_of_event[self._events])]

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles that are kept."""
        return _rows(self._tables.articles, self._choice.articles)

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """The mentions that are kept."""
        return _rows(self._tables.mentions, self._choice.mentions)

    @cached_property
    def mentioned(self) -> pd.Series[int]:
        """How many of the mentions kept name a place, by its id; those without one are left out."""
        return self._tables.mentions["place_id"][self._choice.mentions].value_counts(sort=False)

    @property
    def size(self) -> int:
        """How many rows the tables hold together: mentions once made, the others in any case."""
        masks = [self._incidents, self._events]
        if "mentions" in self.__dict__ and self.mentions is not self._tables.mentions:
            masks.append(self._choice.mentions)
        return sum(int(np.count_nonzero(mask)) for mask in masks)

    @cached_property
    def _events(self) -> Mask:
        of_none = np.append(self._incidents, False)  # the last row stands for no incident
        return of_none[self._index.incident_of_event]


def _rows(frame: pd.DataFrame, mask: Mask) -> pd.DataFrame:
    """Return the rows of a mask; the table itself where that is all of it."""
    return frame if mask.all() else frame[mask]
