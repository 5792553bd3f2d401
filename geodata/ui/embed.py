"""A page as an embed: title, map, legend, the cards of a mark, sources; nothing to be set.

What a click selects stays in the session: an address that followed it would fill the history of
the page around the frame.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from geodata.maps.legend import drawn_signs, legend_line
from geodata.tables.files.sharing import LONGEST_QUOTE
from geodata.tables.ordering import first_rows
from geodata.ui.access.gate import recheck_reader
from geodata.ui.evidence.cards import card_foot, card_head, telling_html
from geodata.ui.evidence.panel import CARDS_ANCHOR, show_jump
from geodata.ui.filters.chips import active_chips
from geodata.ui.map.leaflet import clicked, show_map
from geodata.ui.map.map_content import map_drawing
from geodata.ui.map.off_map import count_off_map
from geodata.ui.pages.figures import counts_of, period_words, scene_title
from geodata.ui.state.view import carried_query, close_selection, current_view, select_place
from geodata.ui.wording.i18n import _, language, ngettext, short_date
from geodata.ui.wording.legend_words import legend_words
from geodata.ui.wording.map_texts import base_words
from geodata.ui.wording.markup import escape, isolate, safe_url
from geodata.ui.wording.slim import slim_style

if TYPE_CHECKING:
    from geodata.models import Event, Incident
    from geodata.ui.page import Page
    from geodata.ui.shelf.library import Told

__all__ = ["show_embed"]

STYLE = Path(__file__).parent / "embed.css"
CARDS_PX = 330
# Cards of a place, tellings of a card; the full view has all.
_CARDS, _TELLINGS = 5, 2
_MAP_KEY = "embed"


@st.fragment
def show_embed(page: Page) -> None:
    """Draw what an embed of a page shows; a click on a mark opens its cards."""
    recheck_reader()
    _take_click(page)
    st.html(_style())
    with st.container(key="embed"):
        st.html(_title_html(page))
        with st.container(key="embed_split", horizontal=True):
            with st.container(key="embed_left", gap="xxsmall"):
                _show_map(page)
            if current_view().place_id is not None:
                with st.container(key="embed_right", width=CARDS_PX):
                    _show_cards(page)
        st.html(_foot_html(page))


@cache
def _style() -> str:
    return f"<style>{slim_style(STYLE.read_text(encoding='utf-8'))}</style>"


def _take_click(page: Page) -> None:
    place_id = clicked(_MAP_KEY, theme=page.theme, known=page.library.place_ids)
    if place_id is not None:
        select_place(place_id or None)  # the empty id closes


def _title_html(page: Page) -> str:
    """Return what is shown, from which days, by which filters, and whether it is but a sample."""
    filters = [chip.words for chip in active_chips(page.filters) if "first_day" not in chip.fields]
    said = " · ".join(part for part in (period_words(page), *filters) if part)
    notes = [_("Sample data")] if page.library.kind == "samples" else []
    ignored = len(current_view().notices)
    if ignored:
        notes.append(ngettext("{n} filter not understood", "{n} filters not understood", ignored))
    return (
        f'<div class="sp sp-embed-title"><h1>{isolate(scene_title(page.incidents))}</h1>'
        f'<span title="{escape(said)}">{isolate(said)}</span>'
        + "".join(f"<em>{escape(note)}</em>" for note in notes)
        + "</div>"
    )


def _show_map(page: Page) -> None:
    view = current_view()
    drawing = map_drawing(page, view.layers)
    with st.container(key="embed_map"):
        show_map(
            drawing.payload_with(view.place_id),
            key=_MAP_KEY,
            theme=page.theme,
            words=base_words(),
            selected=view.place_id,
        )
    show_jump(page)
    # Nothing over the map explains the kinds here: the legend has them all.
    features = set(drawn_signs(drawing.content, kinds=False))
    line = legend_line(page.theme, {*page.kinds, *features}, words=legend_words())
    st.html(
        f'<div class="sp sp-embed-legend" role="region" tabindex="0" '
        f'aria-label="{escape(_("Legend"))}">{line}</div>'
    )


def _show_cards(page: Page) -> None:
    """Draw the incidents at the selected place, the first of them in full."""
    place_id = current_view().place_id or ""
    here = page.incidents[page.incidents["place_id"] == place_id]
    with st.container(key="embed_cards", gap="xsmall"):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", wrap=False, gap="small"
        ):
            count = ngettext("{n} event", "{n} events", len(here))
            st.html(
                f'<div class="sp sp-aloud" id="{CARDS_ANCHOR}" tabindex="-1"><h2 class="sp-h3">'
                f"{isolate(page.library.place_name(place_id))}</h2>"
                f'<p class="sp-muted">{escape(count)}</p></div>'
            )
            st.button("✕", key="close", help=_("Close"), type="tertiary", on_click=close_selection)
        shown = page.kept.recall(
            ("embedded", place_id, language(), page.theme), lambda: _cards_html(page, place_id)
        )
        st.html(shown)


def _cards_html(page: Page, place_id: str) -> str:
    here = page.incidents[page.incidents["place_id"] == place_id]
    ids = first_rows(here, _CARDS, "oldest")["incident_id"]
    cards = "".join(_card_html(page, page.library.incident(str(one))) for one in ids)
    if len(here) > _CARDS:
        more = ngettext(
            "{n} more event in the full view",
            "{n} more events in the full view",
            len(here) - _CARDS,
        )
        cards += f'<div class="sp sp-sub">{escape(more)}</div>'
    return cards


def _card_html(page: Page, incident: Incident) -> str:
    library = page.library
    events = library.in_order(incident)
    told = "".join(_told_html(page, incident, event) for event in events[:_TELLINGS])
    more = ""
    if len(events) > _TELLINGS:
        words = ngettext("{n} more report", "{n} more reports", len(events) - _TELLINGS)
        more = f'<div class="sp sp-sub">{escape(words)}</div>'
    head = card_head(incident, library, page.theme)
    foot = card_foot(incident, library)
    return f'<div class="sp-embed-card">{head}{told}{more}{foot}</div>'


def _told_html(page: Page, incident: Incident, event: Event) -> str:
    told = page.library.told_by(event)
    html = telling_html(told, incident, is_copy=page.library.is_copy(event), longest=LONGEST_QUOTE)
    return html + _original_html(told)


def _original_html(told: Told) -> str:
    url = safe_url(told.extraction.article.url)
    if url is None:
        return ""
    return (
        f'<div class="sp sp-meta"><a href="{url}" target="_blank" rel="noopener noreferrer">'
        f"{escape(_('Original'))} ↗</a></div>"
    )


def _foot_html(page: Page) -> str:
    """Return how much there is, from whom, until when, and the way to all of it."""
    many = counts_of(page)
    parts = [
        ngettext("{n} event", "{n} events", many.incidents),
        ngettext("{n} article", "{n} articles", many.articles),
        ngettext("{n} source", "{n} sources", many.publishers),
    ]
    off_map = count_off_map(page)
    if off_map:
        parts.append(ngettext("{n} not on the map", "{n} not on the map", off_map))
    last = page.kept.tellers["published_end"].max() if many.articles else None
    if last is not None and last == last:  # noqa: PLR0124 - no day is unlike itself
        parts.append(_("as of {day}").format(day=short_date(last.date())))
    said = escape(" · ".join(parts))
    query = escape(urlencode(carried_query(selection=True), doseq=True))
    return (
        f'<div class="sp sp-embed-foot"><span><b>Schauplatz</b> · {said}</span>'
        f'<a href="?{query}" target="_blank" rel="noopener">{escape(_("Full view"))} ↗</a></div>'
    )
