"""Pairing what was found with what the gold holds, one to one.

Lenient (inexact) matching beside exact matching follows Gritta, Pilehvar and Collier, "A pragmatic
guide to geoparsing evaluation", Language Resources and Evaluation 54 (2020, online 2019).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["pair_best_first", "pair_exactly", "pair_leniently"]


class HasOffsets(Protocol):
    """Anything that lies in a text."""

    @property
    def start(self) -> int:
        """The offset of the first character."""

    @property
    def end(self) -> int:
        """The offset after the last character."""


def pair_exactly(gold: Sequence[HasOffsets], found: Sequence[HasOffsets]) -> dict[int, int]:
    """Return the index of the found by that of the gold with equal offsets; the first of equals."""
    found_at: dict[tuple[int, int], int] = {}
    for j, candidate in enumerate(found):
        found_at.setdefault((candidate.start, candidate.end), j)
    pairs = {}
    for i, wanted in enumerate(gold):
        span = (wanted.start, wanted.end)
        if span in found_at:
            pairs[i] = found_at.pop(span)
    return pairs


def pair_leniently(gold: Sequence[HasOffsets], found: Sequence[HasOffsets]) -> dict[int, int]:
    """Return the index of the found by that of the gold that shares a character with it.

    Of several the pair with the greatest share of common characters (Jaccard) wins; ties go to
    the gold that comes first in its list, then to the found that does. `found` is ordered by start.
    """
    ranked = sorted((-share, i, j) for share, i, j in _shares(gold, found))
    return pair_best_first((i, j) for _, i, j in ranked)


def pair_best_first(ranked: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the pairs taken greedily in the order given, none of either side twice."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in ranked:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _shares(
    gold: Sequence[HasOffsets], found: Sequence[HasOffsets]
) -> Iterator[tuple[float, int, int]]:
    """Return the share of common characters, above 0, with the two indices."""
    for i, wanted in enumerate(gold):
        for j, candidate in enumerate(found):
            if candidate.start >= wanted.end:  # so do all that follow
                break
            common = min(wanted.end, candidate.end) - max(wanted.start, candidate.start)
            if common > 0:
                both = max(wanted.end, candidate.end) - min(wanted.start, candidate.start)
                yield common / both, i, j
