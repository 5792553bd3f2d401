"""Slips of the pen in names that the article spells right elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_one_off", "misspelt"]

# Shorter words are one letter off too many other words.
SHORTEST = 7


def misspelt(word: str, forms: Iterable[str]) -> str | None:
    """Return the one of the names that a word is one slip away from; None where there is none.

    A genitive s is looked past; ties go to the first name in the alphabet.
    """
    for spelling in (word, word.removesuffix("s")):
        if len(spelling) < SHORTEST:
            continue
        for form in sorted(forms):
            if len(form) < SHORTEST or form[0] != spelling[0] or _is_made_from(spelling, form):
                continue  # "Lothringer" is no slip of Lothringen
            if is_one_off(spelling, form):
                return form
    return None


def _is_made_from(word: str, form: str) -> bool:
    """Whether a word is an adjective or a demonym rather than a slip ("Lothringer")."""
    return word.endswith("er") and word[:-2] in {form, form[:-1], form[:-2]}


def is_one_off(one: str, other: str) -> bool:
    """Whether one letter tells two words apart: added, left out, changed, or two swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    swapped = len(a) == len(b) and a[:2] == b[:2][::-1] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]
