"""Web pages: the article of a page, what the page says of it, and pages that are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geodata.articles.arriving.charset import decode_foreign, stated_charset
from geodata.articles.arriving.limits import PAGE_BYTES, PAGE_ELEMENTS
from geodata.articles.arriving.page_about import about_page
from geodata.articles.arriving.page_text import main_paragraphs, parse_page
from geodata.articles.arriving.walls import find_wall
from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.articles.arriving.arrived import Arrived, Found
    from geodata.articles.arriving.page_about import AboutPage

__all__ = ["read_page"]

_META_WITHIN = 4096  # bytes: HTML wants the statement within the first 1024, pages put it later
# 20 words: a text as short gives no language for certain, so the page's statement counts.
_FEW_WORDS = 20
_SPACE = re.compile(r"\s+")


def read_page(arrived: Arrived) -> Iterator[Found]:
    """Yield the article of a page.

    Its text is the headline and the paragraphs, with an empty line between, nothing of the clutter.

    Raises:
        InputError: it is too long, or holds no article but a wall, an error or a list.
        LanguageError: there is no language pack for its language.
        NotTextError: it is no text.
        OSError: it cannot be read.
    """
    raw = arrived.read(PAGE_BYTES, what="a page")
    head = raw[:_META_WITHIN].decode("latin-1")
    charsets = (stated_charset(arrived.media_type), stated_charset(head))
    tree = parse_page(decode_foreign(raw, charsets).text)
    elements = sum(1 for _ in tree.iter())
    if elements > PAGE_ELEMENTS:
        raise InputError(f"has {elements} elements; a page may have {PAGE_ELEMENTS}")
    about = about_page(tree, url=arrived.url, today=arrived.today)
    paragraphs = _with_headline(about, main_paragraphs(tree, headline=about.headline))
    wall = find_wall(tree, about, paragraphs)
    if wall is not None:
        raise InputError(wall)
    text = "\n\n".join(paragraphs)
    yield arrived.incoming(
        text,
        raw,
        language=about.language if len(text.split()) < _FEW_WORDS else None,
        published=about.published,
        publisher=about.publisher,
        url=about.canonical_url,
        author=about.author,
        canonical_url=about.canonical_url,
    )


def _with_headline(about: AboutPage, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paragraphs below the headline, which may be the first of them already."""
    if about.headline is None:
        return paragraphs
    wanted = _folded(about.headline)
    below = [
        paragraph
        for number, paragraph in enumerate(paragraphs)
        if number > 2 or _folded(paragraph) != wanted  # noqa: PLR2004 -- kicker, headline, rest
    ]
    return (about.headline, *below)


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text).strip().lower()
