"""The tagger's pieces of a text: words, the parts of hyphenated words, numbers, marks, line breaks.

A hyphen inside a word parts it, so that the place in "US-Präsident" is a piece of its own; a dash
between spaces is another piece than a hyphen. The possessive 's is a piece of its own.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["BREAK", "Composed", "compose", "iter_pieces", "iter_pieces_of"]

# The piece that stands for the end of a sentence or paragraph.
BREAK = "\n"
# Long texts are tagged in blocks of about so many characters, to bound the memory they take.
BLOCK_CHARS = 60_000

_PIECE = re.compile(
    r"""
      (?:[^\W\d_]\.){2,}                    # U.S., d.h., С.Ш.А.
    | [^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*   # words: O'Fallon, Xi’an
    | \d+(?:[.,:]\d+)*                      # numbers, times
    | \n\s*                                 # line breaks
    | [ \t\xa0][-–—][ \t\xa0]               # a dash, not a hyphen
    | ['’]s\b                               # the possessive
    | [^\w\s] | _
    """,  # noqa: RUF001  # apostrophes as they are written
    re.VERBOSE,
)
_CLUSTER = re.compile(r"(?s).[\u0300-\u036f]*")


def iter_pieces(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Return the pieces of a text as matches, in order; a line break swallows what is blank."""
    return _PIECE.finditer(text, start, len(text) if end is None else end)


def iter_pieces_of(
    text: str, stretches: Iterable[tuple[int, int]]
) -> Iterator[tuple[list[str], list[int]]]:
    """Yield the pieces of some stretches of a text and where they start, in long blocks.

    A break stands after each stretch.
    """
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for start, end in _cut(text, stretches):
        matches = list(iter_pieces(text, start, end))
        pieces += [match.group() for match in matches]
        starts += [match.start() for match in matches]
        pieces.append(BREAK)
        starts.append(end)
        length += end - start
        if length >= BLOCK_CHARS:
            yield pieces, starts
            pieces, starts, length = [], [], 0
    if pieces:
        yield pieces, starts


def _cut(text: str, stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches, long ones cut at a line break or else a space."""
    for start, end in stretches:
        here = start
        while end - here > BLOCK_CHARS:
            limit = here + BLOCK_CHARS
            line, space = text.rfind("\n", here + 1, limit), text.rfind(" ", here + 1, limit)
            stop = next((at for at in (line, space) if at > 0), limit)
            yield here, stop
            here = stop
        yield here, end


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """A text in NFC, in which the gazetteer's names and the tagger's words are written.

    `starts` gives the offset in the original of each character, and of the end; None where
    composing moved nothing.
    """

    text: str
    starts: list[int] | None = field(default=None, repr=False)

    def original(self, offset: int) -> int:
        """Return where an offset into the composed text lies in the original."""
        return offset if self.starts is None else self.starts[offset]

    def composed(self, offset: int) -> int:
        """Return where an offset into the original lies in the composed text."""
        return offset if self.starts is None else bisect_left(self.starts, offset)


def compose(text: str) -> Composed:
    """Return a text in NFC, cluster by cluster, so that every offset can be told back."""
    if unicodedata.is_normalized("NFC", text):
        return Composed(text)
    clusters = _CLUSTER.findall(text)
    composed = [unicodedata.normalize("NFC", cluster) for cluster in clusters]
    starts = accumulate((len(cluster) for cluster in clusters), initial=0)
    offsets = [start for start, new in zip(starts, composed, strict=False) for _ in new]
    return Composed("".join(composed), [*offsets, len(text)])
