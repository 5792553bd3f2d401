"""Saving the articles that were chosen: a job whose steps are safe once they are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.intake import add_incoming
from geodata.ui.adding.job import Job, Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.models import Problem
    from geodata.store import Outcome, Store
    from geodata.ui.adding.draft import Row

__all__ = ["Saved", "save_rows"]


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a row: kept, known already, or refused for a reason."""

    row: Row
    result: Outcome | Problem


def save_rows(rows: Sequence[Row], store: Store, *, added_by: str | None) -> Job[Saved]:
    """Return the job that reads places and events in articles and saves them in order.

    `added_by` is the name of who adds them; None for a visitor.
    """

    def work(job: Job[Saved]) -> Iterator[Saved]:
        job.tell(Progress(0, len(rows)))
        results = add_incoming(
            (row.incoming for row in rows),
            store,
            added_by=added_by,
            now=dt.datetime.now(dt.UTC),
            cancelled=job.is_cancelled,
        )
        for done, (row, result) in enumerate(zip(rows, results, strict=False), start=1):
            job.tell(Progress(done, len(rows)))
            yield Saved(row, result)

    return Job(work)
