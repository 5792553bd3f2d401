"""The page on the method: how it works, how often it errs, and what every column means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.figures import show_title
from geodata.ui.i18n import _

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["show_method"]


def show_method(_page: Page) -> None:
    """Draw how places and events are found, and how far that can be relied on."""
    show_title(_("How does this work?"), "")
