"""The tables that leave Schauplatz, as the codebook and the choice of a file call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.wording.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["row_words", "table_name", "table_words"]

# What a table is, and what a row of it stands for.
_TABLES: Mapping[str, str] = {
    "events": N_("Events: a row each telling"),
    "incidents": N_("Incidents: a row each thing that happened"),
    "figures": N_("Figures: a row each claim"),
    "mentions": N_("Mentions: a row each place name in a text"),
    "places": N_("Places: a row each place"),
    "articles": N_("Articles: a row each article"),
}


def table_words(name: str) -> str:
    """Return what a table is and what a row of it stands for."""
    return _(_TABLES[name])


def table_name(name: str) -> str:
    """Return what a table is, in a word."""
    return table_words(name).partition(":")[0]


def row_words(name: str) -> str:
    """Return what a row of a table stands for."""
    return table_words(name).partition(":")[2].strip()
