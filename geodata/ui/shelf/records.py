"""The records behind the tables: on disk, by numbers that stay while the rows of tables move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geodata.ui.shelf.archive import Archive
from geodata.ui.shelf.excerpts import Excerpts
from geodata.ui.shelf.texts import RowSearch, Texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geodata.models import Extraction, Incident
    from geodata.tables import Tables
    from geodata.tables.coded import Codes
    from geodata.ui.shelf.replacing import Replaced, Rows

__all__ = ["Numbers", "Records"]

_EXTRACTIONS, _INCIDENTS = "extractions.archive", "incidents.archive"
_EXCERPTS = "excerpts.archive"
_TEXTS = "texts.sqlite"


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """For each row of articles, events and incidents the number of its record."""

    articles: Codes
    events: Codes
    incidents: Codes

    @classmethod
    def of(cls, tables: Tables) -> Numbers:
        """Return the numbers of records that stand in the order of the tables."""
        return cls(
            *(_counting(len(one)) for one in (tables.articles, tables.events, tables.incidents))
        )

    def after(self, replaced: Replaced, records: Records) -> Numbers:
        """Return the numbers after rows were replaced, those that come being past the `records`."""
        return Numbers(
            _moved(self.articles, replaced.articles, len(records.extractions)),
            _moved(self.events, replaced.events, len(records.excerpts)),
            _moved(self.incidents, replaced.incidents, len(records.incidents)),
        )


class Records(NamedTuple):
    """Articles with all that was found in them, incidents, excerpts of events, and an index.

    More may follow, what is there never changes; so old and new tables share one.
    """

    extractions: Archive[Extraction]
    incidents: Archive[Incident]
    excerpts: Excerpts
    texts: Texts

    @classmethod
    def of(cls, extractions: Archive[Extraction], incidents: Iterable[Incident]) -> Records:
        """Return the records of articles and of what they tell together."""
        return cls(
            extractions,
            incidents if isinstance(incidents, Archive) else Archive(incidents),
            Excerpts.of(extractions),
            Texts.of(extractions),
        )

    def with_more(
        self, extractions: Iterable[Extraction], incidents: Iterable[Incident]
    ) -> Records:
        """Return the records with these after them."""
        come = tuple(extractions)
        for extraction in come:
            self.extractions.append(extraction)
        for incident in incidents:
            self.incidents.append(incident)
        excerpts = self.excerpts.with_more(come)
        return Records(
            self.extractions,
            self.incidents,
            excerpts,
            self.texts.with_more(self.extractions, len(self.extractions)) if come else self.texts,
        )

    def search(self, numbers: Numbers) -> RowSearch:
        """Return the search over rows of these numbers."""
        return RowSearch(
            self.texts,
            _rows(numbers.articles, self.texts.articles),
            _rows(numbers.events, self.texts.events),
        )

    def save(self, folder: Path) -> None:
        """Write all of them to an empty folder."""
        self.extractions.save(folder / _EXTRACTIONS)
        self.incidents.save(folder / _INCIDENTS)
        self.excerpts.save(folder / _EXCERPTS)
        self.texts.save(folder / _TEXTS)

    @classmethod
    def open(cls, folder: Path) -> Records:
        """Return what `save` wrote; the records are read where they lie.

        Raises:
            OSError: a file is missing.
            DataError: the index of texts is one of another version.

        """
        return cls(
            Archive(after=Archive.open(folder / _EXTRACTIONS)),
            Archive(after=Archive.open(folder / _INCIDENTS)),
            Excerpts.open(folder / _EXCERPTS),
            Texts.open(folder / _TEXTS),
        )


def _counting(count: int, *, start: int = 0) -> Codes:
    return np.arange(start, start + count, dtype=np.int32)


def _moved(numbers: Codes, rows: Rows, start: int) -> Codes:
    """Return the numbers of rows of before, followed by rows that come, whose records follow."""
    come = max(0, int(rows.max(initial=-1)) + 1 - len(numbers))
    every: Codes = np.concatenate([numbers, _counting(come, start=start)])
    return every[rows]


def _rows(numbers: Codes, count: int) -> Codes:
    """Return for each of so many numbers its row; -1 for what is in no row now."""
    rows = np.full(count, -1, dtype=np.int32)
    rows[numbers] = _counting(len(numbers))
    return rows
