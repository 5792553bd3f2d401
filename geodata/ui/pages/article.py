"""One article's page: its whole text, marked, and its events as jumps into it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import streamlit as st

from geodata.maps.palette import PALETTES
from geodata.models import EVENT_KINDS
from geodata.ui.access.permits import may_change
from geodata.ui.evidence.article_text import (
    Numbered,
    anchor,
    article_html,
    list_anchor,
    numbered_events,
    place_anchor,
)
from geodata.ui.evidence.cards import event_glyph, event_summary, place_of
from geodata.ui.shelf.loading import store_of
from geodata.ui.state.following import scroll_to
from geodata.ui.state.navigation import PAGES
from geodata.ui.state.view import carried_query
from geodata.ui.wording.i18n import _, language, ngettext, number
from geodata.ui.wording.markup import escape, isolate, lang, safe_url
from geodata.ui.wording.words import (
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
# Events with a link to the map each; the rest are jumps into the text alone.
_LINKED = 40
# Publishers named of those who tell the same.
_NAMED = 4


def show_article(page: Page, extraction: Extraction, *, event_id: str | None) -> None:
    """Draw an article; `event_id` is the event whose sentence is scrolled to."""
    numbered = numbered_events(extraction)
    here = next((one for one in numbered if one.event.event_id == event_id), None)
    _show_way_back()
    with st.container(horizontal=True, key="split", gap="large"):
        with st.container(key="left"), st.container(key="article", gap="small"):
            st.html(_narrow_legend(page))
            meta, tools = _meta(extraction.article), _has_tools(page)
            st.html(article_html(extraction, page, here=here, meta=meta, offsets=tools))
        with (
            st.container(key="right", width=ASIDE_PX),
            st.container(key="article_side", gap="small"),
        ):
            if may_change():
                from geodata.ui.review.article import show_article_review  # noqa: PLC0415 - rare

                show_article_review(page, extraction)
            st.html(f'<div class="sp sp-box sp-wide">{_legend(page)}</div>')
            _show_events(numbered, page, here)
            st.html(_places_html(extraction, page))
    if here is not None:
        # Eye and keyboard go to the sentence.
        scroll_to(f"#{anchor(here)}", block="center", focused="p, h1")


def _has_tools(page: Page) -> bool:
    """Whether this reader can correct what is shown."""
    return may_change() and store_of(page.library) is not None


def _show_way_back() -> None:
    st.page_link(
        PAGES["overview"][0],
        label=_("← Back to the map"),
        query_params=carried_query(selection=True),
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
    return f'<p class="sp-source"{lang(language())}>{" · ".join(parts)}</p>'


def _legend(page: Page) -> str:
    found = page.library.tables.events["kind"]
    kinds = "".join(
        f'<span class="sp-trigger sp-t-{kind}">{escape(kind_label(kind))}</span> '
        for kind in EVENT_KINDS
        if (found == kind).any()
    )
    dateline = escape(usage_label("dateline"))
    return (
        f'<b class="sp-place">{escape(_("Place"))}</b> {escape(_("where something happens"))}<br>'
        f'<span class="sp-actor">{escape(_("Name"))}</span> {escape(_("of an actor"))} &nbsp; '
        f'<span class="sp-derived">{escape(_("derived word"))}</span> &nbsp; '
        f'<span class="sp-dateline">{dateline}</span> &nbsp; '
        f'<span class="sp-said">{escape(_("who says so"))}</span><br>'
        f"{escape(_('Trigger of an event:'))} {kinds}<br>"
        f'<span class="sp-muted">{escape(_("Point at a mark, tap or tab to it: why it is one."))}'
        "</span>"
    )


def _narrow_legend(page: Page) -> str:
    """Return the legend as narrow screens have it: above the text, closed."""
    title = escape(_("What the marks mean"))
    return f'<details class="sp sp-box sp-slim"><summary>{title}</summary>{_legend(page)}</details>'


def _show_events(numbered: Sequence[Numbered], page: Page, here: Numbered | None) -> None:
    """List the events: each a jump into the text and a link to the map."""
    count = ngettext("{n} event in this article", "{n} events in this article", len(numbered))
    st.html(f'<div class="sp"><h2 class="sp-h3">{escape(count)}</h2></div>')
    with st.container(key="article_events", gap=None):
        for one in numbered[:_LINKED]:
            with st.container(horizontal=True, wrap=False, gap=None, vertical_alignment="center"):
                st.html(_event_item(one, page, here=one is here))
                _show_map_link(one.event, page)
        rest = "".join(_event_item(one, page, here=one is here) for one in numbered[_LINKED:])
        if rest:
            st.html(rest)


def _show_map_link(event: Event, page: Page) -> None:
    incident = page.library.incident_of(event)
    st.page_link(
        PAGES["overview"][0],
        label=_("Map"),
        query_params=carried_query(incident=incident.incident_id),
        width="content",
    )


def _event_item(one: Numbered, page: Page, *, here: bool) -> str:
    event = one.event
    colour = PALETTES[page.theme].kind(event.kind)
    state = " sp-here" if here else ""
    return (
        f'<div id="{list_anchor(one)}" class="sp sp-list{state}" style="--sp-here:{colour}">'
        f'<a href="#{anchor(one)}"><b>{one.number}</b>'
        f"<em>{event_glyph(event, page.theme)} {isolate(place_of(event, page.library))}</em>"
        f"<time>{escape(date_text(event.date))}</time>"
        f"<small>{event_summary(event)}</small>{_said_by(event)}{_others(event, page)}"
        f"{_reviewed(event, page)}</a></div>"
    )


def _places_html(extraction: Extraction, page: Page) -> str:
    """Return the places that the article names: the oftenest first, each a jump to the first."""
    named = [one for one in extraction.mentions if one.place is not None]
    firsts = {one.place.place_id: one for one in reversed(named) if one.place is not None}
    counted = Counter(one.place.place_id for one in named if one.place is not None)
    order = sorted(firsts, key=lambda place_id: (-counted[place_id], firsts[place_id].start))
    items = "".join(
        f'<li><a href="#{place_anchor(firsts[place_id])}">'
        f"<em>{isolate(page.library.place_name(place_id))}</em>"
        f"<time>{ngettext('{n} mention', '{n} mentions', counted[place_id])}</time></a></li>"
        for place_id in order
    )
    count = ngettext("{n} place in this article", "{n} places in this article", len(order))
    return (
        f'<div class="sp"><h2 class="sp-h3">{escape(count)}</h2>'
        f'<ul class="sp-list sp-names">{items}</ul></div>'
    )


def _said_by(event: Event) -> str:
    """Return who the article has it from; nothing where it says so itself."""
    if event.attribution is None:
        return ""
    return f'<small class="sp-says">{isolate(attribution_words(event.attribution))}</small>'


def _reviewed(event: Event, page: Page) -> str:
    """Return what people have said of an event, who and when; nothing where nobody has looked."""
    if event.review == "unreviewed":
        return ""
    from geodata.ui.review.saying import said_of_event  # noqa: PLC0415 - rare

    return f"<small>{escape(said_of_event(page, event))}</small>"


def _others(event: Event, page: Page) -> str:
    """Return who else tells the same incident, and whether they disagree; nothing for nobody."""
    incident = page.library.incident_of(event)
    names = dict.fromkeys(
        one.source.publisher or _("publisher unknown")
        for one in incident.events
        if one.source.article_id != event.source.article_id
    )
    if not names:
        return ""
    said = _("also told by {names}").format(names=_shortened(list(names)))
    differ = f' <b class="sp-differ">≠ {escape(_("sources disagree"))}</b>'
    return f"<small>{isolate(said)}{differ if incident.disputed else ''}</small>"


def _shortened(names: Sequence[str]) -> str:
    """Return the names in words; of many the first few and how many more."""
    more = len(names) - _NAMED
    if more <= 1:
        return joined(names)
    return joined([*names[:_NAMED], ngettext("{n} other", "{n} others", more)])
