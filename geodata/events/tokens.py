"""The words, numbers and marks of a sentence, as the events stage compares them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geodata.events.lexicon import Lexicon
    from geodata.models import Span

__all__ = ["MARKS", "QUOTES", "Token", "read_tokens", "words_of"]

_WORD = r"[^\W\d_]+(?:[’'][^\W\d_]+)*"
_NUMBER = r"\d+(?:[.,]\d+)*"
_THOUSANDS = r"\d{1,3}\s\d{3}(?!\d|[.,]\d)"
MARKS = ",;:()–—!?./"
_MARK = f"[{MARKS}]"
# No tokens, wherever they stand.
QUOTES = "\"'»«„“”‚‘’›‹"  # noqa: RUF001 - as articles have them
_TOKEN = re.compile(
    rf"(?:{_WORD}|{_THOUSANDS}|{_NUMBER}|{_MARK})(?:-(?:{_WORD}|{_NUMBER}|[^\s\w]|_))*"
)


class Token(NamedTuple):
    """A word, number or mark; `lower` is what the lexicon compares.

    `upper`: all in capitals; `noun`: a noun as far as the language lets it be told.
    """

    start: int
    end: int
    lower: str
    capital: bool
    upper: bool
    noun: bool


def read_tokens(text: str, span: Span, lexicon: Lexicon) -> tuple[Token, ...]:
    """Return the words, numbers and marks; compounds with hyphens and "14 000" are one each."""
    return tuple(
        Token(found.start(), found.end(), *lexicon.form(found.group()))
        for found in _TOKEN.finditer(text, *span)
    )


def words_of(text: str) -> list[str]:
    """Return the tokens of a text as they are written."""
    return _TOKEN.findall(text)
