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


def _long_list(pack: LanguagePack, name: str) -> frozenset[str]:
    """Return a list that is kept as running text."""
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
    forms: dict[str, str] = {}
    for word, place in _stems(pack, "demonyms").items():
        stem = word.removesuffix("e")
        endings: tuple[str, ...]
        if word.endswith("sche"):  # a noun made from an adjective: Deutsche, Deutscher
            endings = ("e", "en", "er", "em", "es")
        elif stem != word:
            endings = ("e", "en", "in", "innen")
        elif word.endswith("er"):
            endings = ("", "n", "s", "in", "innen")
        else:
            endings = ("", "s", "en", "in", "innen")
        forms |= {stem + ending: place for ending in endings}
    return forms


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
        weak=pack.words("weak_prepositions"),
        contracted=pack.words("article_prepositions"),
        near=pack.words("near_words"),
        determiners=pack.words("determiners"),
        town_heads=pack.words("town_heads"),
        town_endings=tuple(sorted(pack.words("town_head_endings"))),
        area_heads=pack.words("area_heads"),
        site_heads=pack.words("site_heads"),
        naming_heads=pack.words("naming_heads"),
        compass=pack.words("compass_words"),
        nearby_countries=pack.words("nearby_countries"),
        titles=pack.words("person_titles"),
        title_endings=tuple(sorted(pack.words("person_title_endings"))),
        particles=pack.words("name_particles"),
        organisations=pack.words("organisation_words"),
        actor_verbs=pack.words("actor_verbs"),
        noun_endings=tuple(sorted(pack.words("abstract_noun_endings"))),
        actor_prepositions=pack.words("actor_prepositions"),
        territory_verbs=pack.words("territory_verbs"),
        land_endings=tuple(sorted(pack.words("land_endings"))),
        function_words=pack.words("function_words"),
        common_words=_long_list(pack, "common_words"),
        ambiguous=pack.words("ambiguous_names"),
        first_names=_long_list(pack, "first_names"),
        surnames=_long_list(pack, "surnames"),
        compass_prefixes=tuple(sorted(pack.words("compound_prefixes"), key=len, reverse=True)),
        adjective_prefixes=tuple(sorted(pack.words("adjective_prefixes"), key=len, reverse=True)),
        compound_nouns=tuple(sorted(pack.words("compound_nouns"))),
        adjectives=adjectives,
        demonyms=_demonym_forms(pack),
        adjective_tails=frozenset(form[-ADJECTIVE_TAIL:] for form in adjectives),
    )
