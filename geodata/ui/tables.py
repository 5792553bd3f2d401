"""Tables in a page: incidents, places, geocoded mentions; each with a download that is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pandas as pd
import streamlit as st

from geodata.maps.palette import KIND_SIGNS
from geodata.tables.columns import analyst_incidents
from geodata.tables.export import csv_bytes
from geodata.ui.cards import place_of, way_words
from geodata.ui.i18n import _, country_name, date_words, ngettext, short_date
from geodata.ui.markup import escape, plain
from geodata.ui.view import closings, select_incident
from geodata.ui.words import (
    actor_words,
    figures_words,
    kind_label,
    place_type_label,
    precision_label,
    sort_of_event,
    usage_label,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.models import DateRange, Incident
    from geodata.ui.page import Page

__all__ = ["show_incident_table", "show_mention_table", "show_place_table"]

# A table as high as its rows, up to so many; then it scrolls.
_MOST_ROWS = 11
_TABLE_PX = 420


def show_incident_table(
    page: Page, incidents: pd.DataFrame, *, key: str, heading: bool = True
) -> None:
    """Draw the incidents as a table; a row chosen shows its proof in the panel."""
    if incidents.empty:
        return
    order = incidents.sort_values(["date_start", "incident_id"], na_position="last", kind="stable")
    if heading:
        _show_heading(
            ngettext("One event", "All {n} events", len(order)),
            _("Choose a row: its proof opens, the map follows."),
            lambda: csv_bytes(analyst_incidents(order)),
            file=f"schauplatz-{key}.csv",
        )
    found = [page.library.incident(incident_id) for incident_id in order["incident_id"]]
    name = f"table_{key}_{closings()}"
    st.dataframe(
        pd.DataFrame([_incident_cells(one, page) for one in found]),
        hide_index=True,
        on_select=lambda: _store_row(name, found),
        selection_mode="single-row",
        key=name,
        height=_height(len(found)),
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
    counts = page.incidents["place_id"].value_counts()
    st.dataframe(
        pd.DataFrame(
            {
                _("Place"): [plain(named(place_id)) for place_id in places["place_id"]],
                _("Country"): [_country(code) for code in places["country_code"]],
                _("Type"): [place_type_label(kind) for kind in places["place_type"]],
                _("Articles"): places["articles"].to_numpy(),
                _("Mentions"): places["mentions"].to_numpy(),
                _("Events"): [int(counts.get(place_id, 0)) for place_id in places["place_id"]],
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
    articles = page.library.tables.articles
    headlines = dict(zip(articles["article_id"], articles["headline"], strict=True))
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


def _incident_cells(incident: Incident, page: Page) -> dict[str, str | int]:
    place = "" if incident.place is None else place_of(incident, page.library)
    figures = ", ".join(figures_words(incident))
    first, *_others = page.library.tellings(incident)
    excerpt = first.extraction.article.text[slice(*first.event.excerpt)]
    cells: dict[str, str | int] = {
        _("Date"): _short(incident.date),
        _("Kind"): f"{KIND_SIGNS[incident.kind]} {kind_label(incident.kind)}",
        _("Phase"): sort_of_event(incident),
        _("Who"): actor_words(incident.actors),
        _("Where"): way_words(incident, page.library) or place or _("no place"),
        _("Figures"): f"≠ {figures}" if incident.disputed else figures,
        _("Sources"): incident.sources,
        _("Exact to"): precision_label(incident.where_prec),
        _("Proof"): " ".join(excerpt.split()),
    }
    return {name: plain(text) if isinstance(text, str) else text for name, text in cells.items()}


def _short(date: DateRange | None) -> str:
    if date is None:
        return _("no date")
    return short_date(date.start) if date.precision == "day" else date_words(date)


def _country(code: str | None) -> str | None:
    return None if pd.isna(code) else country_name(str(code))


def _store_row(name: str, found: list[Incident]) -> None:
    rows = st.session_state[name]["selection"]["rows"]
    if not rows:
        select_incident(None, None)
        return
    incident = found[rows[0]]
    place_id = None if incident.place is None else incident.place.place_id
    select_incident(incident.incident_id, place_id)
