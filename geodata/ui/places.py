"""The page of places: which are named how often, and every mention with its coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.figures import show_title
from geodata.ui.i18n import _, ngettext
from geodata.ui.lifting import show_empty
from geodata.ui.markup import escape
from geodata.ui.tables import show_mention_table, show_place_table

if TYPE_CHECKING:
    import pandas as pd

    from geodata.ui.page import Page

__all__ = ["show_places"]


def show_places(page: Page) -> None:
    """Draw the ranking of places and the table of geocoded mentions that the filters keep."""
    mentions, places = _mentions(page), _places(page)
    unknown = int(mentions["place_id"].isna().sum())
    parts = [
        ngettext("{n} place name in the texts", "{n} place names in the texts", len(mentions)),
        ngettext("{n} place", "{n} places", len(places)),
        ngettext("{n} name without a place", "{n} names without a place", unknown),
    ]
    show_title(_("Which places are named?"), escape(" · ".join(parts)))
    if mentions.empty:
        show_empty(page)
        return
    show_place_table(page, _places)
    st.space("small")
    show_mention_table(page, _mentions)


def _mentions(page: Page) -> pd.DataFrame:
    """Return the mentions that the filters keep."""
    tables = page.library.tables
    return page.filters.mentions(tables.mentions, tables.articles)


def _places(page: Page) -> pd.DataFrame:
    """Return the places that these mentions name."""
    places = page.library.tables.places
    return places[places["place_id"].isin(_mentions(page)["place_id"])]
