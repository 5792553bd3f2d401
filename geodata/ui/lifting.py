"""What stands where nothing matches: which filter empties the page, and the way to lift it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.i18n import _, country_name, ngettext
from geodata.ui.markup import escape
from geodata.ui.sidebar import clear_filters
from geodata.ui.words import joined, kinds_label

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
)


def show_empty(page: Page) -> None:
    """Say why there is nothing, and offer to lift the filter that is to blame."""
    filters, events = page.filters, page.library.collection.tables.events
    if not filters.active:
        text = _("No event was found in these articles.")
        st.html(
            f'<div class="sp"><h2 class="sp-h2">{escape(_("Nothing to show"))}</h2>'
            f'<p class="sp-muted">{escape(text)}</p></div>'
        )
        return
    st.html(f'<div class="sp"><h2 class="sp-h2">{escape(_("Nothing matches"))}</h2></div>')
    counts = {names: len(filters.without(*names).events(events)) for names in _CONTROLS}
    best = max(_CONTROLS, key=lambda names: counts[names])
    if counts[best]:
        what = _filter_words(filters, best)
        would = ngettext("it would be {n} event.", "it would be {n} events.", counts[best])
        st.html(
            f'<div class="sp">{escape(_("Without {filter}:").format(filter=what))} {would}</div>'
        )
        st.button(
            _("Lift this filter"), type="primary", key="lift", on_click=clear_filters, args=best
        )
    st.button(_("Lift all"), type="tertiary", key="lift_all", on_click=clear_filters)


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
        case _:
            return _("the period")
