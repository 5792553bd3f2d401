"""The list of articles, and the way from it to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import streamlit as st

from geodata.maps.palette import kind_glyph
from geodata.models import EVENT_KINDS
from geodata.review.rejected import without_rejected
from geodata.tables.query import Notice
from geodata.tables.snippets import snippet
from geodata.ui.access.permits import may_change
from geodata.ui.filters.lifting import show_empty
from geodata.ui.pages.article import show_article
from geodata.ui.pages.figures import show_title
from geodata.ui.state.view import ARTICLE_KEY, EVENT_KEY, open_article
from geodata.ui.taking.table_file import Part, show_table_file
from geodata.ui.wording.i18n import N_, _, ngettext, number
from geodata.ui.wording.markup import escape, isolate, lang
from geodata.ui.wording.words import kinds_label, language_name, published_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt
    import pandas as pd

    from geodata.models import Article, Extraction
    from geodata.ui.page import Page

__all__ = ["ARTICLE_ORDERS", "ArticleOrder", "articles_in_order", "show_articles"]

ArticleOrder = Literal["newest", "oldest", "most events"]
ARTICLE_ORDERS: tuple[ArticleOrder, ...] = get_args(ArticleOrder)
_ORDER_WORDS: Mapping[ArticleOrder, str] = {
    "newest": N_("Newest first"),
    "oldest": N_("Oldest first"),
    "most events": N_("Most events first"),
}
# Articles shown at once; a button shows as many more.
_STEP = 30
_SHOWN = "articles_shown"
_ORDER = "articles_order"
_UNDATED = np.iinfo(np.int64).min  # as numpy casts a missing day


def show_articles(page: Page) -> None:
    """Draw the article that the address names, else the list of those that the filters keep."""
    article_id = st.query_params.get(ARTICLE_KEY, "").strip()
    if page.library.has_article(article_id):
        extraction = page.library.extraction(article_id)
        # Whoever reviews must see what was rejected, to take it back.
        if not may_change() and "rejected" not in page.filters.review:
            extraction = without_rejected(extraction)
        show_article(page, extraction, event_id=st.query_params.get(EVENT_KEY))
        return
    if article_id != "":
        text = _("There is no article {id} here; these are all.").format(
            id=Notice(ARTICLE_KEY, article_id).value
        )
        st.html(f'<div class="sp sp-banner sp-problems">{escape(text)}</div>')
    _show_list(page)


def articles_in_order(articles: pd.DataFrame, order: ArticleOrder) -> npt.NDArray[np.intp]:
    """Return the rows of articles in an order; undated ones come last, ties by id.

    Of as many events the newest comes first.
    """
    days = articles["published_start"].to_numpy("datetime64[D]").astype(np.int64)
    undated = days == _UNDATED
    falling = np.where(undated, 0, -days)
    ids = articles["article_id"].to_numpy(dtype=object)
    match order:
        case "newest":
            return np.lexsort((ids, falling, undated))
        case "oldest":
            return np.lexsort((ids, -falling, undated))
        case "most events":
            return np.lexsort((ids, falling, undated, -articles["events"].to_numpy(np.int64)))


def _show_list(page: Page) -> None:
    kept, total = page.kept.articles, len(page.library.tables.articles)
    line = ngettext("{n} event", "{n} events", len(page.incidents))
    if len(kept) < total:
        line = _("of {n} in all").format(n=number(total)) + f" · {line}"
    title = ngettext("{n} article", "{n} articles", len(kept))
    show_title(title, escape(line), page=page)
    if kept.empty:
        show_empty(page)
        return
    _show_controls(page)
    order = _order()
    rows = page.kept.recall(f"articles {order}", lambda: articles_in_order(kept, order))
    shown = int(st.session_state.get(_SHOWN, _STEP))
    with st.container(gap=None, key="article_list"):
        for article_id in kept["article_id"].iloc[rows[:shown]]:
            _show_row(page, without_rejected(page.library.extraction(str(article_id))))
    if len(kept) > shown:
        label = ngettext("Show {n} more", "Show {n} more", min(_STEP, len(kept) - shown))
        st.button(label, key="more_articles", on_click=_store_shown, args=(shown + _STEP,))


def _show_controls(page: Page) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.segmented_control(
            _("Order"),
            ARTICLE_ORDERS,
            required=True,
            default=ARTICLE_ORDERS[0],
            format_func=lambda order: _(_ORDER_WORDS[order]),
            key=_ORDER,
            label_visibility="collapsed",
            on_change=_store_shown,
            args=(_STEP,),
        )
        show_table_file(page, Part("articles", lambda: page.kept.articles), name="articles")


def _order() -> ArticleOrder:
    chosen = st.session_state.get(_ORDER)
    return chosen if chosen in ARTICLE_ORDERS else ARTICLE_ORDERS[0]


def _show_row(page: Page, extraction: Extraction) -> None:
    article = extraction.article
    spoken = lang(article.language)
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        st.html(
            f'<div class="sp"><h2 class="sp-h3"{spoken}>{isolate(article.title)}</h2>'
            f'<div class="sp-sub">{_meta(extraction)} {_kinds(extraction, page)}</div>'
            f"{_found(article, page.filters.words)}</div>"
        )
        st.button(
            _("Read"),
            key=f"read_{article.article_id}",
            type="tertiary",
            on_click=open_article,
            args=(article.article_id,),
        )


def _meta(extraction: Extraction) -> str:
    article = extraction.article
    parts = (
        article.publisher or _("publisher unknown"),
        published_text(article),
        language_name(article.language),
        ngettext("{n} place name", "{n} place names", len(extraction.mentions)),
    )
    return " · ".join(isolate(part) for part in parts)


def _kinds(extraction: Extraction, page: Page) -> str:
    """Return the kinds of events that an article tells, with how many."""
    counts = {kind: sum(e.kind == kind for e in extraction.events) for kind in EVENT_KINDS}
    return "".join(
        f'<span class="sp-keep" title="{escape(kinds_label(kind))}"> {kind_glyph(kind, page.theme)}'
        f" {number(count)}</span>"
        for kind, count in counts.items()
        if count
    )


def _found(article: Article, words: str) -> str:
    """Return the piece of the text that a search has found, its hits marked; nothing for none.

    The headline stands above it already.
    """
    if words == "":
        return ""
    text = article.text[0 if article.headline is None else article.headline.end :]
    pieces = "".join(
        f'<span class="sp-hit">{escape(piece)}</span>' if is_hit else escape(piece)
        for piece, is_hit in snippet(text, words)
    )
    return f'<div class="sp-found" dir="auto"{lang(article.language)}>{pieces}</div>'


def _store_shown(count: int) -> None:
    st.session_state[_SHOWN] = count
