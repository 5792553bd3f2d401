"""Pages without an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from geodata.articles.arriving.page_about import AboutPage

__all__ = ["find_wall"]

_FEW_CHARACTERS = 120


def find_wall(tree: HtmlElement, about: AboutPage, paragraphs: tuple[str, ...]) -> str | None:
    """Return what a page is and what to do, where it is no article; None where it is one."""
    told = sum(map(len, paragraphs)) - len(about.headline or "")
    return "holds no article; paste its text instead" if told < _FEW_CHARACTERS else None
