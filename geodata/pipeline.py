"""The whole flow on one screen: articles in, extractions and tables out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from geodata.articles import iter_articles, iter_samples
from geodata.events import find_events
from geodata.gazetteer import cache_folder, load_gazetteer
from geodata.mentions import find_mentions
from geodata.models import Article, Extraction, Incident, Problem
from geodata.parts import iter_parts, moved
from geodata.places import place_mentions
from geodata.processes import map_in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from geodata.models import Mention
    from geodata.places import PlaceSource
    from geodata.tables import Tables

__all__ = [
    "Collection",
    "attempt",
    "collect",
    "extract_article",
    "extract_path",
    "find_places",
    "load_collection",
    "process_killed",
]

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """A set of articles with everything found in them, and what was wrong with the input.

    `incidents` are the events of all articles, joined where they tell of the same thing.
    """

    extractions: tuple[Extraction, ...]
    incidents: tuple[Incident, ...]
    problems: tuple[Problem, ...]
    tables: Tables


def find_places(article: Article) -> tuple[Mention, ...]:
    """Return the mentions in one article, in the order of its text, each with its place."""
    gazetteer, outside = load_gazetteer(), _outside_geocoder()
    mentions: list[Mention] = []
    for start, part in iter_parts(article):
        found = find_mentions(part, gazetteer)
        placed = place_mentions(part, found, gazetteer, geocoder=outside)
        mentions += (moved(mention, start) for mention in placed)
    return tuple(mentions)


def extract_article(article: Article) -> Extraction:
    """Return the mentions and events of one article."""
    mentions = find_places(article)
    return Extraction(article, mentions, find_events(article, mentions, load_gazetteer()))


def attempt(article: Article, work: Callable[[Article], Found]) -> Found | Problem:
    """Return what work at an article gives; the problem, with its name, where it fails."""
    try:
        return work(article)
    except Exception as error:  # noqa: BLE001 - one bad article never stops a batch
        return _failure(article, f"{type(error).__name__}: {error}")


def process_killed(article: Article) -> Problem:
    """Return the problem of an article at which the process that worked at it died."""
    return _failure(article, "its process was killed, perhaps for want of memory")


def extract_path(
    path: Path | None, *, raw_body: bool = False, jobs: int = 1
) -> Iterator[Extraction | Problem]:
    """Return the extractions of the articles at a path, and the problems met, in order.

    They come one by one, as soon as they are done, the same for any number of processes. One
    article on which the engine fails, or its process dies, is reported as a problem; the rest
    goes on.

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
        yield from map_in_processes(_extract_or_report, articles, jobs=jobs, lost=_lost)


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
    """Return the extractions with their incidents and tables."""
    # What extracting spares: joining events, and pandas.
    from geodata.events.incidents import find_incidents  # noqa: PLC0415
    from geodata.tables import build_tables  # noqa: PLC0415

    found = tuple(extractions)
    incidents = find_incidents(event for one in found for event in one.events)
    return Collection(found, incidents, tuple(problems), build_tables(found, incidents))


@cache
def _outside_geocoder() -> PlaceSource | None:
    """Return the geocoder that the environment asks for beside the gazetteer; None for none."""
    if not os.environ.get("SCHAUPLATZ_GEOCODER"):
        return None
    from geodata.places import geocoder_from_config  # noqa: PLC0415 - loads geopy, on demand

    return geocoder_from_config(os.environ, cache_folder())


def _extract_or_report(article: Article | Problem) -> Extraction | Problem:
    return article if isinstance(article, Problem) else attempt(article, extract_article)


def _lost(article: Article | Problem) -> Extraction | Problem:
    """Return what stands for an article whose process died at it."""
    if isinstance(article, Problem):
        return article
    return process_killed(article)


def _failure(article: Article, what: str) -> Problem:
    message = f"could not be worked out ({what}); it is left out"
    return Problem(article.article_id, message, article_id=article.article_id)
