"""Tables in a page: events, places, geocoded mentions; each with a download that is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pandas as pd
import streamlit as st

from geodata.maps.palette import KIND_SIGNS
from geodata.tables.columns import analyst_events
from geodata.tables.export import csv_bytes
from geodata.ui.cards import way_words
from geodata.ui.i18n import _, country_name, date_words, ngettext, short_date
from geodata.ui.markup import escape, plain
from geodata.ui.view import closings, select_event
from geodata.ui.words import (
    actor_words,
    figure_words,
    kind_label,
    place_type_label,
    precision_label,
    sort_of_event,
    usage_label,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.models import DateRange
    from geodata.ui.loading import Told
    from geodata.ui.page import Page

__all__ = ["show_event_table", "show_mention_table", "show_place_table"]

# A table as high as its rows, up to so many; then it scrolls.
_MOST_ROWS = 11
_TABLE_PX = 420


def show_event_table(page: Page, events: pd.DataFrame, *, key: str, heading: bool = True) -> None:
    """Draw the events as a table; a row chosen shows its proof in the panel."""
    if events.empty:
        return
    order = events.sort_values(["date_start", "event_id"], na_position="last", kind="stable")
    if heading:
        _show_heading(
            ngettext("All {n} reports", "All {n} reports", len(order)),
            _("Choose a row: its proof opens, the map follows."),
            lambda: csv_bytes(analyst_events(order, page.library.collection.tables.articles)),
            file=f"schauplatz-{key}.csv",
        )
    told = [page.library.told[event_id] for event_id in order["event_id"]]
    name = f"table_{key}_{closings()}"
    st.dataframe(
        pd.DataFrame([_event_cells(one, page) for one in told]),
        hide_index=True,
        on_select=lambda: _store_row(name, told),
        selection_mode="single-row",
        key=name,
        height=_height(len(told)),
    )


def show_place_table(page: Page, places: pd.DataFrame) -> None:
    """Draw the places by how many articles name them."""
    _show_heading(
        ngettext("{n} place", "{n} places", len(places)),
        _("By the number of articles that name them."),
        lambda: csv_bytes(places),
        file="schauplatz-places.csv",
    )
    named = page.library.place_name
    st.dataframe(
        pd.DataFrame(
            {
                _("Place"): [plain(named(place_id)) for place_id in places["place_id"]],
                _("Country"): [_country(code) for code in places["country_code"]],
                _("Type"): [place_type_label(kind) for kind in places["place_type"]],
                _("Articles"): places["articles"].to_numpy(),
                _("Mentions"): places["mentions"].to_numpy(),
                _("Events"): places["events"].to_numpy(),
            }
        ),
        hide_index=True,
        key="table_places",
        placeholder="–",
        height=_height(len(places)),
        column_config={
            _("Articles"): st.column_config.ProgressColumn(
                format="%d", min_value=0, max_value=max(1, int(places["articles"].max()))
            )
        },
    )


def show_mention_table(page: Page, mentions: pd.DataFrame) -> None:
    """Draw every toponym with its place, coordinates, precision and confidence."""
    _show_heading(
        ngettext("{n} mention", "{n} mentions", len(mentions)),
        _("Every place name in the articles, as written, and where it was found to be."),
        lambda: csv_bytes(mentions),
        file="schauplatz-mentions.csv",
    )
    headlines = {
        article_id: extraction.article.title
        for article_id, extraction in page.library.articles.items()
    }
    named = page.library.place_name
    st.dataframe(
        pd.DataFrame(
            {
                _("As written"): [plain(text) for text in mentions["surface"]],
                _("Place"): [
                    None if pd.isna(place_id) else plain(named(place_id))
                    for place_id in mentions["place_id"]
                ],
                _("Country"): [_country(code) for code in mentions["country_code"]],
                _("Latitude"): mentions["latitude"].to_numpy(),
                _("Longitude"): mentions["longitude"].to_numpy(),
                _("Exact to"): [precision_label(prec) for prec in mentions["where_prec"]],
                _("Confidence"): mentions["confidence"].to_numpy(),
                _("Used as"): [usage_label(usage) for usage in mentions["usage"]],
                _("Article"): [plain(headlines[one]) for one in mentions["article_id"]],
            }
        ),
        hide_index=True,
        key="table_mentions",
        placeholder="–",
        height=_height(len(mentions)),
        column_config={
            _("Latitude"): st.column_config.NumberColumn(format="%.2f"),
            _("Longitude"): st.column_config.NumberColumn(format="%.2f"),
            _("Confidence"): st.column_config.NumberColumn(format="%.2f"),
        },
    )


def _height(rows: int) -> int | Literal["auto"]:
    return "auto" if rows < _MOST_ROWS else _TABLE_PX


def _show_heading(title: str, line: str, make: Callable[[], bytes], *, file: str) -> None:
    """Draw a heading and the button for the file, which is made when the button is pressed."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        st.html(
            f'<div class="sp"><h2 class="sp-h3">{escape(title)}</h2>'
            f'<p class="sp-muted">{escape(line)}</p></div>'
        )
        st.download_button("CSV", make, file, "text/csv", key=f"download_{file}", on_click="ignore")


def _event_cells(told: Told, page: Page) -> dict[str, str]:
    event, article = told.event, told.extraction.article
    place = "" if event.place is None else page.library.place_name(event.place.place_id)
    cells = {
        _("Date"): _short(event.date),
        _("Kind"): f"{KIND_SIGNS[event.kind]} {kind_label(event.kind)}",
        _("Phase"): sort_of_event(event),
        _("Who"): actor_words(event.actors),
        _("Where"): way_words(event, page.library) or place or _("no place"),
        _("Figures"): ", ".join(figure_words(figure) for figure in event.figures),
        _("Exact to"): precision_label(event.where_prec),
        _("Source"): article.publisher or "",
        _("Proof"): " ".join(article.text[slice(*event.excerpt)].split()),
    }
    return {name: plain(text) for name, text in cells.items()}


def _short(date: DateRange | None) -> str:
    if date is None:
        return _("no date")
    return short_date(date.start) if date.precision == "day" else date_words(date)


def _country(code: str | None) -> str | None:
    return None if pd.isna(code) else country_name(str(code))


def _store_row(name: str, told: list[Told]) -> None:
    rows = st.session_state[name]["selection"]["rows"]
    if not rows:
        select_event(None, None)
        return
    event = told[rows[0]].event
    select_event(event.event_id, None if event.place is None else event.place.place_id)
