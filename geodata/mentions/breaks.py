"""Where the tagger sees a sentence end: the same in training and at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.mentions.pieces import BREAK

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["MARGIN", "PARTING", "flag_of", "with_breaks"]

# Breaks on either side of a sentence: as many as the tagger looks to either side.
MARGIN = 2

_SENTENCE_ENDS = frozenset(".!?…")
# What stands between names, never within one.
_PARTING_SIGNS = frozenset("/|•·–—,;:!?…")
_LINE_BREAK, _END, _ABBREVIATION, _CAPITAL, PARTING = 1, 2, 4, 8, 16

Array = np.ndarray[Any, np.dtype[Any]]


def flag_of(piece: str, abbreviations: Container[str]) -> int:
    """Return what a piece does to the end of a sentence, in bits."""
    # Control characters and halves of surrogate pairs are not printable.
    flag = (
        PARTING
        if piece in _PARTING_SIGNS or not piece[0].isprintable() or piece[0] in " \xa0"
        else 0
    )
    if piece in _SENTENCE_ENDS:
        return flag | _END
    if piece[0] == BREAK:
        flag |= _LINE_BREAK
    if piece[0].isupper():
        flag |= _CAPITAL
    # A full stop after an initial, an ordinal or an abbreviation ends no sentence.
    if (len(piece) == 1 and piece.isalpha()) or piece.isdecimal() or piece in abbreviations:
        flag |= _ABBREVIATION
    return flag


def with_breaks(numbers: Array, flags: Array) -> tuple[Array, Array]:
    """Return the numbers with two breaks (0) wherever a sentence ends, and at either end.

    The second array gives for each number, less the two at either end, the piece it stands for;
    it means nothing for breaks.
    """
    ends = (flags & _END) > 0
    ends[:-1] &= (flags[1:] & _CAPITAL) > 0
    ends[1:] &= (flags[:-1] & _ABBREVIATION) == 0
    lines = (flags & _LINE_BREAK) > 0
    widths = 1 + lines + MARGIN * ends
    after = np.cumsum(widths)
    padded = np.zeros(int(after[-1]) + 2 * MARGIN, dtype=np.intp)
    padded[MARGIN + after - widths] = numbers
    places = np.zeros(int(after[-1]), dtype=np.intp)
    places[after - widths] = np.arange(len(numbers))
    return padded, places
