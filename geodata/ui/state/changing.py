"""What follows an act that has changed the articles: the page is drawn anew, the choice stays.

A fragment draws the whole page then. The selected incident may have another id, or have become
part of another one: the event that it was chosen for leads to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.state.view import current_view, select_incident

if TYPE_CHECKING:
    from geodata.ui.shelf.library import Library

__all__ = ["keep_choice", "note_change", "rerun_if_changed"]

_CHANGED, _FOLLOWED = "schauplatz_changed", "schauplatz_followed"


def note_change(library: Library, moved: str | None = None) -> None:
    """Remember that a library, which this page shows, is no longer what there is; for callbacks.

    `moved` is the id of an event that may be at another place now: it is followed there.
    """
    st.session_state[_CHANGED] = True
    view = current_view()
    if view.incident_id is not None and library.has_incident(view.incident_id):
        moved = moved or library.incident(view.incident_id).events[0].event_id
    if view.place_id is not None or view.incident_id is not None:
        st.session_state[_FOLLOWED] = moved


def rerun_if_changed() -> None:
    """Run the whole page again after a change; for fragments."""
    if st.session_state.get(_CHANGED, False):
        st.rerun()


def keep_choice(library: Library) -> None:
    """Let the selection follow the event that it was made for; for a run of the whole page."""
    st.session_state.pop(_CHANGED, None)
    event_id = st.session_state.pop(_FOLLOWED, None)
    if event_id is None:
        return
    try:
        incident = library.incident_of(library.told(event_id).event)
    except KeyError:  # it was added, and that was taken back
        select_incident(None, current_view().place_id)
        return
    place_id = None if incident.place is None else incident.place.place_id
    select_incident(incident.incident_id, place_id)
