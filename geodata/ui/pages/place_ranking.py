"""The ranking of places: a piece of it at a time; a row chosen opens the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.tables import profiles
from geodata.ui.state.following import follow_choice
from geodata.ui.state.row_choice import chosen_row, table_key
from geodata.ui.state.view import select_place
from geodata.ui.tables.paging import show_heading, show_pager, shown_piece
from geodata.ui.taking.table_file import Part
from geodata.ui.wording.i18n import _, country_name, ngettext
from geodata.ui.wording.markup import plain
from geodata.ui.wording.words import place_type_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.ui.page import Page

__all__ = ["ranked_places", "show_ranking"]

# About as high as the profile beside it.
_TALL_PX = 640
_TALL_ROWS = 17


def show_ranking(page: Page, ranking: pd.DataFrame) -> None:
    """Draw places in the order of a ranking, which has `place_id`, `articles` and `mentions`."""
    show_heading(
        page,
        ngettext("{n} place", "{n} places", len(ranking)),
        _("By the number of articles that name them. A row opens the profile."),
        Part("places", lambda: ranked_places(page, ranking)),
        name="places",
    )
    piece = shown_piece("places", len(ranking))
    shown = ranking.iloc[slice(*piece)]
    ids = tuple(map(str, shown["place_id"]))
    key = table_key("places", ids)
    st.dataframe(
        _cells(page, shown),
        hide_index=True,
        on_select=lambda: _store(key, ids),
        selection_mode="single-row",
        key=key,
        placeholder="–",
        height=_TALL_PX if len(shown) > _TALL_ROWS else "auto",
        column_config={
            _("Articles"): st.column_config.ProgressColumn(
                format="%d",
                min_value=0,
                max_value=max(1, int(ranking["articles"].max())),
                width=130,
            ),
            _("Type"): st.column_config.TextColumn(width=125),
            _("Mentions"): st.column_config.NumberColumn(width=80),
            _("Events"): st.column_config.NumberColumn(width=80),
        },
    )
    show_pager("places", len(ranking))


def ranked_places(page: Page, ranking: pd.DataFrame) -> pd.DataFrame:
    """Return the places of a ranking, in its order, as the table of places has them.

    Mentions and articles are those of the ranking, events those that the page keeps.
    """
    return profiles.ranked_places(page.library.tables.places, ranking, _events(page))


def _cells(page: Page, ranking: pd.DataFrame) -> pd.DataFrame:
    rows = ranked_places(page, ranking)
    named = page.library.place_name
    return pd.DataFrame(
        {
            _("Place"): [plain(named(str(place_id))) for place_id in rows["place_id"]],
            _("Country"): [
                country_name(code) if isinstance(code, str) else None
                for code in rows["country_code"]
            ],
            _("Type"): [place_type_label(kind) for kind in rows["place_type"]],
            _("Articles"): rows["articles"].to_numpy(),
            _("Mentions"): rows["mentions"].to_numpy(),
            _("Events"): rows["events"].to_numpy(),
        }
    )


def _events(page: Page) -> dict[str, int]:
    """Return how many of the incidents kept each place has; shared, never changed."""
    kept = page.kept
    return kept.recall("events of places", lambda: profiles.count_events(kept.incidents))


def _store(key: str, ids: Sequence[str]) -> None:
    place_id = chosen_row(key, ids)
    select_place(place_id)
    if place_id is not None:
        follow_choice()
