"""How a name is used: for the place itself, or for those who act in its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.datelines import is_dateline

if TYPE_CHECKING:
    from geodata.mentions.reading import Found, Reading
    from geodata.models import Usage

__all__ = ["usage_of"]

ACTING_SITES = frozenset({"site:kremlin", "site:white-house", "site:pentagon", "site:elysee"})
# How far back, in tokens, a preposition may stand: "in der benachbarten Ukraine".
REACH = 3


def usage_of(reading: Reading, found: Found, before: Found | None, before_usage: Usage) -> Usage:
    """Return the usage of a name that is not derived.

    A member of a list is used as the one before it; `before` is the name found last.
    """
    if is_dateline(reading, found.first, found.last):
        return "dateline"
    if _names_organisation(reading, found):
        return "derived"
    if not _can_act(reading, found) or found.genitive:
        return "literal"
    if before is not None and _is_list(reading, before, found) and before_usage != "dateline":
        return before_usage if before_usage != "derived" else "literal"
    preposition = _preposition(reading, found.first)
    if preposition is not None:
        return _after_preposition(reading, found, preposition)
    if reading.previous(found.first) in reading.lexicon.area_heads | reading.lexicon.town_heads:
        return "literal"
    return "actor" if _acts(reading, found) else "literal"


def _names_organisation(reading: Reading, found: Found) -> bool:
    """Whether the name is part of that of a club, a company or a paper ("FC Bayern")."""
    words = reading.lexicon.organisations
    return reading.previous(found.first) in words or reading.following(found.last) in words


def _can_act(reading: Reading, found: Found) -> bool:
    """Whether governments are called by this name: countries, capitals, seats of power."""
    if not found.hits:
        return False
    best = found.hits[0]
    if best.place.type == "country" or best.capital or best.place.place_id in ACTING_SITES:
        return True
    return best.place.place_id == "region:soviet-union"


def _is_list(reading: Reading, before: Found, found: Found) -> bool:
    between = [reading.word(n).lower() for n in range(before.last + 1, found.first)]
    return 0 < len(between) <= REACH and all(
        word in {",", "und", "oder", "sowie", "der", "die", "das", "den", "dem"} for word in between
    )


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


def _after_preposition(reading: Reading, found: Found, preposition: str) -> Usage:
    if preposition == "von":
        participle = reading.following(found.last)
        led = participle[:1].islower() and participle.endswith(("te", "ten", "ter", "tes", "hrte"))
        return "actor" if led else "literal"
    return "actor" if preposition in reading.lexicon.actor_prepositions else "literal"


def _acts(reading: Reading, found: Found) -> bool:
    """Whether a name without a preposition is a subject or a party rather than a territory."""
    following = reading.following(found.last)
    if following.lower() in reading.lexicon.actor_verbs or found.first in reading.first_tokens:
        return True
    before = reading.previous(found.first).lower()
    return before not in {"(", ",", ":"} and bool(before)
