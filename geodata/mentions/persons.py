"""Names of people, so that they are not taken for places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.mentions.reading import Reading

__all__ = ["People", "find_people", "is_title"]

LONGEST_NAME = 4  # capitalised words after the first name
# A first name that is a great town too ("Paris", "Sofia") starts a person only where the word
# after it is no noun that the town could govern; told by this prior, in decades of people.
GREAT_TOWN = 6.5


@dataclass(frozen=True, slots=True)
class People:
    """The tokens that belong to names of people, and the surnames among them."""

    tokens: frozenset[int]
    surnames: frozenset[str]


def is_title(reading: Reading, word: str) -> bool:
    """Whether a word stands before names of people: "Präsident", "Außenminister"."""
    lexicon = reading.lexicon
    if word in lexicon.titles:
        return True
    return word[:1].isupper() and word.lower().endswith(lexicon.title_endings)


def find_people(reading: Reading) -> People:
    """Return the names of people in an article: a first name or a title, then capitalised words."""
    tokens: set[int] = set()
    surnames: set[str] = set()
    for number, token in enumerate(reading.tokens):
        if not token.is_capitalised or number in tokens:
            continue
        if token.text in reading.lexicon.first_names and not _is_great_town(reading, number):
            members = _after_first_name(reading, number)
        elif is_title(reading, reading.previous(number)) and _is_unknown(reading, number):
            members = [number]
        else:
            continue
        if members:
            tokens.update(members)
            surnames.add(reading.word(members[-1]).removesuffix("s"))
            surnames.add(reading.word(members[-1]))
    return People(frozenset(tokens), frozenset(surnames))


def _is_great_town(reading: Reading, number: int) -> bool:
    hits = reading.gazetteer.hits(reading.word(number), exact=True)
    return bool(hits) and hits[0].prior >= GREAT_TOWN and hits[0].place.type in {"city", "region"}


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
    """Return the tokens of a full name; empty where no surname follows."""
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
