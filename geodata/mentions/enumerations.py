"""Enumerations after a preposition of place: "in Hamburg, Essen und Halle".

The preposition governs every member, but stands beside the first alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.evidence import ACCEPTED, name_weight
from geodata.mentions.evidence import LOCATIVE as LOCATIVE_WEIGHT
from geodata.mentions.kinds import CAPITAL, LOCATIVE

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.mentions.naming import NameMatch
    from geodata.mentions.persons import People
    from geodata.mentions.reading import Reading

    Match = Callable[[int], NameMatch | None]

__all__ = ["find_enumerated"]

CONJUNCTIONS = frozenset({"und", "oder", "sowie"})


def find_enumerated(reading: Reading, people: People, match: Match) -> frozenset[int]:
    """Return the pieces at which further members of enumerations of places start.

    Nouns are enumerated like names ("in Handel, Industrie und Gewerbe") and towns are called by
    nouns: one member at least must be a name that would be sure after the preposition.
    """
    found: set[int] = set()
    for number in reading.followed_by(LOCATIVE, CAPITAL):
        first = number + 1
        if first in people.pieces or not reading.joined(number):
            continue
        members = _members(reading, people, first, match)
        matches = [match(member) for member in members]
        if any(_is_sure(reading, people, item) for item in matches if item is not None):
            found.update(members[1:])
    return frozenset(found)


def _members(reading: Reading, people: People, first: int, match: Match) -> list[int]:
    """Return the first pieces of an enumeration's members; none where no conjunction closes it."""
    members = [first]
    while True:
        last = _end(reading, members[-1], match)
        joiner, following = reading.following(last), last + 2
        if reading.following(last + 1)[:1].isupper() and joiner in CONJUNCTIONS | {","}:
            beside = reading.following(_end(reading, following, match))
            if following in people.pieces or beside[:1].isupper():
                return []
            members.append(following)
            if joiner in CONJUNCTIONS:
                return members
        else:
            return []


def _end(reading: Reading, first: int, match: Match) -> int:
    """Return the last piece of a member: of the name, or of the word the gazetteer lacks."""
    found = match(first)
    return reading.group_end(first) if found is None else found.last


def _is_sure(reading: Reading, people: People, match: NameMatch) -> bool:
    """Whether a name means nothing but a place, and would be one right after the preposition."""
    lexicon = reading.lexicon
    words = (lexicon.ambiguous, lexicon.common_words, lexicon.surnames, lexicon.first_names)
    if any(match.form in listed for listed in words):
        return False
    return match.hits[0].prior + name_weight(reading, match, people) + LOCATIVE_WEIGHT >= ACCEPTED
