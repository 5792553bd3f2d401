"""Findings of an earlier method, made anew: in batches, so that it can be cut off and taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.intake.batches import iter_batches
from geodata.models import Extraction, Problem
from geodata.pipeline import attempt, extract_article
from geodata.tables.method import method_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geodata.models import Article
    from geodata.store import Store

__all__ = ["needs_rebuild", "rebuild"]


def needs_rebuild(store: Store) -> bool:
    """Whether articles are kept with findings of another method than the present one, or none.

    Raises:
        StoreError: the store cannot be read.

    """
    return bool(store.stale(method_version()))


def rebuild(
    store: Store,
    *,
    on_step: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Problem, ...]:
    """Work out anew what another method has found; return where that failed.

    What is done stays done: a rebuild that was cut off goes on where it stood. Until all articles
    are worked out, the store goes on giving the findings of the earlier method. An article on
    which the engine fails now keeps its earlier findings.

    Args:
        store: where they are kept.
        on_step: told how many articles are done, and of how many, after each batch.
        cancelled: asked before each article.

    Raises:
        StoreError: the store cannot be read or written; what was done before is kept.

    """
    version = method_version()
    stale = store.stale(version)
    problems: list[Problem] = []
    done = 0
    for batch in iter_batches(_made_anew(store, stale, problems, cancelled)):
        store.save_extractions(batch, version)
        done += len(batch)
        if on_step is not None:
            on_step(done, len(stale))
    return tuple(problems)


def _made_anew(
    store: Store,
    article_ids: Sequence[str],
    problems: list[Problem],
    cancelled: Callable[[], bool] | None,
) -> Iterator[tuple[str, Extraction]]:
    """Yield what is found in each article now; note in `problems` where that fails."""
    for article_id in article_ids:
        if cancelled is not None and cancelled():
            return
        stored = store.article(article_id)
        if stored is None:  # removed since
            continue
        found = attempt(stored.article, extract_article)
        if isinstance(found, Problem):
            problems.append(found)
            found = _found_before(store, stored.article)
        yield article_id, found


def _found_before(store: Store, article: Article) -> Extraction:
    before = store.extractions((article.article_id,))
    return next(iter(before), Extraction(article, (), ()))
