"""Map and evidence side by side: a click on a mark, a row or the list of places shows the proof."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.access.gate import recheck_reader
from geodata.ui.evidence.panel import PANEL_PX, show_jump, show_panel
from geodata.ui.map.layers import show_map_key
from geodata.ui.map.leaflet import clicked, show_map
from geodata.ui.map.map_content import map_drawing
from geodata.ui.state.changing import rerun_if_changed
from geodata.ui.state.following import follow_choice, scroll_to_choice
from geodata.ui.state.navigation import refresh_navigation
from geodata.ui.state.view import close_selection, current_view, select_place, settle_address
from geodata.ui.tables.incident_table import show_incident_table
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.labels import label_text
from geodata.ui.wording.map_texts import base_words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from streamlit.delta_generator import DeltaGenerator

    from geodata.ui.page import Page

__all__ = ["show_scene"]

_PLACE = "place_choice"
# So many places are listed at once.
_FEW_PLACES = 200
# The digest of the map that a browser was sent last.
_SENT = "schauplatz_map_sent"
_FIRST_LEAD_SECONDS, _LEAD_SECONDS = 0.75, 0.12


@st.fragment
def show_scene(
    page: Page,
    *,
    key: str,
    above: Callable[[], None] | None = None,
    aside: Callable[[], None] | None = None,
    table: bool = False,
    explained: bool = False,
) -> None:
    """Draw the map of a page's incidents and their evidence; a click reruns this and nothing else.

    Args:
        page: the page.
        key: tells the maps of several pages apart.
        above: draws what stands over the map.
        aside: draws what stands in the panel's seat while nothing is selected.
        table: whether the table of the incidents stands open below.
        explained: whether what stands over the map explains the kinds, so that the legend need not.

    """
    recheck_reader()
    rerun_if_changed()
    if current_view().filters != page.filters:  # lifted in the panel: the whole page is affected
        st.rerun()
    _take_click(page, key)
    settle_address()
    refresh_navigation()
    left, right = _seats(over_table=table)
    with left:
        # The map is what is waited for: it is sent before what stands over it.
        over = None if above is None else st.container(key=f"over_{key}", gap="xsmall")
        _show_map(page, key=key, explained=explained)
    if over is not None and above is not None:
        with over:
            above()
    with right:
        view = current_view()
        if aside is not None and view.place_id is None and view.incident_id is None:
            aside()
        else:
            show_panel(page)
    _show_table(page, key=key, opened=table)
    scroll_to_choice()


def _seats(*, over_table: bool) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return where map and panel go; both at first, so that the map is fitted once to its width."""
    with st.container(horizontal=True, key="split", gap="small"):
        left = st.container(key="left", gap="xsmall")
        # Over a table the panel is as high as the map; alone it fills the window.
        right = st.container(key="right", width=PANEL_PX)
        return left, right.container(key="side_low" if over_table else "side_high")


def _all(page: Page) -> pd.DataFrame:
    """Return the incidents of a page, for its table."""
    return page.incidents


def _show_table(page: Page, *, key: str, opened: bool) -> None:
    """Draw the incidents as a table below the map, or behind its name, drawn when opened."""
    if opened:
        show_incident_table(page, _all, key=key, on_choice=follow_choice)
        return
    if page.incidents.empty:
        return
    label = ngettext("{n} event as a table", "{n} events as a table", len(page.incidents))
    with st.expander(label, key=f"rows_{key}", on_change="rerun") as listed:
        if listed.open:
            show_incident_table(page, _all, key=key, on_choice=follow_choice)


def _take_click(page: Page, key: str) -> None:
    """Select the place that was clicked, before the map is drawn: so it is drawn once."""
    place_id = clicked(key, theme=page.theme, known=page.library.place_ids)
    if place_id is not None:
        close_selection()  # tables forget their row
        if place_id != "":
            select_place(place_id)


def _show_map(page: Page, *, key: str, explained: bool) -> None:
    """Draw the map with its legend, which leaves out the kinds where they are explained."""
    view = current_view()
    drawing = map_drawing(page, view.layers)
    with st.container(key=f"map_{key}", gap="xsmall"):
        show_map(
            drawing.payload_with(view.place_id),
            key=key,
            theme=page.theme,
            selected=view.place_id,
            words=base_words(),
        )
        _give_lead(drawing.payload.digest)
        show_map_key(page, drawing.content, kinds=not explained)
    show_jump(page)
    _show_choice(page, drawing.place_ids)


def _give_lead(digest: str) -> None:
    """Hold back what follows the map where a browser has to draw another one.

    At first its page loads the scripts of all widgets that it knows of before it draws any; as long
    as it knows of the map alone, that is drawn more than a second sooner. Later it draws whatever
    arrives at once: the map a seventh of a second later, if the rest comes along with it.
    """
    last = st.session_state.get(_SENT)
    st.session_state[_SENT] = digest
    if st.context.url is not None and digest != last:
        time.sleep(_FIRST_LEAD_SECONDS if last is None else _LEAD_SECONDS)


def _show_choice(page: Page, place_ids: tuple[str, ...]) -> None:
    """Draw the list of the places on the map: the same choice without a pointer.

    A list of many is drawn when it is opened: it would else be sent with every run.
    """
    if len(place_ids) <= _FEW_PLACES:
        _show_places(page, place_ids)
        return
    chosen = current_view().place_id
    label = _("Choose a place on the map")
    if chosen is not None:
        label = label_text(page.library.place_name(chosen))
    with st.popover(label, key="place_list", on_change="rerun") as listed:
        if listed.open:
            _show_places(page, place_ids)


def _show_places(page: Page, place_ids: tuple[str, ...]) -> None:
    ids = list(place_ids)
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
