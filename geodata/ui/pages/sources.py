"""The page of sources: what each publisher reports, and where publishers differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import streamlit as st

from geodata.maps.palette import KIND_SIGNS
from geodata.models import EVENT_KINDS
from geodata.tables.coded import rows_of
from geodata.tables.publishers import count_publishers
from geodata.ui.filters.lifting import show_empty
from geodata.ui.pages.figures import show_title
from geodata.ui.state.navigation import PAGES
from geodata.ui.state.row_choice import table_key
from geodata.ui.state.view import carried_query, current_view, set_filters
from geodata.ui.tables.differing import show_differing
from geodata.ui.tables.incident_table import table_height
from geodata.ui.tables.paging import show_heading, show_pager, shown_piece
from geodata.ui.taking.table_file import Part
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import escape, isolate, plain
from geodata.ui.wording.words import joined, kinds_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.elements.lib.column_types import ColumnConfig

    from geodata.ui.page import Page

__all__ = ["publishers_of", "show_sources"]


def show_sources(page: Page) -> None:
    """Draw what each publisher reports of the incidents that the filters keep."""
    publishers = publishers_of(page)
    show_title(_("Who reports what?"), escape(_counts(page, publishers)), page=page)
    if publishers.empty:
        _show_nobody(page)
        return
    _show_publishers(page, publishers)
    show_differing(page)


def publishers_of(page: Page) -> pd.DataFrame:
    """Return a row a publisher, as `count_publishers` describes it; shared, never changed."""
    kept, tables = page.kept, page.library.tables
    return kept.recall(
        "publishers",
        lambda: count_publishers(tables, kept.incidents, kept.events, _articles(page)),
    )


def _articles(page: Page) -> pd.DataFrame:
    """Return the articles that are kept, and those that tell incidents that are.

    All tellings of an incident count, so a filter for one source does not take away the others.
    """
    table, kept = page.library.tables.articles, page.kept
    told = np.zeros(len(table), dtype=np.bool_)
    for ids in (kept.articles["article_id"], kept.events["article_id"]):
        told[rows_of(ids, table["article_id"])] = True
    return table[told]


def _counts(page: Page, publishers: pd.DataFrame) -> str:
    parts = [
        ngettext("{n} source", "{n} sources", len(publishers)),
        ngettext("{n} article", "{n} articles", int(publishers["articles"].sum())),
        ngettext("{n} event", "{n} events", len(page.incidents)),
        ngettext(
            "{n} told by one source alone",
            "{n} told by one source alone",
            int(publishers["only"].sum()),
        ),
    ]
    nameless = int(page.kept.articles["publisher"].isna().sum())
    if nameless:
        parts.append(
            ngettext(
                "{n} article without a publisher", "{n} articles without a publisher", nameless
            )
        )
    return " · ".join(parts)


def _show_nobody(page: Page) -> None:
    """Say why no publisher is listed: nothing is kept, or no article names one."""
    if page.kept.articles.empty:
        show_empty(page)
        return
    title, text = (
        _("No article names its publisher"),
        _("The column “publisher” of articles.csv says whom an article is from."),
    )
    st.html(
        f'<div class="sp"><h2 class="sp-h2">{escape(title)}</h2>'
        f'<p class="sp-muted">{escape(text)}</p></div>'
    )


def _show_publishers(page: Page, publishers: pd.DataFrame) -> None:
    show_heading(
        page,
        ngettext("{n} source", "{n} sources", len(publishers)),
        _("Tick sources to see nothing but what they tell."),
        Part(
            "articles",
            lambda: _articles(page),
            "counted by publisher",
            lambda: publishers_of(page),
        ),
        name="sources",
    )
    shown = publishers.iloc[slice(*shown_piece("publishers", len(publishers)))]
    chosen = st.dataframe(
        _cells(shown),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        key=table_key("publishers", shown["publisher"]),
        height=table_height(len(shown)),
        column_config=_columns(publishers),
        placeholder="–",
    )
    show_pager("publishers", len(publishers))
    rows = [row for row in chosen["selection"]["rows"] if row < len(shown)]
    _show_choice([str(name) for name in shown["publisher"].iloc[rows]])


def _cells(publishers: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Source"): [plain(name) for name in publishers["publisher"]],
            _("Articles"): publishers["articles"],
            _("Events"): publishers["incidents"],
            **{f"{KIND_SIGNS[kind]} {kinds_label(kind)}": publishers[kind] for kind in EVENT_KINDS},
            _("Alone"): publishers["only"],
            _("First"): publishers["first"],
            _("Copies"): publishers["copies"],
            _("Differs"): publishers["differs"],
            _("From"): publishers["first_day"],
            _("Until"): publishers["last_day"],
        }
    )


def _columns(publishers: pd.DataFrame) -> dict[str, ColumnConfig]:
    """Return how the columns are drawn and, when the pointer rests on a head, what they say."""
    most = max(1, int(publishers["articles"].max()))
    column = st.column_config
    return {
        _("Articles"): column.ProgressColumn(format="%d", min_value=0, max_value=most),
        _("Alone"): column.NumberColumn(help=_("Events that no other source here tells.")),
        _("First"): column.NumberColumn(
            help=_("Events that others tell, too, but none on an earlier day.")
        ),
        _("Copies"): column.NumberColumn(
            help=_("Reports that retell an earlier one, such as that of an agency.")
        ),
        _("Differs"): column.NumberColumn(
            help=_("Events on which its figure contradicts that of another source.")
        ),
        _("From"): column.DateColumn(format="localized", help=_("Its first article here.")),
        _("Until"): column.DateColumn(format="localized", help=_("Its last article here.")),
    }


def _show_choice(publishers: Sequence[str]) -> None:
    """Draw what can be done with the sources that are ticked."""
    if not publishers:
        return
    names = isolate(joined(publishers))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<div class="sp"><b>{names}</b></div>', width="content")
        st.button(
            ngettext("Only this source", "Only these {n} sources", len(publishers)),
            key="only_publishers",
            type="primary",
            on_click=_filter,
            args=(tuple(publishers),),
        )
        st.page_link(
            PAGES["articles"][0],
            label=_("Their articles"),
            query_params=carried_query() | {"publisher": list(publishers)},
        )


def _filter(publishers: tuple[str, ...]) -> None:
    set_filters(replace(current_view().filters, publishers=publishers))
