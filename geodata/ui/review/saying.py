"""Who has said what of something, and when: a quiet line for all readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import StoreError
from geodata.intake.stored import corrections_of
from geodata.review.standing import standing_acts
from geodata.ui.review.targets import Target, history_of
from geodata.ui.review.wording import said_words
from geodata.ui.shelf.loading import store_of
from geodata.ui.wording.markup import escape
from geodata.ui.wording.review_words import review_label, review_sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Event
    from geodata.review import Correction
    from geodata.store import Store
    from geodata.ui.page import Page

__all__ = ["said_html", "said_of_event"]


def said_html(store: Store, targets: Sequence[Target]) -> str:
    """Return the lines on who has said what of these last; empty where nobody has."""
    lines = dict.fromkeys(_said(store, one) for one in targets if one.review != "unreviewed")
    return "".join(f'<div class="sp sp-sub">{escape(line)}</div>' for line in lines)


def said_of_event(page: Page, event: Event) -> str:
    """Return the line on an event that somebody has judged."""
    store = store_of(page.library)
    target = Target(page.library.told_by(event).extraction, event)
    return _status(target) if store is None else _said(store, target)


def _said(store: Store, target: Target) -> str:
    """Return what was said of a target; without who and when where the log does not tell."""
    try:
        last = _last_word(store, target)
    except StoreError:  # the page is read all the same
        last = None
    return _status(target) if last is None else said_words(target.review, last)


def _status(target: Target) -> str:
    return f"{review_sign(target.review)} {review_label(target.review)}"


def _last_word(store: Store, target: Target) -> Correction | None:
    """Return the act that a target's review status comes from; None where there is none."""
    article_id = target.article.article_id
    acts = standing_acts(corrections_of(store, [article_id]).get(article_id, ()))
    own = history_of(target, acts)
    return own[-1] if own else None
