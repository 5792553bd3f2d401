"""One article's page: its whole text, marked, and its events as jumps into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.maps.palette import PALETTES
from geodata.ui.article_text import Numbered, anchor, article_html, numbered_events
from geodata.ui.cards import event_glyph, event_summary, place_of
from geodata.ui.i18n import _, ngettext, number
from geodata.ui.markup import escape, isolate, safe_url
from geodata.ui.page import PAGES
from geodata.ui.view import carried_query, current_view
from geodata.ui.words import (
    attribution_words,
    date_text,
    joined,
    kind_label,
    language_name,
    published_text,
    usage_label,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Article, Event, Extraction
    from geodata.ui.page import Page

__all__ = ["show_article"]

ASIDE_PX = 340


def show_article(page: Page, extraction: Extraction, *, event_id: str | None) -> None:
    """Draw an article; `event_id` is the event whose sentence is scrolled to."""
    numbered = numbered_events(extraction)
    here = next((one for one in numbered if one.event.event_id == event_id), None)
    _show_way_back()
    with st.container(horizontal=True, key="split", gap="large"):
        with st.container(key="left"), st.container(key="article", gap="small"):
            st.html(article_html(extraction, page, here=here, meta=_meta(extraction.article)))
        with (
            st.container(key="right", width=ASIDE_PX),
            st.container(key="article_side", gap="small"),
        ):
            st.html(_legend(page))
            st.html(_events_html(numbered, page, here))
    if here is not None:
        _scroll_to(here)


def _show_way_back() -> None:
    place_id = current_view().place_id
    more = {} if place_id is None else {"place": place_id}
    st.page_link(
        PAGES["overview"][0], label=_("← Back to the map"), query_params=carried_query(**more)
    )


def _meta(article: Article) -> str:
    characters = sum(span.end - span.start for span in article.body)
    parts = [
        isolate(article.publisher or _("publisher unknown")),
        escape(published_text(article)),
        escape(language_name(article.language)),
        escape(_("{n} characters").format(n=number(characters))),
    ]
    url = safe_url(article.url)
    if url is not None:
        link = f'<a href="{url}" target="_blank" rel="noopener noreferrer">'
        parts.insert(2, f"{link}{escape(_('Original'))} ↗</a>")
    if article.sample:
        parts.append(escape(_("sample")))
    return f'<p class="sp-source">{" · ".join(parts)}</p>'


def _legend(page: Page) -> str:
    kinds = "".join(
        f'<span class="sp-trigger sp-t-{kind}">{escape(kind_label(kind))}</span> '
        for kind in ("deployment", "withdrawal", "presence", "protest", "violence")
        if (page.library.tables.events["kind"] == kind).any()
    )
    dateline = escape(usage_label("dateline"))
    return (
        '<div class="sp sp-box">'
        f'<b class="sp-place">{escape(_("Place"))}</b> {escape(_("where something happens"))}<br>'
        f'<span class="sp-actor">{escape(_("Name"))}</span> {escape(_("of an actor"))} &nbsp; '
        f'<span class="sp-derived">{escape(_("derived word"))}</span> &nbsp; '
        f'<span class="sp-dateline">{dateline}</span> &nbsp; '
        f'<span class="sp-said">{escape(_("who says so"))}</span><br>'
        f"{escape(_('Trigger of an event:'))} {kinds}</div>"
    )


def _events_html(numbered: Sequence[Numbered], page: Page, here: Numbered | None) -> str:
    count = ngettext("{n} event in this article", "{n} events in this article", len(numbered))
    items = "".join(_event_item(one, page, here=one is here) for one in numbered)
    return (
        f'<div class="sp"><h2 class="sp-h3">{escape(count)}</h2>'
        f'<ul class="sp-list">{items}</ul></div>'
    )


def _event_item(one: Numbered, page: Page, *, here: bool) -> str:
    event = one.event
    colour = PALETTES[page.theme].kind(event.kind)
    state = f' class="sp-here" style="--sp-here:{colour}"' if here else ""
    return (
        f'<li{state}><a href="#{anchor(one)}"><span class="sp-muted">{one.number}</span>'
        f"<em>{event_glyph(event, page.theme)} {isolate(place_of(event, page.library))}</em>"
        f"<time>{escape(date_text(event.date))}</time>"
        f"<small>{event_summary(event)}</small>{_said_by(event)}{_others(event, page)}</a></li>"
    )


def _said_by(event: Event) -> str:
    """Return who the article has it from; nothing where it says so itself."""
    if event.attribution is None:
        return ""
    return f'<small class="sp-says">{isolate(attribution_words(event.attribution))}</small>'


def _others(event: Event, page: Page) -> str:
    """Return who else tells the same incident, and whether they disagree; nothing for nobody."""
    incident = page.library.incident_of(event)
    told = page.library.tellings(incident)
    names = [
        one.extraction.article.publisher or _("publisher unknown")
        for one in told
        if one.event.source.article_id != event.source.article_id
    ]
    if not names:
        return ""
    said = _("also told by {names}").format(names=joined(list(dict.fromkeys(names))))
    differ = f' <b class="sp-differ">≠ {escape(_("sources disagree"))}</b>'
    return f"<small>{isolate(said)}{differ if incident.disputed else ''}</small>"


def _scroll_to(here: Numbered) -> None:
    """Scroll to the sentence; nothing of an article is in the script, only a number of ours."""
    st.html(
        f"<script>document.getElementById('{anchor(here)}')"
        "?.scrollIntoView({block: 'center'});</script>",
        unsafe_allow_javascript=True,
    )
