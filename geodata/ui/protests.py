"""The page of protests and violence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.figures import show_title
from geodata.ui.i18n import _, ngettext
from geodata.ui.markup import escape
from geodata.ui.scene import show_scene

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["show_protests"]


def show_protests(page: Page) -> None:
    """Draw where people protest and where there is violence, with a table of the reports."""
    events = page.events[page.events["kind"].isin(["protest", "violence"])]
    protests = int((events["kind"] == "protest").sum())
    line = _("{protests} and {violence}. Figures as the sources give them; nothing is added up.")
    show_title(
        _("Where do people protest, where is there violence?"),
        escape(
            line.format(
                protests=ngettext("{n} report of protest", "{n} reports of protest", protests),
                violence=ngettext(
                    "{n} report of violence", "{n} reports of violence", len(events) - protests
                ),
            )
        ),
    )
    show_scene(page, events, key="protests", table=True)
