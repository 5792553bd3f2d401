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

    locative: frozenset[str]
    weak: frozenset[str]
    contracted: frozenset[str]
    near: frozenset[str]
    determiners: frozenset[str]
    town_heads: frozenset[str]
    town_endings: tuple[str, ...]
    area_heads: frozenset[str]
    site_heads: frozenset[str]
    naming_heads: frozenset[str]
    compass: frozenset[str]
    nearby_countries: frozenset[str]
    titles: frozenset[str]
    title_endings: tuple[str, ...]
    particles: frozenset[str]
    organisations: frozenset[str]
    actor_verbs: frozenset[str]
    noun_endings: tuple[str, ...]
    actor_prepositions: frozenset[str]
    territory_verbs: frozenset[str]
    land_endings: tuple[str, ...]
    function_words: frozenset[str]
    common_words: frozenset[str]
    ambiguous: frozenset[str]
    first_names: frozenset[str]
    surnames: frozenset[str]
    compass_prefixes: tuple[str, ...]
    adjective_prefixes: tuple[str, ...]
    compound_nouns: tuple[str, ...]
    adjectives: Mapping[str, str]  # every inflected form, lower case -> place id
    demonyms: Mapping[str, str]  # every inflected form -> place id
    adjective_tails: frozenset[str]  # last letters of adjectives: most words end otherwise

    @property
    def weighs_names(self) -> bool:
        """Whether the pack knows the words that a name can be mistaken for."""
        return bool(self.common_words)


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
        locative=pack.words("locative_prepositions"),
        weak=_optional(pack, "weak_prepositions"),
        contracted=_optional(pack, "article_prepositions"),
        near=pack.words("near_words"),
        determiners=pack.words("determiners"),
        town_heads=_optional(pack, "town_heads"),
        town_endings=tuple(sorted(_optional(pack, "town_head_endings"))),
        area_heads=_optional(pack, "area_heads"),
        site_heads=_optional(pack, "site_heads"),
        naming_heads=_optional(pack, "naming_heads"),
        compass=_optional(pack, "compass_words"),
        nearby_countries=_optional(pack, "nearby_countries"),
        titles=_optional(pack, "person_titles"),
        title_endings=tuple(sorted(_optional(pack, "person_title_endings"))),
        particles=_optional(pack, "name_particles"),
        organisations=_optional(pack, "organisation_words"),
        actor_verbs=_optional(pack, "actor_verbs"),
        noun_endings=tuple(sorted(_optional(pack, "abstract_noun_endings"))),
        actor_prepositions=_optional(pack, "actor_prepositions"),
        territory_verbs=_optional(pack, "territory_verbs"),
        land_endings=tuple(sorted(_optional(pack, "land_endings"))),
        function_words=_optional(pack, "function_words"),
        common_words=_long_list(pack, "common_words"),
        ambiguous=_optional(pack, "ambiguous_names"),
        first_names=_long_list(pack, "first_names"),
        surnames=_long_list(pack, "surnames"),
        compass_prefixes=_longest_first(_optional(pack, "compound_prefixes")),
        adjective_prefixes=_longest_first(_optional(pack, "adjective_prefixes")),
        compound_nouns=tuple(sorted(_optional(pack, "compound_nouns"))),
        adjectives=adjectives,
        demonyms=_demonym_forms(pack),
        adjective_tails=frozenset(form[-ADJECTIVE_TAIL:] for form in adjectives),
    )
