"""The first page: everything on one map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.map.off_map import count_off_map, show_off_map
from geodata.ui.map.scene import show_scene
from geodata.ui.map.timeline import show_timeline
from geodata.ui.pages.figures import (
    counts_line,
    scene_title,
    show_key_figures,
    show_title,
)
from geodata.ui.tables.disputes import show_disputes

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["show_overview"]


def show_overview(page: Page) -> None:
    """Draw title, key figures, days, map and evidence of all incidents."""
    line = counts_line(page, count_off_map(page))
    show_title(scene_title(page.incidents), line, page=page)

    def above() -> None:
        show_key_figures(page)
        show_timeline(page)

    show_scene(page, key="overview", above=above, explained=True)
    show_disputes(page)
    show_off_map(page)
