"""The row of tools below what is judged: confirm, reject, change, note, and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.review import confirm, note, reject
from geodata.review.standing import undone_ids
from geodata.ui.review.acts import act, undo_acts
from geodata.ui.review.changing import open_change
from geodata.ui.review.log import show_log
from geodata.ui.wording.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.ui.review.desk import Desk
    from geodata.ui.review.targets import Target

__all__ = ["show_tools"]


def show_tools(desk: Desk, targets: Sequence[Target], *, key: str) -> None:
    """Draw the tools for what is judged together: the tellings of an incident, or one alone.

    Whoever looks at them has seen what was said until now; so that is read here.
    """
    for target in targets:
        desk.corrections(target.article.article_id)
    with st.container(
        key=f"review_tools_{key}", horizontal=True, gap="small", vertical_alignment="center"
    ):
        if all(one.review == "rejected" for one in targets):
            _button(_("Take the rejection back"), f"restore_{key}", _restore, desk, targets)
        else:
            _button(_("✓ Confirm"), f"confirm_{key}", _confirm, desk, targets)
            _button(_("✕ Reject"), f"reject_{key}", _reject, desk, targets)
        if st.button(_("✎ Change"), key=f"review_change_{key}", type="tertiary"):
            open_change(desk, targets)
        _show_note(desk, targets, key)
        show_log(desk, targets, key=key)


def _button(
    label: str,
    key: str,
    on_click: Callable[[Desk, Sequence[Target]], None],
    desk: Desk,
    targets: Sequence[Target],
) -> None:
    st.button(label, key=f"review_{key}", type="tertiary", on_click=on_click, args=(desk, targets))


def _confirm(desk: Desk, targets: Sequence[Target]) -> None:
    """Confirm all that is not rejected."""
    kept = [one for one in targets if one.review != "rejected"]
    act(desk, lambda: [confirm(one.article, one.found, desk.sign(one)) for one in kept])


def _reject(desk: Desk, targets: Sequence[Target]) -> None:
    kept = [one for one in targets if one.review != "rejected"]
    act(desk, lambda: [reject(one.article, one.found, desk.sign(one)) for one in kept])


def _restore(desk: Desk, targets: Sequence[Target]) -> None:
    """Take back the last rejection of each target that still stands."""
    standing = []
    for target in targets:
        acts = desk.history(target)
        undone = undone_ids(acts)
        rejections = [
            one for one in acts if one.act == "reject" and one.correction_id not in undone
        ]
        standing += rejections[-1:]
    undo_acts(desk, standing)


def _show_note(desk: Desk, targets: Sequence[Target], key: str) -> None:
    with st.popover(_("Note"), key=f"review_note_{key}", type="tertiary", on_change="rerun") as box:
        if box.open:
            text = f"review_text_{key}"
            st.text_area(_("Note"), key=text, max_chars=2000)
            st.button(
                _("Keep the note"),
                key=f"review_keep_{key}",
                on_click=_note,
                args=(desk, targets, text),
            )


def _note(desk: Desk, targets: Sequence[Target], key: str) -> None:
    text = str(st.session_state.get(key, "")).strip()
    first = targets[0]
    kept = act(desk, lambda: [note(first.article, first.found, desk.sign(first, reason=text))])
    if kept:
        st.session_state[key] = ""
