"""Numbers beside words of harm that count nobody: of doers, of former tallies, of nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.events.counts import Count
    from geodata.events.reading import Sentence

__all__ = ["without_stray"]

_VICTIMS = frozenset({"dead", "wounded", "arrested"})


def without_stray(sentence: Sentence, counts: Sequence[Count]) -> Iterator[Count]:
    """Yield the numbers of a sentence, those that count nobody without what they seem to count."""
    for i, count in enumerate(counts):
        after = counts[i + 1] if i + 1 < len(counts) else None
        is_void = after is not None and _makes_void(sentence, count, after)
        is_stray = _is_stray(sentence, count, counts)
        yield replace(count, what=None) if is_void or is_stray else count


def _makes_void(sentence: Sentence, count: Count, after: Count) -> bool:
    """Whether the second of two numbers of a clause says that the first counts nobody.

    Of two tallies the last holds: "stieg von 20 auf 26". Of two people with an article, no word
    joining them, the first acts: "verletzte ein Mann einen Polizisten".
    """
    if count.what != after.what or sentence.clauses[count.first] != sentence.clauses[after.first]:
        return False
    if count.tallied and after.tallied:
        return True
    between = range(count.last + 1, after.first)
    joined = any(sentence.at(i, "joiners") for i in between)
    return count.indefinite and after.indefinite and count.what in _VICTIMS and not joined


def _is_stray(sentence: Sentence, count: Count, counts: Sequence[Count]) -> bool:
    """Whether a number without people stands in a clause that counts people of that sort.

    "Am 5. Januar 20222 starben vier Menschen" is four dead. One listed with people counts
    more of them: "drei Polizisten und vier weitere".
    """
    if count.what not in _VICTIMS or count.is_named or count.vague:
        return False
    clauses = sentence.clauses
    named = [c for c in counts if c.is_named and c.what == count.what and c is not count]
    return any(
        clauses[c.first] == clauses[count.first] and not _are_listed(sentence, c, count)
        for c in named
    )


def _are_listed(sentence: Sentence, one: Count, other: Count) -> bool:
    """Whether a conjunction stands between two numbers: "3 in Aktau und 5 Menschen in Almaty"."""
    first, second = sorted((one, other), key=lambda count: count.first)
    return any(sentence.at(i, "joiners") for i in range(first.last + 1, second.opening))
