"""Who corrects, and where it is kept: what every tool of review needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.intake.stored import corrections_of
from geodata.models import Article
from geodata.review import Signed, history
from geodata.ui.access.permits import may_change, reviewer_name
from geodata.ui.review.targets import history_of
from geodata.ui.shelf.loading import store_of
from geodata.ui.wording.i18n import _

if TYPE_CHECKING:
    from geodata.review import Correction
    from geodata.store import Store
    from geodata.ui.page import Page
    from geodata.ui.review.targets import Target

__all__ = ["Desk", "desk_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """The store that keeps the articles of a page, and the name that corrections are made under.

    It is made anew in every run of a page: `seen` is what the reviewer had before them in that run,
    article by article, so that an act knows what others have done since.
    """

    page: Page
    store: Store
    reviewer: str
    seen: dict[str, tuple[Correction, ...]] = field(default_factory=dict)

    def corrections(self, article_id: str) -> tuple[Correction, ...]:
        """Return what people had said of an article, in order, when the page was drawn.

        What they said of its earlier versions comes first.

        Raises:
            StoreError: the store cannot be read.

        """
        if article_id not in self.seen:
            said = corrections_of(self.store, [article_id])
            self.seen[article_id] = tuple(said.get(article_id, ()))
        return self.seen[article_id]

    def history(self, target: Target | Article) -> tuple[Correction, ...]:
        """Return what people had said of a target, in order, when the page was drawn."""
        if isinstance(target, Article):
            return history(self.corrections(target.article_id), target.article_id)
        return history_of(target, self.corrections(target.article.article_id))

    def sign(self, target: Target | Article | None = None, *, reason: str | None = None) -> Signed:
        """Return who acts now on a target that the page has shown; None for what is added."""
        moment = dt.datetime.now(tz=dt.UTC).replace(microsecond=0)
        last = None if target is None else self.last(target)
        return Signed(self.reviewer, moment, (reason or "").strip() or None, last)

    def last(self, target: Target | Article) -> str | None:
        """Return the id of the last act on a target when the page was drawn; None for none."""
        said = self.history(target)
        return said[-1].correction_id if said else None


def desk_of(page: Page) -> Desk | None:
    """Return the desk of whoever may correct what a page shows; None where nobody may.

    Articles of a folder and samples are in no store: nothing could be kept of them.
    """
    if not may_change():
        return None
    store = store_of(page.library)
    if store is None:
        return None
    return Desk(page, store, reviewer_name() or _("unnamed"))
