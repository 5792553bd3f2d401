"""Beginnings of words: which of many stems a word begins with, found without trying them all."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["Prefixes"]

_NOTHING: frozenset[str] = frozenset()


class Prefixes:
    """Stems with their labels.

    In alphabetical order all stems that a word begins with stand before it, each a beginning of
    the next; other stems between them begin with the same letters. So one search finds the place,
    and from there each stem leads to the longest one that it begins with itself. Only the stems
    with the first letters of the word are searched, and many words have none.
    """

    def __init__(self, labels: Mapping[str, Collection[str]]) -> None:
        self._stems = sorted(labels)
        self._inner: list[int] = []  # the longest stem that each begins with; -1 for none
        self._labels: list[frozenset[str]] = []  # those of the stem and of all that it begins with
        self._shared = min(map(len, self._stems), default=0)  # the letters that every stem has
        self._ranges: dict[str, tuple[int, int]] = {}  # of stems, by their first letters
        same: dict[frozenset[str], frozenset[str]] = {}
        for number, stem in enumerate(self._stems):
            head = stem[: self._shared]
            first, _ = self._ranges.get(head, (number, number))
            self._ranges[head] = (first, number + 1)
            inner = self._longest(number - 1, stem)
            found = frozenset(labels[stem]) | (self._labels[inner] if inner >= 0 else _NOTHING)
            self._inner.append(inner)
            self._labels.append(same.setdefault(found, found))

    def _longest(self, number: int, word: str) -> int:
        """Return the longest stem of a word, from the last one on that may be it; -1 for none."""
        while number >= 0 and not word.startswith(self._stems[number]):
            number = self._inner[number]
        return number

    def of(self, word: str) -> frozenset[str]:
        """Return the labels of all stems that a word begins with."""
        found = self._ranges.get(word[: self._shared])
        if found is None:
            return _NOTHING
        first, end = found
        number = self._longest(bisect_right(self._stems, word, first, end) - 1, word)
        return self._labels[number] if number >= 0 else _NOTHING
