"""What a word may be to the rules, in bits: told once a word, so that rules look at few places.

The tagger keeps a row of weights for each word it has met; these bits lie beside it. A rule asks
for the places in a text at which its bits are set and never walks over all the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.naming import SHORTEST_CLOSED, base_form, nominatives, word_weight

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions.lexicon import Lexicon

__all__ = [
    "CAPITAL",
    "DASH",
    "DERIVED",
    "FIRST_NAME",
    "HEAD",
    "LINK",
    "LOCATIVE",
    "NAME",
    "OPENER",
    "TITLE",
    "kind_of",
]

CAPITAL = 1
NAME = 2  # a name of the gazetteer that a telling context may make a place
OPENER = 4  # the first word of a name of several words
DERIVED = 8  # made from a name: an adjective, a demonym, a compound
FIRST_NAME = 16
TITLE = 32
LOCATIVE = 64
HEAD = 128  # a noun that a name follows more often than not: "Dorf"
DASH = 256  # between blanks, which are part of the piece
LINK = 512  # what a name may go on after its first word with: "St. Moritz", "Straße von Hormus"

# What one strong sign beside a name is worth; a word that needs more is left to the tagger.
WITHIN_REACH = 1.0
LINKS = frozenset(".-‐‑")  # noqa: RUF001  # hyphens as found


def kind_of(word: str, place_class: str, lexicon: Lexicon, gazetteer: Gazetteer) -> int:
    """Return what a word may be; `place_class` is the tagger's (`FeatureMaker.place_class`)."""
    first = word[0]
    if not first.isalpha():
        return LINK if word in LINKS else DASH if first.isspace() else 0
    if word in lexicon.name_links:
        return LINK
    kind = DERIVED if _is_adjective(word, place_class, lexicon) else 0
    if word in lexicon.locative or word.lower() in lexicon.locative:
        kind |= LOCATIVE
    if first.isupper():
        kind |= CAPITAL | _noun_kind(word, place_class, lexicon, gazetteer)
        kind |= _name_kind(word, lexicon, gazetteer)
    return kind


def _noun_kind(word: str, place_class: str, lexicon: Lexicon, gazetteer: Gazetteer) -> int:
    kind = FIRST_NAME if word in lexicon.first_names else 0
    if lexicon.is_title(word):
        kind |= TITLE
    if lexicon.is_naming_head(word):
        kind |= HEAD
    if place_class[:1] == "^" or "~er" in place_class or _is_compound(word, lexicon, gazetteer):
        kind |= DERIVED
    return kind


def _is_adjective(word: str, place_class: str, lexicon: Lexicon) -> bool:
    """Whether a word is an adjective or a demonym, or ends one ("saudi-arabisch")."""
    if place_class in {"adj", "dem"} or word in lexicon.hyphenated_adjectives:
        return True
    return word in lexicon.demonyms or lexicon.adjective_place(word) is not None


def _is_compound(word: str, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Whether a word is a name, or a demonym, and a noun: "Karibikstaat", "Kurdenmiliz"."""
    if len(word) < 2 * SHORTEST_CLOSED or word in lexicon.common_words:
        return False
    names = {len(name) for name in gazetteer.prefixes(word)}
    names |= {n for n in range(SHORTEST_CLOSED, len(word) - 2) if word[:n] in lexicon.demonyms}
    return any(n >= SHORTEST_CLOSED and lexicon.is_compound_noun(word[n:]) for n in names)


def _name_kind(word: str, lexicon: Lexicon, gazetteer: Gazetteer) -> int:
    if word in lexicon.function_words:
        return OPENER if word in lexicon.name_openers else 0
    openers = (word, *nominatives(word))
    kind = OPENER if any(gazetteer.opens_name(opener) for opener in openers) else 0
    found = base_form(gazetteer, word)
    if found is None:
        return kind
    best = gazetteer.best(found[0])
    if best is not None and best.prior + word_weight(lexicon, found[0], best) >= WITHIN_REACH:
        kind |= NAME
    if word.endswith("er"):
        kind |= DERIVED
    return kind
