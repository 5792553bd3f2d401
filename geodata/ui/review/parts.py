"""What a reviewer has on every page: the style, the line on the last act, the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.review.desk import desk_of
from geodata.ui.review.keys import show_key_help
from geodata.ui.review.said import show_said
from geodata.ui.review.style import show_style

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from geodata.ui.page import Page

__all__ = ["show_parts"]


def show_parts(page: Page, sidebar: DeltaGenerator) -> None:
    """Draw it, the list of shortcuts in the sidebar; nothing where the articles are in no store."""
    desk = desk_of(page)
    if desk is None:
        return
    show_style()
    show_said(desk)
    with sidebar:
        show_key_help()
