"""Figures by source: what each publisher says of every incident that is told with a number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.events.claimed import range_figure
from geodata.maps.palette import KIND_SIGNS
from geodata.tables.columns import analyst_figures
from geodata.tables.ordering import first_rows
from geodata.ui.evidence.cards import place_of
from geodata.ui.state.following import follow_choice
from geodata.ui.state.row_choice import chosen_row, table_key
from geodata.ui.state.view import select_incident
from geodata.ui.tables.incident_table import table_height
from geodata.ui.tables.paging import show_heading, show_pager, shown_piece
from geodata.ui.taking.table_file import Part
from geodata.ui.wording.i18n import _, ngettext, short_date
from geodata.ui.wording.markup import plain
from geodata.ui.wording.words import amount_words, figure_words, kind_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.models import Figure, FigureRange, Incident
    from geodata.ui.page import Page

__all__ = ["DISPUTED_ONLY", "disputed_incidents", "figure_rows", "show_tolls", "toll_rows"]

# What the file of disputed figures says of its rows.
DISPUTED_ONLY = "figures of events whose sources contradict each other"
# Incidents shown at once: the page has a table of all its incidents besides.
_ROWS = 40


def show_tolls(page: Page) -> None:
    """Draw the figures of a page's incidents, each source by itself; a row opens the card."""
    counted = _counted(page)
    if counted.empty:
        return
    show_heading(
        page,
        _("Figures by source"),
        ngettext(
            "{n} event told with a number; nothing is added up.",
            "{n} events told with a number; nothing is added up.",
            len(counted),
        ),
        Part("figures", lambda: figure_rows(page, _counted)),
        name="figures",
    )
    piece = shown_piece("tolls", len(counted), rows=_ROWS)
    shown = first_rows(counted, piece.end, "newest").iloc[piece.start :]
    incidents = [page.library.incident(str(one)) for one in shown["incident_id"]]
    rows = [row for one in incidents for row in toll_rows(page, one)]
    ids = tuple(
        (one.incident_id, None if one.place is None else one.place.place_id) for one, _row in rows
    )
    key = table_key("tolls", [incident_id for incident_id, _place_id in ids])
    st.dataframe(
        pd.DataFrame([cells for _one, cells in rows]),
        hide_index=True,
        on_select=lambda: _store(key, ids),
        selection_mode="single-row",
        key=key,
        height=table_height(len(rows)),
    )
    show_pager("tolls", len(counted), rows=_ROWS)


def toll_rows(
    page: Page, incident: Incident, *, disputed_only: bool = False
) -> list[tuple[Incident, dict[str, str]]]:
    """Return a row each figure of an incident: when, what, where, how many, who says what."""
    return [
        (incident, _cells(page, incident, figures))
        for figures in incident.figures
        if figures.disputed or not disputed_only
    ]


def figure_rows(page: Page, rows: Callable[[Page], pd.DataFrame]) -> pd.DataFrame:
    """Return the claims on the figures of a page's incidents, each with its proof."""
    library, incidents = page.library, rows(page)
    tables = library.tables
    told = tables.events[tables.events["incident_id"].isin(incidents["incident_id"])]
    events = library.with_excerpts(told)
    return analyst_figures(tables.figures, incidents, events, tables.articles)


def disputed_incidents(page: Page) -> pd.DataFrame:
    """Return the incidents of a page on whose figures sources contradict each other."""
    return page.incidents[page.incidents["disputed"]]


def _counted(page: Page) -> pd.DataFrame:
    """Return the incidents of a page that are told with a figure."""
    return page.incidents[page.incidents["figures"] != ""]


def _cells(page: Page, incident: Incident, figures: FigureRange) -> dict[str, str]:
    day = None if incident.date is None else short_date(incident.date.start)
    said = figure_words(range_figure(figures))
    cells = {
        _("Date"): day or _("no date"),
        _("Kind"): f"{KIND_SIGNS[incident.kind]} {kind_label(incident.kind)}",
        _("Where"): place_of(incident, page.library),
        _("Figures"): f"≠ {said}" if figures.disputed else said,
        _("Who says what"): _who_says(incident, figures),
    }
    return {name: plain(text) for name, text in cells.items()}


def _who_says(incident: Incident, figures: FigureRange) -> str:
    """Return each publisher with its numbers: `Abend: 3 · Kurier: 9`; copies are left out."""
    publishers = {one.source.article_id: one.source.publisher for one in incident.events}
    said: dict[str, list[str]] = {}
    for claim in figures.claims:
        if claim.first:
            name = publishers.get(claim.article_id) or _("publisher unknown")
            said.setdefault(name, []).append(_amount(claim.figure))
    return " · ".join(f"{name}: {', '.join(dict.fromkeys(all_))}" for name, all_ in said.items())


def _amount(figure: Figure) -> str:
    """Return a number; that it is only reported goes without saying beside who prints it."""
    is_reported = figure.qualifier == "reported"
    return amount_words(replace(figure, qualifier=None) if is_reported else figure)


def _store(key: str, ids: Sequence[tuple[str, str | None]]) -> None:
    chosen = chosen_row(key, ids)
    select_incident(*(chosen or (None, None)))
    if chosen is not None:
        follow_choice()
