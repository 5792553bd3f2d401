"""The headline of an article, or what can stand for one in a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geodata.articles.paragraphs import split_paragraphs
from geodata.models import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.articles.paragraphs import Paragraph

__all__ = ["find_headline"]

# 200 characters: headlines with a kicker reach 120; a longer first line is running text.
_HEADLINE_CHARACTERS = 200
# 120 characters: what a list of articles shows on one line.
_SHOWN_CHARACTERS = 120
_KICKER_WORDS = 3
_WORD_CHARACTERS = 40
_LAST_WORD = re.compile(r"(\w+)\W*$")

# A sentence ends at its mark after a word of three letters ("z.B." and "Dr." do not end one) that
# is no abbreviation ("Gov.", "млн.").
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{3}[.!?…])[\"“”«»‹›]?(?=\s+[\"„“»«›‹]?[^\W\d_a-zà-öø-ÿа-я])"
)


def find_headline(
    text: str, body: Sequence[Span], *, abbreviations: frozenset[str] = frozenset()
) -> Span | None:
    """Return the headline: the first line of the body, or the second where that is a kicker.

    Where the text begins at once its first sentence stands in, cut before a word at 120
    characters. None without a body. `abbreviations` are the words that end in a full stop within a
    sentence.
    """
    if not body:
        return None
    start, end = body[0]
    # The headline lies within the first lines; a long body is not split for it.
    lines = split_paragraphs(text[start : min(end, start + 2000)])
    if not lines:
        return None
    if len(lines) == 1 or not _is_headline(lines[0]):
        return _first_sentence(text, start, start + lines[0].end, abbreviations)
    line = lines[0]
    if _is_kicker(line, lines[1]):
        line = lines[1]
    return Span(start + line.start, start + line.end)


def _is_headline(line: Paragraph) -> bool:
    """Whether a line may be a headline: short, and no run of sentences."""
    if line.length <= _SHOWN_CHARACTERS:
        return True
    return line.length < _HEADLINE_CHARACTERS and _SENTENCE_END.search(line.surface) is None


def _is_kicker(first: Paragraph, second: Paragraph) -> bool:
    """Whether the first line only names the subject and the second is the headline."""
    first_words, second_words = len(first.line.split()), len(second.line.split())
    return (
        first.shape == second.shape == "heading"
        and first_words <= _KICKER_WORDS
        and second_words > first_words
    )


def _first_sentence(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Span:
    """Return the first sentence of a range, cut before a word where it is too long to show."""
    ends = (match.end() for match in _SENTENCE_END.finditer(text, start, end))
    stop = next((stop for stop in ends if _last_word(text, stop) not in abbreviations), end)
    if stop - start <= _SHOWN_CHARACTERS:
        return Span(start, stop)
    cut = text.rfind(" ", start, start + _SHOWN_CHARACTERS)
    return Span(start, cut if cut > start else start + _SHOWN_CHARACTERS)


def _last_word(text: str, stop: int) -> str:
    """Return the word before the mark at which a sentence may end."""
    match = _LAST_WORD.search(text[max(0, stop - _WORD_CHARACTERS) : stop])
    return "" if match is None else match[1]
