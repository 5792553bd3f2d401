"""The chart of the deployments page: how far each sender's troops are, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from geodata.maps.palette import KIND_SHAPES, PALETTES, picture
from geodata.models import PHASES
from geodata.tables.senders import densest_days, phases_of_senders
from geodata.ui.wording.i18n import N_, _, language, ngettext
from geodata.ui.wording.markup import escape, plain
from geodata.ui.wording.words import actor_words, kind_label, phase_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    import altair as alt

    from geodata.maps.palette import Palette
    from geodata.models import EventKind
    from geodata.tables.senders import SpanUnit
    from geodata.ui.page import Page

__all__ = ["phase_frame", "show_phases"]

_ROW_PX = 34
_SIGN_PX = 18
_CHART_PX = 240
_AXIS_PX = 30
_AXIS_FORMATS = {"de": "%-d.%-m.", "en": "%-d %b"}
# Over longer spans than this a day without its year says nothing.
_LONG = pd.Timedelta(days=200)
# So many days without a sign part one stretch of events from the next.
_GAP_DAYS = 45
_LONG_FORMAT = "%-m/%Y"
_LINES: Mapping[SpanUnit, str] = {
    "day": N_("Each sign is a phase as reported, on its day."),
    "week": N_("Each sign is the furthest phase reported in a week."),
    "month": N_("Each sign is the furthest phase reported in a month."),
    "year": N_("Each sign is the furthest phase reported in a year."),
}
# Signs shown; where there would be more, those of a week, a month or a year are one.
_MOST_SIGNS = 600
# Senders shown; more would not fit beside the map, the table has all.
_MOST_SENDERS = 10


def show_phases(page: Page) -> None:
    """Draw a row a sender and a triangle a reported phase; the fill grows from empty to full."""
    frame, unit = phase_frame(page)
    st.html(
        f'<div class="sp"><h2 class="sp-h3">{escape(_("How far is whom?"))}</h2>'
        f'<p class="sp-muted">{escape(_(_LINES[unit]))}</p>'
        "</div>"
    )
    if frame.empty:
        text = escape(_("No report names both a sender and a day."))
        st.html(f'<div class="sp sp-muted">{text}</div>')
        return
    everything = len(frame)
    if _is_long(frame) and unit == "day":
        frame = _densest(frame)
    height = _ROW_PX * frame["sender"].nunique() + _AXIS_PX
    st.altair_chart(_phase_chart(frame, page), width="stretch", height=height, key="phases")
    left_out = _left_out(everything - len(frame))
    st.html(f'<div class="sp sp-legend">{_legend(page)}</div>{left_out}')


def _is_long(frame: pd.DataFrame) -> bool:
    return bool(frame["seat"].max() - frame["seat"].min() > _LONG)


def _densest(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the signs of the days that have most: a year between crises would squeeze both."""
    found = densest_days(frame, gap_days=_GAP_DAYS)
    return found.assign(seat=found["day"] + _side_by_side(found))


def _left_out(signs: int) -> str:
    if not signs:
        return ""
    text = ngettext(
        "{n} sign of other times is left out.", "{n} signs of other times are left out.", signs
    )
    return f'<div class="sp sp-sub">{escape(text)}</div>'


def _legend(page: Page) -> str:
    """Return the signs of the phases with their words, and that of a withdrawal."""
    colours = PALETTES[page.theme]
    full = len(PHASES) - 1
    said = [
        (_sign("deployment", colours.deployment, step / full), phase_label(phase))
        for step, phase in enumerate(PHASES)
    ]
    said.append((_sign("withdrawal", colours.withdrawal, 1.0), kind_label("withdrawal")))
    return " ".join(f'<span class="sp-keep">{sign} {escape(word)}</span>' for sign, word in said)


def _sign(kind: EventKind, colour: str, fill: float) -> str:
    return picture(
        '<svg xmlns="http://www.w3.org/2000/svg" width="13" height="13" viewBox="-2 -2 28 28">'
        f'<path d="{KIND_SHAPES[kind]}" fill="{colour}" fill-opacity="{fill}" '
        f'stroke="{colour}" stroke-width="3"/></svg>'
    )


def phase_frame(page: Page) -> tuple[pd.DataFrame, SpanUnit]:
    """Return a row a sender, phase and day, and what a day means where there are too many days.

    The `seat` is where the sign stands: beside another of the same day it is a little later.
    """
    kept = page.kept
    told, unit = kept.recall(
        "phases",
        lambda: phases_of_senders(kept.events, senders=_MOST_SENDERS, most=_MOST_SIGNS),
    )
    steps = [len(PHASES) - 1 if pd.isna(phase) else PHASES.index(phase) for phase in told["phase"]]
    frame = told.assign(
        sender=[plain(actor_words([actor])) for actor in told["sender"]],
        kind=told["kind"].astype(str),
        label=[
            kind_label(kind) if pd.isna(phase) else phase_label(phase)
            for kind, phase in zip(told["kind"], told["phase"], strict=True)
        ],
        step=steps,
    ).drop(columns="phase")
    if frame.empty:
        return frame, unit
    frame = frame.sort_values(["day", "step"], kind="stable")
    return frame.assign(seat=frame["day"] + _side_by_side(frame)), unit


def _side_by_side(frame: pd.DataFrame) -> pd.Series[pd.Timedelta]:
    """Return how far to the right each sign goes, so that those of one day stand side by side."""
    span = max(frame["day"].max() - frame["day"].min(), pd.Timedelta(days=1))
    beside: pd.Series[int] = frame.groupby(["sender", "day"]).cumcount()
    shift_s = (span * _SIGN_PX / _CHART_PX).total_seconds()
    shift: pd.Series[pd.Timedelta] = pd.to_timedelta(beside * shift_s, unit="s")
    return shift


def _phase_chart(frame: pd.DataFrame, page: Page) -> alt.Chart:
    import altair as alt  # noqa: PLC0415 - takes a third of a second, and the map goes first

    palette = PALETTES[page.theme]
    chart: alt.Chart = (
        alt.Chart(frame)
        .mark_point(size=130, strokeWidth=1.8, filled=False, opacity=1)  # as in the legend
        .encode(**_axes(frame, palette), **_signs(palette), tooltip=_tooltips())
        .properties(background="transparent")
        .configure_view(stroke=None)
        .configure_axis(labelColor=palette.ink, labelFontSize=12, domain=False, ticks=False)
    )
    return chart


def _axes(frame: pd.DataFrame, palette: Palette) -> dict[str, Any]:
    """Return the days across the top and the senders down the side."""
    import altair as alt  # noqa: PLC0415 - see above

    is_long = _is_long(frame)
    days = alt.Axis(
        orient="top",
        format=_LONG_FORMAT if is_long else _AXIS_FORMATS[language()],
        grid=False,
        tickCount="month" if is_long else "day",
        labelOverlap="greedy",
        labelSeparation=10,
    )
    senders = alt.Axis(grid=True, gridColor=palette.line, labelLimit=110)
    return {
        "x": alt.X("seat:T", title=None, scale=alt.Scale(nice=False, padding=14), axis=days),
        "y": alt.Y("sender:N", title=None, sort=None, axis=senders),
    }


def _signs(palette: Palette) -> dict[str, Any]:
    """Return how a sign looks: shape and colour by kind, the fill by how far the troops are."""
    import altair as alt  # noqa: PLC0415 - see above

    kinds = ["deployment", "withdrawal"]
    shapes = alt.Scale(domain=kinds, range=["triangle-up", "triangle-down"])
    colours = alt.Scale(domain=kinds, range=[palette.deployment, palette.withdrawal])
    steps = alt.Scale(domain=[0, len(PHASES) - 1], range=[0, 1])
    return {
        "shape": alt.Shape("kind:N", legend=None, scale=shapes),
        "stroke": alt.Stroke("kind:N", legend=None, scale=colours),
        "fill": alt.Fill("kind:N", legend=None, scale=colours),
        "fillOpacity": alt.FillOpacity("step:Q", legend=None, scale=steps),
    }


def _tooltips() -> list[alt.Tooltip]:
    import altair as alt  # noqa: PLC0415 - see above

    return [
        alt.Tooltip("sender:N", title=_("Who")),
        alt.Tooltip("label:N", title=_("Phase")),
        alt.Tooltip("day:T", title=_("Day"), format="%Y-%m-%d"),
    ]
