"""The head of a page: title, counts, key figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.maps.palette import kind_glyph
from geodata.models import EVENT_KINDS
from geodata.ui.i18n import _, country_name, ngettext, number
from geodata.ui.markup import escape, isolate
from geodata.ui.words import kinds_label

if TYPE_CHECKING:
    import pandas as pd

    from geodata.ui.page import Page

__all__ = ["counts_line", "scene_title", "show_key_figures", "show_title"]


def show_title(title: str, line: str) -> None:
    """Draw the title of a page and, below it, a line of ready HTML."""
    st.html(
        f'<div class="sp"><h1 class="sp-title">{isolate(title)}</h1>'
        f'<p class="sp-muted">{line}</p></div>'
    )


def scene_title(events: pd.DataFrame) -> str:
    """Return what the events are about: the country with most of them, ties by code."""
    counts = events["country_code"].dropna().value_counts()
    if counts.empty:
        return _("No event on the map")
    most = min(counts.index, key=lambda code: (-counts[code], code))
    others = len(counts) - 1
    if not others:
        return country_name(most)
    rest = ngettext("{place} and {n} other country", "{place} and {n} other countries", others)
    return rest.format(place=country_name(most))


def counts_line(page: Page, off_map: int) -> str:
    """Return the counts of what is shown as one line of HTML."""
    events = page.events
    articles = page.library.collection.tables.articles
    told = articles[articles["article_id"].isin(events["article_id"])]
    places = events.loc[events["where_prec"] < 6, "place_id"].nunique()  # noqa: PLR2004 - countries
    parts = [
        ngettext("{n} event", "{n} events", len(events)),
        ngettext("{n} place", "{n} places", int(places))
        + ", "
        + ngettext("{n} country", "{n} countries", int(events["country_code"].nunique())),
        ngettext("{n} article", "{n} articles", len(told))
        + " "
        + ngettext("from {n} source", "from {n} sources", int(told["publisher"].nunique())),
    ]
    if off_map:
        parts.append(ngettext("{n} not on the map", "{n} not on the map", off_map))
    return " · ".join(escape(part) for part in parts)


def show_key_figures(page: Page) -> None:
    """Draw the number of events and articles of each kind; they explain signs and colours."""
    cells = []
    for kind in EVENT_KINDS:
        found = page.events[page.events["kind"] == kind]
        articles = ngettext("in {n} article", "in {n} articles", int(found["article_id"].nunique()))
        cells.append(
            f'<div><span class="sp-name">{kind_glyph(kind, page.theme)}'
            f"{escape(kinds_label(kind))}</span>"
            f'<div><span class="sp-narrow">{kind_glyph(kind, page.theme)}</span>'
            f"<b>{number(len(found))}</b>"
            f'<span class="sp-more">{escape(articles)}</span></div></div>'
        )
    st.html(f'<div class="sp sp-figures">{"".join(cells)}</div>')
