"""Tables of places and of geocoded mentions: a piece at a time, with a download that is safe.

Rows are asked for by a function of the page, again where a file is made: what a button keeps in a
session must not grow with the articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.tables.export import csv_bytes
from geodata.ui.i18n import _, country_name, ngettext
from geodata.ui.incident_table import table_height
from geodata.ui.markup import plain
from geodata.ui.paging import show_heading, show_pager, shown_piece
from geodata.ui.words import place_type_label, precision_label, usage_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.ui.page import Page

__all__ = ["show_mention_table", "show_place_table"]


def show_place_table(page: Page, rows: Callable[[Page], pd.DataFrame]) -> None:
    """Draw places in the order given, with how many articles name them."""
    places = rows(page)
    show_heading(
        ngettext("{n} place", "{n} places", len(places)),
        _("By the number of articles that name them."),
        lambda: csv_bytes(rows(page)),
        file="schauplatz-places.csv",
    )
    most = max(1, int(places["articles"].max()))
    shown = places.iloc[slice(*shown_piece("places", len(places)))]
    named = page.library.place_name
    counts = page.incidents["place_id"].value_counts()
    st.dataframe(
        pd.DataFrame(
            {
                _("Place"): [plain(named(place_id)) for place_id in shown["place_id"]],
                _("Country"): [_country(code) for code in shown["country_code"]],
                _("Type"): [place_type_label(kind) for kind in shown["place_type"]],
                _("Articles"): shown["articles"].to_numpy(),
                _("Mentions"): shown["mentions"].to_numpy(),
                _("Events"): [int(counts.get(place_id, 0)) for place_id in shown["place_id"]],
            }
        ),
        hide_index=True,
        key="table_places",
        placeholder="–",
        height=table_height(len(shown)),
        column_config={
            _("Articles"): st.column_config.ProgressColumn(format="%d", min_value=0, max_value=most)
        },
    )
    show_pager("places", len(places))


def show_mention_table(page: Page, rows: Callable[[Page], pd.DataFrame]) -> None:
    """Draw toponyms with their place, coordinates, precision and confidence."""
    mentions = rows(page)
    show_heading(
        ngettext("{n} mention", "{n} mentions", len(mentions)),
        _("Every place name in the articles, as written, and where it was found to be."),
        lambda: csv_bytes(rows(page)),
        file="schauplatz-mentions.csv",
    )
    shown = mentions.iloc[slice(*shown_piece("mentions", len(mentions)))]
    named = page.library.place_name
    st.dataframe(
        pd.DataFrame(
            {
                _("As written"): [plain(text) for text in shown["surface"]],
                _("Place"): [
                    None if pd.isna(place_id) else plain(named(place_id))
                    for place_id in shown["place_id"]
                ],
                _("Country"): [_country(code) for code in shown["country_code"]],
                _("Latitude"): shown["latitude"].to_numpy(),
                _("Longitude"): shown["longitude"].to_numpy(),
                _("Exact to"): [precision_label(prec) for prec in shown["where_prec"]],
                _("Confidence"): shown["confidence"].to_numpy(),
                _("Used as"): [usage_label(usage) for usage in shown["usage"]],
                _("Article"): _headlines(shown, page),
            }
        ),
        hide_index=True,
        key="table_mentions",
        placeholder="–",
        height=table_height(len(shown)),
        column_config={
            _("Latitude"): st.column_config.NumberColumn(format="%.2f"),
            _("Longitude"): st.column_config.NumberColumn(format="%.2f"),
            _("Confidence"): st.column_config.NumberColumn(format="%.2f"),
        },
    )
    show_pager("mentions", len(mentions))


def _headlines(mentions: pd.DataFrame, page: Page) -> list[str]:
    """Return the headline of the article in which each mention stands."""
    articles = page.library.tables.articles
    named = articles[articles["article_id"].isin(set(mentions["article_id"]))]
    headlines = dict(zip(named["article_id"], named["headline"], strict=True))
    return [plain(headlines[one]) for one in mentions["article_id"]]


def _country(code: str | None) -> str | None:
    return None if pd.isna(code) else country_name(str(code))
