"""The tree of a page, and the paragraphs of the article in it."""

from __future__ import annotations

import logging
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from geodata.errors import InputError

if TYPE_CHECKING:
    from configparser import ConfigParser

    from lxml.html import HtmlElement

__all__ = ["main_paragraphs", "parse_page"]


# What is never of the article, where a page marks it as such.
_CLUTTER = "//nav|//*[@role='navigation']|//footer|//dialog|//button"
_OUTER = frozenset({"body", "html"})


def parse_page(text: str) -> HtmlElement:
    """Return the tree of a page.

    Raises:
        InputError: there is nothing of HTML in it.
    """
    from trafilatura import load_html  # noqa: PLC0415 -- 0.4 s that only pages should cost

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what is wrong is said by us
    try:
        tree = load_html(text)
    except Exception as error:  # noqa: BLE001 -- lxml raises what a broken page makes it
        raise InputError(f"is no page that can be read ({type(error).__name__})") from None
    if tree is None:
        raise InputError("is no page that can be read (no elements)")
    return tree


def main_paragraphs(tree: HtmlElement, *, headline: str | None) -> tuple[str, ...]:
    """Return the paragraphs of the article on a page, in order; none where it has none.

    What stands above its headline is none of it.

    Raises:
        InputError: the page cannot be worked out.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415

    try:
        found: Any = bare_extraction(
            _below(tree, headline), include_comments=False, prune_xpath=_CLUTTER, config=_settings()
        )
    except Exception as error:  # noqa: BLE001 -- as above
        raise InputError(f"is no page that can be read ({type(error).__name__})") from None
    if found is None:
        return ()
    lines = (" ".join(line.split()).strip("| ") for line in found.text.splitlines())
    return tuple(line.removeprefix("- ") for line in lines if line.strip("-| "))


def _below(tree: HtmlElement, headline: str | None) -> HtmlElement:
    """Return a copy of a page that begins with its headline, if most of its text is below that."""
    page = deepcopy(tree)
    headings = page.iter("h1")
    heading = next((h for h in headings if " ".join(h.text_content().split()) == headline), None)
    if heading is None:
        return page
    path = [heading, *(above for above in heading.iterancestors() if above.tag not in _OUTER)]
    before = [one for step in path for one in step.itersiblings(preceding=True)]
    above = sum(len(one.text_content()) for one in before if isinstance(one.tag, str))
    if above * 2 < len(page.text_content()):
        for one in before:
            one.drop_tree()
    return page


@cache
def _settings() -> ConfigParser:
    """Return the settings of trafilatura, by which short reports are articles, too."""
    from trafilatura.settings import DEFAULT_CONFIG  # noqa: PLC0415

    settings = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_OUTPUT_SIZE"] = "1"
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "40"
    return settings
