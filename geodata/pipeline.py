"""The whole flow on one screen: articles in, extractions and tables out."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geodata.articles import iter_articles, iter_samples
from geodata.events import find_events
from geodata.gazetteer import cache_folder, load_gazetteer
from geodata.mentions import find_mentions
from geodata.models import Article, Extraction, Problem
from geodata.places import place_mentions
from geodata.tables import Tables, build_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from geodata.places import PlaceSource

__all__ = ["Collection", "collect", "extract_article", "extract_path", "load_collection"]

# Articles that wait per process: enough to keep all busy, few enough to hold little in memory.
_WAITING_PER_JOB = 8


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """A set of articles with everything found in them, and what was wrong with the input."""

    extractions: tuple[Extraction, ...]
    problems: tuple[Problem, ...]
    tables: Tables


def extract_article(article: Article) -> Extraction:
    """Return the mentions and events of one article."""
    gazetteer = load_gazetteer()
    found = find_mentions(article, gazetteer)
    mentions = place_mentions(article, found, gazetteer, geocoder=_outside_geocoder())
    return Extraction(article, mentions, find_events(article, mentions, gazetteer))


def extract_path(
    path: Path | None, *, raw_body: bool = False, jobs: int = 1
) -> Iterator[Extraction | Problem]:
    """Return the extractions of the articles at a path, and the problems met, in order.

    They come one by one, as soon as they are done. One article on which the engine fails is
    reported as a problem; the rest goes on.

    Args:
        path: a folder of articles, one article, or JSON Lines; None stands for the samples.
        raw_body: take the whole text of each article for its body.
        jobs: how many processes work at once.

    """
    articles = iter_samples() if path is None else iter_articles(path, raw_body=raw_body)
    if jobs == 1:
        yield from map(_extract_or_report, articles)
    else:
        load_gazetteer()  # built once, before the processes ask for it
        yield from _extract_in_processes(articles, jobs)


def load_collection(
    path: Path | None, *, on_article: Callable[[int], None] | None = None
) -> Collection:
    """Return everything found in the articles at a path; None stands for the samples.

    Args:
        path: a folder of articles, one article, or JSON Lines.
        on_article: told the number of articles done, after each.

    """
    extractions: list[Extraction] = []
    problems: list[Problem] = []
    for found in extract_path(path):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        extractions.append(found)
        if on_article is not None:
            on_article(len(extractions))
    return collect(extractions, problems)


def collect(extractions: Iterable[Extraction], problems: Iterable[Problem] = ()) -> Collection:
    """Return the extractions with their tables."""
    found = tuple(extractions)
    return Collection(found, tuple(problems), build_tables(found))


@cache
def _outside_geocoder() -> PlaceSource | None:
    """Return the geocoder that the environment asks for beside the gazetteer; None for none."""
    if not os.environ.get("SCHAUPLATZ_GEOCODER"):
        return None
    from geodata.places import geocoder_from_config  # noqa: PLC0415 - loads geopy, on demand

    return geocoder_from_config(os.environ, cache_folder())


def _extract_or_report(article: Article | Problem) -> Extraction | Problem:
    if isinstance(article, Problem):
        return article
    try:
        return extract_article(article)
    except Exception as error:  # noqa: BLE001 - one bad article never stops a batch
        what = f"{type(error).__name__}: {error}"
        message = f"could not be worked out ({what}); it is left out"
        return Problem(article.article_id, message, article_id=article.article_id)


def _extract_in_processes(
    articles: Iterable[Article | Problem], jobs: int
) -> Iterator[Extraction | Problem]:
    waiting: deque[Future[Extraction | Problem]] = deque()
    with ProcessPoolExecutor(jobs) as pool:
        for article in articles:
            waiting.append(pool.submit(_extract_or_report, article))
            if len(waiting) >= jobs * _WAITING_PER_JOB:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
