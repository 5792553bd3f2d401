"""Names of people, so that they are not taken for places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.mentions.kinds import CAPITAL, FIRST_NAME, TITLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.mentions.naming import NameMatch
    from geodata.mentions.reading import Reading

    Match = Callable[[int], NameMatch | None]

__all__ = ["People", "find_people"]

LONGEST_NAME = 4  # capitalised words after the first name
# A first name that is a great town too ("Paris", "Sofia") starts a person only where the word
# after it is no noun that the town could govern; told by this prior, in decades of people.
GREAT_TOWN = 6.5


@dataclass(frozen=True, slots=True)
class People:
    """The pieces that belong to names of people, and the surnames among them."""

    pieces: frozenset[int]
    surnames: frozenset[str]


def find_people(reading: Reading, match: Match) -> People:
    """Return the names of people in an article: a first name or a title, then capitalised words."""
    pieces: set[int] = set()
    surnames: set[str] = set()
    first_names = frozenset(reading.of_kind(FIRST_NAME))
    after_titles = {number + 1 for number in reading.followed_by(TITLE, CAPITAL)}
    for number in sorted(first_names | after_titles):
        if number in pieces:
            continue
        members: list[int] = []
        if number in first_names and not _is_great_town(match(number)):
            members = _after_first_name(reading, number)
        elif number in after_titles and reading.joined(number - 1) and _is_unknown(reading, number):
            members = [number]
        if members:
            pieces.update(members)
            surnames.add(reading.word(members[-1]).removesuffix("s"))
            surnames.add(reading.word(members[-1]))
    return People(frozenset(pieces), frozenset(surnames))


def _is_great_town(match: NameMatch | None) -> bool:
    """Whether a first name is, or opens, the name of a great town: "Paris", "Abu Dhabi"."""
    if match is None:
        return False
    best = match.hits[0]
    return best.prior >= GREAT_TOWN and best.place.type in {"city", "region"}


def _is_unknown(reading: Reading, number: int) -> bool:
    """Whether a word after a title is no well-known place ("Präsident Russlands")."""
    word = reading.word(number)
    if word in reading.lexicon.demonyms or word.lower() in reading.lexicon.adjectives:
        return False
    for form in (word, word.removesuffix("s")):
        hits = reading.gazetteer.hits(form, exact=True)
        if hits and (hits[0].prior >= GREAT_TOWN or hits[0].place.type == "country"):
            return False
    return True


def _after_first_name(reading: Reading, number: int) -> list[int]:
    """Return the pieces of a full name; empty where no surname follows."""
    members = [number]
    last = number
    while len(members) <= LONGEST_NAME * 2:
        word = reading.following(last)
        capital = word[:1].isupper()
        if word in {"-", "."} or word in reading.lexicon.particles or capital:
            last += 1
            members.append(last)
        else:
            break
        if capital and word not in reading.lexicon.first_names and not _continues(reading, last):
            return members
    while members and not reading.word(members[-1])[:1].isupper():
        members.pop()
    return members if len(members) > 1 else []


def _continues(reading: Reading, last: int) -> bool:
    """Whether a hyphen ties another part to the name."""
    return reading.group_end(last) != last or reading.word(last) in reading.lexicon.particles
