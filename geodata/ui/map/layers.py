"""Under the map: the legend in a line, what it means, and the switches of the map's layers.

Layers hide what was found; what is earlier or denied is another matter: it is no event of the news,
so it is off at the start, counted here, and switched on as a filter.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geodata.maps.legend import drawn_signs, legend_guide, legend_line
from geodata.models import STATUSES
from geodata.tables.filters import START_STATUSES
from geodata.ui.state.view import LAYERS, START_LAYERS, current_view, set_filters, set_layers
from geodata.ui.wording.i18n import N_, _, number
from geodata.ui.wording.legend_words import legend_words
from geodata.ui.wording.markup import escape
from geodata.ui.wording.words import status_choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.maps.marks import MapContent
    from geodata.models import EventStatus
    from geodata.ui.page import Page
    from geodata.ui.state.view import Layer

__all__ = ["show_map_key"]

_LAYERS: Mapping[Layer, str] = {
    "incidents": N_("Events at places"),
    "flows": N_("Ways of the troops"),
    "areas": N_("Areas: only the country is named"),
    "rings": N_("Rings: place only roughly known"),
    "mentions": N_("Mentions: how often a place is named"),
}


def show_map_key(page: Page, content: MapContent, *, kinds: bool = True) -> None:
    """Draw legend and switches; to be called in the fragment of the map.

    Args:
        page: the page.
        content: what the map shows.
        kinds: whether the legend explains the kinds; not where figures over the map do.

    """
    words = legend_words()
    signs = drawn_signs(content, kinds=kinds)
    with st.container(key="map_key", horizontal=True, gap="small", vertical_alignment="top"):
        st.html(f'<div class="sp">{legend_line(page.theme, signs, words=words)}</div>')
        with st.container(key="map_switches", horizontal=True, gap="xsmall", width="content"):
            # Drawn when opened: nobody reads it on every change of a filter.
            with st.popover(_("Read the map"), key="map_guide", on_change="rerun") as guide:
                if guide.open:
                    guide_list = legend_guide(page.theme, drawn_signs(content), words=words)
                    # Where it is longer than its box, the keyboard scrolls it.
                    title = escape(_("Read the map"))
                    st.html(
                        f'<div class="sp" tabindex="0" role="group" aria-label="{title}">'
                        f"{guide_list}</div>"
                    )
            with st.popover(_switch_label(page), key="map_layers"), st.container(gap="xxsmall"):
                _show_layers()
                _show_statuses(page)


def _switch_label(page: Page) -> str:
    """Return the name of the switches, with a sign where any is not as at the start."""
    view = current_view()
    is_start = view.layers == START_LAYERS and page.filters.statuses == START_STATUSES
    return _("Layers") if is_start else f"{_('Layers')} •"


def _show_layers() -> None:
    chosen = current_view().layers
    for layer in LAYERS:
        st.session_state[_key(layer)] = layer in chosen
        st.checkbox(_(_LAYERS[layer]), key=_key(layer), on_change=_store_layers)


def _show_statuses(page: Page) -> None:
    """Draw what did not happen, or not now, with counts, as far as there is any."""
    counts = page.kept.recall("further statuses", lambda: _count_statuses(page))
    on = page.filters.statuses
    shown = [status for status, count in counts.items() if count or status in on]
    if not shown:
        return
    st.caption(_("Off at the start, since it did not happen, or not now:"))
    for status in shown:
        st.session_state[_key(status)] = status in on
        label = f"{status_choice(status)} ({number(counts[status])})"
        st.checkbox(label, key=_key(status), on_change=_store_status, args=(status,))


def _count_statuses(page: Page) -> dict[EventStatus, int]:
    """Return how many incidents there are of each status that is off at the start."""
    return {
        status: sum(
            int((frame["status"] == status).sum()) for frame in (page.incidents, page.hidden)
        )
        for status in STATUSES
        if status not in START_STATUSES
    }


def _key(name: str) -> str:
    return f"map_layer_{name}"


def _store_layers() -> None:
    set_layers([layer for layer in LAYERS if st.session_state[_key(layer)]])


def _store_status(status: EventStatus) -> None:
    filters = current_view().filters
    others = tuple(one for one in filters.statuses if one != status)
    chosen = (*others, status) if st.session_state[_key(status)] else others
    set_filters(replace(filters, statuses=chosen))
