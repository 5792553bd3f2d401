"""The log of an incident or a mention: who, when, what before, what after, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.errors import StoreError
from geodata.review.standing import undone_ids
from geodata.ui.review.acts import undo_acts
from geodata.ui.review.wording import act_words, change_words, moment_words
from geodata.ui.state.hosting import error_words
from geodata.ui.wording.i18n import _
from geodata.ui.wording.markup import escape, isolate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.review import Correction
    from geodata.ui.review.desk import Desk
    from geodata.ui.review.targets import Target

__all__ = ["acts_on", "log_html", "show_log"]


def acts_on(desk: Desk, targets: Sequence[Target]) -> list[Correction]:
    """Return what people have done to any of these, the last first.

    Raises:
        StoreError: the store cannot be read.

    """
    found = [one for target in targets for one in desk.history(target)]
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def show_log(desk: Desk, targets: Sequence[Target], *, key: str) -> None:
    """Draw the button that opens the log; it is read when it is opened."""
    with st.popover(_("Log"), key=f"review_log_{key}", type="tertiary", on_change="rerun") as log:
        if log.open:
            _show_acts(desk, targets, key)


def _show_acts(desk: Desk, targets: Sequence[Target], key: str) -> None:
    try:
        acts = acts_on(desk, targets)
    except StoreError as error:
        st.html(f'<div class="sp" role="alert">{isolate(error_words(error))}</div>')
        return
    if not acts:
        st.html(f'<div class="sp sp-muted">{escape(_("Nobody has judged this yet."))}</div>')
    undone = undone_ids(acts[::-1])
    for one in acts:
        st.html(log_html(one, undone=one.correction_id in undone))
        if one.act != "undo" and one.correction_id not in undone:
            st.button(
                _("Take back"),
                key=f"review_back_{key}_{one.correction_id}",
                type="tertiary",
                on_click=undo_acts,
                args=(desk, (one,)),
            )


def log_html(correction: Correction, *, undone: bool = False) -> str:
    """Return an act as it stands in the log; one that was taken back is struck through."""
    what = escape(act_words(correction))
    changed = change_words(correction)
    if changed:
        what += f": {isolate(changed)}"
    if undone:
        what = f"<s>{what}</s> ({escape(_('taken back'))})"
    reason = f'<div class="sp-says">{isolate(correction.reason)}</div>' if correction.reason else ""
    scope = ""
    if correction.scope == "name":
        scope = f' <span class="sp-muted">{escape(_("for every such name in the article"))}</span>'
    return (
        f'<div class="sp sp-act"><b>{isolate(correction.reviewer)}</b> '
        f'<span class="sp-muted">{escape(moment_words(correction.made_at, clock=True))}</span>'
        f"<div>{what}{scope}</div>{reason}</div>"
    )
