"""Lists of places: where members are places, a known name among them is one too."""

# ruff: noqa: RUF001  # Cyrillic letters that look alike

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from geodata.mentions.rulebook import Ruled, is_free

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.mentions.rulebook import RuleBook

__all__ = ["find_listed"]

_NAME = r"[^\W\d_a-zа-яё][\w’'-]+(?: [^\W\d_a-zа-яё][\w’'-]+){0,2}"
_BETWEEN = re.compile(rf",\s({_NAME})(?:,\s|,?\s(\w+)\s)")
_AFTER = re.compile(rf",?\s(\w+)\s({_NAME})(?![\w-])")


def find_listed(text: str, tags: Sequence[Ruled], book: RuleBook) -> Iterator[Ruled]:
    """Yield the known names between two places of a list, and those that close one.

    "Aktau, Zhanaozen and Atyrau": one left out is found by its neighbours; the last needs two
    places before it.
    """
    places = [tag for tag in tags if tag.label == "LOC"]
    for before, after in pairwise(places):
        match = _BETWEEN.match(text, before.end)
        if match is not None and match.end() == after.start:
            conjunction = match.group(2)
            if conjunction is None or conjunction in book.list_words:
                yield from _known(match, 1, tags, book)
    for before, last in pairwise(places):
        match = _AFTER.match(text, last.end)
        joined = text[before.end : last.start] == ", "
        if match is not None and joined and match.group(1) in book.list_words:
            yield from _known(match, 2, tags, book)


def _known(
    match: re.Match[str], group: int, tags: Sequence[Ruled], book: RuleBook
) -> Iterator[Ruled]:
    start, end = match.span(group)
    if book.gazetteer.has_name(match.group(group)) and is_free(tags, start, end):
        yield Ruled(start, end, "LOC", "list")
