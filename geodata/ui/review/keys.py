"""Shortcuts of review: letters that press the buttons of the page, and the list of them.

They can be turned off, as WCAG 2.2 (2.1.4) asks of shortcuts of one letter.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.wording.i18n import N_, _
from geodata.ui.wording.markup import escape
from geodata.ui.wording.slim import read_asset, slim_script

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["SHORTCUTS", "show_key_help", "show_keys"]

ASSETS_FOLDER = Path(__file__).parent / "assets"
_ON, _SWITCH = "review_keys_on", "review_keys_switch"
# Key -> what it does.
SHORTCUTS = {
    "j": N_("next"),
    "k": N_("back"),
    "c": N_("confirm"),
    "r": N_("reject"),
    "e": N_("change"),
    "n": N_("note"),
    "u": N_("undo the last act"),
    "?": N_("show this list"),
}


def show_keys() -> None:
    """Draw what listens to the keyboard; it shows nothing."""
    with st.container(key="review_keys"):
        _component()(key="review_keys_script", data={"on": _is_on()})


def show_key_help() -> None:
    """Draw the list of shortcuts with a switch for all of them, for the end of the sidebar."""
    with st.popover(_("Keyboard"), key="review_help", type="tertiary", on_change="rerun") as opened:
        if not opened.open:
            return
        rows = "".join(
            f"<tr><th scope='row'><kbd>{escape(key)}</kbd></th><td>{escape(_(what))}</td></tr>"
            for key, what in SHORTCUTS.items()
        )
        st.html(f'<div class="sp"><table class="sp-keys">{rows}</table></div>')
        st.session_state[_SWITCH] = _is_on()
        st.toggle(_("Keyboard shortcuts"), key=_SWITCH, on_change=_store)


def _is_on() -> bool:
    return bool(st.session_state.get(_ON, True))


def _store() -> None:
    st.session_state[_ON] = st.session_state[_SWITCH]


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "schauplatz_review_keys", js=slim_script(read_asset(ASSETS_FOLDER / "keys.js"))
    )
