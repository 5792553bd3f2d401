"""The head of a page: title, counts, key figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from geodata.maps.palette import kind_glyph
from geodata.maps.rows import COUNTRY_PREC
from geodata.models import EVENT_KINDS, STATUSES, DateRange
from geodata.ui.filters.chips import show_chips
from geodata.ui.map.off_map import OFF_MAP_ID
from geodata.ui.shelf.period import Period
from geodata.ui.state.view import current_view, set_filters
from geodata.ui.wording.i18n import _, country_name, date_words, ngettext, number
from geodata.ui.wording.markup import escape, isolate
from geodata.ui.wording.words import kinds_label, status_choice

if TYPE_CHECKING:
    import pandas as pd

    from geodata.models import EventStatus
    from geodata.ui.page import Page

__all__ = [
    "Counts",
    "counts_line",
    "counts_of",
    "period_words",
    "scene_title",
    "show_key_figures",
    "show_title",
]


def show_title(
    title: str, line: str, *, page: Page | None = None, is_filtered: bool = True
) -> None:
    """Draw the title of a page and, below it, a line of ready HTML.

    At the right stand the active filters as chips, where the page is filtered at all, and what
    their status hides of a page of incidents, where one is given.
    """
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", key="title"
    ):
        st.html(
            f'<div class="sp sp-aloud"><h1 class="sp-title">{isolate(title)}</h1>'
            f'<p class="sp-muted">{line}</p></div>',
            width="content",
        )
        with st.container(
            key="title_side", width="content", gap="xxsmall", horizontal_alignment="right"
        ):
            if is_filtered:
                show_chips()
            if page is not None and not page.hidden.empty:
                _show_hidden(page)


def _show_hidden(page: Page) -> None:
    """Say how many incidents only their status hides, each status with a way to add it."""
    counts = page.hidden["status"].astype(str).value_counts()
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", key="hidden", width="content"
    ):
        total = ngettext("{n} event hidden:", "{n} events hidden:", len(page.hidden))
        st.html(f'<div class="sp sp-sub">{escape(total)}</div>', width="content")
        for status in (one for one in STATUSES if one in counts.index):
            st.button(
                f"+ {number(int(counts[status]))} {status_choice(status)}",
                key=f"show_{status}",
                type="tertiary",
                help=_("Show these too"),
                on_click=_add_status,
                args=(status,),
            )


def _add_status(status: EventStatus) -> None:
    filters = current_view().filters
    set_filters(replace(filters, statuses=(*filters.statuses, status)))


def scene_title(incidents: pd.DataFrame) -> str:
    """Return what the incidents are about: the country with most of them, ties by code."""
    counts = incidents["country_code"].value_counts()
    counts = counts[counts > 0]  # categories of which there is none are counted, too
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
    many = counts_of(page)
    sources = " " + ngettext("from {n} source", "from {n} sources", many.publishers)
    parts = [
        ngettext("{n} event", "{n} events", many.incidents),
        ngettext("{n} place", "{n} places", many.places)
        + ", "
        + ngettext("{n} country", "{n} countries", many.countries),
        ngettext("{n} article", "{n} articles", many.articles)
        + (sources if many.publishers else ""),
    ]
    line = " · ".join(escape(part) for part in parts)
    if off_map:
        missing = ngettext("{n} not on the map", "{n} not on the map", off_map)
        line += f' · <a href="#{OFF_MAP_ID}" target="_self">{escape(missing)}</a>'
    return line


def counts_of(page: Page) -> Counts:
    """Return how much of everything a page shows."""
    return page.kept.recall("counts", lambda: _count(page))


def period_words(page: Page) -> str:
    """Return the days asked for, else those of what is shown; empty where nothing has a date."""
    first, last = page.filters.first_day, page.filters.last_day
    if first is None or last is None:
        found = page.kept.recall("period", lambda: Period.of(page.incidents))
        if found is None:
            return ""
        first, last = first or min(found.news[0], last or found.news[0]), last or found.news[1]
    return date_words(DateRange(first, max(first, last)))


class Counts(NamedTuple):
    """How much of everything a page shows; places without countries."""

    incidents: int
    places: int
    countries: int
    articles: int
    publishers: int


def _count(page: Page) -> Counts:
    incidents, told = page.incidents, page.kept.tellers
    return Counts(
        incidents=len(incidents),
        places=incidents.loc[incidents["where_prec"] < COUNTRY_PREC, "place_id"].nunique(),
        countries=incidents["country_code"].nunique(),
        articles=len(told),
        publishers=told["publisher"].nunique(),
    )


def _count_kinds(page: Page) -> tuple[tuple[int, int], ...]:
    """Return how many incidents there are of each kind, and how many articles tell the kind."""
    incidents, events = page.incidents["kind"], page.events
    return tuple(
        (
            int((incidents == kind).sum()),
            events.loc[events["kind"] == kind, "article_id"].nunique(),
        )
        for kind in EVENT_KINDS
    )


def show_key_figures(page: Page) -> None:
    """Draw the number of incidents and articles of each kind; they explain signs and colours."""
    st.html(key_figures_html(page))


def key_figures_html(page: Page) -> str:
    """Return the number of incidents and articles of each kind."""
    counts = page.kept.recall("counts by kind", lambda: _count_kinds(page))
    cells = []
    for kind, (incidents, told) in zip(EVENT_KINDS, counts, strict=True):
        articles = ngettext("in {n} article", "in {n} articles", told)
        cells.append(
            f'<div><span class="sp-name">{kind_glyph(kind, page.theme)}'
            f"{escape(kinds_label(kind))}</span>"
            f'<div><span class="sp-narrow">{kind_glyph(kind, page.theme)}</span>'
            f"<b>{number(incidents)}</b>"
            f'<span class="sp-more">{escape(articles)}</span></div></div>'
        )
    return f'<div class="sp sp-figures">{"".join(cells)}</div>'
