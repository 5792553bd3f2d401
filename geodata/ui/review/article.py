"""Review on the page of an article: one name or event at a time, and what was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.errors import GeodataError
from geodata.review import confirm
from geodata.ui.access.permits import may_change
from geodata.ui.review.about import open_about
from geodata.ui.review.acts import act
from geodata.ui.review.adding import open_adding
from geodata.ui.review.deleting import show_deleting
from geodata.ui.review.desk import desk_of
from geodata.ui.review.open_acts import show_open_acts
from geodata.ui.review.saying import said_html
from geodata.ui.review.selecting import heard_selection, show_selecting
from geodata.ui.review.style import show_style
from geodata.ui.review.targets import target_words, targets_in_order
from geodata.ui.review.tools import show_tools
from geodata.ui.shelf.loading import store_of
from geodata.ui.state.hosting import error_words
from geodata.ui.wording.i18n import _, ngettext, number
from geodata.ui.wording.markup import escape, isolate, plain
from geodata.ui.wording.review_words import review_sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Extraction
    from geodata.ui.page import Page
    from geodata.ui.review.desk import Desk
    from geodata.ui.review.selecting import Selected
    from geodata.ui.review.targets import Target

__all__ = ["show_article_review"]

_CHOICE = "review_target"


def show_article_review(page: Page, extraction: Extraction) -> None:
    """Draw the tools for an article, where its reader may change it; for others nothing."""
    desk = desk_of(page)
    if desk is None:
        _say_why_not(page)
        return
    show_style()
    try:
        with st.container(key="review_box", gap="xsmall"):
            _show_box(desk, extraction)
    except GeodataError as error:
        st.html(f'<div class="sp sp-banner sp-problems">{isolate(error_words(error))}</div>')


def _say_why_not(page: Page) -> None:
    """Tell who may correct, but not these articles, what is needed for it."""
    if may_change() and store_of(page.library) is None:
        text = _("To correct what was found here, take the article into the store: “Add articles”.")
        st.html(f'<div class="sp sp-sub">{escape(text)}</div>')


def _show_box(desk: Desk, extraction: Extraction) -> None:
    targets = targets_in_order(extraction)
    _show_head(desk, targets)
    show_open_acts(desk, [extraction.article.article_id])
    _take_selection(desk, extraction, heard_selection())
    target = _choose(desk, targets) if targets else None
    acts = len(desk.corrections(extraction.article.article_id))
    show_selecting(None if target is None else target.span.start, acts=acts)
    if target is not None:
        if target.review != "unreviewed":
            st.html(said_html(desk.store, [target]))
        show_tools(desk, [target], key=target.target_id)
    with st.container(horizontal=True, gap="small"):
        if st.button(_("Add a place"), key="review_add_mention", type="tertiary"):
            open_adding(desk, extraction, what="mention")
        if st.button(_("Add an event"), key="review_add_event", type="tertiary"):
            open_adding(desk, extraction, what="event")
        if st.button(_("About the article"), key="review_about", type="tertiary"):
            open_about(desk, extraction.article)
        show_deleting(desk, extraction.article.article_id)


def _show_head(desk: Desk, targets: Sequence[Target]) -> None:
    done = sum(one.review != "unreviewed" for one in targets)
    line = _("{done} of {all} looked at").format(done=number(done), all=number(len(targets)))
    hint = _("Choose here or click a mark in the text; select words to add what is missing.")
    st.html(
        f'<div class="sp"><h2 class="sp-h3">{escape(_("Review"))}</h2>'
        f'<p class="sp-muted">{escape(line)}. {escape(hint)}</p></div>'
    )
    rest = [one for one in targets if one.review == "unreviewed"]
    if rest:
        label = ngettext("Confirm the other {n}", "Confirm the other {n}", len(rest))
        st.button(label, key="review_rest", type="tertiary", on_click=_confirm, args=(desk, rest))


def _confirm(desk: Desk, targets: Sequence[Target]) -> None:
    act(desk, lambda: [confirm(one.article, one.found, desk.sign(one)) for one in targets])


def _choose(desk: Desk, targets: Sequence[Target]) -> Target:
    """Draw the list of what can be judged, with a step back and forth, and return the choice."""
    ids = [one.target_id for one in targets]
    if st.session_state.get(_CHOICE) not in ids:
        fresh = (one.target_id for one in targets if one.review == "unreviewed")
        st.session_state[_CHOICE] = next(fresh, ids[0])
    by_id = dict(zip(ids, targets, strict=True))
    with st.container(horizontal=True, wrap=False, gap="small", vertical_alignment="bottom"):
        chosen = st.selectbox(
            _("Name or event"),
            ids,
            format_func=lambda one: plain(_line(desk, by_id[one])),
            key=_CHOICE,
        )
        at = ids.index(chosen)
        _step("before", "‹", _("The one before"), ids, at - 1)
        _step("next", "›", _("The next one"), ids, at + 1)
    return by_id[chosen]


def _step(name: str, sign: str, told: str, ids: Sequence[str], row: int) -> None:
    is_there = 0 <= row < len(ids)
    st.button(
        sign,
        key=f"review_{name}",
        help=told,
        disabled=not is_there,
        on_click=_go,
        args=(ids[row] if is_there else "",),
    )


def _go(target_id: str) -> None:
    st.session_state[_CHOICE] = target_id


def _line(desk: Desk, target: Target) -> str:
    sign = review_sign(target.review)
    words = target_words(target, desk.page.library)
    return f"{sign} {words}" if sign else words


def _take_selection(desk: Desk, extraction: Extraction, selected: Selected | None) -> None:
    """Open what the reader has selected or clicked in the text."""
    span = None if selected is None else selected.within(extraction.article.text)
    if selected is None or span is None:
        return
    if selected.what == "mark":
        here = [
            one
            for one in targets_in_order(extraction)
            if one.span.start <= span.start < max(one.span.end, one.span.start + 1)
        ]
        exact = sorted(here, key=lambda one: (one.span.end - one.span.start, one.span.start))
        if exact:
            _go(exact[0].target_id)
        return
    open_adding(desk, extraction, what=selected.what, span=span)
