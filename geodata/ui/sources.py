"""The page of sources: what each publisher reports, and where publishers differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.figures import show_title
from geodata.ui.i18n import _

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["show_sources"]


def show_sources(page: Page) -> None:
    """Draw what each publisher reports of the incidents that the filters keep."""
    show_title(_("Who reports what?"), "", page=page)
