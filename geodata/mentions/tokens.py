"""Tokens and sentences, as spans of the text they stand in."""

# ruff: noqa: RUF001  # quotation marks and dashes as articles have them

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from geodata.languages import load_pack
from geodata.models import Span

__all__ = ["Token", "split_sentences", "tokenize"]

# A word (letters, inner apostrophes), a number, or one other sign.
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\s\w]|_")
_STOP = re.compile(
    r"[.!?…]+[\"'»«“”‘’›‹)\]]*(?=\s|$)|\n\s*\n|\n(?=\s*[•\-–*]\s)|[.!?][“\"»«](?=[A-ZÄÖÜ])"
)
_LOOKED_BACK = 30  # characters before a full stop in which its word is looked for
_NEXT = re.compile(r"\s*[\"'»«„“”‚‘(\[–—-]*\s*(\S)")
_ROMAN = re.compile(r"[IVX]+")


class Token(NamedTuple):
    """A word, number or sign of a text; `text == article.text[start:end]`."""

    start: int
    end: int
    text: str


def tokenize(text: str, span: Span | None = None) -> list[Token]:
    """Return the tokens of a text, or of a span of it, with offsets into the whole text.

    Hyphens are tokens of their own, so that the parts of compounds are words.
    """
    start, end = span if span is not None else (0, len(text))
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end)]


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return load_pack(language).words("sentence_abbreviations")


@cache
def _determiners(language: str) -> frozenset[str]:
    return load_pack(language).words("determiners")


def split_sentences(text: str, span: Span | None = None, *, language: str = "de") -> list[Span]:
    """Return the sentences of a text, or of a span of it, in order, without outer white space.

    A full stop after an abbreviation, a lone letter or a number ("6. Januar") ends no sentence;
    a blank line always does. Closing quotes belong to the sentence before them.
    """
    start, end = span if span is not None else (0, len(text))
    sentences = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        if _ends_sentence(text, match, end, language):
            sentences.append(_trim(text, begin, match.end()))
            begin = match.end()
    sentences.append(_trim(text, begin, end))
    return [sentence for sentence in sentences if sentence.start < sentence.end]


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, max(start, end - (len(piece) - len(piece.rstrip()))))


def _ends_sentence(text: str, match: re.Match[str], end: int, language: str) -> bool:
    stop = match.group()
    following = _NEXT.match(text, match.end(), end)
    if stop.startswith("\n") or following is None:
        return True
    if following.group(1).islower():
        return False
    if not stop.startswith(".") or stop.startswith(".."):
        return True
    word = _last_word(text, match.start())
    return not (word and _keeps_going(word, text, match.start() - len(word), language))


def _last_word(text: str, end: int) -> str:
    """Return the letters and digits that stand just before an offset, "" where none do."""
    start, first = end, max(0, end - _LOOKED_BACK)
    while start > first and text[start - 1].isalnum():
        start -= 1
    return text[start:end]


def _keeps_going(word: str, text: str, start: int, language: str) -> bool:
    """Whether a full stop after this word, which begins at `start`, belongs to it."""
    if word.isdigit():
        # The ordinal of a day or of a unit ("die 201. Division"); years end sentences.
        return len(word) <= 2 or (len(word) == 3 and _is_unit(text, start, language))  # noqa: PLR2004
    if len(word) == 1 or word in _abbreviations(language):
        return True
    return _ROMAN.fullmatch(word) is not None


def _is_unit(text: str, start: int, language: str) -> bool:
    """Whether a number is a unit's: a determiner stands before it."""
    before = text[max(0, start - _LOOKED_BACK) : start].rstrip()
    return _last_word(before, len(before)).lower() in _determiners(language)
