"""Datelines: the filing place that opens an agency report ("Almaty (dpa) –")."""

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
# Before it: the start of the text, of a line or of a sentence, and places of filing before it.
_SECOND = re.compile(r"(?:^|\n|[.!?:\"“»)]\s)\s*(?:[A-ZÄÖÜ][\w’'. -]{1,40}?\s*/\s*)*$")
# A dateline stands in the first paragraphs; later dashes set off insertions.
FARTHEST = 700


def is_dateline(reading: Reading, first: int, last: int) -> bool:
    """Whether the name from one token to another is a place of filing."""
    text = reading.article.text
    start, end = reading.tokens[first].start, reading.tokens[last].end
    opening = reading.article.body[0].start
    if start - opening > FARTHEST or _REST.match(text, end) is None:
        return False
    return _SECOND.search(text[max(opening, start - 120) : start]) is not None
