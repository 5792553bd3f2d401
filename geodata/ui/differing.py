"""Where publishers differ: each disputed figure with every publisher's number, and its card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.maps.palette import KIND_SIGNS
from geodata.tables.export import csv_bytes
from geodata.tables.merged import range_figure
from geodata.tables.ordering import first_rows
from geodata.tables.publishers import disputed_claims
from geodata.ui.cards import place_of
from geodata.ui.evidence import PANEL_PX, show_card
from geodata.ui.i18n import _, ngettext, short_date
from geodata.ui.incident_table import table_height
from geodata.ui.markup import escape, plain
from geodata.ui.paging import show_heading, show_pager, shown_piece
from geodata.ui.remembered import remembered
from geodata.ui.words import amount_words, figure_words, kind_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.models import Figure, FigureRange, Incident
    from geodata.ui.page import Page

__all__ = ["differing_of", "show_differing"]


def show_differing(page: Page) -> None:
    """Draw the figures that publishers differ on; the row chosen shows its card, else the first."""
    disputed = page.incidents[page.incidents["disputed"]]
    if disputed.empty:
        _show_agreement()
        return
    show_heading(
        _("Where they differ"),
        ngettext(
            "{n} event with figures that contradict each other; nothing is averaged.",
            "{n} events with figures that contradict each other; nothing is averaged.",
            len(disputed),
        ),
        lambda: csv_bytes(differing_of(page)),
        file="schauplatz-differing.csv",
    )
    piece = shown_piece("differing", len(disputed))
    shown = first_rows(disputed, piece.end, "newest").iloc[piece.start :]
    rows = _rows(page, shown)
    with st.container(horizontal=True, key="split", gap="small"):
        with st.container(key="left", gap="xsmall"):
            chosen = st.dataframe(
                pd.DataFrame([cells for _id, cells in rows]),
                hide_index=True,
                on_select="rerun",
                selection_mode="single-row",
                key=f"table_differing_{piece.start}",
                height=table_height(len(rows)),
            )
            show_pager("differing", len(disputed))
        with st.container(key="right", width=PANEL_PX):
            at = next((row for row in chosen["selection"]["rows"] if row < len(rows)), 0)
            with st.container(key="panel"):
                show_card(page, page.library.incident(rows[at][0]))


def differing_of(page: Page) -> pd.DataFrame:
    """Return the claims on the disputed figures of a page's incidents; shared, never changed."""
    kept, tables = page.kept, page.library.tables
    return remembered(kept, "differing", lambda: disputed_claims(tables, kept.incidents))


def _show_agreement() -> None:
    title, text = (
        _("Nobody differs"),
        _("No two sources contradict each other on a figure of these events."),
    )
    st.html(
        f'<div class="sp"><h2 class="sp-h3">{escape(title)}</h2>'
        f'<p class="sp-muted">{escape(text)}</p></div>'
    )


def _rows(page: Page, incidents: pd.DataFrame) -> list[tuple[str, dict[str, str]]]:
    """Return a row each disputed figure of some incidents, with the id of the incident."""
    claims = differing_of(page)
    claims = claims[claims["incident_id"].isin(list(incidents["incident_id"]))]
    publishers = dict(zip(claims["article_id"], claims["publisher"], strict=True))
    found = [page.library.incident(str(one)) for one in incidents["incident_id"]]
    return [
        (incident.incident_id, _cells(page, incident, figures, publishers))
        for incident in found
        for figures in incident.figures
        if figures.disputed
    ]


def _cells(
    page: Page, incident: Incident, figures: FigureRange, publishers: Mapping[str, str | None]
) -> dict[str, str]:
    said: dict[str, list[str]] = {}
    for claim in figures.claims:
        if claim.first:
            name = publishers.get(claim.article_id) or _("publisher unknown")
            said.setdefault(name, []).append(_amount(claim.figure))
    each = [f"{name}: {', '.join(dict.fromkeys(amounts))}" for name, amounts in said.items()]
    day = None if incident.date is None else short_date(incident.date.start)
    cells = {
        _("Date"): day or _("no date"),
        _("Kind"): f"{KIND_SIGNS[incident.kind]} {kind_label(incident.kind)}",
        _("Where"): place_of(incident, page.library),
        _("Figures"): figure_words(range_figure(figures)),
        _("Who says what"): " · ".join(each),
    }
    return {name: plain(text) for name, text in cells.items()}


def _amount(figure: Figure) -> str:
    """Return a number; that it is only reported goes without saying beside who prints it."""
    return amount_words(
        replace(figure, qualifier=None) if figure.qualifier == "reported" else figure
    )
