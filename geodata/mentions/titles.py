"""People whose names are names of places too: "Mr. Washington", "Jack London"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geodata.mentions.rulebook import PLACE_LABELS, Ruled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.mentions.rulebook import RuleBook

__all__ = ["leave_out_people"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE = re.compile(r"(\w+)\.?\s+$")


def leave_out_people(text: str, tags: Sequence[Ruled], book: RuleBook) -> list[Ruled]:
    """Return the tags without places that are people, who become persons.

    A place is one after a title, when it is a first name and a word that make no known name, and
    when it is the surname of a person in the article; after a preposition of place it stays.
    """
    titled = [_retitled(text, tag, book) for tag in tags]
    surnames = set()
    for tag in titled:
        words = _WORD.findall(text[tag.start : tag.end]) if tag.label == "PER" else ()
        if len(words) > 1:
            surnames.add(words[-1])
    return [
        tag._replace(label="PER", why="person")
        if tag.label in PLACE_LABELS
        and text[tag.start : tag.end] in surnames
        and _word_before(text, tag.start).lower() not in book.locative
        else tag
        for tag in titled
        if text[tag.start : tag.end] not in book.ethnonyms
    ]


def _retitled(text: str, tag: Ruled, book: RuleBook) -> Ruled:
    """Return a tag, as a person's if it is one by a title or a first name."""
    if tag.label not in PLACE_LABELS:
        return tag
    surface = text[tag.start : tag.end]
    first, space, rest = surface.partition(" ")
    named = space and first in book.first_names and rest.isalpha() and rest[0].isupper()
    titled = not space and _word_before(text, tag.start) in book.titles
    if (named or titled) and not _is_known(surface, book, whole=bool(named)):
        return tag._replace(label="PER", why="person")
    return tag


# A country, a region or a great capital after a title is one ("President Obama's" is none).
GREAT = 7.5


def _is_known(surface: str, book: RuleBook, *, whole: bool) -> bool:
    """Whether a name is one of the gazetteer; right after a title, a great one."""
    hits = book.gazetteer.hits(surface, exact=True)
    return bool(hits) and (whole or hits[0].prior >= GREAT)


def _word_before(text: str, start: int) -> str:
    before = _BEFORE.search(text, max(0, start - 24), start)
    return before.group(1) if before is not None else ""
