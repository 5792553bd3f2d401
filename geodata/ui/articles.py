"""The list of articles, and the way from it to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.maps.palette import kind_glyph
from geodata.models import EVENT_KINDS
from geodata.ui.article import show_article
from geodata.ui.figures import show_title
from geodata.ui.i18n import _, ngettext, number
from geodata.ui.lifting import show_empty
from geodata.ui.markup import escape, isolate
from geodata.ui.view import ARTICLE_KEY, EVENT_KEY, open_article
from geodata.ui.words import published_text

if TYPE_CHECKING:
    import pandas as pd

    from geodata.ui.page import Page

__all__ = ["show_articles"]

_STEP = 30
# Filters that only an event can pass.
_OF_EVENTS = frozenset({"kinds", "countries", "statuses", "says"})
_SHOWN = "articles_shown"


def show_articles(page: Page) -> None:
    """Draw the article that the address names, else the list of those that the filters keep."""
    article_id = st.query_params.get(ARTICLE_KEY, "").strip()
    if page.library.has_article(article_id):
        extraction = page.library.extraction(article_id)
        show_article(page, extraction, event_id=st.query_params.get(EVENT_KEY))
        return
    if article_id != "":
        text = _("There is no article {id} here; these are all.").format(id=article_id)
        st.html(f'<div class="sp sp-banner sp-problems">{escape(text)}</div>')
    _show_list(page)


def _show_list(page: Page) -> None:
    articles = page.library.tables.articles
    kept = _kept(page, articles)
    told = page.events[page.events["article_id"].isin(kept["article_id"])]
    line = ngettext("{n} event", "{n} events", int(told["incident_id"].nunique()))
    if len(kept) < len(articles):
        line = _("of {n} in all").format(n=number(len(articles))) + f" · {line}"
    show_title(ngettext("{n} article", "{n} articles", len(kept)), escape(line))
    if kept.empty:
        show_empty(page)
        return
    shown = int(st.session_state.get(_SHOWN, _STEP))
    with st.container(gap=None, key="article_list"):
        for article_id in kept["article_id"].head(shown):
            _show_row(page, article_id)
    if len(kept) > shown:
        label = ngettext("Show {n} more", "Show {n} more", min(_STEP, len(kept) - shown))
        st.button(label, key="more_articles", on_click=_store_shown, args=(shown + _STEP,))


def _kept(page: Page, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles to list, newest first: of the days, and with an event that is kept.

    Articles without any event are listed as long as no filter asks for certain events.
    """
    filters = page.filters
    if _OF_EVENTS & set(filters.active):
        found = articles[articles["article_id"].isin(page.events["article_id"])]
    else:
        found = filters.articles(articles)
    return found.sort_values(
        ["published_start", "article_id"], ascending=[False, True], na_position="last"
    )


def _show_row(page: Page, article_id: str) -> None:
    extraction = page.library.extraction(article_id)
    article = extraction.article
    counts = {kind: sum(e.kind == kind for e in extraction.events) for kind in EVENT_KINDS}
    glyphs = " &nbsp;".join(
        f"{kind_glyph(kind, page.theme)} {number(n)}" for kind, n in counts.items() if n
    )
    mentions = ngettext("{n} place name", "{n} place names", len(extraction.mentions))
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        st.html(
            f'<div class="sp"><div class="sp-h3">{isolate(article.title)}</div>'
            f'<div class="sp-sub">{isolate(article.publisher or _("publisher unknown"))}, '
            f"{escape(published_text(article))} · {escape(mentions)} &nbsp;{glyphs}</div></div>"
        )
        st.button(
            _("Read"),
            key=f"read_{article_id}",
            type="tertiary",
            on_click=open_article,
            args=(article_id,),
        )


def _store_shown(count: int) -> None:
    st.session_state[_SHOWN] = count
