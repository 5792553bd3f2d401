"""The page of protests and violence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.map.scene import show_scene
from geodata.ui.map.timeline import show_timeline
from geodata.ui.pages.figures import show_title
from geodata.ui.tables.tolls import show_tolls
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import escape

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["show_protests"]


def show_protests(page: Page) -> None:
    """Draw where people protest and where there is violence, day by day, with all figures."""
    protests = int((page.incidents["kind"] == "protest").sum())
    line = _("{protests} and {violence}. Figures as the sources give them; nothing is added up.")
    show_title(
        _("Where do people protest, where is there violence?"),
        escape(
            line.format(
                protests=ngettext("{n} protest", "{n} protests", protests),
                violence=ngettext(
                    "{n} act of violence", "{n} acts of violence", len(page.incidents) - protests
                ),
            )
        ),
        page=page,
    )
    show_scene(page, key="protests", above=lambda: show_timeline(page), table=True)
    show_tolls(page)
