"""The head of a page: title, counts, key figures, events by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd
import streamlit as st

from geodata.maps.palette import PALETTES, kind_glyph
from geodata.models import EVENT_KINDS
from geodata.ui.i18n import _, country_name, language, ngettext, number
from geodata.ui.markup import escape, isolate
from geodata.ui.words import kinds_label

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["counts_line", "scene_title", "show_days", "show_key_figures", "show_title"]

_CHART_PX = 96
_AXIS_FORMATS = {"de": "%-d.%-m.", "en": "%-d %b"}
# Longer spans than this are drawn by month: bars of less than three pixels say nothing.
_LONGEST_DAYS = 200


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


def show_days(page: Page) -> None:
    """Draw the events by the day they are told for, stacked by kind.

    Only what has a day and is no memory of earlier times: one event of 2010 would leave no room.
    """
    events = page.events
    dated = events[(events["time_precision"] == 1) & (events["status"] != "historical")]
    if dated["date_start"].nunique() < 2:  # noqa: PLR2004 - one day is no course of time
        return
    span = (dated["date_start"].max() - dated["date_start"].min()).days
    by_month = span > _LONGEST_DAYS
    start = dated["date_start"]
    begins = start.dt.to_period("M").dt.start_time if by_month else start.dt.normalize()
    ends = begins + (pd.DateOffset(months=1) if by_month else pd.Timedelta(days=1))
    frame = (
        pd.DataFrame({"start": begins, "end": ends, "kind": dated["kind"].astype(object)})
        .groupby(["start", "end", "kind"], as_index=False)
        .size()
    )
    title = _("Reports by month") if by_month else _("Reports by day")
    st.altair_chart(_day_chart(frame, page, title), width="stretch", height=_CHART_PX, key="days")


def _day_chart(frame: pd.DataFrame, page: Page, title: str) -> alt.Chart:
    palette = PALETTES[page.theme]
    frame = frame.assign(
        order=frame["kind"].map(EVENT_KINDS.index), label=frame["kind"].map(kinds_label)
    )
    chart: alt.Chart = (
        alt.Chart(
            frame,
            title=alt.TitleParams(
                title,
                anchor="start",
                fontSize=11.5,
                fontWeight="normal",
                color=palette.muted,
                offset=2,
            ),
        )
        .mark_bar(orient="vertical", stroke=palette.paper, strokeWidth=0.8)
        .encode(
            x=alt.X(
                "start:T",
                title=None,
                axis=alt.Axis(
                    format=_AXIS_FORMATS[language()],
                    grid=False,
                    labelOverlap="greedy",
                    labelSeparation=8,
                    tickCount="day",
                ),
            ),
            x2="end:T",
            y=alt.Y(
                "size:Q",
                title=None,
                stack="zero",
                axis=alt.Axis(
                    orient="right",
                    tickCount=2,
                    format="d",
                    gridColor=palette.line,
                ),
            ),
            color=alt.Color(
                "kind:N",
                legend=None,
                scale=alt.Scale(domain=list(EVENT_KINDS), range=list(palette.kinds().values())),
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("start:T", title=_("Day"), format="%Y-%m-%d"),
                alt.Tooltip("label:N", title=_("Kind")),
                alt.Tooltip("size:Q", title=_("Reports")),
            ],
        )
        .configure_view(stroke=None)
        .configure_axis(labelColor=palette.muted, labelFontSize=11, domain=False, ticks=False)
        .properties(
            background="transparent", padding={"left": 0, "right": 0, "top": 0, "bottom": 0}
        )
    )
    return chart
