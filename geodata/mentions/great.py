"""Names so great that they are places wherever the tagger saw nothing else in them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geodata.mentions.kinds import CAPITAL, NAME, OPENER
from geodata.mentions.rulebook import Ruled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.mentions.reading import Reading
    from geodata.mentions.rulebook import RuleBook

__all__ = ["find_great"]

# In decades (`prior_of`): countries, and the greatest capitals (Moscow 9.0).
LEAST = 8.8
# ... and the towns that are sure after a preposition of place: some 20,000 people.
LEAST_LOCATED = 4.3
GREAT_TYPES = frozenset({"country", "region"})
# Sites that are in the gazetteer by hand: seats of power, bases, squares.
SITE = "site:"
# Labels of what may be called like a place.
THINGS = frozenset({"ORG", "OTH"})
HYPHENS = frozenset("-‐‑")  # noqa: RUF001  # as found
REMEMBERED = 20_000
SHORTEST = 3


def find_great(reading: Reading, tags: Sequence[Ruled], book: RuleBook) -> Iterator[Ruled]:
    """Yield the names of countries, regions, sites and the greatest capitals, inflected or not.

    What the tagger takes for an organisation or another thing of just that name ("England lost")
    is the place; people and longer names stay what they are.
    """
    things = {tag.end: tag.start for tag in tags if tag.label in THINGS}
    free = 0
    # Kinds see through no case endings; where there are such, any capitalised word may be a name.
    kinds = CAPITAL if book.attribute_endings else NAME | OPENER
    for number in reading.of_kind(kinds):
        last = _last_of_name(reading, number, book) if number >= free else None
        if last is not None:
            free = last + 1
            start, end = reading.start(number), reading.end(last)
            before = reading.text[things.get(end, start) : start].strip().lower()
            is_thing = end in things and (not before or before in book.determiners)
            if is_thing or not _overlaps(tags, start, end):
                yield Ruled(start, end, "LOC", "great name")


def _overlaps(tags: Sequence[Ruled], start: int, end: int) -> bool:
    return any(tag.start < end and start < tag.end for tag in tags)


def _last_of_name(reading: Reading, first: int, book: RuleBook) -> int | None:
    """Return the last piece of the great name that starts at a piece; None where none does."""
    word, opens = reading.word(first), _opens_name(reading, first, book)
    tied = reading.word(first + 1) in HYPHENS or reading.word(first - 1) in HYPHENS
    if not (tied or opens):
        return first if _is_great(word, book, _is_located(reading, first, book)) else None
    last, located = reading.group_end(first), _is_located(reading, first, book)
    if reading.group_start(first) != first:
        return None
    if opens and reading.joined(last):
        longer = reading.group_end(last + 1)
        if _is_great(reading.raw(first, longer), book, located):
            return longer
    return last if _is_great(reading.raw(first, last), book, located) else None


def _is_located(reading: Reading, number: int, book: RuleBook) -> bool:
    return reading.previous(number).lower() in book.locative


def _opens_name(reading: Reading, number: int, book: RuleBook) -> bool:
    """Whether a word may be the first of two: it opens a name, or is an adjective."""
    inflected = bool(book.attribute_endings) and reading.word(number).endswith(
        book.attribute_endings
    )
    return inflected or bool(reading.kind(number) & OPENER)


@lru_cache(maxsize=REMEMBERED)
def _is_great(name: str, book: RuleBook, located: bool) -> bool:  # noqa: FBT001  # cached
    form = book.forms.best(name) if len(name) >= SHORTEST else None
    if form is None or name in book.first_names:
        return False
    hit = book.gazetteer.hits(form, exact=True)[0]
    place = hit.place
    if place.type in GREAT_TYPES or place.place_id.startswith(SITE) or hit.prior >= LEAST:
        return True
    return located and hit.prior >= LEAST_LOCATED and book.is_rare(name)
