"""What a reader cannot do, said once, where they tried to do it."""

from __future__ import annotations

import streamlit as st

from geodata.ui.wording.markup import isolate

__all__ = ["show_fault", "tell_fault"]

_FAULT = "schauplatz_adding_fault"


def tell_fault(text: str) -> None:
    """Say something in the run that follows; for callbacks."""
    st.session_state[_FAULT] = text


def show_fault() -> None:
    """Draw what is to be said, if anything is."""
    text = st.session_state.pop(_FAULT, None)
    if text is not None:
        st.html(f'<div class="sp sp-banner sp-problems" role="alert">{isolate(text)}</div>')
