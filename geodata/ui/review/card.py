"""Review on a card: what people have said of an incident, and the tools to say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.errors import StoreError
from geodata.ui.review.desk import desk_of
from geodata.ui.review.saying import said_html
from geodata.ui.review.targets import incident_targets
from geodata.ui.review.tools import show_tools
from geodata.ui.shelf.loading import store_of
from geodata.ui.state.hosting import error_words
from geodata.ui.wording.markup import isolate

if TYPE_CHECKING:
    from geodata.models import Incident
    from geodata.ui.page import Page

__all__ = ["show_review_tools"]


def show_review_tools(page: Page, incident: Incident) -> None:
    """Draw what people have said of an incident, for all; for reviewers the tools as well."""
    store, desk = store_of(page.library), desk_of(page)
    if store is None or (desk is None and incident.review == "unreviewed"):
        return
    targets = incident_targets(incident, page.library)
    said = said_html(store, targets)
    if said:
        st.html(said)
    if desk is not None:
        try:
            show_tools(desk, targets, key=incident.incident_id)
        except StoreError as error:
            st.html(f'<div class="sp sp-muted" role="alert">{isolate(error_words(error))}</div>')
