"""The page of protests and violence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.disputes import show_disputes
from geodata.ui.figures import show_hidden, show_title
from geodata.ui.i18n import _, ngettext
from geodata.ui.markup import escape
from geodata.ui.scene import show_scene

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["show_protests"]

_KINDS = ("protest", "violence")


def show_protests(page: Page) -> None:
    """Draw where people protest and where there is violence, with a table of the incidents."""
    incidents = page.incidents[page.incidents["kind"].isin(_KINDS)]
    protests = int((incidents["kind"] == "protest").sum())
    line = _("{protests} and {violence}. Figures as the sources give them; nothing is added up.")
    show_title(
        _("Where do people protest, where is there violence?"),
        escape(
            line.format(
                protests=ngettext("{n} protest", "{n} protests", protests),
                violence=ngettext(
                    "{n} act of violence", "{n} acts of violence", len(incidents) - protests
                ),
            )
        ),
    )
    show_hidden(page.hidden[page.hidden["kind"].isin(_KINDS)])
    show_scene(page, incidents, key="protests", table=True)
    show_disputes(page, incidents)
