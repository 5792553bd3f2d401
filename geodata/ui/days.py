"""The events by day as stacked bars over the map.

Plain HTML: a charting library would take a second of the start, and the map is what readers wait
for.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.models import EVENT_KINDS
from geodata.ui.i18n import _, day_and_month, month_words, ngettext, number
from geodata.ui.markup import escape
from geodata.ui.words import kinds_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.ui.page import Page

__all__ = ["Bar", "Days", "day_bars", "days_html", "has_bar", "show_days", "top_of_axis"]

# Longer spans than this are drawn by month: bars of less than three pixels say nothing.
_LONGEST_DAYS = 200
# Dates below the bars; on a phone every other one is shown.
_MOST_LABELS = 10
# Half of the longest label, which must not reach over the left edge where bars are narrow.
_HALF_LABEL = "2.3em"
# A longer range has no day that could stand for it.
_MOST_RANGE_DAYS = 7
_ROUND_HALVES = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class Bar:
    """A day or month and how many incidents of each kind it has, in the order of kinds."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """The bars, whether they are months, and how many events have none: no day, or earlier."""

    bars: tuple[Bar, ...] = ()
    by_month: bool = False
    without_day: int = 0
    earlier: int = 0


def show_days(page: Page) -> None:
    """Draw the bars; nothing where all events are of one day, which is no course of time."""
    days = day_bars(page.incidents)
    if len(days.bars) > 1:
        st.html(days_html(days))


def day_bars(events: pd.DataFrame) -> Days:
    """Return a bar for each day from the first event to the last, empty ones too.

    An event of a few days stands on the first of them. Those without a day, with a longer range
    or of earlier times are counted. The bars are months where the days would be too many.
    """
    earlier = events["status"] == "historical"
    barred = has_bar(events)
    bars, by_month = _bars(events[barred])
    return Days(bars, by_month, int((~barred & ~earlier).sum()), int(earlier.sum()))


def has_bar(events: pd.DataFrame) -> pd.Series[bool]:
    """Return for each event whether it is of the news and has a day or a few.

    One event of 2010, or "since 2003", would leave no room for the days the articles are about.
    """
    span = events["date_end"] - events["date_start"]
    short = span < pd.Timedelta(days=_MOST_RANGE_DAYS)  # not so where there is no date
    return short & (events["status"] != "historical")


def _bars(events: pd.DataFrame) -> tuple[tuple[Bar, ...], bool]:
    """Return the bars of events that all have a day, and whether they are months."""
    if events.empty:
        return (), False
    start = events["date_start"]
    by_month = (start.max() - start.min()).days > _LONGEST_DAYS
    periods = start.dt.to_period("M" if by_month else "D")
    counts = pd.crosstab(periods, events["kind"].astype(object))
    whole = pd.period_range(periods.min(), periods.max(), name="day")
    counts = counts.reindex(index=whole, columns=list(EVENT_KINDS), fill_value=0)
    label = month_words if by_month else day_and_month
    return tuple(
        Bar(label(period.start_time.date()), tuple(int(n) for n in row))
        for period, row in zip(whole, counts.to_numpy(), strict=True)
    ), by_month


def top_of_axis(most: int) -> int:
    """Return the number at the top of the axis, whose half is a whole and, from 20 on, a round one.

    The smallest that is no less than `most`: 2, 4 ... 20, 24, 30, 40, 50, 60, 80, 100, 120 ...
    """
    half = max(1, ceil(most / 2))
    unit = 1
    while half > _ROUND_HALVES[-1] * unit:
        unit *= 10
    if half > _ROUND_HALVES[0]:
        half = next(step * unit for step in _ROUND_HALVES if step * unit >= half)
    return 2 * half


def days_html(days: Days) -> str:
    """Return the chart as HTML: bars from left to right, and what has none as a count."""
    bars = days.bars
    title = _("Events by month") if days.by_month else _("Events by day")
    rest = _rest(days)
    top = top_of_axis(max(sum(bar.counts) for bar in bars))
    every = ceil(len(bars) / _MOST_LABELS)
    lines = "".join(
        f'<i style="bottom:{share}%"><b>{number(round(top * share / 100))}</b></i>'
        for share in (0, 50, 100)
    )
    columns = "".join(_column(bar, top) for bar in bars)
    labels = "".join(
        f'<span style="left:max({_HALF_LABEL},{100 * (at + 0.5) / len(bars):.2f}%)">'
        f"{escape(bars[at].label)}</span>"
        for at in range(0, len(bars), every)
    )
    return (
        f'<div class="sp sp-days" role="img" aria-label="{escape(_spoken(title, bars, rest))}">'
        f'<div class="sp-days-title"><span>{escape(title)}</span><span>{escape(rest)}</span></div>'
        f'<div class="sp-days-plot">{lines}'
        f'<div class="sp-days-bars">{columns}</div></div>'
        f'<div class="sp-days-labels">{labels}</div></div>'
    )


def _rest(days: Days) -> str:
    """Return how many events have no bar: `+2 ohne Tag · +1 früher`; empty where all have one."""
    parts = []
    if days.without_day:
        parts.append(ngettext("+{n} without a day", "+{n} without a day", days.without_day))
    if days.earlier:
        parts.append(ngettext("+{n} earlier", "+{n} earlier", days.earlier))
    return " · ".join(parts)


def _column(bar: Bar, top: int) -> str:
    parts = "".join(
        f'<u style="height:{100 * count / top:.2f}%;background:var(--sp-{kind})"></u>'
        for kind, count in zip(EVENT_KINDS, bar.counts, strict=True)
        if count
    )
    return f'<div title="{escape(_said(bar))}">{parts}</div>'


def _said(bar: Bar) -> str:
    told = [
        f"{kinds_label(kind)} {number(count)}"
        for kind, count in zip(EVENT_KINDS, bar.counts, strict=True)
        if count
    ]
    return f"{bar.label}: {', '.join(told) if told else number(0)}"


def _spoken(title: str, bars: Sequence[Bar], rest: str) -> str:
    said = [_said(bar) for bar in bars if any(bar.counts)]
    return f"{title}. " + "; ".join([*said, rest] if rest else said)
