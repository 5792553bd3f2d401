"""What stands where nothing matches: which filter empties the page, and the way to lift it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from geodata.models import STATUSES
from geodata.ui.filters.chips import clear_filters
from geodata.ui.state.view import current_view, set_filters
from geodata.ui.wording.filter_words import CONTROLS, lifted_words
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import escape

if TYPE_CHECKING:
    from geodata.tables.filters import Filters
    from geodata.ui.page import Page

__all__ = ["show_empty"]

_STATUS = ("statuses",)


def show_empty(page: Page) -> None:
    """Say why there is nothing, and offer to lift the filter that is to blame."""
    filters = page.filters
    if not filters.active and page.hidden.empty:
        text = _("No such event was found in these articles.")
        st.html(
            f'<div class="sp"><h2 class="sp-h2">{escape(_("Nothing to show"))}</h2>'
            f'<p class="sp-muted">{escape(text)}</p></div>'
        )
        return
    title = escape(_("Nothing matches"))
    st.html(f'<div class="sp sp-aloud"><h2 class="sp-h2">{title}</h2></div>')
    counts = lifted_counts(page)
    for rank, fields in enumerate(counts):
        would = ngettext(
            "Without {filter} it would be {n} event.",
            "Without {filter} it would be {n} events.",
            counts[fields],
        ).format(filter=lifted_words(filters, fields))
        st.html(f'<div class="sp">{escape(would)}</div>')
        st.button(
            _("Lift this filter"),
            type="primary" if rank == 0 else "secondary",
            key="lift" if rank == 0 else f"lift_{fields[0]}",
            on_click=_lift,
            args=(fields,),
        )
    if not counts:
        text = _("No single filter is to blame: several together leave nothing.")
        st.html(f'<p class="sp sp-muted">{escape(text)}</p>')
    if filters.active:
        st.button(
            _("Lift all"),
            type="tertiary" if counts else "primary",
            key="lift_all",
            on_click=clear_filters,
        )


def lifted_counts(page: Page) -> dict[tuple[str, ...], int]:
    """Return the filters that empty the page by themselves, with how much would be there without.

    The one that gives back most comes first, ties in the order of the sidebar.
    """
    choice, filters = page.library.choose(page.filters), page.filters
    of_page = page.library.tables.incidents["kind"].isin(page.kinds).to_numpy(dtype=np.bool_)
    counts = {
        fields: int(np.count_nonzero(choice.lifted(*fields) & of_page))
        for fields in CONTROLS
        if fields != _STATUS and set(fields) & set(filters.active)
    }
    # At the start, too, the status hides things: it is widened, not taken back.
    counts[_STATUS] = int(np.count_nonzero(choice.hidden & of_page))
    found = {fields: count for fields, count in counts.items() if count}
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def _lift(fields: tuple[str, ...]) -> None:
    set_filters(widened(current_view().filters, fields))


def widened(filters: Filters, fields: tuple[str, ...]) -> Filters:
    """Return the filters without those of one control; all statuses where that is the control."""
    if fields == _STATUS:
        return replace(filters, statuses=STATUSES)
    return filters.without(*fields)
