"""What the articles know about one place: who names it, how, when, and what it was not taken for.

Nothing here draws. Columns are asked as a whole; records are read of a few articles only.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geodata.tables.coded import rows_of
from geodata.tables.profiles import names_of_place
from geodata.ui.wording.words import FAIRLY_SURE, SURE

if TYPE_CHECKING:
    import pandas as pd

    from geodata.models import Place
    from geodata.ui.page import Page

__all__ = ["NamedArticle", "OtherPlace", "PlaceFacts", "place_facts"]

# Names, publishers and other candidates that are told; more would be a list, not a profile.
_MOST_NAMES = 12
_MOST_PUBLISHERS = 6
_MOST_OTHERS = 5
# Articles that are read for other candidates.
_ARTICLES_READ = 30


class NamedArticle(NamedTuple):
    """An article that names the place."""

    article_id: str
    headline: str


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """A place of the same name that was not taken, in so many mentions of the articles read."""

    place: Place
    mentions: int


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the mentions that are kept tell of a place.

    `names` are the names it goes by with their mentions, most frequent first; `publishers` those
    that name it, with their articles. `first` and `last` are the articles of the first and the
    last day, ties by id; None where no article has a day. `sureness` counts the mentions that are
    sure, fairly sure and unsure.
    """

    mentions: int
    articles: int
    names: tuple[tuple[str, int], ...]
    publishers: tuple[tuple[str, int], ...]
    first: NamedArticle | None
    last: NamedArticle | None
    others: tuple[OtherPlace, ...]
    sureness: tuple[int, int, int]


def place_facts(page: Page, place_id: str) -> PlaceFacts:
    """Return what the mentions that the filters of a page keep tell of a place."""
    return page.kept.recall(f"facts of {place_id}", lambda: _facts(page, place_id))


def _facts(page: Page, place_id: str) -> PlaceFacts:
    mentions = page.kept.mentions
    here = mentions[mentions["place_id"] == place_id]
    articles = _articles(page, here)
    dated = articles.dropna(subset=["published_start"])
    confidence = here["confidence"].to_numpy()
    names = names_of_place(here, place_id).sort_values("mentions", ascending=False, kind="stable")
    publishers = articles["publisher"].astype(object).dropna().value_counts()
    sure = int(np.count_nonzero(confidence >= SURE))
    fairly = int(np.count_nonzero(confidence >= FAIRLY_SURE)) - sure
    return PlaceFacts(
        mentions=len(here),
        articles=len(articles),
        names=_pairs(names["surface"], names["mentions"], _MOST_NAMES),
        publishers=_pairs(publishers.index, publishers, _MOST_PUBLISHERS),
        first=None if dated.empty else _named(dated.iloc[0]),
        last=None if dated.empty else _named(dated.iloc[-1]),
        others=_others(page, articles["article_id"].head(_ARTICLES_READ), place_id),
        sureness=(sure, fairly, len(here) - sure - fairly),
    )


def _articles(page: Page, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the articles that have these mentions, by day, then by id; undated ones last."""
    table = page.library.tables.articles
    rows = np.unique(rows_of(mentions["article_id"], table["article_id"]))
    return table.iloc[rows[rows >= 0]].sort_values(
        ["published_start", "article_id"], na_position="last", kind="stable"
    )


def _named(article: pd.Series) -> NamedArticle:
    return NamedArticle(str(article["article_id"]), str(article["headline"]))


def _pairs(
    names: pd.Series | pd.Index, counts: pd.Series[int], most: int
) -> tuple[tuple[str, int], ...]:
    return tuple(
        (str(name), int(count))
        for name, count in zip(names[:most], counts.iloc[:most], strict=True)
    )


def _others(page: Page, article_ids: pd.Series[str], place_id: str) -> tuple[OtherPlace, ...]:
    """Return the candidates that lost to a place most often; ties by their best score, then id."""
    counts: Counter[str] = Counter()
    places: dict[str, tuple[float, Place]] = {}
    for article_id in article_ids:
        for mention in page.library.extraction(str(article_id)).mentions:
            if mention.place is None or mention.place.place_id != place_id:
                continue
            for one in mention.candidates:
                key = one.place.place_id
                if key != place_id:
                    counts[key] += 1
                    places[key] = max(
                        places.get(key, (one.score, one.place)), (one.score, one.place), key=_score
                    )
    order = sorted(counts, key=lambda key: (-counts[key], -places[key][0], key))
    return tuple(OtherPlace(places[key][1], counts[key]) for key in order[:_MOST_OTHERS])


def _score(scored: tuple[float, Place]) -> float:
    return scored[0]
