"""The incidents of a file in order of time, each with who tells it and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geodata.maps.palette import look_of
from geodata.models import DateRange
from geodata.tables.coded import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.maps.palette import Look
    from geodata.models import EventKind, EventStatus, Phase

__all__ = ["Cited", "Entry", "Telling", "in_order_of_time", "iter_cited", "iter_entries"]


@dataclass(frozen=True, slots=True)
class Cited:
    """An article as it is cited: where and when it appeared, its headline, its address."""

    publisher: str | None
    published: DateRange | None
    headline: str
    url: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Telling:
    """How one article tells an incident; `article` is its row in the table of articles."""

    article: int
    language: str
    excerpt: str
    place_text: str | None
    said_by: str | None
    copy: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident; its tellings are those of independent articles first, each by its day."""

    kind: EventKind
    phase: Phase | None
    status: EventStatus
    date: DateRange | None
    place: str | None
    where_prec: int | None
    radius_km: float | None
    actors: tuple[str, ...]
    figures: str
    disputed: bool
    sources: int
    copies: int
    tellings: tuple[Telling, ...]

    @property
    def look(self) -> Look:
        """How it is drawn."""
        return look_of(self.status, self.phase)


def in_order_of_time(incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents by their first day, then their last; those without one last."""
    return incidents.sort_values(
        ["date_start", "date_end", "incident_id"], na_position="last", kind="stable"
    )


def iter_entries(
    incidents: pd.DataFrame,
    events: pd.DataFrame,
    articles: pd.DataFrame,
    named: Callable[[str], str] | None,
) -> Iterator[Entry]:
    """Yield the incidents in the order of the table.

    Args:
        incidents: the table.
        events: what tells them, with the column `excerpt`.
        articles: where the events stand.
        named: place id -> the name that readers see; None takes the names of the table.

    """
    tellings = _tellings(incidents, events, articles)
    rows = zip(*_columns(incidents, _INCIDENT), strict=True)
    for told, row in zip(tellings, rows, strict=True):
        yield _entry(row, told, named)


def iter_cited(articles: pd.DataFrame) -> Iterator[Cited]:
    """Yield the articles as they are cited, in the order of the table."""
    columns = _columns(articles, _CITED)
    for publisher, start, end, headline, url, language in zip(*columns, strict=True):
        yield Cited(publisher, _date(start, end), headline or "", url, language)


_CITED = ("publisher", "published_start", "published_end", "headline", "url", "language")
_INCIDENT = (
    "kind",
    "phase",
    "status",
    "date_start",
    "date_end",
    "place_id",
    "location",
    "where_prec",
    "precision_km",
    "actors",
    "figures",
    "disputed",
    "sources",
    "articles",
)
_TELLING = ("excerpt", "place_text", "attribution_text", "copy")


def _entry(
    row: tuple[Any, ...], told: tuple[Telling, ...], named: Callable[[str], str] | None
) -> Entry:
    kind, phase, status, start, end, place_id, location, where_prec, radius, *rest = row
    actors, figures, disputed, sources, articles = rest
    name = location if named is None or place_id is None else named(place_id)
    return Entry(
        kind=kind,
        phase=phase,
        status=status,
        date=_date(start, end),
        place=None if place_id is None else name or place_id,
        where_prec=None if where_prec is None else int(where_prec),
        radius_km=radius,
        actors=tuple(part for part in (actors or "").split("; ") if part),
        figures=figures or "",
        disputed=bool(disputed),
        sources=int(sources),
        copies=max(0, int(articles) - int(sources)),
        tellings=told,
    )


def _tellings(
    incidents: pd.DataFrame, events: pd.DataFrame, articles: pd.DataFrame
) -> list[tuple[Telling, ...]]:
    """Return who tells each incident: no copies first, then by day, then as in the table."""
    of = rows_of(events["incident_id"], incidents["incident_id"])
    article = rows_of(events["article_id"], articles["article_id"])
    day = articles["published_start"].fillna(pd.Timestamp.max).to_numpy()[article]
    order = np.lexsort((np.arange(len(events)), day, events["copy"].to_numpy(dtype=bool)))
    order = order[(of[order] >= 0) & (article[order] >= 0)]
    texts = _columns(events.iloc[order], _TELLING)
    languages = articles["language"].astype(str).tolist()
    found: list[list[Telling]] = [[] for _ in range(len(incidents))]
    for incident, told, excerpt, place, said_by, copy in zip(
        of[order].tolist(), article[order].tolist(), *texts, strict=True
    ):
        found[incident].append(
            Telling(told, languages[told], excerpt or "", place, said_by, bool(copy))
        )
    return [tuple(one) for one in found]


def _columns(frame: pd.DataFrame, names: tuple[str, ...]) -> list[list[Any]]:
    """Return columns as plain lists, with None for what is missing."""
    columns = (frame[name].astype(object) for name in names)
    return [column.where(column.notna(), None).tolist() for column in columns]


def _date(start: pd.Timestamp | None, end: pd.Timestamp | None) -> DateRange | None:
    if start is None or end is None:
        return None
    return DateRange(start.date(), end.date())
