"""Making a library: of a collection in memory, or of articles that come one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from geodata.events.incidents import IncidentIndex
from geodata.models import Problem
from geodata.tables.build import build_tables
from geodata.ui.shelf.archive import Archive
from geodata.ui.shelf.compact import compact_tables
from geodata.ui.shelf.labels import PlaceForms, places_of
from geodata.ui.shelf.library import Contents, Library
from geodata.ui.shelf.records import Numbers, Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from geodata.models import Event, Extraction
    from geodata.pipeline import Collection
    from geodata.tables import Tables
    from geodata.ui.shelf.library import LibraryKind

__all__ = ["Gathered", "Ledger", "gather", "gather_library", "make_library"]


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """What a library is counted up with, so that articles may come and go; this changes."""

    index: IncidentIndex
    forms: PlaceForms


class Gathered(NamedTuple):
    """A library and its ledger."""

    library: Library
    ledger: Ledger


def make_library(path: Path | None, collection: Collection) -> Library:
    """Return a collection as a library."""
    forms = PlaceForms()
    for extraction in collection.extractions:
        forms.count(extraction)
    records = Records.of(Archive(collection.extractions), collection.incidents)
    tables = compact_tables(collection.tables)
    return _library(_kind(path), path, collection.problems, tables, forms, records)


def gather_library(
    path: Path | None,
    found: Iterable[Extraction | Problem],
    *,
    on_article: Callable[[int], None] | None = None,
) -> Library:
    """Return a library of what was found in articles; it is taken in one by one, none is kept.

    Only the events of all articles are in memory together, while they are joined.

    Args:
        path: where the articles are; None for the samples.
        found: what reading them gives, and the problems met.
        on_article: told the number of articles done, after each.

    """
    return gather(found, kind=_kind(path), path=path, on_article=on_article).library


def gather(
    found: Iterable[Extraction | Problem],
    *,
    kind: LibraryKind,
    path: Path | None = None,
    on_article: Callable[[int], None] | None = None,
) -> Gathered:
    """Return a library as `gather_library` does, with what it takes to let it grow."""
    extractions: Archive[Extraction] = Archive()
    problems: list[Problem] = []
    events: list[Event] = []
    forms = PlaceForms()
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
            continue
        extractions.append(one)
        forms.count(one)
        events += one.events
        if on_article is not None:
            on_article(len(extractions))
    index = IncidentIndex()
    index.add(events)
    events.clear()
    records = Records.of(extractions, index.incidents())
    names = forms.names(place for one in extractions for place in places_of(one))
    tables = compact_tables(build_tables(extractions, records.incidents, names=names))
    library = _library(kind, path, problems, tables, forms, records)
    return Gathered(library, Ledger(index, forms))


def _kind(path: Path | None) -> LibraryKind:
    return "samples" if path is None else "files"


def _library(
    kind: LibraryKind,
    path: Path | None,
    problems: Sequence[Problem],
    tables: Tables,
    forms: PlaceForms,
    records: Records,
) -> Library:
    labels = {"de": forms.german_labels(tables.places)}
    numbers = Numbers.of(tables)
    return Library(Contents(kind, path, tuple(problems), tables, labels, numbers), records)
