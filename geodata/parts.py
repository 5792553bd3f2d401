"""Texts longer than any article, read in parts: time stays in step with length, memory bounded.

Within an article every name is weighed against every other. That is what makes it right, and
what would make a text of fifty megabytes take for ever.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.models import Article, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.models import Mention

__all__ = ["LONGEST_PART", "iter_parts", "moved"]

# 200,000 characters: a book's chapter, ten times a long newspaper article; read in half a second.
LONGEST_PART = 200_000
# Where a text may be cut, best first: between paragraphs, lines, sentences, words.
_SEAMS = ("\n\n", "\n", ". ", " ")


def iter_parts(article: Article, *, longest: int = LONGEST_PART) -> Iterator[tuple[int, Article]]:
    """Yield an article in parts of at most so many characters, each with where it starts.

    An article that is short enough is its only part, as it is; one without a body has none.
    """
    if not article.body:
        return
    if len(article.text) <= longest:
        yield 0, article
        return
    start = 0
    while start < len(article.text):
        end = _seam(article.text, start, longest)
        body = tuple(_clipped(article.body, start, end))
        if body:
            yield start, replace(article, text=article.text[start:end], body=body, headline=None)
        start = end


def moved(mention: Mention, by: int) -> Mention:
    """Return a mention so many characters further on in the text."""
    return replace(mention, start=mention.start + by, end=mention.end + by) if by else mention


def _seam(text: str, start: int, longest: int) -> int:
    """Return where a part ends: after the last seam of its second half, else where it must."""
    farthest = start + longest
    if farthest >= len(text):
        return len(text)
    for seam in _SEAMS:
        at = text.rfind(seam, start + longest // 2, farthest)
        if at >= 0:
            return at + len(seam)
    return farthest


def _clipped(body: tuple[Span, ...], start: int, end: int) -> Iterator[Span]:
    """Yield what of the body lies in a part, in offsets into the part."""
    for span in body:
        if span.start < end and start < span.end:
            yield Span(max(span.start, start) - start, min(span.end, end) - start)
