"""Names that the tagger took for one: "Maiduguri Borno State", "U.S. Africa", "Риме ФАО"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from geodata.mentions.rulebook import GREAT_TOWN, PLACE_LABELS, Ruled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.mentions.rulebook import RuleBook

__all__ = ["part_names"]

_WORD = re.compile(r"\S+")
# In decades (`prior_of`): a town of some 10,000 people; smaller ones are too like other words.
LEAST = 4.0
WIDE_TYPES = frozenset({"country", "region", "admin"})
SHORTEST = 3
# "Ore.", but "St.", "Mt." and "W." open names.
SHORTEST_ABBREVIATION = 4


def part_names(text: str, tags: Sequence[Ruled], book: RuleBook) -> Iterator[Ruled]:
    """Yield the tags, those of two known names that make no known name together as two.

    Of a name and an acronym ("Риме ФАО") the name is left.
    """
    for tag in tags:
        yield from (_parts(text, tag, book) if tag.label in PLACE_LABELS else None) or (tag,)


def _parts(text: str, tag: Ruled, book: RuleBook) -> list[Ruled]:
    """Return the names within a tag, the first as long as can be; empty where it is one name."""
    words = [match.span() for match in _WORD.finditer(text, tag.start, tag.end)]
    surface = " ".join(text[tag.start : tag.end].split())
    if len(words) == 1 or book.gazetteer.hits(surface) or book.forms.best(surface) is not None:
        return []
    for (_, end), (start, _) in reversed(list(pairwise(words))):
        first, rest = text[tag.start : end], text[start : tag.end]
        if _may_part(first, rest, book) and _is_sure(rest, book):
            return [tag._replace(end=end), tag._replace(start=start)]
        if rest.isupper() and rest.isalpha() and not first.isupper() and _is_sure(first, book):
            return [tag._replace(end=end)]
    return _known_within(text, tag, words, book)


def _known_within(
    text: str, tag: Ruled, words: Sequence[tuple[int, int]], book: RuleBook
) -> list[Ruled]:
    """Return the sure names within half a sentence taken for a name: "Гао малийской армии".

    None beside a capitalised adjective, which a noun goes with, nor in languages without cases.
    """
    pieces = [text[start:end] for start, end in words]
    if not book.attribute_endings or not any(word.islower() for word in pieces):
        return []
    capitals = [word for word in pieces if word[0].isupper()]
    if any(word.endswith(book.adjective_endings) for word in capitals):
        return []
    return [
        tag._replace(start=start, end=end)
        for word, (start, end) in zip(pieces, words, strict=True)
        if word in capitals and _is_sure(word, book)
    ]


def _may_part(first: str, rest: str, book: RuleBook) -> bool:
    """Whether a name may end before another one, with no comma between them.

    Case endings tell where; without them a full stop does, or a second name of several words.
    """
    if first[-1] == ".":
        known = _is_sure(first, book)
        return known or (len(first) >= SHORTEST_ABBREVIATION and first[:-1] not in book.titles)
    return (bool(book.attribute_endings) or " " in rest) and _is_sure(first, book)


def _is_sure(name: str, book: RuleBook) -> bool:
    """Whether a name is a country's, a unit's or a town's, and neither a word nor a first name."""
    form = book.forms.best(" ".join(name.split())) if len(name) >= SHORTEST else None
    if form is None or name in book.first_names:
        return False
    hit = book.gazetteer.hits(form, exact=True)[0]
    if hit.place.type not in WIDE_TYPES and hit.prior < LEAST:
        return False
    return book.is_rare(name) or hit.prior >= GREAT_TOWN
