"""What a language says place names come with: the word lists of its pack, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geodata.errors import DataError
from geodata.languages import LanguagePack, load_pack

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ADJECTIVE_TAIL", "Lexicon", "load_lexicon"]

ADJECTIVE_TAIL = 5


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The word lists that find names; see `languages/<code>/names.toml` for each."""

    language: str
    abbreviations: frozenset[str]
    name_openers: frozenset[str]
    name_links: frozenset[str]
    locative: frozenset[str]
    weak: frozenset[str]
    contracted: frozenset[str]
    determiners: frozenset[str]
    town_heads: frozenset[str]
    town_endings: tuple[str, ...]
    area_heads: frozenset[str]
    site_heads: frozenset[str]
    naming_heads: frozenset[str]
    compass: frozenset[str]
    titles: frozenset[str]
    title_endings: tuple[str, ...]
    particles: frozenset[str]
    noun_endings: tuple[str, ...]
    set_phrases: frozenset[str]  # two words that with a small town's name mean something else
    function_words: frozenset[str]
    common_words: frozenset[str]
    plural_endings: frozenset[str]
    ambiguous: frozenset[str]
    first_names: frozenset[str]
    surnames: frozenset[str]
    compass_prefixes: tuple[str, ...]
    adjective_prefixes: tuple[str, ...]
    compound_nouns: tuple[str, ...]
    adjectives: Mapping[str, str]  # every inflected form, lower case -> place id
    demonyms: Mapping[str, str]  # every inflected form -> place id
    adjective_tails: frozenset[str]  # last letters of adjectives: most words end otherwise
    hyphenated_adjectives: frozenset[str]  # the last parts: "arabischen" of "saudi-arabischen"

    @property
    def weighs_names(self) -> bool:
        """Whether the pack knows the words that a name can be mistaken for."""
        return bool(self.common_words)

    def is_common(self, word: str) -> bool:
        """Whether a word is a common noun, in the singular or the plural."""
        endings = sorted(self.plural_endings)
        return any(
            word.endswith(e) and word.removesuffix(e) in self.common_words for e in ("", *endings)
        )

    def is_title(self, word: str) -> bool:
        """Whether a word stands before names of people: "Präsident", "Außenminister"."""
        if word in self.titles:
            return True
        return word[:1].isupper() and word.lower().endswith(self.title_endings)

    def adjective_place(self, word: str) -> str | None:
        """Return the place of an adjective, compass and other prefixes taken off."""
        lower = word.lower()
        if lower[-ADJECTIVE_TAIL:] not in self.adjective_tails:
            return None
        found = self.adjectives.get(lower)
        if found is not None:
            return found
        for prefix in self.adjective_prefixes:
            if lower.startswith(prefix):
                rest = lower[len(prefix) :].lstrip("-")
                if rest in self.adjectives:
                    return self.adjectives[rest]
        return None

    def is_compound_noun(self, tail: str) -> bool:
        """Whether the end of a word is a noun that names are compounded with, with its s."""
        nouns = self.compound_nouns
        return tail.startswith(nouns) or (tail[:1] == "s" and tail[1:].startswith(nouns))

    def is_head(self, word: str) -> bool:
        """Whether a word is a noun that places are called by: "Stadt", "Provinz", "Hafenstadt"."""
        if not word[:1].isupper():
            return False
        if word in self.town_heads or word in self.area_heads or word in self.site_heads:
            return True
        return word.lower().endswith(self.town_endings)

    def is_naming_head(self, word: str) -> bool:
        """Whether such a noun is seldom followed by anything but a name: "Dorf", not "Land"."""
        if word in self.naming_heads:
            return True
        is_compound = word not in self.town_heads and word.endswith(self.town_endings)
        return is_compound and word[:1].isupper()


def _long_list(pack: LanguagePack, name: str) -> frozenset[str]:
    """Return a list that is kept as running text; empty where the pack has none."""
    if name not in pack.tables:
        return frozenset()
    try:
        return frozenset(pack.table(name)["list"].split())
    except KeyError:
        message = f"table [{name}] of language pack {pack.code!r} has no list"
        raise DataError(message) from None


def _stems(pack: LanguagePack, name: str) -> Mapping[str, str]:
    try:
        stems: Mapping[str, str] = pack.table(name)["stems"]
    except KeyError:
        message = f"table [{name}] of language pack {pack.code!r} has no stems"
        raise DataError(message) from None
    return stems


def _adjective_forms(pack: LanguagePack) -> dict[str, str]:
    endings = sorted(pack.words("noun_adjective_endings"))
    stems = _stems(pack, "adjectives")
    return {stem + ending: place for stem, place in stems.items() for ending in endings}


def _demonym_forms(pack: LanguagePack) -> dict[str, str]:
    """Return the inflected forms: "Kasache" gives Kasachen, Kasachin; "Syrer" Syrern, Syrerin."""
    rules = pack.table("demonym_endings")["rules"]
    forms: dict[str, str] = {}
    for word, place in _stems(pack, "demonyms").items():
        last, endings = next((cut, ends) for tail, cut, ends in rules if word.endswith(tail))
        forms |= {word.removesuffix(last) + ending: place for ending in endings}
    return forms


def _optional(pack: LanguagePack, name: str) -> frozenset[str]:
    """Return the words of a table that not every language needs; empty where there is none."""
    return pack.words(name) if name in pack.tables else frozenset()


def _longest_first(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, read once.

    Raises:
        LanguageError: there is no pack for the language.
        DataError: the pack lacks a table that finding names needs.
    """
    pack = load_pack(language)
    adjectives = _adjective_forms(pack)
    return Lexicon(
        language=language,
        abbreviations=pack.words("sentence_abbreviations"),
        name_links=_optional(pack, "name_links"),
        name_openers=_optional(pack, "name_openers"),
        locative=pack.words("locative_prepositions"),
        weak=_optional(pack, "weak_prepositions"),
        contracted=_optional(pack, "article_prepositions"),
        determiners=pack.words("determiners"),
        town_heads=_optional(pack, "town_heads"),
        town_endings=tuple(sorted(_optional(pack, "town_head_endings"))),
        area_heads=_optional(pack, "area_heads"),
        site_heads=_optional(pack, "site_heads"),
        naming_heads=_optional(pack, "naming_heads"),
        compass=_optional(pack, "compass_words"),
        titles=_optional(pack, "person_titles"),
        title_endings=tuple(sorted(_optional(pack, "person_title_endings"))),
        particles=_optional(pack, "name_particles"),
        noun_endings=tuple(sorted(_optional(pack, "abstract_noun_endings"))),
        set_phrases=_optional(pack, "set_phrases"),
        function_words=_optional(pack, "function_words"),
        plural_endings=_optional(pack, "plural_endings"),
        common_words=_long_list(pack, "common_words"),
        ambiguous=_optional(pack, "ambiguous_names"),
        first_names=_long_list(pack, "first_names"),
        surnames=_long_list(pack, "surnames"),
        compass_prefixes=_longest_first(_optional(pack, "compound_prefixes")),
        adjective_prefixes=_longest_first(_optional(pack, "adjective_prefixes")),
        compound_nouns=tuple(sorted(_optional(pack, "compound_nouns"))),
        adjectives=adjectives,
        demonyms=_demonym_forms(pack),
        hyphenated_adjectives=frozenset(
            form.rpartition("-")[2] for form in adjectives if "-" in form
        ),
        adjective_tails=frozenset(form[-ADJECTIVE_TAIL:] for form in adjectives),
    )
