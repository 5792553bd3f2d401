"""The panel beside the map: every event of the selected place with its proof, else the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.cards import card_foot, card_head, event_row
from geodata.ui.i18n import _, ngettext
from geodata.ui.lifting import show_empty
from geodata.ui.markup import isolate, safe_url
from geodata.ui.view import carried_query, close_selection, current_view, select_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geodata.ui.loading import Told
    from geodata.ui.page import Page

__all__ = ["ARTICLES_FILE", "show_card", "show_panel"]

ARTICLES_FILE = "pages/4_Articles.py"
PANEL_PX = 388
# Cards and rows shown at once; the rest waits for a button.
_STEP = 12
_SHOWN = "panel_shown"


def show_panel(page: Page, events: pd.DataFrame) -> None:
    """Draw the panel for what is selected among the events given."""
    view = current_view()
    with st.container(key="panel", gap="small"):
        if events.empty:
            show_empty(page)
        elif view.event_id in set(events["event_id"]) and view.place_id is None:
            _show_cards(page, _("Without a place"), events[events["event_id"] == view.event_id])
        elif view.place_id is not None:
            here = events[events["place_id"] == view.place_id]
            _show_cards(page, page.library.place_name(view.place_id), here)
        else:
            _show_newest(page, events)


def show_card(page: Page, told: Told) -> None:
    """Draw one event with its proof and the ways to the article."""
    event, article = told.event, told.extraction.article
    with st.container(border=True, gap="xsmall"):
        st.html(card_head(told, page.library, page.theme))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.page_link(
                ARTICLES_FILE,
                label=_("Read in the article"),
                query_params=carried_query(article=article.article_id, event=event.event_id),
            )
            url = safe_url(article.url)
            if url is not None:
                st.html(
                    f'<div class="sp sp-small"><a href="{url}" target="_blank" '
                    f'rel="noopener noreferrer">{_("Original")} ↗</a></div>',
                    width="content",
                )
        st.html(card_foot(told))


def _show_cards(page: Page, title: str, events: pd.DataFrame) -> None:
    told = _in_order(page, events)
    articles = len({one.extraction.article.article_id for one in told})
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="top", wrap=False
    ):
        st.html(
            f'<div class="sp"><h2 class="sp-h2">{isolate(title)}</h2><p class="sp-muted">'
            + ngettext("{n} event", "{n} events", len(told))
            + ", "
            + ngettext("{n} article, in order", "{n} articles, in order", articles)
            + "</p></div>"
        )
        st.button("✕", key="close", help=_("Close"), type="tertiary", on_click=close_selection)
    if not told:
        st.html(f'<div class="sp sp-muted">{_("Nothing here under these filters.")}</div>')
    for one in told[: _shown(title)]:
        show_card(page, one)
    _show_more(title, len(told))


def _show_newest(page: Page, events: pd.DataFrame) -> None:
    order = events.sort_values(
        ["date_start", "event_id"], ascending=[False, True], na_position="last", kind="stable"
    )
    told = [page.library.told[event_id] for event_id in order["event_id"]]
    st.html(
        f'<div class="sp"><h2 class="sp-h2">{_("Latest events")}</h2><p class="sp-muted">'
        + _("A mark on the map or a row shows the proof.")
        + "</p></div>"
    )
    with st.container(gap=None, key="newest"):
        for one in told[: _shown("")]:
            _show_row(page, one)
    _show_more("", len(told))


def _show_row(page: Page, told: Told) -> None:
    event = told.event
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.html(event_row(told, page.library, page.theme))
        place_id = None if event.place is None else event.place.place_id
        st.button(
            _("Proof"),
            key=f"row_{event.event_id}",
            type="tertiary",
            on_click=select_event,
            args=(event.event_id, place_id),
        )


def _in_order(page: Page, events: pd.DataFrame) -> Sequence[Told]:
    """Return the events by date, undated ones last, the one chosen in a table before all."""
    chosen = current_view().event_id
    order = events.sort_values(
        ["date_start", "date_end", "article_id", "start_char"], na_position="last", kind="stable"
    )
    told = [page.library.told[event_id] for event_id in order["event_id"]]
    return sorted(told, key=lambda one: one.event.event_id != chosen)


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
