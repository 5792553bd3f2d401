"""The panel beside the map: each incident at the selected place with its proof, else the newest."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

import streamlit as st

from geodata.maps.palette import kind_glyph
from geodata.models import EVENT_KINDS
from geodata.tables.ordering import first_rows
from geodata.tables.snippets import find_hits
from geodata.ui.evidence.cards import (
    card_foot,
    card_head,
    incident_row,
    telling_html,
)
from geodata.ui.evidence.citing import show_citation
from geodata.ui.filters.lifting import show_empty
from geodata.ui.state.navigation import PAGES
from geodata.ui.state.view import carried_query, close_selection, current_view, select_incident
from geodata.ui.wording.i18n import _, language, ngettext
from geodata.ui.wording.markup import escape, isolate, safe_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geodata.models import Event, EventKind, Incident
    from geodata.ui.page import Page
    from geodata.ui.shelf.library import Told

__all__ = ["CARDS_ANCHOR", "PANEL_PX", "show_card", "show_jump", "show_panel", "show_proof_link"]

PANEL_PX = 388
# Rows and cards shown at once; the rest waits for a button.
_ROWS, _CARDS = 12, 6
_SHOWN = "panel_shown"
# The anchor of the heading over the cards.
CARDS_ANCHOR = "sp-cards"
# Tellings that a card shows at once; the rest waits to be opened.
_TELLINGS = 2
# So many tellings are looked through for the words of a search.
_SEARCHED = 30


class _Row(NamedTuple):
    """An incident in the list of the newest."""

    incident_id: str
    place_id: str | None
    html: str


def show_panel(page: Page) -> None:
    """Draw the panel for what is selected among the incidents of a page."""
    view = current_view()
    chosen = _chosen(page)
    with st.container(key="panel", gap="small"):
        if view.place_id is None and chosen is None:
            if page.incidents.empty:
                show_empty(page)
            else:
                _show_newest(page)
        elif page.incidents.empty and chosen is None:
            show_empty(page)
        else:
            _show_cards(page, chosen)


def show_jump(page: Page) -> None:
    """Draw a line that leads to the cards of the selected place, where they lie below the map."""
    place_id = current_view().place_id
    if place_id is None:
        return
    here = _at_place(page, place_id)
    if here.empty:
        return
    glyph = kind_glyph(_main_kind(here), page.theme)
    name = isolate(page.library.place_name(place_id))
    count = ngettext("{n} event", "{n} events", len(here))
    st.html(
        f'<div class="sp sp-jump"><a href="#{CARDS_ANCHOR}">{glyph} '
        f"<b>{name}</b> · {escape(count)} ↓</a></div>"
    )


def show_card(page: Page, incident: Incident, *, is_chosen: bool = False) -> None:
    """Draw one incident with all its proof and the ways to the articles."""
    library = page.library
    events = _hits_first(library.in_order(incident), page)
    # The colour of its kind stands beside the card that was chosen.
    key = f"chosen_{incident.kind}" if is_chosen else None
    with st.container(border=True, gap="xsmall", key=key):
        st.html(card_head(incident, library, page.theme))
        for event in events[:_TELLINGS]:
            _show_telling(page, incident, event)
        _show_further(page, incident, events[_TELLINGS:])
        st.html(card_foot(incident, library))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            show_citation(incident, library)
            st.html(_link_html(incident), width="content")
        if page.on_card is not None:
            page.on_card(page, incident)


def show_proof_link(told: Told, label: str) -> None:
    """Draw the link to where an article tells an event; the way back finds the same card."""
    event = told.event
    st.page_link(
        PAGES["articles"][0],
        label=label,
        query_params=carried_query(
            selection=True, article=event.source.article_id, event=event.event_id
        ),
    )


def _hits_first(events: list[Event], page: Page) -> list[Event]:
    """Return tellings with those first that a full-text search has found, if there is one."""
    words = page.filters.words
    if not words:
        return events
    articles = [page.library.told_by(one).extraction.article for one in events[:_SEARCHED]]
    found = [
        bool(find_hits(f"{article.title} {article.text[slice(*one.excerpt)]}", words))
        for one, article in zip(events, articles, strict=False)
    ]
    ranks = [*(not one for one in found), *([True] * (len(events) - len(found)))]
    return [one for _rank, one in sorted(zip(ranks, events, strict=True), key=itemgetter(0))]


def _chosen(page: Page) -> Incident | None:
    """Return the incident that is selected, whether the filters keep it or not."""
    incident_id = current_view().incident_id
    if incident_id is None or not page.library.has_incident(incident_id):
        return None
    return page.library.incident(incident_id)


def _at_place(page: Page, place_id: str | None) -> pd.DataFrame:
    """Return the incidents of a page at a place; none where nothing is selected."""
    incidents = page.incidents
    return incidents.iloc[:0] if place_id is None else incidents[incidents["place_id"] == place_id]


def _main_kind(incidents: pd.DataFrame) -> EventKind:
    """Return the kind of most incidents, ties by the order of EVENT_KINDS."""
    counts = {kind: int((incidents["kind"] == kind).sum()) for kind in EVENT_KINDS}
    return max(EVENT_KINDS, key=counts.__getitem__)


def _link_html(incident: Incident) -> str:
    """Return the address that opens this card: to be copied, or followed into a new tab."""
    query = urlencode(carried_query(incident=incident.incident_id), doseq=True)
    return (
        f'<div class="sp sp-small"><a href="?{escape(query)}" target="_blank">'
        f"{escape(_('Link'))} ↗</a></div>"
    )


def _show_telling(page: Page, incident: Incident, event: Event) -> None:
    told = page.library.told_by(event)
    is_copy = page.library.is_copy(event)
    st.html(telling_html(told, incident, is_copy=is_copy, words=page.filters.words))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        show_proof_link(told, _("Read in the article"))
        url = safe_url(told.extraction.article.url)
        if url is not None:
            st.html(
                f'<div class="sp sp-small"><a href="{url}" target="_blank" '
                f'rel="noopener noreferrer">{_("Original")} ↗</a></div>',
                width="content",
            )


def _show_further(page: Page, incident: Incident, events: Sequence[Event]) -> None:
    """Draw the tellings that a card does not show at once, when they are asked for."""
    if not events:
        return
    label = ngettext("{n} more report", "{n} more reports", len(events))
    key = f"further_{incident.incident_id}"
    with st.expander(label, key=key, on_change="rerun") as further:
        if further.open:
            for event in events[: _shown(key, _CARDS)]:
                _show_telling(page, incident, event)
            _show_more(key, len(events), _CARDS)


def _show_cards(page: Page, chosen: Incident | None) -> None:
    """Draw the chosen incident, then what else happened at the selected place."""
    place_id = current_view().place_id
    here = _at_place(page, place_id)
    others = here if chosen is None else here[here["incident_id"] != chosen.incident_id]
    _show_heading(page, here, chosen)
    if chosen is not None:
        if not _is_kept(page, chosen):
            note = _("The filters hide this event from the map.")
            st.html(f'<div class="sp sp-sub">{escape(note)}</div>')
        show_card(page, chosen, is_chosen=True)
    elif here.empty:
        st.html(f'<div class="sp sp-muted">{escape(_why_nothing(page))}</div>')
    what = place_id or ""
    for incident_id in first_rows(others, _shown(what, _CARDS), "oldest")["incident_id"]:
        show_card(page, page.library.incident(incident_id))
    _show_more(what, len(others), _CARDS)


def _show_heading(page: Page, here: pd.DataFrame, chosen: Incident | None) -> None:
    """Draw the name of the place, how much happened there and how much proof there is."""
    place_id = current_view().place_id
    title = _("Without a place") if place_id is None else page.library.place_name(place_id)
    events, proofs = len(here), int(here["articles"].sum())
    if chosen is not None and chosen.incident_id not in set(here["incident_id"]):
        events += 1
        proofs += len({event.source.article_id for event in chosen.events})
    line = _("{events}, {proofs}, in order").format(
        events=ngettext("{n} event", "{n} events", events),
        proofs=ngettext("{n} piece of evidence", "{n} pieces of evidence", proofs),
    )
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="top", wrap=False
    ):
        st.html(
            f'<div class="sp sp-aloud" id="{CARDS_ANCHOR}" tabindex="-1">'
            f'<h2 class="sp-h2">{isolate(title)}</h2>'
            f'<p class="sp-muted">{escape(line)}</p></div>'
        )
        st.button("✕", key="close", help=_("Close"), type="tertiary", on_click=close_selection)


def _is_kept(page: Page, incident: Incident) -> bool:
    return bool((page.incidents["incident_id"] == incident.incident_id).any())


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


def _show_newest(page: Page) -> None:
    count = _shown("", _ROWS)
    rows = page.kept.recall(
        ("newest", count, language(), page.theme), lambda: _newest_rows(page, count)
    )
    st.html(
        f'<div class="sp"><h2 class="sp-h2">{_("Latest events")}</h2><p class="sp-muted">'
        + _("A mark on the map or a row shows the proof.")
        + "</p></div>"
    )
    with st.container(gap=None, key="newest"):
        for row in rows:
            _show_row(row)
    _show_more("", len(page.incidents), _ROWS)


def _newest_rows(page: Page, count: int) -> tuple[_Row, ...]:
    """Return the newest incidents of a page, ready to be drawn for all visitors."""
    rows = []
    for incident_id in first_rows(page.incidents, count, "newest")["incident_id"]:
        incident = page.library.incident(incident_id)
        place_id = None if incident.place is None else incident.place.place_id
        html = incident_row(incident, page.library, page.theme)
        rows.append(_Row(incident.incident_id, place_id, html))
    return tuple(rows)


def _show_row(row: _Row) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.html(row.html)
        st.button(
            _("Proof"),
            key=f"row_{row.incident_id}",
            type="tertiary",
            on_click=select_incident,
            args=(row.incident_id, row.place_id),
        )


def _shown(what: str, step: int) -> int:
    """Return how many are shown of this list; a new list starts over."""
    kept, count = st.session_state.get(_SHOWN, ("", step))
    return int(count) if kept == what else step


def _show_more(what: str, total: int, step: int) -> None:
    shown = _shown(what, step)
    if total > shown:
        label = ngettext("Show {n} more", "Show {n} more", min(step, total - shown))
        st.button(label, key=f"more_{what}", on_click=_store_shown, args=(what, shown + step))


def _store_shown(what: str, count: int) -> None:
    st.session_state[_SHOWN] = (what, count)
