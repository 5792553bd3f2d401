"""The table of incidents: a piece of it at a time; a row chosen shows its proof in the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import pandas as pd
import streamlit as st

from geodata.maps.palette import KIND_SIGNS
from geodata.tables.columns import analyst_incidents
from geodata.tables.ordering import ORDERS, Order, first_rows
from geodata.ui.evidence.cards import first_telling, place_of, way_words
from geodata.ui.state.row_choice import chosen_row, table_key
from geodata.ui.state.view import select_incident
from geodata.ui.tables.paging import first_piece, show_heading, show_pager, shown_piece
from geodata.ui.taking.table_file import Part
from geodata.ui.wording.i18n import N_, _, date_words, language, ngettext, short_date
from geodata.ui.wording.markup import plain
from geodata.ui.wording.words import (
    actor_words,
    figures_words,
    kind_label,
    precision_label,
    sort_of_event,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geodata.models import DateRange, Incident
    from geodata.ui.page import Page

__all__ = ["show_incident_table", "table_height"]

# A table as high as its rows, up to so many; then it scrolls.
_MOST_ROWS = 11
_TABLE_PX = 420
_EXCERPT = 160  # characters of a proof in its cell; the card has all
_ORDER_WORDS: Mapping[Order, str] = {
    "newest": N_("Newest first"),
    "oldest": N_("Oldest first"),
    "most told": N_("Most told first"),
}


class _Rows(NamedTuple):
    """The rows of a table that are shown."""

    incident_ids: tuple[str, ...]
    cells: pd.DataFrame


def show_incident_table(
    page: Page,
    rows: Callable[[Page], pd.DataFrame],
    *,
    key: str,
    only: str | None = None,
    on_choice: Callable[[], None] | None = None,
) -> None:
    """Draw incidents as a table; a row chosen shows its proof in the panel.

    Args:
        page: the page.
        rows: returns the incidents of a page. Asked for again where the file is made: what a button
            keeps in a session is the page, which holds nothing of its own, and never a table.
        key: tells the tables apart.
        only: says in English which they are of those that filters keep, if not all.
        on_choice: called when a row is chosen.

    """
    incidents, order = rows(page), _order(key)
    if incidents.empty:
        return
    show_heading(
        page,
        ngettext("One event", "All {n} events", len(incidents)),
        _("Choose a row: its proof opens, the map follows."),
        Part("incidents", lambda: analyst_incidents(_in_order(rows(page), order)), only),
        name=key,
    )
    if len(incidents) > 1:
        _show_orders(key)
    shown = _shown_rows(page, incidents, key)
    found = shown.incident_ids
    name = table_key(key, found)
    st.dataframe(
        shown.cells,
        hide_index=True,
        on_select=lambda: _store_row(page, name, found, on_choice),
        selection_mode="single-row",
        key=name,
        height=table_height(len(found)),
        column_config={name: st.column_config.Column(width=px) for name, px in _widths().items()},
    )
    show_pager(key, len(incidents))


def table_height(rows: int) -> int | Literal["auto"]:
    """Return how high a table of so many rows is, in pixels."""
    return "auto" if rows < _MOST_ROWS else _TABLE_PX


def _shown_rows(page: Page, incidents: pd.DataFrame, key: str) -> _Rows:
    """Return the piece of a table that is shown, made once for all visitors who see the same."""
    piece, order = shown_piece(key, len(incidents)), _order(key)

    def make() -> _Rows:
        rows = first_rows(incidents, piece.end, order).iloc[piece.start :]
        found = tuple(str(incident_id) for incident_id in rows["incident_id"])
        cells = [_cells(page.library.incident(one), page) for one in found]
        return _Rows(found, pd.DataFrame(cells))

    return page.kept.recall(("table", key, piece, order, language()), make)


def _show_orders(key: str) -> None:
    st.segmented_control(
        _("Order"),
        ORDERS,
        required=True,
        default=ORDERS[0],
        format_func=lambda order: _(_ORDER_WORDS[order]),
        key=f"order_{key}",
        label_visibility="collapsed",
        on_change=first_piece,
        args=(key,),
    )


def _order(key: str) -> Order:
    """Return the order chosen for a table."""
    chosen = st.session_state.get(f"order_{key}")
    return chosen if chosen in ORDERS else ORDERS[0]


def _in_order(incidents: pd.DataFrame, order: Order) -> pd.DataFrame:
    return first_rows(incidents, len(incidents), order)


def _cells(incident: Incident, page: Page) -> dict[str, str | int]:
    place = "" if incident.place is None else place_of(incident, page.library)
    figures = ", ".join(figures_words(incident))
    first = first_telling(incident, page.library)
    start, end = first.event.excerpt
    excerpt = " ".join(first.extraction.article.text[start:end].split())
    where, figures_head = _heads(page)
    cells: dict[str, str | int] = {
        _("Date"): _short(incident.date),
        _("Kind"): f"{KIND_SIGNS[incident.kind]} {kind_label(incident.kind)}",
        _("Phase"): sort_of_event(incident),
        _("Who"): actor_words(incident.actors),
        where: way_words(incident, page.library) or place or _("no place"),
        figures_head: f"≠ {figures}" if incident.disputed else figures,
        _("Sources"): incident.sources,
        _("Exact to"): precision_label(incident.where_prec),
        _("Proof"): excerpt if len(excerpt) <= _EXCERPT else f"{excerpt[:_EXCERPT].rstrip()} …",
    }
    return {name: plain(text) if isinstance(text, str) else text for name, text in cells.items()}


def _heads(page: Page) -> tuple[str, str]:
    """Return the heads of the columns of places and of figures: troops have a way, and strength."""
    if "protest" in page.kinds or "violence" in page.kinds:
        return _("Where"), _("Figures")
    return _("Way"), _("Strength")


def _widths() -> dict[str, int]:
    """Return how wide columns are, in pixels: what is short is never cut, the proof may be."""
    return {
        _("Date"): 105,
        _("Kind"): 108,
        _("Phase"): 110,
        _("Who"): 110,
        _("Where"): 130,
        _("Way"): 160,
        _("Figures"): 130,
        _("Strength"): 150,
        _("Sources"): 68,
        _("Exact to"): 80,
    }


def _short(date: DateRange | None) -> str:
    if date is None:
        return _("no date")
    return short_date(date.start) if date.precision == "day" else date_words(date)


def _store_row(
    page: Page, name: str, found: Sequence[str], on_choice: Callable[[], None] | None
) -> None:
    incident_id = chosen_row(name, found)
    if incident_id is None:
        select_incident(None, None)
        return
    incident = page.library.incident(incident_id)
    place_id = None if incident.place is None else incident.place.place_id
    select_incident(incident.incident_id, place_id)
    if on_choice is not None:
        on_choice()
