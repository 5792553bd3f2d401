"""What was read, as all visitors share it: tables in memory, the records behind them on disk."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from geodata.models import EVENT_KINDS, Problem
from geodata.tables.coded import rows_of
from geodata.tables.facets import FacetIndex
from geodata.ui.shelf.kept import Kept
from geodata.ui.shelf.period import Period
from geodata.ui.shelf.recent import Recent
from geodata.ui.shelf.records import Records
from geodata.ui.shelf.row_index import RowIndex
from geodata.ui.wording.i18n import country_name, language

if TYPE_CHECKING:
    from collections.abc import Collection as Container
    from collections.abc import Hashable, Iterator, Mapping
    from pathlib import Path

    import pandas as pd

    from geodata.models import Event, EventKind, Extraction, Incident
    from geodata.tables import Tables
    from geodata.tables.facets import Choice
    from geodata.tables.filters import Filters
    from geodata.ui.shelf.records import Numbers

__all__ = ["Contents", "Library", "LibraryKind", "Told"]

# Where articles come from: what ships with the program, files, the store, one visitor's session.
LibraryKind = Literal["samples", "files", "store", "own"]
_REST = "tables.pickle"
_PICKLE = 5  # whole columns in one piece
# What the last so many choices of filters keep is kept; a choice is shared by all visitors.
_CHOICES = 8
# Fewer where they are big: so many rows in all of them together.
_KEPT_ROWS = 300_000
# What pages have made of them, as numbers and texts: so many maps (by page, language and layers),
# counts, pieces of tables; fewer where they are big, about 40 MB in all.
_MADE = 300
_MADE_CELLS = 5_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """An event and the article that tells it."""

    event: Event
    extraction: Extraction


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """What of a library is in memory.

    `path` is where files were read, else None; `problems` are what was wrong with the input;
    `labels` are the places by their names in the languages of readers; where there is none, the
    canonical name stands; `numbers` say which records the rows are of.
    """

    kind: LibraryKind
    path: Path | None
    problems: tuple[Problem, ...]
    tables: Tables
    labels: Mapping[str, Mapping[str, str]]
    numbers: Numbers


class Library:
    """A set of articles with everything found in them; nothing of it changes.

    `path` is where files were read, None for all other kinds; `problems` are what was wrong with
    the input. The records are read from disk when they are asked for.
    """

    def __init__(self, contents: Contents, records: Records) -> None:
        """Take over what was read; there may be records that no row is of."""
        self.kind, self.path = contents.kind, contents.path
        self.problems = contents.problems
        self.tables = tables = contents.tables
        self.contents, self.records = contents, records
        self._names = dict(zip(tables.places["place_id"], tables.places["place_name"], strict=True))
        self._article_rows = RowIndex(tables.articles["article_id"])
        self._incident_rows = RowIndex(tables.incidents["incident_id"])
        self._event_rows = RowIndex(tables.events["event_id"])
        self.facets = FacetIndex(tables, records.search(contents.numbers))
        self._choices: Recent[Filters, Choice] = Recent(_CHOICES)
        self._kept: Recent[tuple[Filters, tuple[EventKind, ...]], Kept] = Recent(
            _CHOICES, size=lambda kept: kept.size, most=_KEPT_ROWS
        )
        self._made: Recent[Hashable, Any] = Recent(
            _MADE, size=lambda made: int(getattr(made, "size", 1)), most=_MADE_CELLS
        )

    @cached_property
    def period(self) -> Period | None:
        """The days there is something to show of; None where nothing has a date."""
        return Period.of(self.tables.incidents)

    @cached_property
    def reviewed(self) -> bool:
        """Whether people have said anything of any event."""
        if "review_status" not in self.tables.events:
            return False
        return bool((self.tables.events["review_status"] != "unreviewed").any())

    @property
    def place_ids(self) -> Container[str]:
        """The ids of all places that the articles name."""
        return self._names.keys()

    def has_article(self, article_id: str) -> bool:
        """Whether there is an article of this id."""
        return self._article_rows.find(article_id) is not None

    def has_incident(self, incident_id: str) -> bool:
        """Whether there is an incident of this id."""
        return self._incident_rows.find(incident_id) is not None

    def extraction(self, article_id: str) -> Extraction:
        """Return an article with everything found in it.

        Raises:
            KeyError: there is no such article.

        """
        return self.records.extractions[
            int(self.contents.numbers.articles[self._article_rows.row(article_id)])
        ]

    def incident(self, incident_id: str) -> Incident:
        """Return an incident.

        Raises:
            KeyError: there is no such incident.

        """
        return self.records.incidents[
            int(self.contents.numbers.incidents[self._incident_rows.row(incident_id)])
        ]

    def all_incidents(self) -> Iterator[Incident]:
        """Return all incidents in the order of their table, read one at a time."""
        return self.records.incidents.pick(self.contents.numbers.incidents.tolist())

    def incident_of(self, event: Event) -> Incident:
        """Return the incident that an event tells."""
        row = self._event_rows.row(event.event_id)
        return self.incident(str(self.tables.events["incident_id"].iloc[row]))

    def told(self, event_id: str) -> Told:
        """Return an event with the article that tells it.

        Raises:
            KeyError: there is no such event.

        """
        row = self._event_rows.row(event_id)
        extraction = self.extraction(str(self.tables.events["article_id"].iloc[row]))
        return Told(next(one for one in extraction.events if one.event_id == event_id), extraction)

    def told_by(self, event: Event) -> Told:
        """Return an event with the article that tells it."""
        return Told(event, self.extraction(event.source.article_id))

    def in_order(self, incident: Incident) -> list[Event]:
        """Return what tells an incident: events that are no copies first, else in order.

        Their articles are read by `told_by` where one is shown: an incident may have hundreds.
        """
        if incident.sources == len({event.source.article_id for event in incident.events}):
            return list(incident.events)  # none is a copy
        return sorted(incident.events, key=self.is_copy)

    def tellings(self, incident: Incident) -> list[Told]:
        """Return how articles tell an incident, all of them read, in the order of `in_order`."""
        return [self.told_by(event) for event in self.in_order(incident)]

    def is_copy(self, event: Event) -> bool:
        """Whether the article of an event only retells an earlier report of the same incident."""
        return bool(self.tables.events["copy"].iloc[self._event_rows.row(event.event_id)])

    def with_excerpts(self, events: pd.DataFrame) -> pd.DataFrame:
        """Return rows of the table of events with the column `excerpt`, which is not in memory."""
        rows = rows_of(events["event_id"], self.tables.events["event_id"])
        numbers = self.contents.numbers.events[rows]
        return events.assign(excerpt=self.records.excerpts.of_numbers(numbers))

    def place_name(self, place_id: str) -> str:
        """Return a place's name in the reader's language, as articles in that language write it.

        Countries go by CLDR; places that no such article names by what our tables call them, else
        by the canonical name, as all do in English. An id that no article names stands for itself.
        """
        scheme, _colon, code = place_id.partition(":")
        if scheme == "iso3166" and "-" not in code:
            return country_name(code)
        written = self.contents.labels.get(language(), {}).get(place_id)
        return written or self._names.get(place_id, place_id)

    def choose(self, filters: Filters) -> Choice:
        """Return what filters keep, as masks and counts; the last few are remembered."""
        return self._choices.get(filters, lambda: self.facets.choose(filters))

    def kept(self, filters: Filters, kinds: tuple[EventKind, ...] = EVENT_KINDS) -> Kept:
        """Return what filters keep among incidents of these kinds; the last few are remembered."""
        return self._kept.get(
            (filters, kinds),
            lambda: Kept(self.tables, self.facets, self.choose(filters), kinds, self._made),
        )

    def save(self, folder: Path) -> None:
        """Write everything to an empty folder, from which `open` reads it without extracting."""
        self.records.save(folder)
        with (folder / _REST).open("wb") as file:
            pickle.dump(self.contents, file, _PICKLE)

    @classmethod
    def open(cls, folder: Path) -> Library:
        """Return what `save` wrote; the records are read where they lie.

        Open only folders that Schauplatz itself wrote: they are trusted like its own files.

        Raises:
            OSError: a file is missing.
            DataError: the index of texts is one of another version.

        """
        # Reading Parquet takes twice the memory of the tables, and keeps half of it.
        with (folder / _REST).open("rb") as file:
            contents: Contents = pickle.load(file)  # noqa: S301 - our own
        return cls(contents, Records.open(folder))
