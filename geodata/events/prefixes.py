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
    and from there each stem leads to the longest one that it begins with itself.
    """

    def __init__(self, labels: Mapping[str, Collection[str]]) -> None:
        self._stems = sorted(labels)
        self._inner: list[int] = []  # the longest stem that each begins with; -1 for none
        self._labels: list[frozenset[str]] = []  # those of the stem and of all that it begins with
        same: dict[frozenset[str], frozenset[str]] = {}
        for number, stem in enumerate(self._stems):
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
        stems, inner = self._stems, self._inner
        number = bisect_right(stems, word) - 1
        while number >= 0 and not word.startswith(stems[number]):
            number = inner[number]
        return self._labels[number] if number >= 0 else _NOTHING
