"""Datelines: the filing place that opens a report ("Almaty (dpa) –", "Almaty. Am Montag ...")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.mentions.reading import Reading

__all__ = ["is_dateline"]

# After the name: further places of filing, the agency in brackets, then a dash.
_REST = re.compile(
    r"(?:\s*/\s*[\w’' -]{2,40}?)*"
    r"\s*(?:[(\[][^)\]\n]{2,40}[)\]])?\s*[–—-]\s"
)
# Or a full stop: after the agency in brackets, or after the places alone where text follows.
_AGENCY = re.compile(r"(?:\s*/\s*[\w’' -]{2,40}?)*\s*[(\[][^)\]\n]{2,40}[)\]]\s*[.:]\s")
_BARE = re.compile(r"(?:\s*/\s*[\w’' -]{2,40}?)*\.[ \t]+(?=[\"„“»(]?[A-ZÄÖÜ][^.!?\n]{15})")
# Before it: the start of the text, of a line or of a sentence, and places of filing before it.
_SECOND = re.compile(r"(?:^|\n|[.!?:\"“»)]\s)\s*(?:[A-ZÄÖÜ][\w’'. -]{1,40}?\s*/\s*)*$")
# Before such a one: the start of the text or of a line.
_OPENING = re.compile(r"(?:^|\n)[ \t]*(?:[A-ZÄÖÜ][\w’' -]{1,40}?\s*/\s*)*$")
# A dateline stands in the first paragraphs; later dashes set off insertions.
FARTHEST = 700


def is_dateline(reading: Reading, first: int, last: int) -> bool:
    """Whether the name from one token to another is a place of filing."""
    if not reading.is_near_start(first, FARTHEST):
        return False
    text, opening = reading.text, reading.body[0][0]
    start, end = reading.start(first), reading.end(last)
    before = text[max(opening, start - 120) : start]
    if _REST.match(text, end) is not None and _SECOND.search(before) is not None:
        return True
    if _OPENING.search(before) is None:
        return False
    return _AGENCY.match(text, end) is not None or (
        _BARE.match(text, end) is not None and _is_town(reading, first, last)
    )


def _is_town(reading: Reading, first: int, last: int) -> bool:
    """Whether a name is a town's above all: reports are filed from towns, not from countries."""
    hits = reading.gazetteer.hits(reading.raw(first, last), exact=True)
    return bool(hits) and hits[0].place.type == "city"
