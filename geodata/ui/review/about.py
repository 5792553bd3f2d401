"""The window in which is put right what is known of an article: day, publisher, address, author."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geodata.review import ArticleState, change, state_of
from geodata.review.standing import undone_ids
from geodata.ui.access.gate import recheck_reader
from geodata.ui.review.changing import ask_reason, show_save
from geodata.ui.review.event_form import ask_date
from geodata.ui.review.log import log_html
from geodata.ui.wording.i18n import _
from geodata.ui.wording.markup import escape

if TYPE_CHECKING:
    from geodata.models import Article
    from geodata.ui.review.desk import Desk

__all__ = ["open_about"]

# Characters that a field takes, as corrections do (`geodata.review.checking`).
_LONGEST_NAME, _LONGEST_ADDRESS = 300, 2_000


@dataclass(frozen=True, slots=True)
class _Filled:
    """What the form says; `missing` is what keeps it from being kept, None for nothing."""

    state: ArticleState
    missing: str | None


def open_about(desk: Desk, article: Article) -> None:
    """Open the window."""
    st.dialog(_("About the article"), width="medium")(_show_about)(desk, article)


def _show_about(desk: Desk, article: Article) -> None:
    recheck_reader()
    key = f"review_about_{article.article_id}"
    filled = _fill(state_of(article), key)
    text = _("With another date the days of its events are worked out anew.")
    st.html(f'<div class="sp sp-muted">{escape(text)}</div>')
    reason = ask_reason(key)
    show_save(
        desk,
        lambda: [change(article, article, filled.state, desk.sign(article, reason=reason))],
        key=key,
        label=_("Keep the change"),
        missing=filled.missing,
    )
    acts = desk.history(article)
    undone = undone_ids(acts)
    for one in reversed(acts):
        st.html(log_html(one, undone=one.correction_id in undone))


def _fill(state: ArticleState, key: str) -> _Filled:
    published, wrong = ask_date(
        _("Published"),
        state.published,
        key=f"{key}_published",
        help=_("A day, a month or a year: 2022-01-06, 2022-01 or 2022; empty where unknown."),
    )
    publisher = _ask(_("Publisher"), state.publisher, f"{key}_publisher")
    url = st.text_input(
        _("Link to the original"),
        state.url or "",
        key=f"{key}_url",
        max_chars=_LONGEST_ADDRESS,
        placeholder="https://",
    ).strip()
    author = _ask(_("Author"), state.author, f"{key}_author")
    filled = ArticleState(published, publisher, url or None, author)
    if wrong is not None:
        return _Filled(filled, wrong)
    if url and url != state.url and not url.startswith(("https://", "http://")):
        return _Filled(filled, _("A link begins with https:// or http://."))
    return _Filled(filled, _("Nothing is changed yet.") if filled == state else None)


def _ask(label: str, value: str | None, key: str) -> str | None:
    """Draw the field of a name and return what it says; None where it is empty."""
    return st.text_input(label, value or "", key=key, max_chars=_LONGEST_NAME).strip() or None
