"""What filters keep of a set of tables, and how many incidents each further choice would keep.

A `FacetIndex` is made once for a set of tables; asking it costs a few array operations, so every
change of a filter is answered at once and all visitors share one index.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from geodata.errors import FilterError
from geodata.models import EVENT_KINDS, REVIEW_STATUSES, STATUSES
from geodata.tables.coded import Coded, Days, Facet, Tellings, is_filled, rows_of
from geodata.tables.filters import PRECISIONS, START_REVIEWS, START_STATUSES
from geodata.tables.voices import FACT, VOICES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import numpy.typing as npt
    import pandas as pd

    from geodata.tables.build import Tables
    from geodata.tables.coded import Codes, Mask
    from geodata.tables.filters import Filters

__all__ = ["CONFIDENCE_STEPS", "Choice", "FacetIndex", "Search"]

# The least confidences that a reader is offered, with counts: fairly sure, sure.
CONFIDENCE_STEPS = (0.7, 0.85)
# These must hold for one and the same telling of an incident.
_OF_TELLINGS = ("says", "publishers", "languages", "words")
# Only an event can pass these; so it is with statuses, and what people say, that leave out one of
# the start.
_OF_EVENTS = frozenset(
    {
        "countries",
        "kinds",
        "says",
        "actors",
        "precisions",
        "min_confidence",
        "with_figures",
    }
)
# `where_prec` 0 to 7 -> how closely the place is known; 0 does not occur, 7 is sea or air.
_PRECISION_CODES = np.array([4, 0, 1, 2, 2, 2, 3, 4], dtype=np.int32)
# Tables may keep a confidence in 32 bits: 0.7 must still pass where 0.7 is asked for.
_ROUNDING = 1e-6


class Search(Protocol):
    """A full-text search over the tables: the rows that hold some words."""

    def articles(self, words: str) -> npt.NDArray[np.intp]:
        """Return the rows of articles whose headline and text hold the words."""
        ...

    def events(self, words: str) -> npt.NDArray[np.intp]:
        """Return the rows of events whose headline and excerpt hold the words."""
        ...


class FacetIndex:
    """The tables in codes, ready to be asked by any filters; it is never changed."""

    def __init__(self, tables: Tables, search: Search | None = None) -> None:
        """Read the tables; without a search no words can be asked for."""
        self._search = search
        self._read_incidents(tables.incidents)
        self._read_articles(tables.articles)
        self._read_mentions(tables.mentions)
        self._read_events(tables.events, tables.incidents)

    def choose(self, filters: Filters) -> Choice:
        """Return what the filters keep.

        A day filter keeps what overlaps the range and what has no date, unless `undated` is off; a
        country filter keeps what lies or comes from there. What a telling must be (who says it,
        publisher, language, words) holds for one and the same telling.

        Raises:
            FilterError: words are asked for and there is no search.

        """
        return Choice(self, filters)

    def values(self, field: str) -> tuple[str, ...]:
        """Return the values there are of a field of lists, such as `publishers`, sorted.

        Kinds, statuses, speakers, precisions and statuses of review are all those that can be, in
        their own order.
        """
        if field in self.told:
            return self.told[field].column.names
        return self.facets[field].names

    def text_rows(self, words: str) -> tuple[Mask, Mask]:
        """Return which articles and which events hold the words."""
        if self._search is None:
            raise FilterError(f"there is no full text to search for {words!r}; leave the words out")
        articles = np.zeros(len(self.published.dated), dtype=np.bool_)
        events = np.zeros(len(self.incident_of_event), dtype=np.bool_)
        articles[self._search.articles(words)] = True
        events[self._search.events(words)] = True
        return articles, events

    def _read_incidents(self, frame: pd.DataFrame) -> None:
        self.days = Days.of(frame["date_start"], frame["date_end"])
        self.figures = is_filled(frame["figures"])
        here, origin = _countries(frame["country_code"], frame["origin_country"])
        self.facets: Mapping[str, Facet] = {
            "countries": Facet.of(here, other=origin),
            "kinds": Facet.of(Coded.of(frame["kind"], EVENT_KINDS)),
            "statuses": Facet.of(Coded.of(frame["status"], STATUSES)),
            "actors": Facet.of_cells(frame["actors"]),
            "precisions": Facet.of(_precision(frame)),
            "review": Facet.of(Coded.of(frame["review_status"], REVIEW_STATUSES)),
        }

    def _read_articles(self, frame: pd.DataFrame) -> None:
        self.published = Days.of(frame["published_start"], frame["published_end"])
        self.publisher = Coded.of(frame["publisher"])
        self.language = Coded.of(frame["language"])
        self._article_ids = frame["article_id"]

    def _read_mentions(self, frame: pd.DataFrame) -> None:
        self.article_of_mention = rows_of(frame["article_id"], self._article_ids)
        self.country_of_mention = Coded.of(frame["country_code"])
        self.review_of_mention = Coded.of(frame["review_status"], REVIEW_STATUSES)

    def _read_events(self, frame: pd.DataFrame, incidents: pd.DataFrame) -> None:
        self.incident_of_event = rows_of(frame["incident_id"], incidents["incident_id"])
        self.article_of_event = rows_of(frame["article_id"], self._article_ids)
        self.confidence = _confidence(frame, self.incident_of_event, len(incidents))
        voice = Coded.of(frame["attribution"], VOICES)
        said = np.where(voice.codes < 0, VOICES.index(FACT), voice.codes).astype(np.int32)
        columns = {
            "says": Coded(VOICES, said),
            "publishers": _of_articles(self.publisher, self.article_of_event),
            "languages": _of_articles(self.language, self.article_of_event),
        }
        self.told: Mapping[str, Tellings] = {
            name: Tellings.of(column, self.incident_of_event, len(incidents))
            for name, column in columns.items()
        }


class Choice:
    """What filters keep of an index: masks over the rows of its tables, and counts."""

    def __init__(self, index: FacetIndex, filters: Filters) -> None:
        self.filters = filters
        self._index = index
        words = filters.words
        self._texts = index.text_rows(words) if words else None
        self._told = dict(self._tellings())
        self._kept = dict(self._conditions())

    @cached_property
    def incidents(self) -> Mask:
        """Which incidents are kept."""
        return self._passing()

    @cached_property
    def hidden(self) -> Mask:
        """Which incidents would be kept, but for their status."""
        return self._passing("statuses") & ~self._kept["statuses"]

    @cached_property
    def events(self) -> Mask:
        """Which events tell an incident that is kept, whatever the filters ask of tellings."""
        return np.append(self.incidents, False)[self._index.incident_of_event]

    @cached_property
    def articles(self) -> Mask:
        """Which articles are kept: of the publishers, languages and words, and of the days.

        Where a filter asks for certain events, articles must tell one that is kept; its days are
        then those of the event, whenever the article was published.
        """
        filters = self.filters
        at_start = set(filters.statuses) >= set(START_STATUSES)
        at_start &= set(filters.review) >= set(START_REVIEWS)
        if at_start and not _OF_EVENTS & set(filters.active):
            return self._published
        told = np.zeros(len(self._published) + 1, dtype=np.bool_)
        told[self._index.article_of_event[self.events]] = True
        return told[:-1] & self._of_articles

    @cached_property
    def mentions(self) -> Mask:
        """Which mentions are kept: in articles of the days, publishers, languages and words.

        Their place must lie in one of the countries, and people must have said of them what is
        asked for; other filters do not concern mentions.
        """
        keep = np.append(self._published, False)[self._index.article_of_mention]
        keep &= self._index.review_of_mention.has(self.filters.review)
        if self.filters.countries:
            keep &= self._index.country_of_mention.has(self.filters.countries)
        return keep

    def lifted(self, *fields: str) -> Mask:
        """Return which incidents would be kept with these fields as at their start."""
        keep = self._passing(*fields)
        if "statuses" in fields:
            keep &= self._index.facets["statuses"].has(START_STATUSES)
        if "review" in fields:
            keep &= self._index.facets["review"].has(START_REVIEWS)
        return keep

    def counts(self, field: str) -> dict[Any, int]:
        """Return value -> how many incidents it would keep, all other fields as they are.

        An incident counts once for each value that it has; a value of none is left out. For
        `undated` and `with_figures` the value is True, for those without a date and those with
        figures; for `min_confidence` it is each of CONFIDENCE_STEPS.
        """
        index, others = self._index, self._passing(field)
        if field in index.told:
            without_tellings = self._passing(*_OF_TELLINGS)
            return index.told[field].counts(self._telling(field), without_tellings)
        match field:
            case "undated":
                return {True: int(np.count_nonzero(others & ~index.days.dated))}
            case "with_figures":
                return {True: int(np.count_nonzero(others & index.figures))}
            case "min_confidence":
                sure = index.confidence[others]
                return {
                    step: int(np.count_nonzero(sure >= step - _ROUNDING))
                    for step in CONFIDENCE_STEPS
                }
            case _:
                return index.facets[field].counts(others)

    @cached_property
    def _of_articles(self) -> Mask:
        """Which articles are of the publishers and the languages and hold the words."""
        index, filters = self._index, self.filters
        keep = np.ones(len(index.published.dated), dtype=np.bool_)
        if filters.publishers:
            keep &= index.publisher.has(filters.publishers)
        if filters.languages:
            keep &= index.language.has(filters.languages)
        if self._texts is not None:
            keep &= self._texts[0]
        return keep

    @cached_property
    def _published(self) -> Mask:
        """Which of these articles were published in the days."""
        keep = self._of_articles
        for mask in _in_days(self._index.published, self.filters).values():
            keep = keep & mask
        return keep

    def _tellings(self) -> dict[str, Mask]:
        """Return which tellings pass, a mask for each field that asks something of them."""
        masks = {
            name: told.column.has(getattr(self.filters, name))
            for name, told in self._index.told.items()
            if getattr(self.filters, name)
        }
        return masks if self._texts is None else masks | {"words": self._texts[1]}

    def _conditions(self) -> dict[str, Mask]:
        """Return which incidents pass, a mask for each field that asks something of them."""
        index, filters = self._index, self.filters
        masks = _in_days(index.days, filters)
        for name, facet in index.facets.items():
            wanted: Collection[str] = getattr(filters, name)
            if wanted:
                masks[name] = facet.has(wanted)
        if filters.min_confidence is not None:
            masks["min_confidence"] = index.confidence >= filters.min_confidence - _ROUNDING
        if filters.with_figures:
            masks["with_figures"] = index.figures
        return masks

    def _passing(self, *but: str) -> Mask:
        """Return which incidents pass everything but some fields."""
        index = self._index
        keep = np.ones(len(index.figures), dtype=np.bool_)
        for name, mask in self._kept.items():
            if name not in but:
                keep &= mask
        if any(name not in but for name in self._told):
            told = np.zeros(len(keep) + 1, dtype=np.bool_)  # the last: of no incident
            told[index.incident_of_event[self._telling(*but)]] = True
            keep &= told[:-1]
        return keep

    def _telling(self, *but: str) -> Mask:
        """Return which events pass all that is asked of tellings but some fields."""
        keep = np.ones(len(self._index.incident_of_event), dtype=np.bool_)
        for name, mask in self._told.items():
            if name not in but:
                keep &= mask
        return keep


def _in_days(days: Days, filters: Filters) -> dict[str, Mask]:
    masks = {}
    if filters.first_day is not None:
        masks["first_day"] = days.since(filters.first_day)
    if filters.last_day is not None:
        masks["last_day"] = days.until(filters.last_day)
    if not filters.undated:
        masks["undated"] = days.dated
    return masks


def _countries(here: pd.Series, origin: pd.Series) -> tuple[Coded, Coded]:
    """Return two columns of countries in the same codes."""
    values = sorted({str(one) for column in (here, origin) for one in column.dropna().unique()})
    return Coded.of(here, values), Coded.of(origin, values)


def _precision(incidents: pd.DataFrame) -> Coded:
    """Return how closely the place of each incident is known."""
    prec = incidents["where_prec"].astype("Float64").fillna(7).to_numpy(np.int64)
    prec = np.where(incidents["place_id"].isna(), 7, prec)
    return Coded(PRECISIONS, _PRECISION_CODES[prec])


def _confidence(
    events: pd.DataFrame, incident_of_event: Codes, incidents: int
) -> npt.NDArray[np.float64]:
    """Return for each incident how sure the surest of its places is; 0 where none says."""
    best = np.zeros(incidents + 1)  # the last: of no incident
    given = events["geo_confidence"].astype("Float64").fillna(0.0).to_numpy(np.float64)
    np.maximum.at(best, incident_of_event, given)
    return best[:-1]


def _of_articles(column: Coded, article_of_event: Codes) -> Coded:
    """Return a column of articles as one of the events in them."""
    return Coded(column.names, np.append(column.codes, np.int32(-1))[article_of_event])
