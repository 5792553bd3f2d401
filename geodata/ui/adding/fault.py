"""What a reader cannot do, said once, where they tried to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.access.permits import may_change
from geodata.ui.state.hosting import error_words
from geodata.ui.wording.i18n import _
from geodata.ui.wording.markup import isolate

if TYPE_CHECKING:
    from geodata.errors import StoreError

__all__ = ["show_fault", "store_fault", "tell_fault"]

_FAULT = "schauplatz_adding_fault"


def tell_fault(text: str) -> None:
    """Say something in the run that follows; for callbacks."""
    st.session_state[_FAULT] = text


def show_fault() -> None:
    """Draw what is to be said, if anything is."""
    text = st.session_state.pop(_FAULT, None)
    if text is not None:
        st.html(f'<div class="sp sp-banner sp-problems" role="alert">{isolate(text)}</div>')


def store_fault(error: StoreError) -> str:
    """Return why a store cannot be had: that of a visitor is in memory, and lacks room alone."""
    if may_change():
        return error_words(error)
    return _("So many visitors have articles here that there is no room left. Try again later.")
