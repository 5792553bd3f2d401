"""What stands where nothing matches: which filter empties the page, and the way to lift it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geodata.models import STATUSES
from geodata.ui.i18n import _, country_name, ngettext
from geodata.ui.markup import escape
from geodata.ui.sidebar import clear_filters
from geodata.ui.view import set_filters
from geodata.ui.words import joined, kinds_label, status_choice, voice_label

if TYPE_CHECKING:
    from geodata.tables.filters import Filters
    from geodata.ui.page import Page

__all__ = ["show_empty"]

# The fields that one control in the sidebar sets.
_CONTROLS: tuple[tuple[str, ...], ...] = (
    ("first_day", "last_day"),
    ("countries",),
    ("kinds",),
    ("undated",),
    ("statuses",),
    ("says",),
)


def show_empty(page: Page) -> None:
    """Say why there is nothing, and offer to lift the filter that is to blame."""
    filters, incidents = page.filters, page.library.tables.incidents
    if not filters.active and page.hidden.empty:
        text = _("No such event was found in these articles.")
        st.html(
            f'<div class="sp"><h2 class="sp-h2">{escape(_("Nothing to show"))}</h2>'
            f'<p class="sp-muted">{escape(text)}</p></div>'
        )
        return
    st.html(f'<div class="sp"><h2 class="sp-h2">{escape(_("Nothing matches"))}</h2></div>')
    of_page = incidents[incidents["kind"].isin(page.kinds)]
    counts = {names: len(_widened(filters, names).events(of_page)) for names in _CONTROLS}
    best = max(_CONTROLS, key=lambda names: counts[names])
    if counts[best]:
        what = _filter_words(filters, best)
        would = ngettext("it would be {n} event.", "it would be {n} events.", counts[best])
        st.html(
            f'<div class="sp">{escape(_("Without {filter}:").format(filter=what))} {would}</div>'
        )
        st.button(
            _("Lift this filter"),
            type="primary",
            key="lift",
            on_click=set_filters,
            args=(_widened(filters, best),),
        )
    if filters.active:
        st.button(_("Lift all"), type="tertiary", key="lift_all", on_click=clear_filters)


def _widened(filters: Filters, names: tuple[str, ...]) -> Filters:
    """Return the filters without one of them; at the start it is the status that hides things."""
    if names == ("statuses",):
        return replace(filters, statuses=STATUSES)
    return filters.without(*names)


def _filter_words(filters: Filters, names: tuple[str, ...]) -> str:
    match names[0]:
        case "countries":
            chosen = joined([country_name(code) for code in filters.countries])
            return _("the country {names}").format(names=chosen)
        case "kinds":
            chosen = joined([kinds_label(kind) for kind in filters.kinds])
            return _("the kind {names}").format(names=chosen)
        case "undated":
            return _("hiding what has no date")
        case "statuses":
            chosen = joined([status_choice(status) for status in filters.statuses])
            return _("the status {names}").format(names=chosen)
        case "says":
            chosen = joined([voice_label(voice) for voice in filters.says])
            return _("the choice of who says so ({names})").format(names=chosen)
        case _:
            return _("the period")
