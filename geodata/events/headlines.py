"""Headlines and standfirsts without a full stop, which a line break alone parts from the text.

Part of the events stage, used where an article is cut into sentences.
"""

# ruff: noqa: RUF001  # quotation marks and dashes as articles have them

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geodata.languages import load_pack
from geodata.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["without_headlines"]

_LEAST = 3  # words of a headline and of what it heads; fewer are a name that a page set apart
_LONGEST = 140  # characters; more is running text
_OPENING_MARKS = "\"'»«„“‚‘‹›([–—- "
_CLOSING_MARKS = "\"'»«“”‘’‹›)]"


def without_headlines(
    text: str, body: Span, sentences: Iterable[Span], language: str
) -> Iterator[Span]:
    """Yield the sentences of a body, those that begin with a headline cut after it."""
    if text.find("\n", *body) < 0:
        yield from sentences
        return
    width = max(len(line) for line in text[slice(*body)].split("\n"))
    for sentence in sentences:
        yield from _cut(text, sentence, width, language)


def _cut(text: str, sentence: Span, width: int, language: str) -> Iterator[Span]:
    start = sentence.start
    if text[text.rfind("\n", 0, start) + 1 : start].strip():
        yield sentence  # begins within a line
        return
    while True:
        end = text.find("\n", start, sentence.end)
        after = end + 1
        while end >= 0 and after < sentence.end and text[after].isspace():
            after += 1
        line, rest = Span(start, end), Span(after, sentence.end)
        if end < 0 or not _heads(text, line, rest, width, language):
            yield Span(start, sentence.end)
            return
        yield Span(start, start + len(text[start:end].rstrip()))
        start = after


def _heads(text: str, line: Span, rest: Span, width: int, language: str) -> bool:
    """Whether a line is a headline: a short one that ends before the longest line, `width`, does.

    In text broken at a width, the first word of the next line would not have fitted into it.
    """
    words, follows = text[slice(*line)].split(), text[slice(*rest)].split("\n", 1)[0].split()
    if line.end - line.start > _LONGEST or min(len(words), len(follows)) < _LEAST:
        return False
    first, last = follows[0].lstrip(_OPENING_MARKS), words[-1].rstrip(_CLOSING_MARKS)
    if not (first[:1].isupper() or first[:1].isdigit()) or not last or not last[-1].isalnum():
        return False
    fits = line.end - line.start + 1 + len(follows[0]) <= width
    return fits and last.lower() not in _function_words(language)


@cache
def _function_words(language: str) -> frozenset[str]:
    """Return the words that a headline does not end with: "in der"."""
    pack = load_pack(language)
    return pack.words("determiners") | pack.words("locative_prepositions")
