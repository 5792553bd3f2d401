"""Deleting an article from the store, after asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.errors import StoreError
from geodata.ui.access.permits import may_change
from geodata.ui.review.acts import tell_failure
from geodata.ui.state.hosting import error_words
from geodata.ui.state.view import leave_detail
from geodata.ui.wording.i18n import _
from geodata.ui.wording.markup import escape

if TYPE_CHECKING:
    from geodata.ui.review.desk import Desk

__all__ = ["show_deleting"]


def show_deleting(desk: Desk, article_id: str) -> None:
    """Draw the button that asks whether an article is to go, and what stays of it."""
    label = _("Delete this article")
    with st.popover(label, key="review_delete", type="tertiary", on_change="rerun") as asked:
        if asked.open:
            text = _(
                "The article goes from the store with everything found in it. What people have "
                "said of it stays in the log, with the words it was said of."
            )
            st.html(f'<div class="sp">{escape(text)}</div>')
            st.button(
                _("Delete for good"),
                key="review_delete_now",
                type="primary",
                on_click=_delete,
                args=(desk, article_id),
            )


def _delete(desk: Desk, article_id: str) -> None:
    if not may_change():  # a page may stay open for days
        tell_failure(_("You may correct nothing here any longer. Reload the page."))
        return
    try:
        is_deleted = desk.store.remove(article_id)
    except StoreError as error:
        tell_failure(error_words(error))
        return
    if not is_deleted:
        tell_failure(_("Somebody else has deleted this article already."))
    leave_detail()
