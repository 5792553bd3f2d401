"""How a name is used: for the place itself, or for those who act in its name.

The rules go from the surest to the least sure; the first that knows decides. How often each was
right on development articles and sentences is the score that comes with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geodata.mentions.datelines import is_dateline
from geodata.mentions.filing import is_filing_place, stands_alone
from geodata.mentions.usage_words import load_usage_words

if TYPE_CHECKING:
    from collections.abc import Container

    from geodata.mentions.reading import Found, Reading
    from geodata.mentions.usage_words import UsageWords
    from geodata.models import Usage

__all__ = ["Judgement", "usage_of"]

ACTING_SITES = frozenset({"site:kremlin", "site:white-house", "site:pentagon", "site:elysee"})
ACTING_REGIONS = frozenset({"region:soviet-union", "region:european-union"})
# How far back, in words, a preposition may stand: "in der benachbarten Ukraine".
REACH = 3
# So many different words of sport make an article a report on it.
SPORT_WORDS = 5
POSSESSIVES = frozenset({"'s", "’s"})  # as found
HYPHENS = frozenset("-‐‑")  # noqa: RUF001  # as found
OPENING_SIGNS = frozenset({"(", ",", ":", ""})


class Judgement(NamedTuple):
    """A usage and how often what led to it was right, 0 to 1."""

    usage: Usage
    score: float


# Shares right on the German development gold and on the sentences of tests/mentions (2026-11).
# What is made from a name is derived; a name that is called a place is one.
GIVEN_SCORE = 0.97
_DATELINE = Judgement("dateline", 0.99)
_ORGANISATION = Judgement("derived", 0.9)
_NO_PARTY = Judgement("literal", 0.98)  # towns, rivers, provinces do not act
_GENITIVE = Judgement("literal", 0.95)
_TERRITORY = Judgement("literal", 0.9)
_LOCATED = Judgement("literal", 0.95)
_PARTY = Judgement("actor", 0.85)
_SUBJECT = Judgement("actor", 0.9)
_OTHERWISE_ACTOR = Judgement("actor", 0.7)
_OTHERWISE_LITERAL = Judgement("literal", 0.7)
LISTED_SCORE = 0.85


class _Name(NamedTuple):
    """A name in its sentence: its first and last piece, and the words to judge it by."""

    reading: Reading
    words: UsageWords
    first: int
    last: int
    nominative: bool
    inflects: bool

    @property
    def previous(self) -> str:
        return self.reading.previous(self.first)

    @property
    def following(self) -> str:
        return self.reading.following(self.last)


def usage_of(
    reading: Reading, found: Found, before: Found | None, before_usage: Usage
) -> Judgement:
    """Return the usage of a name, with a score.

    A member of a list is used as the one before it; `before` is the name found last.
    """
    if found.usage is not None:
        return Judgement(found.usage, GIVEN_SCORE)
    if _is_filed(reading, found):
        return _DATELINE
    words = load_usage_words(reading.lexicon.language)
    surface = reading.raw(found.first, found.last)
    inflects = bool(words.verb_endings)
    name = _Name(reading, words, found.first, found.last, surface == found.form, inflects)
    return _of_part(name, found) or _of_list(name, before, before_usage) or _of_party(name, found)


def _of_part(name: _Name, found: Found) -> Judgement | None:
    """Judge a name that no grammar is needed for: within another, of a town, in the genitive."""
    if _names_organisation(name) or _names_people(name, found):
        return _ORGANISATION
    if not (_can_act(found) or _is_team(name, found)):
        return _NO_PARTY
    return _GENITIVE if found.genitive or name.following in POSSESSIVES else None


def _of_list(name: _Name, before: Found | None, before_usage: Usage) -> Judgement | None:
    """Judge a further member of a list; None where the name is none."""
    if before is None or before_usage == "dateline" or not _is_list(name, before):
        return None
    return Judgement("literal" if before_usage == "derived" else before_usage, LISTED_SCORE)


def _of_party(name: _Name, found: Found) -> Judgement:
    """Judge the name of a country, a capital or a seat of power by the words beside it."""
    words = name.words
    if found.hits[0].place.place_id in ACTING_SITES:
        # Who stands before a seat of power sees a building.
        return _SUBJECT if _governor(name, words.building_prepositions) is None else _LOCATED
    preposition = _governor(name, words.prepositions)
    if preposition is not None:
        return _PARTY if _takes_party(name, preposition) else _LOCATED
    return _of_noun(name) or _of_verb(name)


def _is_filed(reading: Reading, found: Found) -> bool:
    opening, copulas = reading.body[0][0], load_usage_words(reading.lexicon.language).copulas
    if not copulas and is_dateline(reading, found.first, found.last):
        return True
    town = bool(found.hits) and found.hits[0].place.type == "city"
    if town and stands_alone(reading.text, opening, found.start, found.end):
        return True
    return is_filing_place(reading.text, opening, found.start, found.end, copulas)


def _names_organisation(name: _Name) -> bool:
    """Whether a name is part of another: of a club, a company, a paper, of "Boston police"."""
    reading, words = name.reading, name.words
    if name.previous in words.organisations or name.following in words.organisations:
        return True
    if name.following in words.attributed_nouns or _is_tied(name):
        return True
    head = reading.previous(name.first - 1)
    return name.previous in words.genitive_words and head in words.organisation_heads


def _names_people(name: _Name, found: Found) -> bool:
    """Whether a town's name is made that of its people, or an adjective: "Klosterneuburger"."""
    surface, form = name.reading.raw(name.first, name.last), found.form
    if form is None or not surface.startswith(form):
        return False
    return surface.removeprefix(form) in name.words.inhabitant_endings


def _is_tied(name: _Name) -> bool:
    """Whether a hyphen ties a lower-case word to the name ("Moscow-friendly")."""
    reading, last = name.reading, name.last
    tied = reading.word(last + 1) in HYPHENS and reading.touches(last) and reading.touches(last + 1)
    return tied and bool(name.words.attributed_nouns) and reading.word(last + 2)[:1].islower()


def _can_act(found: Found) -> bool:
    """Whether governments are called by this name: countries, capitals, seats of power."""
    if not found.hits:
        return False
    best = found.hits[0]
    place_id = best.place.place_id
    acting = place_id in ACTING_SITES or place_id in ACTING_REGIONS
    return best.place.type == "country" or best.capital or acting


def _is_team(name: _Name, found: Found) -> bool:
    """Whether a town can stand for its team: in a report on sport."""
    if not found.hits or found.hits[0].place.type != "city":
        return False
    vocabulary = name.reading.vocabulary
    return sum(word in vocabulary for word in name.words.sport) >= SPORT_WORDS


def _is_list(name: _Name, before: Found) -> bool:
    between = [name.reading.word(n).lower() for n in range(before.last + 1, name.first)]
    joining = name.words.list_words | name.words.determiners | {","}
    return 0 < len(between) <= REACH and joining.issuperset(between)


def _of_noun(name: _Name) -> Judgement | None:
    """Judge a name by the noun before it, or as a territory; None where there is neither."""
    if name.previous in name.words.party_nouns:
        return _PARTY
    if _is_genitive(name):
        return _GENITIVE
    return _TERRITORY if _is_territory(name) else None


def _of_verb(name: _Name) -> Judgement:
    """Judge a name by the verb beside it: what it does, or what is done to it."""
    verbs = name.words.actor_verbs
    if name.following.lower() in verbs or _is_verb(name, name.following):
        return _SUBJECT
    if name.previous.lower() in verbs or _is_verb(name, name.previous):
        return _PARTY
    if name.reading.starts_sentence(name.first):
        return _SUBJECT
    return _OTHERWISE_LITERAL if name.previous in OPENING_SIGNS else _OTHERWISE_ACTOR


def _governor(name: _Name, prepositions: Container[str]) -> str | None:
    """Return the preposition that governs a name; None where there is none."""
    reading, words = name.reading, name.words
    for number in range(name.first - 1, name.first - 1 - REACH, -1):
        if not reading.joined(number):
            return None
        word = reading.word(number).lower()
        if word in prepositions:
            return word
        if not (word in words.determiners or _is_attribute(words, reading.word(number))):
            return None
    return None


def _is_attribute(words: UsageWords, word: str) -> bool:
    """Whether a word may stand between a preposition and a name."""
    return word in words.name_adjectives or (
        word[:1].islower() and word.endswith(words.attribute_endings)
    )


def _takes_party(name: _Name, preposition: str) -> bool:
    """Whether a preposition takes a party: "gegen Russland", "von Russland geführt"."""
    words = name.words
    if preposition in words.agent_prepositions:
        ends = name.following.endswith(words.participle_endings)
        is_participle = ends and name.following[0].islower()
        return is_participle and name.following not in words.distance_participles
    called = name.reading.previous(name.first - 1) in words.called_verbs
    return preposition in words.actor_prepositions or (called and name.previous == preposition)


def _is_genitive(name: _Name) -> bool:
    """Whether a name is the genitive of a noun before it: "im Südosten der Türkei"."""
    reading, words = name.reading, name.words
    if name.inflects:
        noun = name.previous
        named = noun[:1].isalpha() and not _is_verb(name, noun)
        known = words.actor_verbs | words.territory_verbs | words.list_words
        return named and noun.lower() not in known and not _is_subject(name)
    noun_at = name.first - 2
    return (
        name.previous.lower() in words.genitive_articles
        and reading.word(noun_at)[:1].isupper()
        and not reading.starts_sentence(noun_at)
    )


def _is_subject(name: _Name) -> bool:
    """Whether a name that is not inflected has its verb behind it."""
    return name.nominative and _is_verb(name, name.following)


def _is_verb(name: _Name, word: str) -> bool:
    """Whether a word has the ending of a verb, in languages where that tells."""
    return name.inflects and word[:1].islower() and word.endswith(name.words.verb_endings)


def _is_territory(name: _Name) -> bool:
    """Whether the words beside a country make it a territory."""
    words, before = name.words, name.previous
    if before in words.heads:
        return True
    if before[:1].isupper() and bool(words.land_endings) and before.endswith(words.land_endings):
        return True
    if before.lower() in words.territory_verbs:
        return True
    if before.lower() in words.struck and not name.inflects:
        return True  # "shelled Gaza", without a case that tells
    after = name.reading.following(name.last + 1)
    return name.following.lower() in words.territory_verbs and after not in words.willing_words
