"""What each publisher reports of some incidents: how much, what kinds, what first, what alone.

Whole columns at once: the cost grows with the number of tellings, without a loop over them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from geodata.models import EVENT_KINDS
from geodata.tables.coded import Coded, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from geodata.tables.build import Tables
    from geodata.tables.coded import Codes, Mask

__all__ = ["count_publishers", "disputed_claims"]

# What NumPy makes of a missing day, and a day after all others in its place.
_NO_DAY = np.iinfo(np.int64).min
_LATE = np.iinfo(np.int64).max


def count_publishers(
    tables: Tables, incidents: pd.DataFrame, events: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Return a row a publisher, ordered by incidents, then articles, both falling, then by name.

    Articles without a publisher are left out. The columns: `publisher`; `articles` of it; how many
    `incidents` it tells, and of each kind; `only`, those that nobody else tells; `first`, those
    that others tell, too, and none earlier (several may be first on one day); `copies`, tellings
    that retell an earlier report; `differs`, incidents on which its figure contradicts another's;
    `first_day` and `last_day` of its articles.

    Args:
        tables: everything, for publishers and claims.
        incidents: those that count.
        events: the events that tell them.
        articles: the articles that count.

    """
    publishers = Coded.of(tables.articles["publisher"])
    told = _tellings(tables, publishers, incidents, events)
    names = publishers.names
    is_copy = events["copy"].to_numpy(dtype=bool)
    copies = rows_of(events["article_id"][is_copy], tables.articles["article_id"])
    counts = pd.DataFrame(
        {
            "publisher": np.array(names, dtype=object),
            "articles": 0,
            "incidents": _many(told.publisher, names),
            **_of_kinds(told, Coded.of(incidents["kind"], EVENT_KINDS), names),
            "only": _many(told.publisher[told.alone], names),
            "first": _many(told.publisher[told.first & ~told.alone], names),
            "copies": _many(publishers.codes[copies], names),
            "differs": _many(_differing(tables, publishers, incidents), names),
        }
    ).assign(**_of_articles(publishers, tables, articles))
    counts = counts[counts["articles"] + counts["incidents"] > 0]
    return counts.sort_values(
        ["incidents", "articles", "publisher"], ascending=[False, False, True], kind="stable"
    ).reset_index(drop=True)


def disputed_claims(tables: Tables, incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the claims on figures of these incidents that sources contradict each other on.

    Claims of copies are left out; the column `publisher` is missing where it is not known.
    """
    figures = tables.figures
    claims = figures[figures["disputed"] & figures["first"]]
    claims = claims[rows_of(claims["incident_id"], incidents["incident_id"]) >= 0]
    at = rows_of(claims["article_id"], tables.articles["article_id"])
    return claims.assign(publisher=tables.articles["publisher"].astype(object).to_numpy()[at])


class _Tellings(NamedTuple):
    """A pair each of an incident (its row) and a publisher that tells it, by incident.

    `alone`: nobody else tells it; `first`: nobody tells it on an earlier day.
    """

    incident: Codes
    publisher: Codes
    alone: Mask
    first: Mask


def _tellings(
    tables: Tables, publishers: Coded, incidents: pd.DataFrame, events: pd.DataFrame
) -> _Tellings:
    article = rows_of(events["article_id"], tables.articles["article_id"])
    incident = rows_of(events["incident_id"], incidents["incident_id"])
    publisher = publishers.codes[article]
    day = tables.articles["published_start"].to_numpy("datetime64[D]").astype(np.int64)[article]
    known = (incident >= 0) & (publisher >= 0)
    day = np.where(day == _NO_DAY, _LATE, day)[known]
    pair = incident[known].astype(np.int64) * max(1, len(publishers.names)) + publisher[known]
    order = np.lexsort((day, pair))
    pair, at = np.unique(pair[order], return_index=True)
    day = day[order][at]  # of the publisher's first telling
    row, name = np.divmod(pair, max(1, len(publishers.names)))
    earliest = np.full(len(incidents), _LATE, dtype=np.int64)
    np.minimum.at(earliest, row, day)
    alone = np.bincount(row, minlength=len(incidents))[row] == 1
    first = (day == earliest[row]) & (day != _LATE)
    return _Tellings(row.astype(np.int32), name.astype(np.int32), alone, first)


def _of_kinds(
    told: _Tellings, kinds: Coded, names: Sequence[str]
) -> dict[str, npt.NDArray[np.int64]]:
    """Return for each kind how many incidents of it each publisher tells."""
    kind = kinds.codes[told.incident]
    return {
        name: _many(told.publisher[kind == code], names) for code, name in enumerate(kinds.names)
    }


def _of_articles(
    publishers: Coded, tables: Tables, articles: pd.DataFrame
) -> dict[str, npt.NDArray[Any]]:
    """Return how many articles each publisher has, and their first and last day."""
    codes = publishers.codes[rows_of(articles["article_id"], tables.articles["article_id"])]
    days = articles["published_start"].groupby(codes).agg(["min", "max"])
    days = days.reindex(range(len(publishers.names)))
    return {
        "articles": _many(codes, publishers.names),
        "first_day": days["min"].to_numpy(),
        "last_day": days["max"].to_numpy(),
    }


def _differing(tables: Tables, publishers: Coded, incidents: pd.DataFrame) -> Codes:
    """Return a publisher each incident on which its figure contradicts another's."""
    claims = disputed_claims(tables, incidents)
    pairs = claims[["incident_id", "publisher"]].dropna().drop_duplicates()
    return Coded.of(pairs["publisher"], publishers.names).codes


def _many(codes: Codes, names: Sequence[str]) -> npt.NDArray[np.int64]:
    return np.bincount(codes[codes >= 0], minlength=len(names)).astype(np.int64)
