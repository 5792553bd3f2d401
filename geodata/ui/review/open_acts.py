"""Corrections whose words stand in the text no longer: named, with what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.intake.stored import corrections_of
from geodata.review import apply_corrections
from geodata.ui.review.acts import undo_acts
from geodata.ui.review.wording import act_words, change_words, reviewer_words
from geodata.ui.state.navigation import PAGES
from geodata.ui.state.view import carried_query
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import escape, isolate
from geodata.ui.wording.words import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.review import Unanchored
    from geodata.store import Store
    from geodata.ui.review.desk import Desk

__all__ = ["open_acts", "show_open_acts"]

# Named at once; of more there is the number.
_FEW = 20
_QUOTED_CHARS = 120


def open_acts(store: Store, article_ids: Sequence[str]) -> list[tuple[str, Unanchored]]:
    """Return the corrections that hold nowhere, in the order of the log, with their article's id.

    Raises:
        StoreError: the store cannot be read.

    """
    said = corrections_of(store, article_ids)
    found = {one.article.article_id: one for one in store.extractions(sorted(said))} if said else {}
    return [
        (article_id, one)
        for article_id, acts in said.items()
        if article_id in found
        for one in apply_corrections(found[article_id], acts).open
    ]


def show_open_acts(desk: Desk, article_ids: Sequence[str], *, links: bool = False) -> None:
    """Draw the corrections that hold nowhere; nothing where all do. `links` lead to the articles.

    Raises:
        StoreError: the store cannot be read.

    """
    # The words of an article that has never changed are where they were.
    changed = sorted(desk.store.earlier(article_ids))
    waiting = open_acts(desk.store, changed) if changed else []
    if not waiting:
        return
    title = ngettext(
        "{n} correction found its words no longer",
        "{n} corrections found their words no longer",
        len(waiting),
    )
    with st.expander(title, key="review_open"):
        text = _("The text was changed. Make the correction anew where it belongs, or drop it.")
        st.html(f'<div class="sp sp-sub">{escape(text)}</div>')
        for article_id, one in waiting[:_FEW]:
            _show(desk, article_id, one, links=links)


def _show(desk: Desk, article_id: str, waiting: Unanchored, *, links: bool) -> None:
    one = waiting.correction
    what = f"{act_words(one)} {change_words(one)}".strip()
    words = quoted(one.anchor.exact[:_QUOTED_CHARS])
    st.html(
        f'<div class="sp"><b>{isolate(reviewer_words(one.reviewer))}</b>: {isolate(what)}'
        f'<div class="sp-sub">{isolate(words)} · {isolate(waiting.reason)}</div></div>'
    )
    with st.container(horizontal=True, gap="small"):
        if links:
            st.page_link(
                PAGES["articles"][0],
                label=_("Read in the article"),
                query_params=carried_query(article=article_id),
            )
        st.button(
            _("Drop it"),
            key=f"review_drop_{one.correction_id}",
            type="tertiary",
            on_click=undo_acts,
            args=(desk, (one,)),
        )
