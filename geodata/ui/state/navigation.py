"""The strip of pages: links that carry what the reader looks at from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

from geodata.ui.state.view import carried_query, leave_detail
from geodata.ui.wording.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from streamlit.delta_generator import DeltaGenerator

    from geodata.models import EventKind

__all__ = ["PAGES", "PAGE_KINDS", "PageName", "refresh_navigation", "show_navigation"]

PageName = Literal[
    "overview",
    "deployments",
    "protests",
    "places",
    "sources",
    "articles",
    "method",
    "report",
    "review",
    "add",
]
# Page -> its file, its name in the strip.
PAGES: Mapping[PageName, tuple[str, str]] = {
    "overview": ("dashboard.py", N_("Overview")),
    "deployments": ("pages/1_Deployments.py", N_("Deployments")),
    "protests": ("pages/2_Protests.py", N_("Protests and violence")),
    "places": ("pages/3_Places.py", N_("Places")),
    "sources": ("pages/4_Sources.py", N_("Sources")),
    "articles": ("pages/5_Articles.py", N_("Articles")),
    "method": ("pages/6_Method.py", N_("Method")),
    "report": ("pages/7_Report.py", N_("Report")),
    "review": ("pages/9_Review.py", N_("Review")),
    # The last stands at the right end of the strip: an act, not something to look at.
    "add": ("pages/8_Add.py", N_("Add articles")),
}
# What a page is about, whatever the filters say; all others are about everything.
PAGE_KINDS: Mapping[PageName, tuple[EventKind, ...]] = {
    "deployments": ("deployment", "withdrawal"),
    "protests": ("protest", "violence"),
}
_SEATS = "schauplatz_navigation"


def show_navigation(here: PageName, *, left_out: Container[PageName] = ()) -> None:
    """Draw the strip; the page one is on is a button back to how one comes to it.

    Pages `left_out` are not for this reader.
    """
    seats: dict[PageName, DeltaGenerator] = {}
    with st.container(key="nav", horizontal=True, wrap=False, vertical_alignment="center"):
        for name, (_file, label) in PAGES.items():
            if name == here:
                st.button(_(label), key="nav_here", type="tertiary", on_click=leave_detail)
            elif name not in left_out:
                seats[name] = st.empty()
    st.session_state[_SEATS] = seats
    _draw()


def refresh_navigation() -> None:
    """Let the links carry what has been selected since; for a fragment, which draws no strip.

    To be called in every run of the fragment: Streamlit lets it write outside of itself only where
    it did so when the whole page was run.
    """
    _draw()


def _draw() -> None:
    query = carried_query(selection=True)
    for name, seat in st.session_state.get(_SEATS, {}).items():
        file, label = PAGES[name]
        seat.page_link(file, label=_(label), query_params=query)
