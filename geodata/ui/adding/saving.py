"""Saving the articles that were chosen: a job whose steps are safe once they are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geodata.intake import add_incoming
from geodata.models import Span
from geodata.ui.adding.job import Job, Progress

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Iterator

    from geodata.models import Article, Problem
    from geodata.store import Outcome, Store
    from geodata.ui.adding.draft import Row

__all__ = ["Saved", "save_rows"]


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an article: kept, known already, or refused for a reason.

    Of its text only the title is left; `is_here` says whether it was kept before.
    """

    article: Article
    is_here: bool
    result: Outcome | Problem


def save_rows(left: deque[Row], store: Store, *, added_by: str | None) -> Job[Saved]:
    """Return the job that reads places and events in articles and saves them in order.

    Args:
        left: what is to be saved; the job takes out each row once it is told what became of it.
        store: what they are kept in.
        added_by: the name of who adds them; None for a visitor.

    """

    def work(job: Job[Saved]) -> Iterator[Saved]:
        total = len(left)
        job.tell(Progress(0, total))
        results = add_incoming(
            (row.incoming for row in tuple(left)),
            store,
            added_by=added_by,
            now=dt.datetime.now(dt.UTC),
            cancelled=job.is_cancelled,
        )
        for done, result in enumerate(results, start=1):
            job.tell(Progress(done, total))
            row = left.popleft()
            yield Saved(_without_text(row.incoming.article), row.is_here, result)

    return Job(work)


def _without_text(article: Article) -> Article:
    """Return an article as it is told when it is kept: a session may last for days."""
    if article.headline is None:
        return replace(article, text="", body=())
    return replace(article, text=article.title, body=(), headline=Span(0, len(article.title)))
