"""The page on which articles are added: one thing after the other, where it stands."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from geodata.errors import GeodataError
from geodata.ui.adding.giving import show_giving
from geodata.ui.adding.outcome import show_outcome
from geodata.ui.adding.preview import show_preview
from geodata.ui.adding.running import show_reading, show_saving
from geodata.ui.adding.session import adding_now
from geodata.ui.adding.whereabouts import show_shown, show_whereabouts, whereabouts_line
from geodata.ui.state.hosting import error_words
from geodata.ui.wording.i18n import _
from geodata.ui.wording.markup import escape
from geodata.ui.wording.slim import read_asset, slim_style

__all__ = ["show_adding", "show_whereabouts"]

_STYLE = Path(__file__).parent / "adding.css"


def show_adding() -> None:
    """Draw what a reader does next; where the store cannot be used, why."""
    st.html(_style())
    # Streamlit's own word is English; the style sheet puts ours in its place.
    st.html(f'<style>:root{{--sp-choose:"{_("Choose files")}";}}</style>')
    try:
        line = whereabouts_line()
        with st.container(gap="xsmall", key="lines"):
            show_shown()
    except GeodataError as error:
        _show_title(error_words(error), _("Nothing can be added at the moment"))
        return
    _show_title(line, _("Add articles"))
    now = adding_now()
    with st.container(key="adding"):
        if now.saving is not None:
            (show_outcome if now.saving.is_ended() else show_saving)(now)
        elif now.reading is not None:
            (show_preview if now.reading.is_ended() else show_reading)(now)
        else:
            show_giving()


def _show_title(line: str, title: str) -> None:
    st.html(
        f'<div class="sp sp-aloud"><h1 class="sp-title">{escape(title)}</h1>'
        f'<p class="sp-muted">{escape(line)}</p></div>'
    )


@cache
def _style() -> str:
    return f"<style>{slim_style(read_asset(_STYLE))}</style>"
