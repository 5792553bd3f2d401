"""A library of which articles change, come or go: each time a new one that shares what stays.

What hangs on one article is replaced, not built anew: its rows, the incidents near it, its texts.
The result is that which the same articles give when they are all read again.
"""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.tables.build import build_tables, retelling_events
from geodata.ui.shelf.compact import compact_tables
from geodata.ui.shelf.labels import places_of
from geodata.ui.shelf.library import Library
from geodata.ui.shelf.replacing import Change, replace_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from geodata.models import Extraction, Incident, Place
    from geodata.ui.shelf.gathering import Ledger

__all__ = ["Growing"]

_LEDGER = "ledger.pickle"


class Growing:
    """A library and what it takes to let it grow; for one thread at a time.

    `library` is the last one. Where an act fails, the object must be thrown away.
    """

    def __init__(self, library: Library, ledger: Ledger) -> None:
        """Take over a library and its ledger, which this changes from now on."""
        self.library = library
        self._ledger = ledger

    def update(self, come: Sequence[Extraction], gone: Collection[str]) -> Library:
        """Return the library with articles replaced or added, and others taken out.

        Args:
            come: an article of a known id takes the place of that, others follow at the end.
            gone: ids of articles that are no more; unknown ones change nothing.

        """
        ids = {*gone, *(one.article.article_id for one in come)}
        before = [
            self.library.extraction(one) for one in sorted(ids) if self.library.has_article(one)
        ]
        if not before and not come:
            return self.library
        made, lost = self._join(come, ids)
        labels = self._count(before, come)
        names = self._ledger.forms.names(_places(come, made))
        change = Change(
            articles=ids,
            incidents={one.incident_id for one in lost},
            pieces=compact_tables(build_tables(come, made, names=names, checked=False)),
            homes={event.event_id: one.incident_id for one in made for event in one.events},
            copies={event_id for one in made for event_id in retelling_events(one)},
            labels=labels,
        )
        self.library = self._replaced(change, come, made)
        return self.library

    def save(self, folder: Path) -> None:
        """Write library and ledger to an empty folder."""
        self.library.save(folder)
        with (folder / _LEDGER).open("wb") as file:
            pickle.dump(self._ledger, file, pickle.HIGHEST_PROTOCOL)

    @classmethod
    def open(cls, folder: Path) -> Growing:
        """Return what `save` wrote, see `Library.open`.

        Raises:
            OSError: a file is missing.
            DataError: the index of texts is one of another version.

        """
        with (folder / _LEDGER).open("rb") as file:
            ledger: Ledger = pickle.load(file)  # noqa: S301 - our own
        return cls(Library.open(folder), ledger)

    def _join(
        self, come: Sequence[Extraction], ids: Collection[str]
    ) -> tuple[list[Incident], list[Incident]]:
        """Join the events anew; return the incidents made by it, and those that are no more."""
        index = self._ledger.index
        before = {id(one): one for one in index.incidents()}
        for article_id in sorted(ids):
            index.remove(article_id)
        index.add(event for one in come for event in one.events)
        after = index.incidents()
        stayed = {id(one) for one in after}
        made = [one for one in after if id(one) not in before]
        return made, [one for key, one in before.items() if key not in stayed]

    def _count(self, before: Sequence[Extraction], come: Sequence[Extraction]) -> dict[str, str]:
        """Count the names of places anew; return the labels that have changed by it."""
        forms = self._ledger.forms
        places = {place.place_id: place for one in (*before, *come) for place in places_of(one)}
        labels = {key: forms.label(place) for key, place in places.items()}
        for sign, extractions in ((-1, before), (1, come)):
            for one in extractions:
                forms.count(one, sign=sign)
        now = {key: forms.label(place) for key, place in places.items()}
        return {key: label for key, label in now.items() if labels[key] != label}

    def _replaced(
        self, change: Change, come: Sequence[Extraction], made: Sequence[Incident]
    ) -> Library:
        library = self.library
        done = replace_rows(library.tables, change)
        contents = replace(
            library.contents,
            tables=done.tables,
            labels={"de": self._ledger.forms.german_labels(done.tables.places)},
            numbers=library.contents.numbers.after(done, library.records),
        )
        return Library(contents, library.records.with_more(come, made))


def _places(come: Sequence[Extraction], made: Sequence[Incident]) -> Iterator[Place]:
    """Yield the places of articles and of incidents."""
    for extraction in come:
        yield from places_of(extraction)
    for incident in made:
        for place in (incident.place, incident.origin):
            if place is not None:
                yield place
