"""The link to a page as it stands, and the code that shows its map on another site.

The browser alone knows the whole address: the map's script writes its view into it without a word
to Python. So a component of our own reads the address at the moment of the click.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from geodata.ui.state.view import ARTICLE_KEY, EVENT_KEY
from geodata.ui.wording.i18n import _, language
from geodata.ui.wording.slim import read_asset, slim_script, slim_style

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

    from geodata.ui.state.navigation import PageName

__all__ = ["MAP_PAGES", "link_data", "share_url", "show_link"]

ASSETS_FOLDER = Path(__file__).parent / "assets"
# The pages that are a map first of all; they can stand in a frame of another site.
MAP_PAGES: frozenset[PageName] = frozenset({"overview", "deployments", "protests"})


def show_link(name: PageName) -> None:
    """Draw the buttons that copy the link to this page and the code that embeds its map."""
    _component()(key="link", data=link_data(name))


def link_data(name: PageName) -> dict[str, Any]:
    """Return what the browser is told: words, and which address a frame would have."""
    return {
        "language": language(),
        "has_map": name in MAP_PAGES,
        "dropped": [ARTICLE_KEY, EVENT_KEY],
        "title": _("Map of events: Schauplatz"),
        "words": {
            "link": _("Copy link"),
            "embed": _("Embed"),
            "copied": _("Copied. The link opens this page with all filters and this map view."),
            "by_hand": _("Your browser lets pages copy nothing here: press Ctrl+C or ⌘C."),
            "address": _("Link to this page"),
            "hint": _("This line shows the map with these filters on another page."),
            "code": _("Code to embed the map"),
            "copy": _("Copy code"),
            "copied_code": _("Code copied."),
        },
    }


def share_url() -> str | None:
    """Return the absolute address of the page as this run found it; None where no browser asks.

    It is the browser's own, so it holds under a sub-path and behind a proxy.
    """
    address = st.context.url
    if address is None:
        return None
    query = urlencode({key: st.query_params.get_all(key) for key in st.query_params}, doseq=True)
    return f"{address}?{query}" if query else address


@cache
def _component() -> ComponentRenderer:
    """Return the component, its script and style inline: a browser fetches nothing for it."""
    return st.components.v2.component(
        "schauplatz_link",
        css=slim_style(read_asset(ASSETS_FOLDER / "link.css")),
        js=slim_script(read_asset(ASSETS_FOLDER / "link.js")),
    )
