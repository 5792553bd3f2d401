"""From the lines of printed pages to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["joined_paragraphs"]

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:seite|page|стр\.?|страница|s\.)\s*)?\d{1,4}(?:\s*(?:/|von|of|из)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
# 3 lines: running heads have a title, a date and a rule; the same above and below.
_EDGE_LINES = 3
# Half of the pages: heads change with the section, left and right pages have their own.
_REPEATED_SHARE = 0.5
_REPEATED_LEAST = 2
# A line that stops before three quarters of the column ends its paragraph.
_FULL_LINE = 0.75
_HYPHENS = "-\u2010\xad"
# After these the hyphen before stands for the rest of a word: "Land- und Seestreitkräfte".
_JOINING = re.compile(r"(?:und|oder|bis|sowie|and|or|to)\b")
_BULLET = re.compile(r"(?:[•·▪●■◆–]|\d{1,2}[.)])\s")


def joined_paragraphs(pages: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraphs of a document, over the ends of lines and pages.

    Heads, feet and numbers that repeat on its pages are left out; words divided at the end of a
    line are joined, but keep a hyphen of their own.
    """
    lines = [[line.strip() for line in page.split("\n")] for page in pages]
    bare = list(chain.from_iterable(_without_edges(lines)))
    # Forms of one line a page are nothing but what repeats.
    return tuple(_paragraphs(bare if any(bare) else list(chain.from_iterable(lines))))


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages without what repeats at their heads and feet, and without page numbers."""
    counted = Counter(chain.from_iterable(map(_edges, pages)))
    least = max(_REPEATED_LEAST, len(pages) * _REPEATED_SHARE)
    repeated = {key for key, count in counted.items() if count >= least}
    return [_without(page, repeated, is_single=len(pages) == 1) for page in pages]


def _edges(page: list[str]) -> set[str]:
    """Return the first and last lines of a page as they are compared: without their numbers."""
    told = [line for line in page if line]
    return {_key(line) for line in told[:_EDGE_LINES] + told[-_EDGE_LINES:]}


def _key(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.lower().split()))


def _without(page: list[str], repeated: set[str], *, is_single: bool) -> list[str]:
    """Return the lines of a page that are its own."""
    told = [number for number, line in enumerate(page) if line]
    edges = {*told[:_EDGE_LINES], *told[-_EDGE_LINES:]}
    outer = {*told[:1], *told[-1:]} if not is_single or len(told) > _EDGE_LINES else set()
    return [
        line
        for number, line in enumerate(page)
        if not (number in edges and _key(line) in repeated)
        and not (number in outer and _PAGE_NUMBER.fullmatch(line))
    ]


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Yield the paragraphs that lines make; where empty lines stand depends on the program."""
    full = _column(lines) * _FULL_LINE
    held = ""
    last = ""
    for line in lines:
        if not line:
            continue
        if held and _goes_on(last, line, full):
            held = _joined(held, line)
        else:
            if held:
                yield _clean(held)
            held = line
        last = line
    if held:
        yield _clean(held)


def _column(lines: list[str]) -> int:
    """Return how many characters a full line has: what nine of ten lines do not exceed."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)] if lengths else 0


def _goes_on(last: str, line: str, full: float) -> bool:
    """Whether a line goes on with the paragraph of the one before."""
    if _BULLET.match(line):
        return False
    if last[-1:] in _HYPHENS or line[:1].islower():
        return True
    return len(last) >= full


def _joined(held: str, line: str) -> str:
    """Return a paragraph with its next line, a divided word whole again."""
    if held[-1] not in _HYPHENS or len(held) < 2 or not held[-2].isalpha():  # noqa: PLR2004
        return f"{held} {line}"
    if held[-1] == "\xad":
        return held[:-1] + line
    if _JOINING.match(line):
        return f"{held} {line}"
    return held[:-1] + line if line[:1].islower() else held + line


def _clean(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())
