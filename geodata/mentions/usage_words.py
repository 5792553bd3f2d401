"""The words that tell how the name of a place is used, out of a language pack."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geodata.languages import load_pack

if TYPE_CHECKING:
    from geodata.languages import LanguagePack

__all__ = ["UsageWords", "load_usage_words"]


@dataclass(frozen=True, slots=True, eq=False)
class UsageWords:
    """Word lists of `names.toml`, `places.toml` and `usage.toml`; empty where a pack lacks one."""

    prepositions: frozenset[str]
    actor_prepositions: frozenset[str]
    agent_prepositions: frozenset[str]
    building_prepositions: frozenset[str]
    determiners: frozenset[str]
    list_words: frozenset[str]
    name_adjectives: frozenset[str]
    attribute_endings: tuple[str, ...]
    actor_verbs: frozenset[str]
    called_verbs: frozenset[str]
    territory_verbs: frozenset[str]
    struck: frozenset[str]  # acts of war that a place follows
    willing_words: frozenset[str]
    verb_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    distance_participles: frozenset[str]
    genitive_articles: frozenset[str]
    party_nouns: frozenset[str]
    heads: frozenset[str]  # nouns that the name of a town or an area follows
    land_endings: tuple[str, ...]
    organisations: frozenset[str]
    organisation_heads: frozenset[str]
    attributed_nouns: frozenset[str]
    genitive_words: frozenset[str]
    copulas: frozenset[str]
    sport: frozenset[str]
    inhabitant_endings: frozenset[str]


def _words(pack: LanguagePack, *names: str) -> frozenset[str]:
    tables = (pack.words(name) for name in names if name in pack.tables)
    return frozenset(word for table in tables for word in table)


@cache
def load_usage_words(language: str) -> UsageWords:
    """Return the words of a language, read once.

    Raises:
        LanguageError: there is no pack for the language.

    """
    pack = load_pack(language)
    weak = ("locative_prepositions", "weak_prepositions", "article_prepositions")
    return UsageWords(
        prepositions=_words(pack, *weak),
        actor_prepositions=_words(pack, "actor_prepositions"),
        agent_prepositions=_words(pack, "agent_prepositions"),
        building_prepositions=_words(pack, "building_prepositions"),
        determiners=_words(pack, "determiners"),
        list_words=_words(pack, "list_words"),
        name_adjectives=_words(pack, "name_adjectives"),
        attribute_endings=tuple(sorted(_words(pack, "attribute_endings"))),
        actor_verbs=_words(pack, "actor_verbs"),
        called_verbs=_words(pack, "called_verbs"),
        territory_verbs=_words(pack, "territory_verbs"),
        struck=_words(pack, "struck_words"),
        willing_words=_words(pack, "willing_words"),
        verb_endings=tuple(sorted(_words(pack, "verb_endings"))),
        participle_endings=tuple(sorted(_words(pack, "participle_endings"))),
        distance_participles=_words(pack, "distance_participles"),
        genitive_articles=_words(pack, "genitive_articles"),
        party_nouns=_words(pack, "party_nouns"),
        heads=_words(pack, "area_heads", "town_heads"),
        land_endings=tuple(sorted(_words(pack, "land_endings"))),
        organisations=_words(pack, "organisation_words"),
        organisation_heads=_words(pack, "organisation_heads"),
        attributed_nouns=_words(pack, "attributed_nouns"),
        genitive_words=_words(pack, "genitive_words"),
        copulas=_words(pack, "copulas"),
        sport=_words(pack, "sport_words"),
        inhabitant_endings=_words(pack, "inhabitant_endings"),
    )
