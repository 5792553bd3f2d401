"""The page of the report: what the filters keep as a document that prints as it is seen.

It is as wide as the text of a sheet of A4, and light in every theme, so that the browser has
nothing to lay out anew; the map above all, which would be fitted to another frame.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geodata.maps.legend import drawn_signs, legend_line
from geodata.ui.access.gate import recheck_reader
from geodata.ui.filters.chips import active_chips, show_chips
from geodata.ui.filters.lifting import show_empty
from geodata.ui.map.leaflet import show_map
from geodata.ui.map.map_content import map_drawing
from geodata.ui.map.off_map import count_off_map
from geodata.ui.pages.figures import counts_of, key_figures_html, period_words, scene_title
from geodata.ui.pages.print_button import show_print_button
from geodata.ui.pages.report_incidents import incidents_html
from geodata.ui.pages.report_sources import method_html, sources_html
from geodata.ui.pages.report_summary import course_html, disputes_html, places_html
from geodata.ui.state.view import current_view
from geodata.ui.taking.link import share_url
from geodata.ui.wording.colours import colour_variables
from geodata.ui.wording.i18n import _, language, ngettext
from geodata.ui.wording.legend_words import legend_words
from geodata.ui.wording.map_texts import base_words
from geodata.ui.wording.markup import isolate
from geodata.ui.wording.slim import slim_style

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["show_report"]

STYLE = Path(__file__).parent / "assets" / "report.css"
_HEADLINE = "report_headline"
# What the reader wrote, which outlives the page.
_WRITTEN = "report_headline_written"
_LONGEST_HEADLINE = 160
_MAP_PX = 400
_CELL_BYTES = 8


@dataclass(frozen=True, slots=True)
class _Piece:
    """Ready HTML; `size` is how big it is, in cells of a table."""

    html: str

    @property
    def size(self) -> int:
        """How big it is in cells of a table."""
        return len(self.html) // _CELL_BYTES


def show_report(page: Page) -> None:
    """Draw the report of what the filters keep, and above it what its reader can set."""
    page = replace(page, theme="light")
    st.html(_style())
    with st.container(key="report", gap=None):
        _show_head(page)
        if page.incidents.empty:
            show_empty(page)
            return
        _show_map(page)
        piece = page.kept.recall(("report", language()), lambda: _Piece(_body_html(page)))
        today = dt.datetime.now(dt.UTC).date()
        method = method_html(page, today=today, link=share_url())
        st.html(f'<div class="sp sp-report">{piece.html}{method}</div>')


@cache
def _style() -> str:
    style = slim_style(STYLE.read_text(encoding="utf-8"))
    return f"<style>.st-key-report{{{colour_variables('light')}}}\n{style}</style>"


@st.fragment
def _show_head(page: Page) -> None:
    """Draw the headline, which the reader may write, with period, filters and key figures."""
    recheck_reader()
    written = st.session_state.get(_WRITTEN)
    headline = written or scene_title(page.incidents)
    with st.container(key="report_tools", gap="xsmall"):
        with st.container(
            key="report_row", horizontal=True, vertical_alignment="bottom", gap="small"
        ):
            st.session_state[_HEADLINE] = headline
            st.text_input(
                _("Headline of the report"),
                key=_HEADLINE,
                max_chars=_LONGEST_HEADLINE,
                on_change=_store_headline,
            )
            show_print_button()
        show_chips()
    st.html(
        f'<div class="sp sp-report"><h1 class="sp-title">{isolate(headline)}</h1>'
        f"{_lines_html(page)}{key_figures_html(page)}</div>"
    )


def _store_headline() -> None:
    st.session_state[_WRITTEN] = st.session_state[_HEADLINE].strip() or None


def _lines_html(page: Page) -> str:
    """Return period, filters and counts, a line each."""
    filters = [chip.words for chip in active_chips(page.filters) if "first_day" not in chip.fields]
    many = counts_of(page)
    counts = [
        ngettext("{n} event", "{n} events", many.incidents),
        ngettext("{n} place", "{n} places", many.places),
        ngettext("{n} article", "{n} articles", many.articles),
        ngettext("{n} source", "{n} sources", many.publishers),
    ]
    off_map = count_off_map(page)
    if off_map:
        counts.append(ngettext("{n} not on the map", "{n} not on the map", off_map))
    lines = [period_words(page), " · ".join(counts)]
    if filters:
        lines.insert(1, _("Filters: {names}").format(names=" · ".join(filters)))
    return "".join(f'<p class="sp-muted">{isolate(line)}</p>' for line in lines if line)


@st.fragment
def _show_map(page: Page) -> None:
    """Draw the map as the reader left it, with its legend; in a fragment: a click moves nothing."""
    recheck_reader()
    drawing = map_drawing(page, current_view().layers)
    with st.container(key="report_map", gap=None):
        show_map(
            drawing.payload, key="report", theme=page.theme, words=base_words(), height_px=_MAP_PX
        )
        signs = drawn_signs(drawing.content, kinds=False)
        line = legend_line(page.theme, signs, words=legend_words())
        st.html(f'<div class="sp sp-report">{line}</div>')


def _body_html(page: Page) -> str:
    parts = (course_html, places_html, incidents_html, disputes_html, sources_html)
    return "".join(part(page) for part in parts)
