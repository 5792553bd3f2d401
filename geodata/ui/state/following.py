"""After a choice in a list below the map: the page goes up to the map and the proof."""

from __future__ import annotations

import streamlit as st

__all__ = ["follow_choice", "scroll_to_choice"]

_CHOICES = "schauplatz_choices"
_WAITING = "schauplatz_choice_waits"


def follow_choice() -> None:
    """Let the page go up to the map once it is drawn; for callbacks."""
    st.session_state[_CHOICES] = int(st.session_state.get(_CHOICES, 0)) + 1
    st.session_state[_WAITING] = True


def scroll_to_choice() -> None:
    """Go up to the map, once for each choice; nothing from outside is in the script."""
    if not st.session_state.pop(_WAITING, False):
        return
    # The number makes each script a new one, so that the browser runs it.
    st.html(
        f"<script>/* {int(st.session_state[_CHOICES])} */"
        "document.querySelector('.st-key-split')?.scrollIntoView({block: 'start'});</script>",
        unsafe_allow_javascript=True,
    )
