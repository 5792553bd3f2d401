"""What waits for a person: the least certain first, of what the filters keep."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from geodata.models import REVIEW_STATUSES

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["Sort", "Waiting", "waiting_of"]

Sort = Literal["events", "mentions"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The ids of what nobody has looked at, least certain first, each with its article's id.

    `done` of `total` have been looked at.
    """

    target_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    done: int
    total: int

    @property
    def size(self) -> int:
        """How many ids it holds, for what remembers it."""
        return len(self.target_ids)


def waiting_of(page: Page, sort: Sort) -> Waiting:
    """Return what waits of the events or mentions that the filters keep, rejected ones too."""
    asked = replace(page.filters, review=REVIEW_STATUSES)
    kept = page.library.kept(asked, page.kinds)
    return kept.recall(f"waiting {sort}", lambda: _waiting(page, sort))


def _waiting(page: Page, sort: Sort) -> Waiting:
    asked = replace(page.filters, review=REVIEW_STATUSES)
    kept = page.library.kept(asked, page.kinds)
    frame = kept.events if sort == "events" else kept.mentions
    id_column, sure = ("event_id", "geo_confidence"), "confidence"
    name, rating = id_column if sort == "events" else ("mention_id", sure)
    fresh = frame[(frame["review_status"] == "unreviewed").to_numpy()]
    ratings = fresh[rating].fillna(-1.0).to_numpy(float)
    ids = fresh[name].to_numpy(object)
    order = np.lexsort((ids, ratings))
    return Waiting(
        tuple(ids[order]),
        tuple(fresh["article_id"].to_numpy(object)[order]),
        len(frame) - len(fresh),
        len(frame),
    )
