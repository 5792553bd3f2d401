"""The page of places: a ranking, the profile of one place, every mention, names without a place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.tables.profiles import count_names, count_places
from geodata.ui.filters.lifting import show_empty
from geodata.ui.pages.figures import show_title
from geodata.ui.pages.place_profile import show_profile
from geodata.ui.pages.place_ranking import show_ranking
from geodata.ui.state.following import scroll_to_choice
from geodata.ui.state.view import current_view
from geodata.ui.tables.incident_table import table_height
from geodata.ui.tables.mention_table import show_mention_table
from geodata.ui.tables.paging import show_heading, show_pager, shown_piece
from geodata.ui.taking.table_file import Part
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import escape, plain

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["show_places"]

PROFILE_PX = 420


def show_places(page: Page) -> None:
    """Draw the ranking beside the profile of the place chosen, then what the texts name."""
    ranking, unplaced = _ranking(page), _unplaced(page)
    parts = [
        ngettext(
            "{n} place name in the texts", "{n} place names in the texts", len(page.kept.mentions)
        ),
        ngettext("{n} place", "{n} places", len(ranking)),
        ngettext("{n} name without a place", "{n} names without a place", len(unplaced)),
    ]
    show_title(_("Which places are named?"), escape(" · ".join(parts)))
    if page.kept.mentions.empty:
        show_empty(page)
        return
    chosen = current_view().place_id
    with st.container(horizontal=True, key="split", gap="medium"):
        with st.container(key="left", gap="xsmall"):
            show_ranking(page, ranking)
        with st.container(key="right", width=PROFILE_PX):
            first = chosen if chosen is not None else _first(ranking)
            if first is not None:
                show_profile(page, first, chosen=chosen is not None)
    only = None if chosen is None else f"mentions of {chosen}"
    show_mention_table(page, partial(_mentions, place_id=chosen), only=only)
    _show_unplaced(page, unplaced)
    scroll_to_choice()


def _ranking(page: Page) -> pd.DataFrame:
    """Return the places that the mentions kept name, as `count_places` describes it."""
    kept = page.kept
    return kept.recall("places", lambda: count_places(kept.mentions))


def _unplaced(page: Page) -> pd.DataFrame:
    """Return the names without a place, as `count_names` describes it."""
    kept = page.kept
    return kept.recall("unplaced", lambda: count_names(kept.mentions))


def _first(ranking: pd.DataFrame) -> str | None:
    return None if ranking.empty else str(ranking["place_id"].iloc[0])


def _mentions(page: Page, *, place_id: str | None) -> pd.DataFrame:
    """Return the mentions that the filters keep: those of the place chosen, else all."""
    mentions = page.kept.mentions
    return mentions if place_id is None else mentions[mentions["place_id"] == place_id]


def _show_unplaced(page: Page, names: pd.DataFrame) -> None:
    if names.empty:
        return
    show_heading(
        page,
        ngettext("{n} name without a place", "{n} names without a place", len(names)),
        _("Taken for place names, but the gazetteer has none that would fit."),
        Part(
            "mentions",
            lambda: page.kept.mentions,
            "names without a place, counted",
            lambda: _unplaced(page),
        ),
        name="names",
    )
    shown = names.iloc[slice(*shown_piece("names", len(names)))]
    st.dataframe(
        pd.DataFrame(
            {
                _("As written"): [plain(name) for name in shown["surface"]],
                _("Articles"): shown["articles"].to_numpy(),
                _("Mentions"): shown["mentions"].to_numpy(),
            }
        ),
        hide_index=True,
        key="table_names",
        height=table_height(len(shown)),
    )
    show_pager("names", len(names))
