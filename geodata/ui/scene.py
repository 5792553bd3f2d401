"""Map and evidence side by side: a click on a mark, a row or the list of places shows the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.maps.content import marks_from_tables
from geodata.maps.legend import legend_html
from geodata.maps.rows import is_on_map
from geodata.ui.evidence import PANEL_PX, show_panel
from geodata.ui.i18n import _, ngettext
from geodata.ui.leaflet import show_map
from geodata.ui.map_texts import legend_words, map_texts
from geodata.ui.tables import show_incident_table
from geodata.ui.view import current_view, select_place, settle_address

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from geodata.maps.marks import MapContent
    from geodata.ui.page import Page

__all__ = ["off_map", "show_off_map", "show_scene"]

_PLACE = "place_choice"


def off_map(incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents that the map does not show: those without a place or a point."""
    return incidents[~is_on_map(incidents)]


@st.fragment
def show_scene(
    page: Page,
    *,
    key: str,
    above: Callable[[], None] | None = None,
    aside: Callable[[], None] | None = None,
    table: bool = False,
) -> None:
    """Draw the map of a page's incidents and their evidence; a click reruns this and nothing else.

    Args:
        page: the page.
        key: tells the maps of several pages apart.
        above: draws what stands over the map.
        aside: draws what stands in the panel's seat while nothing is selected.
        table: whether a table of the incidents stands below.

    """
    if current_view().filters != page.filters:  # lifted in the panel: the whole page is affected
        st.rerun()
    library = page.library
    content = marks_from_tables(page.incidents, page.events, named=library.place_name)
    with st.container(horizontal=True, key="split", gap="small"):
        # Both at first, so that the map has its width from the start and is fitted once.
        left = st.container(key="left", gap="xsmall")
        right = st.container(key="right", width=PANEL_PX)
    with left:
        if above is not None:
            above()
        _show_map(page, content, key=key)
    # Over a table the panel is as high as the map; alone it fills the window.
    with right, st.container(key="side_low" if table else "side_high"):
        view = current_view()
        if aside is not None and view.place_id is None and view.incident_id is None:
            aside()
        else:
            show_panel(page)
    if table:
        show_incident_table(page, page.incidents, key=key)


def show_off_map(page: Page) -> None:
    """List what the map leaves out, so that nothing is dropped in silence."""
    missing = off_map(page.incidents)
    if missing.empty:
        return
    label = ngettext("{n} event not on the map", "{n} events not on the map", len(missing))
    # Drawn when opened: a table's scripts would keep the map waiting.
    with st.expander(label, key="off_map", on_change="rerun") as listed:
        if not listed.open:
            return
        st.caption(_("No place or no point in the text. Undated events are marked as such."))
        show_incident_table(page, missing, key="off_map_table", heading=False)


def _show_map(page: Page, content: MapContent, *, key: str) -> None:
    settle_address()
    with st.container(key=f"map_{key}", gap="xsmall"):
        clicked = show_map(
            content,
            key=key,
            theme=page.theme,
            selected=current_view().place_id,
            texts=map_texts(),
        )
        st.html(
            f'<div class="sp">{legend_html(page.theme, legend_words(), looks=content.looks)}</div>'
        )
    if clicked is not None:
        select_place(clicked)
        # The map is drawn already: once more, so that the place gets its ring.
        st.rerun(scope="fragment")
    _show_choice(page, content)


def _show_choice(page: Page, content: MapContent) -> None:
    """Draw the list of the places on the map: the same choice without a pointer."""
    ids = sorted(content.ids, key=lambda place_id: page.library.place_name(place_id).casefold())
    chosen = current_view().place_id
    if chosen is not None and chosen not in ids:
        ids.append(chosen)
    st.session_state[_PLACE] = chosen
    st.selectbox(
        _("Place"),
        ids,
        index=None,
        format_func=page.library.place_name,
        key=_PLACE,
        placeholder=_("Choose a place on the map"),
        label_visibility="collapsed",
        on_change=_store_place,
    )


def _store_place() -> None:
    select_place(st.session_state[_PLACE])
