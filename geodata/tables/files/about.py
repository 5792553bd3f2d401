"""What a file says of itself: what it holds, by which filters, when and how it was made, of whom.

A table that leaves must still tell, years later, what it leaves out and where it comes from.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from babel import Locale

from geodata.models import STATUSES
from geodata.tables.files.cells import iter_rows
from geodata.tables.files.sharing import clean_text, cut_text
from geodata.tables.method import method_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from geodata.tables.build import Tables
    from geodata.tables.facets import Choice
    from geodata.tables.files.cells import Cell
    from geodata.tables.files.names import TableName
    from geodata.tables.filters import Filters

__all__ = ["About", "Source", "about_record", "about_table", "filter_words"]

Pairs = tuple[tuple[str, str], ...]

# Addresses that are listed of one publisher; `articles` says how many there are.
_MOST_URLS = 100
# Characters of an address, a publisher's name or the value of a filter.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher of articles that the rows come from.

    `publisher` is None for articles without one; `articles` counts them, `urls` are the addresses
    of the first hundred that have one, in the order of the articles.
    """

    publisher: str | None
    articles: int
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself.

    `rows` are those in the file, `total` those that there are without filters. `filters` are names
    and values in words, () where nothing is left out; `query` says the same as in the URL. `made`
    is in UTC; `link` leads to the view that the file was taken from, if any. The text is clean, see
    `sharing.py`, but for what is put in by hand.
    """

    table: TableName
    rows: int
    total: int
    filters: Pairs
    query: str
    made: dt.datetime
    method_version: str
    sources: tuple[Source, ...]
    link: str | None = None


def filter_words(filters: Filters) -> Pairs:
    """Return what is left out, in English: the names of filters and their values.

    The statuses are named whenever not all are kept, at the start too; () where all rows are.
    """
    return tuple((name, value) for name, value in _said(filters) if value is not None)


def about_table(  # noqa: PLR0913 - the last three are options
    name: TableName,
    frame: pd.DataFrame,
    tables: Tables,
    filters: Filters,
    made: dt.datetime,
    *,
    choice: Choice | None = None,
    link: str | None = None,
    say: Callable[[Filters], Pairs] = filter_words,
) -> About:
    """Return what a file of these rows says of itself.

    Args:
        name: the table.
        frame: the rows that are kept, with the columns that leave.
        tables: everything there is, for the sources of the rows.
        filters: what was asked for.
        made: when, with its time zone.
        choice: what the filters keep; a place then comes from the articles in which a name of it
            is kept, without it from all that name it.
        link: the address of the same view.
        say: the filters in the reader's language.

    """
    return About(
        table=name,
        rows=len(frame),
        total=len(getattr(tables, name)),
        filters=tuple((_fit(key), _fit(value)) for key, value in say(filters)),
        query=urlencode(filters.to_query(), doseq=True),
        made=made.astimezone(dt.UTC).replace(microsecond=0),
        method_version=method_version(),
        sources=_sources(tables.articles[_is_source(name, frame, tables, choice)]),
        link=None if link is None else _fit(link),
    )


def about_record(about: About) -> dict[str, Any]:
    """Return what a file says of itself as JSON has it; the time as `2026-11-05T08:30:00Z`."""
    return {
        "table": about.table,
        "rows": about.rows,
        "total": about.total,
        "filters": dict(about.filters),
        "query": about.query,
        "made": about.made.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "method_version": about.method_version,
        "sources": [
            {"publisher": one.publisher, "articles": one.articles, "urls": list(one.urls)}
            for one in about.sources
        ],
        "link": about.link,
    }


def _is_source(
    name: TableName, frame: pd.DataFrame, tables: Tables, choice: Choice | None
) -> pd.Series[bool]:
    """Return for each article whether a row comes from it."""
    match name:
        case "incidents":
            tellings = tables.events
            ids = tellings["article_id"][tellings["incident_id"].isin(frame["incident_id"])]
        case "places":
            mentions = tables.mentions if choice is None else tables.mentions[choice.mentions]
            ids = mentions["article_id"][mentions["place_id"].isin(frame["place_id"])]
        case _:
            ids = frame["article_id"]
    return tables.articles["article_id"].isin(ids.unique())


def _sources(articles: pd.DataFrame) -> tuple[Source, ...]:
    """Return the publishers, those with most articles first, then by name; nameless ones last."""
    urls: dict[str | None, list[str | None]] = {}
    for publisher, url in iter_rows(articles[["publisher", "url"]]):
        urls.setdefault(_text(publisher), []).append(_text(url))
    found = (
        Source(name, len(given), tuple(url for url in given if url is not None)[:_MOST_URLS])
        for name, given in urls.items()
    )
    return tuple(
        sorted(found, key=lambda one: (one.publisher is None, -one.articles, one.publisher or ""))
    )


def _text(cell: Cell) -> str | None:
    return None if cell is None else _fit(str(cell))


def _said(filters: Filters) -> Iterator[tuple[str, str | None]]:
    least = filters.min_confidence
    yield "Days", _days(filters.first_day, filters.last_day)
    yield "Without a date", None if filters.undated else "left out"
    yield "Countries", _listed(_country(code) for code in filters.countries)
    yield "Kinds of event", _listed(filters.kinds)
    yield "Status", None if filters.statuses == STATUSES else _listed(filters.statuses)
    yield "Told by", _listed(filters.says)
    yield "Actors", _listed(filters.actors)
    yield "Publishers", _listed(filters.publishers)
    yield "Languages", _listed(filters.languages)
    yield "Precision of the place", _listed(filters.precisions)
    yield "Confidence of the place", None if least is None else f"at least {least:g}"
    yield "Words", filters.words or None
    yield "Figures", "only what has figures" if filters.with_figures else None


def _days(first: dt.date | None, last: dt.date | None) -> str | None:
    match first, last:
        case None, None:
            return None
        case _, None:
            return f"from {first}"
        case None, _:
            return f"until {last}"
        case _:
            return f"{first}" if first == last else f"{first} to {last}"


def _listed(values: Iterator[str] | tuple[str, ...]) -> str | None:
    return ", ".join(values) or None


def _country(code: str) -> str:
    return str(Locale("en").territories.get(code, code))


def _fit(text: str) -> str:
    return clean_text(cut_text(text, _LONGEST))
