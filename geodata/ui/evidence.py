"""The panel beside the map: each incident at the selected place with its proof, else the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.cards import card_foot, card_head, incident_row, telling_html
from geodata.ui.citing import show_citation
from geodata.ui.i18n import _, ngettext
from geodata.ui.lifting import show_empty
from geodata.ui.markup import escape, isolate, safe_url
from geodata.ui.view import carried_query, close_selection, current_view, select_incident

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geodata.models import Incident
    from geodata.ui.library import Told
    from geodata.ui.page import Page

__all__ = ["ARTICLES_FILE", "PANEL_PX", "show_card", "show_panel", "show_proof_link"]

ARTICLES_FILE = "pages/5_Articles.py"
PANEL_PX = 388
# Cards and rows shown at once; the rest waits for a button.
_STEP = 12
_SHOWN = "panel_shown"
# Tellings that a card shows at once; the rest waits to be opened.
_TELLINGS = 2


def show_panel(page: Page) -> None:
    """Draw the panel for what is selected among the incidents of a page."""
    view, incidents = current_view(), page.incidents
    with st.container(key="panel", gap="small"):
        if incidents.empty:
            show_empty(page)
        elif view.place_id is not None:
            here = incidents[incidents["place_id"] == view.place_id]
            _show_cards(page, page.library.place_name(view.place_id), here)
        elif view.incident_id in set(incidents["incident_id"]):
            chosen = incidents[incidents["incident_id"] == view.incident_id]
            _show_cards(page, _("Without a place"), chosen)
        else:
            _show_newest(page, incidents)


def show_card(page: Page, incident: Incident) -> None:
    """Draw one incident with all its proof and the ways to the articles."""
    tellings = page.library.tellings(incident)
    with st.container(border=True, gap="xsmall"):
        st.html(card_head(incident, page.library, page.theme))
        for told in tellings[:_TELLINGS]:
            _show_telling(page, incident, told)
        _show_further(page, incident, tellings[_TELLINGS:])
        st.html(card_foot(incident, page.library))
        show_citation(incident, page.library)


def show_proof_link(told: Told, label: str) -> None:
    """Draw the link to where an article tells an event."""
    event = told.event
    st.page_link(
        ARTICLES_FILE,
        label=label,
        query_params=carried_query(article=event.source.article_id, event=event.event_id),
    )


def _show_telling(page: Page, incident: Incident, told: Told) -> None:
    article = told.extraction.article
    st.html(telling_html(told, incident, is_copy=page.library.is_copy(told.event)))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        show_proof_link(told, _("Read in the article"))
        url = safe_url(article.url)
        if url is not None:
            st.html(
                f'<div class="sp sp-small"><a href="{url}" target="_blank" '
                f'rel="noopener noreferrer">{_("Original")} ↗</a></div>',
                width="content",
            )


def _show_further(page: Page, incident: Incident, tellings: Sequence[Told]) -> None:
    """Draw the tellings that a card does not show at once, when they are asked for."""
    if not tellings:
        return
    label = ngettext("{n} more report", "{n} more reports", len(tellings))
    key = f"further_{incident.incident_id}"
    with st.expander(label, key=key, on_change="rerun") as further:
        if further.open:
            for told in tellings:
                _show_telling(page, incident, told)


def _show_cards(page: Page, title: str, frame: pd.DataFrame) -> None:
    incidents = _in_order(page, frame)
    articles = {event.source.article_id for one in incidents for event in one.events}
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="top", wrap=False
    ):
        st.html(
            f'<div class="sp"><h2 class="sp-h2">{isolate(title)}</h2><p class="sp-muted">'
            + ngettext("{n} event", "{n} events", len(incidents))
            + ", "
            + ngettext("{n} article, in order", "{n} articles, in order", len(articles))
            + "</p></div>"
        )
        st.button("✕", key="close", help=_("Close"), type="tertiary", on_click=close_selection)
    if not incidents:
        st.html(f'<div class="sp sp-muted">{escape(_why_nothing(page))}</div>')
    for one in incidents[: _shown(title)]:
        show_card(page, one)
    _show_more(title, len(incidents))


def _why_nothing(page: Page) -> str:
    """Return why a place has nothing to show: its incidents are hidden, or filtered away."""
    hidden = int((page.hidden["place_id"] == current_view().place_id).sum())
    if hidden:
        return ngettext(
            "{n} event here is hidden because of its status.",
            "{n} events here are hidden because of their status.",
            hidden,
        )
    return _("Nothing here under these filters.")


def _show_newest(page: Page, frame: pd.DataFrame) -> None:
    order = frame.sort_values(
        ["date_start", "incident_id"], ascending=[False, True], na_position="last", kind="stable"
    )
    incidents = [page.library.incident(one) for one in order["incident_id"].head(_shown(""))]
    st.html(
        f'<div class="sp"><h2 class="sp-h2">{_("Latest events")}</h2><p class="sp-muted">'
        + _("A mark on the map or a row shows the proof.")
        + "</p></div>"
    )
    with st.container(gap=None, key="newest"):
        for one in incidents:
            _show_row(page, one)
    _show_more("", len(order))


def _show_row(page: Page, incident: Incident) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.html(incident_row(incident, page.library, page.theme))
        place_id = None if incident.place is None else incident.place.place_id
        st.button(
            _("Proof"),
            key=f"row_{incident.incident_id}",
            type="tertiary",
            on_click=select_incident,
            args=(incident.incident_id, place_id),
        )


def _in_order(page: Page, frame: pd.DataFrame) -> Sequence[Incident]:
    """Return the incidents by date, undated ones last, the one chosen in a list before all."""
    chosen = current_view().incident_id
    order = frame.sort_values(
        ["date_start", "date_end", "incident_id"], na_position="last", kind="stable"
    )
    incidents = [page.library.incident(incident_id) for incident_id in order["incident_id"]]
    return sorted(incidents, key=lambda one: one.incident_id != chosen)


def _shown(what: str) -> int:
    """Return how many are shown of this list; a new list starts over."""
    kept, count = st.session_state.get(_SHOWN, ("", _STEP))
    return int(count) if kept == what else _STEP


def _show_more(what: str, total: int) -> None:
    shown = _shown(what)
    if total > shown:
        label = ngettext("Show {n} more", "Show {n} more", min(_STEP, total - shown))
        st.button(label, key="more", on_click=_store_shown, args=(what, shown + _STEP))


def _store_shown(what: str, count: int) -> None:
    st.session_state[_SHOWN] = (what, count)
