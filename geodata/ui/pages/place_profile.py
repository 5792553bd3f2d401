"""The profile of one place: what happened there over time, who names it, and how sure it is."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

import streamlit as st

from geodata.models import EVENT_KINDS
from geodata.tables.bars import count_bars
from geodata.tables.ordering import first_rows
from geodata.ui.evidence.cards import incident_row
from geodata.ui.pages.place_facts import place_facts
from geodata.ui.state.navigation import PAGES
from geodata.ui.state.view import carried_query, close_selection
from geodata.ui.wording.i18n import _, country_name, day_and_month, month_words, ngettext, number
from geodata.ui.wording.markup import escape, isolate
from geodata.ui.wording.words import kinds_label, place_type_label

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    import pandas as pd

    from geodata.tables.bars import Bars
    from geodata.ui.page import Page
    from geodata.ui.pages.place_facts import NamedArticle, OtherPlace, PlaceFacts

__all__ = ["bars_html", "show_profile"]

# Incidents listed; the map has all.
_MOST_INCIDENTS = 6
# A few bars are not drawn out over the whole width, but the days below them need room.
_BAR_PX = 26
_NARROWEST_PX = 120


def show_profile(page: Page, place_id: str, *, chosen: bool) -> None:
    """Draw the profile of a place; one that was `chosen` can be closed again."""
    facts = place_facts(page, place_id)
    here = page.incidents[page.incidents["place_id"] == place_id]
    # A narrow page shows what was chosen before the ranking.
    with st.container(key="profile_chosen" if chosen else "profile", gap="small"):
        _show_head(page, place_id, facts, chosen=chosen)
        if here.empty:
            text = _("No event is told of this place under these filters.")
            st.html(f'<div class="sp sp-muted">{escape(text)}</div>')
        else:
            bars = count_bars(here, axis=page.incidents)
            if len(bars) > 1:
                st.html(bars_html(bars))
            _show_incidents(page, here)
        _show_facts(page, facts)


def bars_html(bars: Bars, *, wide: bool = False) -> str:
    """Return incidents over time as small stacked bars, with the days at both ends.

    Few bars are narrow, unless they are to be as `wide` as what they stand in.
    """
    ends = bars.edges[0], bars.edges[-2]
    width = "100%" if wide else f"{max(_NARROWEST_PX, _BAR_PX * len(bars))}px"
    return (
        f'<div class="sp sp-bars" style="max-width:{width}" role="img" '
        f'aria-label="{escape(_spoken(bars))}"><div>'
        + "".join(_bar(bars, at) for at in range(len(bars)))
        + f"</div><p><span>{escape(_day(bars, ends[0]))}</span>"
        f"<span>{escape(_day(bars, ends[1]))}</span></p></div>"
    )


def _bar(bars: Bars, at: int) -> str:
    counts = {kind: bars.counts[kind][at] for kind in EVENT_KINDS if kind in bars.counts}
    parts = "".join(
        f'<u style="height:{100 * count / bars.highest:.1f}%;background:var(--sp-{kind})"></u>'
        for kind, count in counts.items()
        if count
    )
    return f'<i title="{escape(_said(bars, at))}">{parts}</i>' if parts else "<i></i>"


def _said(bars: Bars, at: int) -> str:
    told = [
        f"{kinds_label(kind)} {number(bars.counts[kind][at])}"
        for kind in EVENT_KINDS
        if kind in bars.counts and bars.counts[kind][at]
    ]
    return f"{_day(bars, bars.edges[at])}: {', '.join(told)}"


def _spoken(bars: Bars) -> str:
    said = [_said(bars, at) for at in range(len(bars)) if any(c[at] for c in bars.counts.values())]
    return f"{_('Events over time')}. " + "; ".join(said)


def _day(bars: Bars, day: dt.date) -> str:
    return day_and_month(day) if bars.unit in {"day", "week"} else month_words(day)


def _show_head(page: Page, place_id: str, facts: PlaceFacts, *, chosen: bool) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="top", wrap=False
    ):
        counts = _joined_dots(
            [
                ngettext("{n} mention", "{n} mentions", facts.mentions),
                ngettext("in {n} article", "in {n} articles", facts.articles),
            ]
        )
        st.html(
            f'<div class="sp sp-aloud"><h2 class="sp-h2">'
            f"{isolate(page.library.place_name(place_id))}</h2>"
            f'<p class="sp-muted">{escape(_lies(page, place_id))}</p>'
            f'<p class="sp-muted">{escape(counts)}</p></div>'
        )
        if chosen:
            st.button("✕", key="close", help=_("Close"), type="tertiary", on_click=close_selection)
    st.page_link(
        PAGES["overview"][0],
        label=_("Show on the map"),
        query_params=carried_query(place=place_id),
    )


def _lies(page: Page, place_id: str) -> str:
    """Return type, country, coordinates and how exactly the place is known."""
    places = page.library.tables.places
    row = places[places["place_id"] == place_id].iloc[0]
    parts = [place_type_label(row["place_type"])]
    if isinstance(row["country_code"], str) and row["place_type"] != "country":
        parts.append(country_name(row["country_code"]))
    point = float(row["latitude"]), float(row["longitude"])
    if not isnan(point[0]):
        parts.append(_coordinates(*point))
    if row["place_type"] == "country":
        parts.append(_("a central point"))
    else:
        about = number(max(1, round(float(row["precision_km"]))))
        parts.append(_("to within {km} km").format(km=about))
    return _joined_dots(parts)


def _coordinates(lat: float, lon: float) -> str:
    """Return degrees with their hemispheres: `43,25° N, 76,91° O`."""
    north = _("{degrees}° N") if lat >= 0 else _("{degrees}° S")
    east = _("{degrees}° E") if lon >= 0 else _("{degrees}° W")
    return ", ".join(
        words.format(degrees=number(abs(value), decimals=2))
        for words, value in ((north, lat), (east, lon))
    )


def _show_incidents(page: Page, here: pd.DataFrame) -> None:
    title = ngettext("{n} event here", "{n} events here", len(here))
    st.html(f'<div class="sp"><h3 class="sp-h3">{escape(title)}</h3></div>')
    with st.container(gap=None, key="newest"):
        for incident_id in first_rows(here, _MOST_INCIDENTS, "newest")["incident_id"]:
            incident = page.library.incident(str(incident_id))
            with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
                st.html(incident_row(incident, page.library, page.theme))
                place_id = "" if incident.place is None else incident.place.place_id
                st.page_link(
                    PAGES["overview"][0],
                    label=_("Proof"),
                    query_params=carried_query(place=place_id, incident=incident.incident_id),
                )
    if len(here) > _MOST_INCIDENTS:
        rest = _("The newest {n}; the map has all.").format(n=number(_MOST_INCIDENTS))
        st.html(f'<div class="sp sp-sub">{escape(rest)}</div>')


def _show_facts(page: Page, facts: PlaceFacts) -> None:
    rows = [
        (_("Names in the texts"), _counted(facts.names)),
        (_("Named by"), _counted(facts.publishers)),
        (_("How sure"), _sureness(facts)),
        (_("Not to be confused with"), " · ".join(_other(one) for one in facts.others)),
    ]
    items = "".join(
        f"<dt>{escape(title)}</dt><dd>{html}</dd>" for title, html in rows if html != ""
    )
    if items:
        st.html(f'<div class="sp"><dl class="sp-facts">{items}</dl></div>')
    with st.container(gap=None, key="place_articles"):
        if facts.first is not None and facts.last is not None:
            _show_article(page, _("First named in"), facts.first)
            if facts.last != facts.first:
                _show_article(page, _("Last named in"), facts.last)


def _show_article(page: Page, words: str, article: NamedArticle) -> None:
    published = page.library.extraction(article.article_id).article
    said = f"{words}: {published.publisher or _('publisher unknown')}"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        st.html(
            f'<div class="sp sp-sub">{isolate(said)}<br><b>{isolate(article.headline)}</b></div>'
        )
        st.page_link(
            PAGES["articles"][0],
            label=_("Read"),
            query_params=carried_query(article=article.article_id),
        )


def _counted(pairs: Iterable[tuple[str, int]]) -> str:
    return " · ".join(
        f'{isolate(name)} <span class="sp-muted">{number(count)}</span>' for name, count in pairs
    )


def _sureness(facts: PlaceFacts) -> str:
    words = _("sure"), _("fairly sure"), _("unsure")
    return _counted(pair for pair in zip(words, facts.sureness, strict=True) if pair[1])


def _other(one: OtherPlace) -> str:
    code = one.place.country_code
    country = "" if code is None or one.place.type == "country" else f", {country_name(code)}"
    kind = place_type_label(one.place.type)
    said = f"{one.place.name} ({kind}{country})"
    return f'{isolate(said)} <span class="sp-muted">{number(one.mentions)}</span>'


def _joined_dots(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
