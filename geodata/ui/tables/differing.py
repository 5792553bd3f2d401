"""Where publishers differ: each disputed figure with every publisher's number, and its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.tables.ordering import first_rows
from geodata.ui.evidence.panel import PANEL_PX, show_card
from geodata.ui.state.row_choice import table_key
from geodata.ui.tables.incident_table import table_height
from geodata.ui.tables.paging import show_heading, show_pager, shown_piece
from geodata.ui.tables.tolls import DISPUTED_ONLY, disputed_incidents, figure_rows, toll_rows
from geodata.ui.taking.table_file import Part
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import escape

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["show_differing"]


def show_differing(page: Page) -> None:
    """Draw the figures that publishers differ on; the row chosen shows its card, else the first."""
    disputed = disputed_incidents(page)
    if disputed.empty:
        _show_agreement()
        return
    show_heading(
        page,
        _("Where they differ"),
        ngettext(
            "{n} event with figures that contradict each other; nothing is averaged.",
            "{n} events with figures that contradict each other; nothing is averaged.",
            len(disputed),
        ),
        Part("figures", lambda: figure_rows(page, disputed_incidents), DISPUTED_ONLY),
        name="differing",
    )
    piece = shown_piece("differing", len(disputed))
    shown = first_rows(disputed, piece.end, "newest").iloc[piece.start :]
    found = [page.library.incident(str(one)) for one in shown["incident_id"]]
    rows = [row for one in found for row in toll_rows(page, one, disputed_only=True)]
    with st.container(horizontal=True, key="split", gap="small"):
        with st.container(key="left", gap="xsmall"):
            chosen = st.dataframe(
                pd.DataFrame([cells for _one, cells in rows]),
                hide_index=True,
                on_select="rerun",
                selection_mode="single-row",
                key=table_key("differing", [one.incident_id for one, _cells in rows]),
                height=table_height(len(rows)),
            )
            show_pager("differing", len(disputed))
        with st.container(key="right", width=PANEL_PX):
            at = next((row for row in chosen["selection"]["rows"] if row < len(rows)), 0)
            with st.container(key="panel"):
                show_card(page, rows[at][0])


def _show_agreement() -> None:
    title, text = (
        _("Nobody differs"),
        _("No two sources contradict each other on a figure of these events."),
    )
    st.html(
        f'<div class="sp"><h2 class="sp-h3">{escape(title)}</h2>'
        f'<p class="sp-muted">{escape(text)}</p></div>'
    )
