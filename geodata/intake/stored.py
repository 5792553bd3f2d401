"""What the store holds, as people have left it: the machine's findings with their corrections."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.models import Problem
from geodata.pipeline import attempt, extract_article
from geodata.review import Reviewed, apply_corrections, told_article

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from geodata.models import Extraction
    from geodata.review import Correction
    from geodata.store import Store

__all__ = ["corrections_of", "stored_extractions", "stored_reviews"]

# Of so few articles the log is asked for one by one; of more it is read as a whole.
FEW_ARTICLES = 50


def stored_extractions(
    store: Store, article_ids: Collection[str] | None = None
) -> Iterator[Extraction]:
    """Yield the findings of the current articles with all corrections applied, as they were added.

    Args:
        store: where they are kept.
        article_ids: those that are wanted; all where None.

    Raises:
        StoreError: the store cannot be read.

    """
    for reviewed in stored_reviews(store, article_ids):
        yield reviewed.extraction


def stored_reviews(store: Store, article_ids: Collection[str] | None = None) -> Iterator[Reviewed]:
    """Yield the same with what became of the corrections: those whose words are gone are named.

    Raises:
        StoreError: the store cannot be read.

    """
    said = corrections_of(store, article_ids)
    for extraction in store.extractions(article_ids):
        acts = said.get(extraction.article.article_id, ())
        yield apply_corrections(_dated_as_told(extraction, acts), acts)


def corrections_of(
    store: Store, article_ids: Collection[str] | None = None
) -> Mapping[str, Sequence[Correction]]:
    """Return what was said of current articles, by article; those of which nothing was are missing.

    What was said of an earlier version of an article comes before what was said of the current one,
    in which it is looked for by its words; else the order is that of the log.

    Raises:
        StoreError: the store cannot be read.

    """
    earlier = store.earlier(article_ids)
    if article_ids is None or len(article_ids) > FEW_ARTICLES:
        log = _log_by_article(store)
    else:
        names = {*article_ids, *(old for olds in earlier.values() for old in olds)}
        log = {name: store.corrections(name) for name in sorted(names)}
    current = {*log, *earlier} if article_ids is None else set(article_ids)
    said = {one: _of_versions(log, (*earlier.get(one, ()), one)) for one in sorted(current)}
    return {one: acts for one, acts in said.items() if acts}


def _dated_as_told(extraction: Extraction, acts: Sequence[Correction]) -> Extraction:
    """Return what is found in an article once it has the date that people gave it.

    "On Monday" is another day then, so the article is worked out anew. That takes some 10 ms, and
    few articles get another date; keeping the findings would make them depend on the log.
    """
    if not acts:
        return extraction
    published = told_article(extraction.article, acts).published
    if published == extraction.article.published:
        return extraction
    found = attempt(replace(extraction.article, published=published), extract_article)
    if isinstance(found, Problem):
        return extraction
    return replace(extraction, mentions=found.mentions, events=found.events)


def _log_by_article(store: Store) -> Mapping[str, Sequence[Correction]]:
    log: defaultdict[str, list[Correction]] = defaultdict(list)
    for correction in store.corrections():
        log[correction.article_id].append(correction)
    return log


def _of_versions(
    log: Mapping[str, Sequence[Correction]], versions: Sequence[str]
) -> tuple[Correction, ...]:
    return tuple(act for version in versions for act in log.get(version, ()))
