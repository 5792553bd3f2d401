"""What the rules after the tagger look up: the lists of a language pack, ready for look-up."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from geodata.gazetteer import load_gazetteer
from geodata.languages import load_pack
from geodata.mentions.forms import load_forms
from geodata.mentions.lexicon import load_lexicon
from geodata.mentions.weights import load_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.gazetteer import Gazetteer
    from geodata.languages import LanguagePack
    from geodata.mentions.forms import Forms

__all__ = [
    "GREAT_TOWN",
    "PLACE_LABELS",
    "RuleBook",
    "Ruled",
    "is_free",
    "load_rulebook",
    "merge",
    "put_over",
]

# The most frequent class of words that is rare; see `Weights.buckets`.
RARE = "4"
# The least prior, in decades, of a town whose name may be a frequent word.
GREAT_TOWN = 6.0
PLACE_LABELS = frozenset({"LOC", "LOCN", "LOCderiv", "LOCpart"})


class Ruled(NamedTuple):
    """A stretch of a text with its label and what put it there: the tagger, or a rule's name."""

    start: int
    end: int
    label: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class RuleBook:
    """The lists of one language that rules after the tagger go by.

    Lists that the pack lacks are empty, and their rules never fire.
    """

    gazetteer: Gazetteer
    forms: Forms
    weighs_names: bool  # the finder weighs all names of the gazetteer in their context
    locative: frozenset[str]
    determiners: frozenset[str]
    titles: frozenset[str]
    first_names: frozenset[str]
    list_words: frozenset[str]
    speaking: frozenset[str]
    ethnonyms: frozenset[str]
    participles: frozenset[str]
    people_nouns: frozenset[str]
    capital_words: frozenset[str]  # words for a capital that adjectives written small stand before
    within: frozenset[str]  # words that put something right in a place or near it
    struck: frozenset[str]  # acts of war that a place follows: "shelling of", "strike on"
    weak: frozenset[str]  # prepositions that people and things take as well as places
    surname_endings: tuple[str, ...]
    adjectives: frozenset[str]  # capitalised adjectives and demonyms of one word
    last_words: frozenset[str]  # the last words of those of several words
    whole: frozenset[str]  # those of several words
    signals: frozenset[str]  # the words that one of the rules for words starts at
    attribute_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]  # of all cases
    copulas: frozenset[str]  # signs that part a subject from what it is, so that no dateline ends
    frequency: Mapping[str, str]  # the tagger's frequency classes of words

    def is_rare(self, name: str) -> bool:
        """Whether a name is no frequent word either; "No" and "Area" are towns, too."""
        return self.frequency.get(name.lower(), "0") <= RARE


def _words(pack: LanguagePack, name: str) -> frozenset[str]:
    return pack.words(name) if name in pack.tables else frozenset()


def _long_list(pack: LanguagePack, name: str) -> frozenset[str]:
    return frozenset(pack.table(name)["list"].split()) if name in pack.tables else frozenset()


@cache
def load_rulebook(language: str) -> RuleBook:
    """Return the rule book of a language, read once.

    Raises:
        LanguageError: there is no pack for the language.
        DataError: the pack lacks a table that finding names needs.

    """
    pack, lexicon = load_pack(language), load_lexicon(language)
    speaking = _words(pack, "speaking_words")
    # Without words of speaking the pack has its adjectives found elsewhere, or not capitalised.
    derived = {_capitalised(word) for word in (*lexicon.adjectives, *lexicon.demonyms) if speaking}
    whole = frozenset(word for word in derived if " " in word)
    last_words = frozenset(word.rpartition(" ")[2] for word in whole)
    participles, people = _words(pack, "compound_participles"), _words(pack, "people_nouns")
    return RuleBook(
        gazetteer=load_gazetteer(),
        forms=load_forms(language),
        weighs_names=lexicon.weighs_names,
        locative=lexicon.locative,
        determiners=lexicon.determiners,
        titles=lexicon.titles,
        first_names=_long_list(pack, "first_names"),
        list_words=_words(pack, "list_words"),
        speaking=speaking,
        ethnonyms=_words(pack, "ethnonyms"),
        participles=participles,
        people_nouns=people,
        capital_words=frozenset() if lexicon.weighs_names else _words(pack, "capital_words"),
        within=_words(pack, "within_words") | _words(pack, "near_words"),
        struck=_words(pack, "struck_words"),
        weak=_words(pack, "weak_prepositions"),
        surname_endings=tuple(sorted(_words(pack, "surname_endings"))),
        adjectives=frozenset(derived) - whole,
        last_words=last_words,
        whole=whole,
        signals=frozenset(derived - whole) | last_words | participles | people,
        attribute_endings=tuple(sorted(_words(pack, "attribute_endings"))),
        adjective_endings=tuple(sorted(_words(pack, "noun_adjective_endings"))),
        copulas=_words(pack, "copulas"),
        frequency=load_weights(language).buckets,
    )


def _capitalised(words: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in words.split())


def is_free(tags: Sequence[Ruled], start: int, end: int) -> bool:
    """Whether a stretch overlaps none of the tags, which are in order and do not overlap."""
    at = bisect_left(tags, end, key=attrgetter("start"))
    return at == 0 or tags[at - 1].end <= start


def put_over(few: Sequence[Ruled], tags: Sequence[Ruled]) -> list[Ruled]:
    """Return some tags and those of the others that overlap none of them, in order.

    Neither overlap among themselves, and both are in order.
    """
    if not few:
        return list(tags)
    return sorted([*few, *(tag for tag in tags if is_free(few, tag.start, tag.end))])


def merge(tags: Sequence[Ruled], more: Iterable[Ruled]) -> list[Ruled]:
    """Return the tags and those of the others that overlap none of them, in order."""
    kept = list(tags)
    for tag in more:
        at = bisect_left(kept, tag)
        after = at < len(kept) and kept[at].start < tag.end
        if not after and (at == 0 or kept[at - 1].end <= tag.start):
            kept.insert(at, tag)
    return kept
