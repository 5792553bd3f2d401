"""What a page says of itself to those who do not see it or have no pointer.

Streamlit writes `lang="en"` and English names into every page, names none of our parts and tells
nobody what a click has changed. A script mends that in the browser; it reads nothing but the page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.ui.wording.i18n import N_, _, language
from geodata.ui.wording.slim import slim_script

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["show_aids"]

_SCRIPT = Path(__file__).parent / "aids.js"
# Names that Streamlit gives to its own parts.
_STREAMLIT = (
    N_("Choose date range"),
    N_("Clear all"),
    N_("Clear value"),
    N_("Collapse sidebar"),
    N_("Expand sidebar"),
    N_("Navigate to home page"),
    N_("Open"),
    N_("Selected values"),
    N_("Help for {name}"),
    N_("Remove {name}"),
    N_("day, {name} start date"),
    N_("month, {name} start date"),
    N_("year, {name} start date"),
    N_("day, {name} end date"),
    N_("month, {name} end date"),
    N_("year, {name} end date"),
    N_("{name} start date"),
    N_("{name} end date"),
)
# The part with which files are given stands on one page alone.
_UPLOAD = (N_("Add files"),)


def show_aids(page: str) -> None:
    """Draw what sets the language of a page, names its parts and tells what changes."""
    with st.container(key="aids"):
        _component()(key="page_aids", data=_words(page))


def _words(page: str) -> dict[str, Any]:
    remove = _("Remove the filter “{name}”")
    sidebar = N_("In the store") if page == "add" else N_("Filters")
    names = (*_STREAMLIT, *_UPLOAD) if page == "add" else _STREAMLIT
    return {
        "page": page,
        "language": language(),
        "skips": _("Skip links"),
        "skip_to": {
            "content": _("To the content"),
            "map": _("To the map"),
            "proof": _("To the proof"),
            "filters": _("To the filters"),
        },
        # Selector, role and name of each part.
        "parts": (
            (".st-key-nav", "navigation", _("Pages")),
            ("[data-testid=stSidebar]", "complementary", _(sidebar)),
            (".st-key-panel", "region", _("Evidence")),
            (".st-key-profile, .st-key-profile_chosen", "region", _("Place")),
            (".st-key-article_side", "region", _("Events")),
        ),
        # Selector and name of buttons that show a sign alone.
        "buttons": (
            (".st-key-close button", _("Close")),
            ("[class*=st-key-chip_] button", remove),
            ("[class*=st-key-pager_][class*=_before] button", _("Rows before")),
            ("[class*=st-key-pager_][class*=_after] button", _("Further rows")),
        ),
        # Buttons that are told apart by their row.
        "rows": ".st-key-newest button, .st-key-article_list button, .st-key-adding_saved a",
        "streamlit": {text: _(text) for text in names},
    }


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "schauplatz_aids", js=slim_script(_SCRIPT.read_text(encoding="utf-8"))
    )
