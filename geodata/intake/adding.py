"""Taking articles in: recognised, worked out, and kept a batch at a time.

What is yielded is kept: when an outcome comes, its article outlives the process.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from geodata.gazetteer import load_gazetteer
from geodata.intake.batches import iter_batches, iter_noted
from geodata.intake.copies import CopyIndex, signature_of
from geodata.intake.near import copies_in, near_to
from geodata.models import Problem
from geodata.pipeline import attempt, extract_article, process_killed
from geodata.processes import map_in_processes
from geodata.store import Known, NewArticle, lasting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geodata.articles.incoming import Incoming
    from geodata.models import Article, Extraction
    from geodata.store import Outcome, Store

__all__ = ["Recognised", "add_incoming", "iter_recognised", "recognise"]


@dataclass(frozen=True, slots=True)
class Recognised:
    """An article that came in beside what the store has: the same one, or one near to it."""

    known: Known | None
    near: str | None


@dataclass(frozen=True, slots=True)
class _Arrived:
    """An article that came in; `known` where its text is in the store already."""

    incoming: Incoming
    known: bool


@dataclass(frozen=True, slots=True)
class _Findings:
    """What was found in an article, and the sketch that copies of it are found by."""

    extraction: Extraction
    signature: bytes


_Task: TypeAlias = "_Arrived | Problem"
_Done: TypeAlias = "_Findings | Problem | None"
_Finished: TypeAlias = "tuple[Incoming, _Findings | None] | Problem"


def add_incoming(
    found: Iterable[Incoming | Problem],
    store: Store,
    *,
    added_by: str | None,
    now: dt.datetime,
    jobs: int = 1,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Outcome | Problem]:
    """Add articles to the store; yield for each, in their order, what became of it.

    An article that is known already costs little, so that a run that was cut off is taken up by
    running it again. One on which the engine fails, or its process dies, is yielded as a problem.

    Args:
        found: articles as they come in, and problems, which are handed on.
        store: where they are kept.
        added_by: who adds them.
        now: the time that is kept with them.
        jobs: how many processes work at once.
        cancelled: asked before each article; once true, no more is taken, and what was taken is
            kept.

    Raises:
        StoreError: the store cannot be written; what was yielded before is kept.

    """
    keeper = _Keeper(store, added_by, now)
    wanted = found if cancelled is None else _until(found, cancelled)
    for batch in iter_batches(_work_out(_recognised(wanted, store), jobs)):
        yield from keeper.keep(batch)


def iter_recognised(
    found: Iterable[Incoming | Problem], store: Store
) -> Iterator[tuple[Incoming, Recognised] | Problem]:
    """Yield each article with what adding it would find in the store; nothing is changed.

    They come under their lasting names, in order; problems are handed on.

    Raises:
        StoreError: the store cannot be read.

    """
    copies = copies_in(store)
    for one in _with_known(found, store):
        if isinstance(one, Problem):
            yield one
        else:
            incoming, known = one
            near = near_to(copies, incoming.article, signature_of(incoming.article))
            yield incoming, Recognised(known, near)


def recognise(found: Iterable[Incoming], store: Store) -> tuple[Recognised, ...]:
    """Return for each article what adding it would find in the store; see `iter_recognised`.

    Raises:
        StoreError: the store cannot be read.

    """
    pairs = iter_recognised(found, store)
    return tuple(pair[1] for pair in pairs if not isinstance(pair, Problem))


class _Keeper:
    """Writes batches to the store, and remembers what articles look like for finding copies."""

    def __init__(self, store: Store, added_by: str | None, now: dt.datetime) -> None:
        self._store = store
        self._added_by = added_by
        self._now = now
        self._copies: CopyIndex | None = None
        self._came: set[str] = set()  # the articles of all batches so far

    def keep(self, batch: Sequence[_Finished]) -> Iterator[Outcome | Problem]:
        """Write the articles of a batch, and yield what became of each, in order."""
        rows = [self._row(*one) for one in batch if not isinstance(one, Problem)]
        outcomes = iter(self._store.add(rows, beside=self._came) if rows else ())
        self._came |= {row.incoming.article.article_id for row in rows}
        for one in batch:
            yield one if isinstance(one, Problem) else next(outcomes)

    def _row(self, incoming: Incoming, findings: _Findings | None) -> NewArticle:
        if findings is None:
            return NewArticle(incoming, None, None, None, self._added_by, self._now)
        near = self._near_to(incoming.article, findings.signature)
        return NewArticle(
            incoming, findings.extraction, findings.signature, near, self._added_by, self._now
        )

    def _near_to(self, article: Article, signature: bytes) -> str | None:
        """Return the article that one is a copy of; from then on copies of itself are found."""
        if self._copies is None:
            self._copies = copies_in(self._store)
        near = near_to(self._copies, article, signature)
        self._copies.add(article.article_id, signature)
        return near


def _until(
    found: Iterable[Incoming | Problem], cancelled: Callable[[], bool]
) -> Iterator[Incoming | Problem]:
    for one in found:
        if cancelled():
            return
        yield one


def _recognised(found: Iterable[Incoming | Problem], store: Store) -> Iterator[_Task]:
    """Yield the articles, those that need no work marked."""
    for one in _with_known(found, store):
        yield one if isinstance(one, Problem) else _Arrived(one[0], known=_is_same(*one))


def _with_known(
    found: Iterable[Incoming | Problem], store: Store
) -> Iterator[tuple[Incoming, Known | None] | Problem]:
    """Yield the articles under their lasting names, with that as which the store knows them."""
    for batch in iter_batches(found):
        named = [one if isinstance(one, Problem) else _named(one) for one in batch]
        known = iter(store.known_all([one for one in named if not isinstance(one, Problem)]))
        for one in named:
            yield one if isinstance(one, Problem) else (one, next(known))


def _named(incoming: Incoming) -> Incoming:
    return replace(incoming, article=lasting(incoming.article))


def _is_same(incoming: Incoming, known: Known | None) -> bool:
    """Whether the very text is known; the same bytes may be read otherwise than they were."""
    return known is not None and known.article_id == incoming.article.article_id


def _work_out(tasks: Iterable[_Task], jobs: int) -> Iterator[_Finished]:
    """Yield what was found in each article, in order."""
    begun: deque[_Task] = deque()
    noted = iter_noted(tasks, begun)  # processes give back what they found alone
    done: Iterator[_Done] = map(_work, noted)
    if jobs > 1:
        load_gazetteer()  # built once, before the processes ask for it
        done = map_in_processes(_work, noted, jobs=jobs, lost=_lost)
    for one in done:
        yield _finished(begun.popleft(), one)


def _work(task: _Task) -> _Done:
    """Return what is found in an article; None where there is nothing to do."""
    if isinstance(task, Problem) or task.known:
        return None
    return attempt(task.incoming.article, _find)


def _find(article: Article) -> _Findings:
    return _Findings(extract_article(article), signature_of(article))


def _lost(task: _Task) -> _Done:
    """Return what stands for an article whose process died at it."""
    return None if isinstance(task, Problem) else process_killed(task.incoming.article)


def _finished(task: _Task, done: _Done) -> _Finished:
    if isinstance(task, Problem):
        return task
    if isinstance(done, Problem):  # people know where it came from, not the name it would have
        return replace(done, where=task.incoming.origin.name)
    return task.incoming, done
