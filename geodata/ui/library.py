"""What was read, as all visitors share it: tables in memory, the records behind them on disk."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geodata.models import EVENT_KINDS, STATUSES
from geodata.tables.build import place_labels
from geodata.ui.archive import Archive
from geodata.ui.i18n import LANGUAGES, country_name, language

if TYPE_CHECKING:
    from collections.abc import Collection as Container
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geodata.models import Event, EventKind, Extraction, Incident, Problem
    from geodata.pipeline import Collection
    from geodata.tables import Tables
    from geodata.tables.filters import Filters

__all__ = ["Kept", "Library", "Told", "make_library"]

# What the last so many choices of filters keep is kept; a choice is shared by all visitors.
_CHOICES = 8
# Fewer where they are big: so many events in all of them together.
_CHOSEN_EVENTS = 600_000


@dataclass(frozen=True, slots=True)
class Told:
    """An event and the article that tells it."""

    event: Event
    extraction: Extraction


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What filters keep; the frames are shared by all visitors and never changed.

    `hidden` are the incidents that would be kept but for their status; `events` tell those kept.
    """

    incidents: pd.DataFrame
    hidden: pd.DataFrame
    events: pd.DataFrame


class _Rows:
    """Which row of a table has an id: two sorted arrays, where a dict would hold every id again."""

    def __init__(self, ids: pd.Series[str]) -> None:
        hashes = _hashes(ids.to_numpy(dtype=object))
        self._ids = ids
        self._order = np.argsort(hashes, kind="stable").astype(np.uint32)
        self._sorted = hashes[self._order]

    def find(self, wanted: str) -> int | None:
        """Return the row of an id; None where there is none."""
        (hashed,) = _hashes(np.array([wanted], dtype=object))
        at = int(np.searchsorted(self._sorted, hashed))
        while at < len(self._sorted) and self._sorted[at] == hashed:
            row = int(self._order[at])
            if self._ids.iloc[row] == wanted:
                return row
            at += 1
        return None

    def row(self, wanted: str) -> int:
        """Return the row of an id.

        Raises:
            KeyError: there is none.

        """
        found = self.find(wanted)
        if found is None:
            raise KeyError(wanted)
        return found


class Library:
    """A set of articles with everything found in them; nothing of it changes.

    `path` is None for the samples; `problems` are what was wrong with the input. The records are
    read from the archives when they are asked for: row by row those of the tables of articles and
    incidents.
    """

    def __init__(
        self,
        path: Path | None,
        problems: Sequence[Problem],
        tables: Tables,
        *,
        extractions: Archive[Extraction],
        incidents: Archive[Incident],
        labels: Mapping[str, Mapping[str, str]],
    ) -> None:
        """Take over what was read.

        Args:
            path: where the articles are; None for the samples.
            problems: what was wrong with them.
            tables: the tables of everything.
            extractions: the records of the table of articles, in its order.
            incidents: the records of the table of incidents, in its order.
            labels: the places by the names that articles of each language give them.

        """
        self.path = path
        self.problems = tuple(problems)
        self.tables = tables
        self._extractions, self._incidents = extractions, incidents
        self._labels = labels
        self._names = dict(zip(tables.places["place_id"], tables.places["place_name"], strict=True))
        self._article_rows = _Rows(tables.articles["article_id"])
        self._incident_rows = _Rows(tables.incidents["incident_id"])
        self._event_rows = _Rows(tables.events["event_id"])
        self._choices: OrderedDict[tuple[Filters, tuple[EventKind, ...]], Kept] = OrderedDict()
        self._lock = threading.Lock()

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
        return self._extractions[self._article_rows.row(article_id)]

    def incident(self, incident_id: str) -> Incident:
        """Return an incident.

        Raises:
            KeyError: there is no such incident.

        """
        return self._incidents[self._incident_rows.row(incident_id)]

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

    def tellings(self, incident: Incident) -> list[Told]:
        """Return how articles tell an incident: those that are no copies first, else in order."""
        return [self.told(event.event_id) for event in sorted(incident.events, key=self.is_copy)]

    def is_copy(self, event: Event) -> bool:
        """Whether the article of an event only retells an earlier report of the same incident."""
        return bool(self.tables.events["copy"].iloc[self._event_rows.row(event.event_id)])

    def place_name(self, place_id: str) -> str:
        """Return a place's name in the reader's language, as articles in that language write it.

        Countries go by CLDR, other places by the canonical name where the reader's language is
        English or no article in it names them; an id that no article names stands for itself.
        """
        scheme, _colon, code = place_id.partition(":")
        if scheme == "iso3166" and "-" not in code:
            return country_name(code)
        written = self._labels.get(language(), {}).get(place_id)
        return written or self._names.get(place_id, place_id)

    def kept(self, filters: Filters, kinds: tuple[EventKind, ...] = EVENT_KINDS) -> Kept:
        """Return what filters keep among incidents of these kinds; the last few are remembered."""
        key = (filters, kinds)
        with self._lock:  # one visitor works it out, the others wait for the same
            if key not in self._choices:
                self._choices[key] = self._choose(filters, kinds)
            self._choices.move_to_end(key)
            self._forget()
            return self._choices[key]

    def _choose(self, filters: Filters, kinds: tuple[EventKind, ...]) -> Kept:
        tables = self.tables
        found = replace(filters, statuses=STATUSES).events(tables.incidents)
        found = found[found["kind"].isin(kinds)]
        is_kept = found["status"].isin(filters.statuses)
        incidents = found[is_kept]
        is_told = tables.events["incident_id"].isin(incidents["incident_id"])
        return Kept(incidents, found[~is_kept], tables.events[is_told])

    def _forget(self) -> None:
        """Drop the choices longest not asked for, where they are many or hold much."""
        while len(self._choices) > 1 and (
            len(self._choices) > _CHOICES
            or sum(len(one.events) for one in self._choices.values()) > _CHOSEN_EVENTS
        ):
            self._choices.popitem(last=False)


def make_library(path: Path | None, collection: Collection) -> Library:
    """Return a collection as a library."""
    return Library(
        path,
        collection.problems,
        collection.tables,
        extractions=Archive(collection.extractions),
        incidents=Archive(collection.incidents),
        labels=_labels(collection.extractions),
    )


def _labels(extractions: Sequence[Extraction]) -> dict[str, dict[str, str]]:
    """Return language -> place_id -> name; English is that of the canonical names."""
    spoken = sorted({one.article.language for one in extractions} & set(LANGUAGES) - {"en"})
    return {
        code: place_labels(one for one in extractions if one.article.language == code)
        for code in spoken
    }


def _hashes(
    ids: np.ndarray[tuple[int], np.dtype[np.object_]],
) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Return a hash for each id, the same in every process."""
    return pd.util.hash_array(ids, categorize=False)
