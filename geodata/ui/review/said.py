"""The line on the last act: what was done, what others have done meanwhile, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.review.acts import close_said, done_last, failure, is_closed, undo_last
from geodata.ui.review.keys import show_keys
from geodata.ui.review.wording import act_words, change_words, reviewer_words
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import escape, isolate

if TYPE_CHECKING:
    from geodata.review import Correction
    from geodata.ui.review.acts import Done
    from geodata.ui.review.desk import Desk

__all__ = ["said_html", "show_said"]


def show_said(desk: Desk) -> None:
    """Draw the line at the foot of the window, and what listens to the keyboard."""
    show_keys()
    failed, done = failure(), done_last()
    if failed is None and (done is None or is_closed()):
        return
    with st.container(
        key="review_said", horizontal=True, wrap=False, gap="small", vertical_alignment="center"
    ):
        if failed is not None:
            st.html(_failed_html(failed))
        elif done is not None:
            st.html(said_html(done))
            st.button(
                _("Undo"), key="review_undo", type="tertiary", on_click=undo_last, args=(desk,)
            )
        st.button("✕", key="review_close", help=_("Close"), type="tertiary", on_click=close_said)


def said_html(done: Done) -> str:
    """Return what was done last, and what others have done to the same meanwhile."""
    first = done.corrections[0]
    changed = change_words(first)
    what = f"<b>{escape(act_words(first).capitalize())}</b>"
    if len(done.corrections) > 1:
        count = ngettext("{n} report", "{n} reports", len(done.corrections))
        what += f" · {escape(count)}"
    if changed:
        what += f" · {isolate(changed)}"
    conflict = "".join(f'<div class="sp-conflict">{_conflict(one)}</div>' for one in done.others)
    return f'<div class="sp sp-aloud">{what}{conflict}</div>'


def _conflict(other: Correction) -> str:
    """Return who has done what between the reviewer's look and their act."""
    said = _("{name} did this a moment ago: {what}. Yours stands now.")
    what = change_words(other) or act_words(other)
    return isolate(said.format(name=reviewer_words(other.reviewer), what=what))


def _failed_html(reason: str) -> str:
    return (
        f'<div class="sp sp-aloud" role="alert"><b>{escape(_("Not kept."))}</b> '
        f"{isolate(reason)}</div>"
    )
