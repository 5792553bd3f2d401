"""The page of deployments and withdrawals: who sends whom where, and how far they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.map.scene import show_scene
from geodata.ui.pages.figures import show_title
from geodata.ui.pages.phases import show_phases
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import escape

if TYPE_CHECKING:
    from geodata.ui.page import Page

__all__ = ["show_deployments"]


def show_deployments(page: Page) -> None:
    """Draw the flows, the phases by sender and a table of the incidents."""
    sent = int((page.incidents["kind"] == "deployment").sum())
    line = _("{sent} and {left}, {articles}. Strengths as the sources give them.")
    articles = int(page.events["article_id"].nunique())
    show_title(
        _("Who sends whom where?"),
        escape(
            line.format(
                sent=ngettext("{n} deployment", "{n} deployments", sent),
                left=ngettext("{n} withdrawal", "{n} withdrawals", len(page.incidents) - sent),
                articles=ngettext("from {n} article", "from {n} articles", articles),
            )
        ),
        page=page,
    )
    aside = None if page.incidents.empty else lambda: show_phases(page)
    show_scene(page, key="deployments", aside=aside, table=True)
