"""What a reader searches for, and where it stands in a text.

Letters are compared without case and diacritics (`Łódź` is `lodz`, `groß` is `gross`); whatever is
neither letter nor digit counts as a space. Three rules say what a search finds:

- a word of three letters or more is found anywhere, inside other words too: `panzer` finds
  `Schützenpanzer`; a shorter one is found as a whole word, since it is part of nearly every text
- what stands in "quotes", of any language, is found as whole words, in this order
- all of it must be there; what follows a minus must not: `panzer -übung`
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Wanted", "find_hits", "fold", "read_words", "snippet"]

# Characters of a snippet, without the dots that say that it was cut.
_LONGEST_SNIPPET = 160
# So much of a snippet stands before its first hit where there is more.
_BEFORE_HIT = 50
# Nobody types more terms; each costs a look-up.
_MOST_TERMS = 20
# Words from this length on are found inside others.
_PART_OF_WORD = 3
_DOTS = "…"
_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟", '"'))
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
# Letters that Unicode takes for wholes, not for one with a mark.
_LIKE = {"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe"}


class Wanted(NamedTuple):
    """The terms of a search, folded; one that begins or ends with a space does so at a word."""

    required: tuple[str, ...]
    excluded: tuple[str, ...]


class _Folded(dict[str, str]):
    """Character -> how it is compared: letters and digits, a space, or nothing for a mark."""

    def __missing__(self, char: str) -> str:
        decomposed = unicodedata.normalize("NFKD", char.casefold()).casefold()
        folded = "".join(_LIKE.get(one, _compared(one)) for one in decomposed)
        self[char] = folded
        return folded


# It fills up with the characters met, at most those of Unicode.
_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return a text as it is compared: words between single spaces, one before and one behind."""
    return f" {' '.join(''.join(map(_FOLDED.__getitem__, text)).split())} "


def read_words(words: str) -> Wanted:
    """Return the terms of a search, see above; without a letter or digit there are none."""
    required: list[str] = []
    excluded: list[str] = []
    for minus, quoted, word in _TERM.findall(words.translate(_QUOTES)):
        term = fold(quoted or word)
        if not term.strip():
            continue
        if not quoted and len(term.strip()) >= _PART_OF_WORD:
            term = term.strip()
        (excluded if minus else required).append(term)
    return Wanted(_distinct(required), _distinct(excluded))


def find_hits(text: str, words: str) -> list[tuple[int, int]]:
    """Return where the terms of a search stand in a text: starts and ends, apart and in order."""
    return _merged(_hits(text, read_words(words).required))


def snippet(text: str, words: str) -> list[tuple[str, bool]]:
    """Return the piece of a text that shows most of what is searched for, in about 160 characters.

    It comes in parts, each with whether it is a hit; of several pieces as good the first. Without
    a hit it is the beginning. Dots say where the text goes on; line breaks become spaces.
    """
    hits = _hits(text, read_words(words).required)
    start, end = _window(text, hits)
    parts: list[tuple[str, bool]] = [(_DOTS, False)] if start else []
    at = start
    for first, last in _merged(hits):
        if first >= start and last <= end:
            parts += [(text[at:first], False), (text[first:last], True)]
            at = last
    parts.append((text[at:end], False))
    if end < len(text):
        parts.append((_DOTS, False))
    return list(_joined(parts))


def _hits(text: str, terms: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return start, end and term of each hit, in the order of the text."""
    pieces = [_FOLDED[char] for char in text]
    folded = f" {''.join(pieces)} "
    # ends[n] is where, in the folded text, the character n ends; the space before it is 1.
    ends = list(accumulate(map(len, pieces), initial=1))[1:]
    return sorted(
        (bisect_right(ends, hit.start()), _end(pieces, bisect_right(ends, hit.end() - 1)), term)
        for term in terms
        for hit in re.finditer(_pattern(term), folded)
    )


def _pattern(term: str) -> str:
    """Return what finds a term in a text whose spaces are as many as they were."""
    words = " +".join(map(re.escape, term.split()))
    before = "(?<= )" if term.startswith(" ") else ""
    return f"{before}{words}{'(?= )' if term.endswith(' ') else ''}"


def _end(pieces: Sequence[str], last: int) -> int:
    """Return the end of a hit whose last letter is this one; its marks belong to it."""
    return next((at for at in range(last + 1, len(pieces)) if pieces[at]), len(pieces))


def _merged(hits: Iterable[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Return the stretches that hits cover; those that touch are one."""
    merged: list[tuple[int, int]] = []
    for start, end, _ in hits:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(text: str, hits: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    """Return where the piece with most different terms lies, then with most hits, then first."""
    best, start, left = (0, 0), 0, 0
    within: Counter[str] = Counter()
    for right, (_, end, term) in enumerate(hits, start=1):
        within[term] += 1
        while left < right and end - hits[left][0] > _LONGEST_SNIPPET - _BEFORE_HIT:
            within -= Counter([hits[left][2]])
            left += 1
        if (len(within), right - left) > best:
            best, start = (len(within), right - left), max(hits[left][0] - _BEFORE_HIT, 0)
    start = max(min(start, len(text) - _LONGEST_SNIPPET), 0)
    return _at_words(text, start, min(start + _LONGEST_SNIPPET, len(text)), hits)


def _at_words(
    text: str, start: int, end: int, hits: Sequence[tuple[int, int, str]]
) -> tuple[int, int]:
    """Return the piece without the words that are cut at its ends, unless they are hits."""
    inside = [hit for hit in hits if hit[0] >= start and hit[1] <= end]
    first = min((hit[0] for hit in inside), default=end)
    last = max((hit[1] for hit in inside), default=start)
    if start > 0 and not text[start - 1].isspace():
        space = next((at for at in range(start, first) if text[at].isspace()), None)
        start = start if space is None else space + 1
    if end < len(text) and not text[end].isspace():
        space = next((at for at in range(end - 1, last, -1) if text[at].isspace()), None)
        end = end if space is None else space
    return start, end


def _joined(parts: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield the parts on one line, neighbours of one sort together, none empty."""
    before = ("", False)
    for text, is_hit in parts:
        line = re.sub(r"\s+", " ", text)
        if is_hit == before[1]:
            before = (before[0] + line, is_hit)
            continue
        if before[0]:
            yield before
        before = (line, is_hit)
    if before[0]:
        yield before


def _compared(char: str) -> str:
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf"}:
        return ""
    return char if char.isalnum() or category == "Mc" else " "


def _distinct(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))[:_MOST_TERMS]
