"""The end of adding: what became of all articles, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.errors import StoreError
from geodata.models import Problem
from geodata.ui.adding.fault import show_fault, store_fault, tell_fault
from geodata.ui.adding.session import start_over, start_saving
from geodata.ui.adding.words import faults_html, result_words, summary_words
from geodata.ui.state.hosting import error_words
from geodata.ui.state.navigation import PAGES
from geodata.ui.state.view import ARTICLE_KEY, carried_query
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import escape, isolate, lang
from geodata.ui.wording.words import published_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Article
    from geodata.store import Outcome
    from geodata.ui.adding.draft import Row
    from geodata.ui.adding.session import Adding

__all__ = ["show_outcome"]

# Articles shown at once; a button shows as many more.
_STEP = 30
_SHOWN = "adding_shown"


def show_outcome(adding: Adding) -> None:
    """Draw what was saved and what was not, with links to the articles and to the map."""
    job = adding.saving
    if job is None:
        return
    saved, left = adding.saved(), tuple(adding.left)
    refused = [one for one in adding.given.problems if one.rejected]
    refused += [one.result for one in saved if isinstance(one.result, Problem)]
    kept = [(one.article, one.result) for one in saved if not isinstance(one.result, Problem)]
    here = sum(one.is_here for one in saved if not isinstance(one.result, Problem))
    known = adding.given.known - here
    outcomes = [outcome for _article, outcome in kept]
    title = summary_words(outcomes, known=known, refused=len(refused))
    st.html(
        f'<div class="sp sp-aloud"><h2 class="sp-h2">{escape(title)}</h2>'
        f'<p class="sp-muted">{escape(_rest_words(job.error, len(left)))}</p></div>'
    )
    show_fault()
    _show_ways(left, has_saved=bool(kept))
    if refused:
        st.html(faults_html(refused))
    _show_saved(kept)


def _rest_words(error: Exception | None, left: int) -> str:
    """Return what stopped saving, if anything did, and how many articles are left."""
    if not left:
        return ""
    rest = ngettext("{n} article is not saved yet.", "{n} articles are not saved yet.", left)
    if error is None:
        return _("You stopped saving.") + f" {rest}"
    said = error_words(error) if isinstance(error, StoreError) else _("Saving was cut off.")
    return f"{said} {rest}"


def _show_ways(left: Sequence[Row], *, has_saved: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="adding_acts"):
        if left:
            label = ngettext("Save the remaining {n}", "Save the remaining {n}", len(left))
            st.button(
                label,
                key="adding_resume",
                type="primary",
                on_click=_resume,
                args=(left,),
            )
        if has_saved:
            st.page_link(PAGES["overview"][0], label=_("To the map"), query_params=_query())
            st.page_link(PAGES["articles"][0], label=_("To all articles"), query_params=_query())
        st.button(_("Add more"), key="adding_over", type="tertiary", on_click=start_over)


def _show_saved(kept: Sequence[tuple[Article, Outcome]]) -> None:
    """Draw the articles, each with a link to its page."""
    shown = int(st.session_state.get(_SHOWN, _STEP))
    with st.container(gap=None, key="adding_saved"):
        for index, (article, outcome) in enumerate(kept[:shown]):
            _show_row(index, article, outcome)
    if len(kept) > shown:
        label = ngettext("Show {n} more", "Show {n} more", min(_STEP, len(kept) - shown))
        st.button(label, key="adding_more", on_click=_show_more, args=(shown + _STEP,))


def _show_row(index: int, article: Article, outcome: Outcome) -> None:
    parts = (article.publisher or _("publisher unknown"), published_text(article))
    told = " · ".join(isolate(part) for part in (*parts, result_words(outcome)))
    with st.container(
        horizontal=True, wrap=False, vertical_alignment="center", key=f"adding_one_{index}"
    ):
        st.html(
            f'<div class="sp"><h3 class="sp-h3"{lang(article.language)}>'
            f'{isolate(article.title)}</h3><div class="sp-sub">{told}</div></div>'
        )
        st.page_link(
            PAGES["articles"][0],
            label=_("Read"),
            query_params=_query() | {ARTICLE_KEY: [outcome.article_id]},
        )


def _query() -> dict[str, list[str]]:
    """Return what a link carries: the language, and no filter that could hide what is new."""
    return {key: value for key, value in carried_query().items() if key == "ui"}


def _resume(left: Sequence[Row]) -> None:
    """Save what is left; say why where it cannot be."""
    try:
        start_saving(left)
    except StoreError as error:
        tell_fault(store_fault(error))


def _show_more(count: int) -> None:
    st.session_state[_SHOWN] = count
