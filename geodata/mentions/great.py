"""Names so great that they are places wherever the tagger saw nothing else in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.kinds import CAPITAL
from geodata.mentions.rulebook import Ruled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.mentions.reading import Reading
    from geodata.mentions.rulebook import RuleBook

__all__ = ["find_great"]

# In decades (`prior_of`): countries, and the greatest capitals (Moscow 9.0).
LEAST = 8.8
GREAT_TYPES = frozenset({"country", "region"})
SHORTEST = 3


def find_great(reading: Reading, book: RuleBook) -> Iterator[Ruled]:
    """Yield the names of countries, regions and the greatest capitals, inflected or not."""
    free = 0
    for number in reading.of_kind(CAPITAL):
        if number < free or len(reading.word(number)) < SHORTEST:
            continue
        last = free = reading.group_end(number)
        free += 1
        if _is_great(reading.raw(number, last), book):
            yield Ruled(reading.start(number), reading.end(last), "LOC", "great name")


def _is_great(name: str, book: RuleBook) -> bool:
    form = book.forms.best(name)
    if form is None or name in book.first_names:
        return False
    hit = book.gazetteer.hits(form, exact=True)[0]
    return hit.place.type in GREAT_TYPES or hit.prior >= LEAST
