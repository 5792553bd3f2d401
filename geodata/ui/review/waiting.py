"""What waits for a person: the least certain first, of what the filters keep."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from geodata.models import REVIEW_STATUSES
from geodata.review.queue import queue_events, queue_mentions

if TYPE_CHECKING:
    from geodata.ui.page import Page
    from geodata.ui.shelf.kept import Kept

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
    return kept.recall(f"waiting {sort}", lambda: _waiting(kept, page, sort))


def _waiting(kept: Kept, page: Page, sort: Sort) -> Waiting:
    if sort == "events":
        frame, name = kept.events, "event_id"
        queue = queue_events(frame, kept.incidents, page.library.tables.figures)
    else:
        frame, name = kept.mentions, "mention_id"
        queue = queue_mentions(frame)
    return Waiting(
        tuple(map(str, queue[name])),
        tuple(map(str, queue["article_id"])),
        len(frame) - len(queue),
        len(frame),
    )
