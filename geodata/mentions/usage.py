"""How a name is used: for the place itself, or for those who act in its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.datelines import is_dateline
from geodata.mentions.filing import is_filing_place

if TYPE_CHECKING:
    from geodata.mentions.reading import Found, Reading
    from geodata.models import Usage

__all__ = ["usage_of"]

ACTING_SITES = frozenset({"site:kremlin", "site:white-house", "site:pentagon", "site:elysee"})
ACTING_REGIONS = frozenset({"region:soviet-union"})
BEFORE_A_BUILDING = frozenset({"vor", "am", "nahe", "beim", "zum"})
LIST_WORDS = frozenset({",", "und", "oder", "sowie", "der", "die", "das", "den", "dem"})
# How far back, in tokens, a preposition may stand: "in der benachbarten Ukraine".
REACH = 3


def usage_of(reading: Reading, found: Found, before: Found | None, before_usage: Usage) -> Usage:
    """Return the usage of a name that is not derived.

    A member of a list is used as the one before it; `before` is the name found last.
    """
    opening = reading.body[0][0]
    if is_dateline(reading, found.first, found.last) or is_filing_place(
        reading.text, opening, found.start, found.end
    ):
        return "dateline"
    if _names_organisation(reading, found):
        return "derived"
    if not _can_act(found) or found.genitive:
        return "literal"
    if before is not None and before_usage != "dateline" and _is_list(reading, before, found):
        return "literal" if before_usage == "derived" else before_usage
    return "actor" if _acts(reading, found) else "literal"


def _names_organisation(reading: Reading, found: Found) -> bool:
    """Whether the name is part of that of a club, a company or a paper ("FC Bayern")."""
    words = reading.lexicon.organisations
    return reading.previous(found.first) in words or reading.following(found.last) in words


def _can_act(found: Found) -> bool:
    """Whether governments are called by this name: countries, capitals, seats of power."""
    if not found.hits:
        return False
    best = found.hits[0]
    place_id = best.place.place_id
    acting = place_id in ACTING_SITES or place_id in ACTING_REGIONS
    return best.place.type == "country" or best.capital or acting


def _is_list(reading: Reading, before: Found, found: Found) -> bool:
    between = [reading.word(n).lower() for n in range(before.last + 1, found.first)]
    return 0 < len(between) <= REACH and LIST_WORDS.issuperset(between)


def _acts(reading: Reading, found: Found) -> bool:
    """Whether a name stands for a party rather than for a territory."""
    preposition = _preposition(reading, found.first)
    if found.hits[0].place.place_id in ACTING_SITES:
        return preposition not in BEFORE_A_BUILDING
    if preposition is not None:
        return _is_party(reading, found, preposition)
    if _is_attribute(reading, found.first) or _is_territory(reading, found):
        return False
    following = reading.following(found.last).lower()
    if following in reading.lexicon.actor_verbs or reading.starts_sentence(found.first):
        return True
    return reading.previous(found.first) not in {"(", ",", ":", ""}


def _preposition(reading: Reading, first: int) -> str | None:
    """Return the preposition that governs a name; None where there is none."""
    lexicon = reading.lexicon
    for number in range(first - 1, first - 1 - REACH, -1):
        if not reading.joined(number):
            return None
        word = reading.word(number).lower()
        if word in lexicon.contracted or word in lexicon.locative or word in lexicon.weak:
            return word
        if not (word in lexicon.determiners or _is_adjective(reading.word(number))):
            return None
    return None


def _is_adjective(word: str) -> bool:
    return word[:1].islower() and word.endswith(("en", "er", "em", "e", "es"))


def _is_party(reading: Reading, found: Found, preposition: str) -> bool:
    """Whether a preposition takes a party: "gegen Russland", "von Russland geführt"."""
    if preposition == "von":
        participle = reading.following(found.last)
        ends = participle.endswith(("te", "ten", "ter", "tes", "t"))
        return ends and participle[0].islower() and participle != "entfernt"
    return preposition in reading.lexicon.actor_prepositions


def _is_attribute(reading: Reading, first: int) -> bool:
    """Whether a name is the genitive of a noun before it: "im Südosten der Türkei"."""
    article = reading.previous(first).lower()
    noun = reading.word(first - 2)
    return (
        article in {"der", "des"} and noun[:1].isupper() and not reading.starts_sentence(first - 2)
    )


def _is_territory(reading: Reading, found: Found) -> bool:
    """Whether the words beside a country make it a territory."""
    lexicon = reading.lexicon
    before = reading.previous(found.first)
    if before in lexicon.area_heads or before in lexicon.town_heads:
        return True
    if before[:1].isupper() and before.endswith(lexicon.land_endings):
        return True
    beside = {before.lower(), reading.following(found.last).lower()}
    return not beside.isdisjoint(lexicon.territory_verbs)
