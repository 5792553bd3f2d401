"""Places that modify a noun: adjectives and demonyms, compounds ("US-led"), "a Springfield man".

The rules start at words of the pack's lists (`RuleBook.signals`) and look at the words beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.rulebook import GREAT_TOWN, PLACE_LABELS, Ruled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geodata.mentions.reading import Reading
    from geodata.mentions.rulebook import RuleBook

__all__ = [
    "find_adjectives",
    "find_capitals",
    "find_compounds",
    "find_people_of",
    "leave_out_languages",
    "signal_words",
]

# A name in front of a compound's second part has so many words at most ("New York City-based").
MOST_WORDS = 3


def signal_words(reading: Reading, book: RuleBook) -> list[int]:
    """Return the pieces that one of these rules starts at, in order."""
    signals = book.signals
    return [number for number, word in enumerate(reading.words) if word in signals]


def find_adjectives(
    reading: Reading, signals: Iterable[int], tags: Sequence[Ruled], book: RuleBook
) -> Iterator[Ruled]:
    """Yield the capitalised adjectives and demonyms of the pack's tables, those of two words whole.

    Where the next word makes a known name of it ("Korean Peninsula"), the name is yielded. Names
    of languages ("speaks French"), surnames of people in the article, and what lies in a longer
    name of a place or a person are left out.
    """
    text = reading.text
    people = {text[tag.start : tag.end] for tag in tags if tag.label == "PER"}
    surnames = {name.rpartition(" ")[2] for name in people if name not in book.adjectives}
    for number in signals:
        word = reading.word(number)
        first = _first_of_adjective(reading, number, book)
        if first is None or word in surnames - book.last_words:
            continue
        start, end = reading.start(first), reading.end(number)
        if _makes_name(reading, first, number, book):
            yield Ruled(start, reading.end(number + 1), "LOC", "name with an adjective")
        elif not _is_language(reading, first, number, book) and _is_open(tags, start, end):
            yield Ruled(start, end, "LOCderiv", "adjective")


def find_capitals(reading: Reading, book: RuleBook) -> Iterator[Ruled]:
    """Yield the adjectives of countries before the word for a capital: "в афганской столице".

    The tagger of a language that writes adjectives small leaves them out, but here they name a
    town.
    """
    for number, word in enumerate(reading.words):
        if word in book.capital_words and reading.joined(number - 1):
            before = reading.word(number - 1)
            if before.islower() and before in reading.lexicon.adjectives:
                start, end = reading.start(number - 1), reading.end(number - 1)
                yield Ruled(start, end, "LOCderiv", "adjective of a capital")


def leave_out_languages(reading: Reading, tags: Sequence[Ruled], book: RuleBook) -> list[Ruled]:
    """Return the tags without the names of languages ("speaks French")."""
    return [
        tag
        for tag in tags
        if tag.label != "LOCderiv"
        or not _is_language(reading, *reading.pieces_at(tag.start, tag.end), book)
    ]


def _first_of_adjective(reading: Reading, number: int, book: RuleBook) -> int | None:
    """Return the first piece of the adjective or demonym that ends at one; None where none does."""
    word = reading.word(number)
    if word in book.last_words and f"{reading.previous(number)} {word}" in book.whole:
        return number - 1
    alone = word in book.adjectives and reading.group_start(number) == number
    return number if alone else None


def _makes_name(reading: Reading, first: int, last: int, book: RuleBook) -> bool:
    """Whether an adjective and the capitalised word after it are a name of the gazetteer."""
    following = reading.following(last)
    return (
        following[:1].isupper()
        and reading.group_end(last + 1) == last + 1
        and book.gazetteer.has_name(f"{reading.raw(first, last)} {following}")
    )


def _is_language(reading: Reading, first: int, last: int, book: RuleBook) -> bool:
    """Whether a word stands for a language: after a verb of speaking, with no noun after it."""
    spoken = reading.previous(first).lower() in book.speaking
    return spoken and not reading.following(last)[:1].isalpha()


def _is_open(tags: Sequence[Ruled], start: int, end: int) -> bool:
    """Whether a stretch lies in no person's name and in no longer name of a place."""
    for tag in tags:
        if tag.start < end and start < tag.end:
            longer = tag.start < start or end < tag.end
            if tag.label == "PER" or (longer and tag.label in PLACE_LABELS):
                return False
    return True


def find_compounds(reading: Reading, signals: Iterable[int], book: RuleBook) -> Iterator[Ruled]:
    """Yield the places in compounds with a participle or noun: "Paris-based", "U.S.-led"."""
    for number in signals:
        tied = reading.word(number) in book.participles and reading.word(number - 1) == "-"
        if tied and reading.touches(number - 1) and reading.touches(number - 2):
            first = _first_of_name(reading, number - 2, book)
            if first is not None:
                start, end = reading.start(first), reading.end(number - 2)
                yield Ruled(start, end, "LOCderiv", "compound")


def find_people_of(reading: Reading, signals: Iterable[int], book: RuleBook) -> Iterator[Ruled]:
    """Yield the places right before a noun for their people: "a Springfield man"."""
    for number in signals:
        if reading.word(number) not in book.people_nouns or not reading.joined(number - 1):
            continue
        first = _first_of_name(reading, number - 1, book)
        if first is None or reading.previous(first)[:1].isupper():
            continue
        name = reading.raw(first, number - 1)
        if book.is_rare(name) or book.gazetteer.hits(name, exact=True)[0].prior >= GREAT_TOWN:
            start, end = reading.start(first), reading.end(number - 1)
            yield Ruled(start, end, "LOC", "people of a place")


def _first_of_name(reading: Reading, last: int, book: RuleBook) -> int | None:
    """Return the first piece of the longest name of the gazetteer that ends at a piece."""
    found = None
    for first in range(last, last - MOST_WORDS, -1):
        if not reading.word(first)[:1].isupper():
            break
        if book.gazetteer.has_name(reading.raw(first, last)):
            found = first
        if not reading.joined(first - 1):
            break
    return found
