"""The table of geocoded mentions: a piece at a time, with a download that is safe.

Rows are asked for by a function of the page, again where a file is made: what a button keeps in a
session must not grow with the articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.ui.tables.incident_table import table_height
from geodata.ui.tables.paging import show_heading, show_pager, shown_piece
from geodata.ui.taking.table_file import Part
from geodata.ui.wording.i18n import _, country_name, ngettext
from geodata.ui.wording.markup import plain
from geodata.ui.wording.words import precision_label, usage_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.ui.page import Page

__all__ = ["show_mention_table"]


def show_mention_table(
    page: Page, rows: Callable[[Page], pd.DataFrame], *, only: str | None = None
) -> None:
    """Draw toponyms with their place, coordinates, precision and confidence.

    `only` says in English which they are of those that filters keep, if not all.
    """
    mentions = rows(page)
    show_heading(
        page,
        ngettext("{n} mention", "{n} mentions", len(mentions)),
        _("Every place name in the articles, as written, and where it was found to be."),
        Part("mentions", lambda: rows(page), only),
        name="mentions",
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
