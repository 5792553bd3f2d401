"""Counts in words, for Python as for the script of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.maps.payload import GROUP_SPACE

if TYPE_CHECKING:
    from geodata.maps.standalone.words import Plural

__all__ = ["counted", "grouped"]


def counted(forms: Plural, count: int) -> str:
    """Return a count with its noun."""
    return forms[count != 1].replace("{n}", grouped(count))


def grouped(count: int) -> str:
    """Return a number with narrow spaces between thousands."""
    return f"{count:,}".replace(",", GROUP_SPACE)
