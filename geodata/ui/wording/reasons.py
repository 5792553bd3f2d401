"""Why a mention or an event was taken for one, in the reader's words.

The engine names the rule that decided (`why` of mentions and events); a reader is told what the
rule looks at. Rules that look at the same thing share a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.wording.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["event_place_reason", "mention_reason"]

_LEARNED = N_("The words around it read like those around a place name.")
_PREPOSITION = N_("A preposition of place stands before it.")
_NOUN = N_("A word such as “town” or “village” stands beside it.")
_NEIGHBOUR = N_("It is joined to a noun as places are.")
_DERIVED = N_("The word is made from the place's name.")
_KNOWN = N_("The list of places knows this name.")
_LISTED = N_("It stands in a list of places.")
_SEEN = N_("The same name stands elsewhere in the article.")
_COUNTRY = N_("Its country stands right after it.")
_DATELINE = N_("It opens the report, where papers print the place they write from.")
_SPELLING = N_("One letter differs from a name on the list of places.")
_QUOTES = N_("It stands in quotation marks.")

# Rule of the engine -> what it looks at.
_MENTION: Mapping[str, str] = {
    "tagger": _LEARNED,
    "locative preposition": _PREPOSITION,
    "preposition": _PREPOSITION,
    "noun of a place": _NOUN,
    "unknown name called a place": _NOUN,
    "genitive after a noun": _NEIGHBOUR,
    "genitive before a noun": _NEIGHBOUR,
    "adjective of a place": _NEIGHBOUR,
    "name with an adjective": _NEIGHBOUR,
    "after an article": _NEIGHBOUR,
    "adjective": _DERIVED,
    "adjective of a capital": _DERIVED,
    "demonym": _DERIVED,
    "people of a place": _DERIVED,
    "compound": _DERIVED,
    "closed compound": _DERIVED,
    "list of places": _LISTED,
    "list": _LISTED,
    "second mention": _SEEN,
    "known from the article": _SEEN,
    "country after it": _COUNTRY,
    "dateline": _DATELINE,
    "one letter off": _SPELLING,
    "in quotation marks": _QUOTES,
}
_IN_SENTENCE = N_("The place stands in the same sentence.")
_BEFORE = N_("The place was named shortly before.")
_ONLY = N_("The only place that the article tells of.")
_FILED = N_("The place the report was sent from.")
_SEAT = N_("A seat of power stands for its town.")
_PART = N_("The sentence names a part of the country.")
# Words in the engine's rule -> how the place of an event was found; the first that fits.
_EVENT_PLACE: tuple[tuple[str, str], ...] = (
    ("the only place told of", _ONLY),
    ("where the report was filed", _FILED),
    ("seat of a state", _SEAT),
    ("part of the country", _PART),
    ("before, on that soil", _BEFORE),
    ("just named", _BEFORE),
    ("the scene before", _BEFORE),
    ("the town before", _BEFORE),
    ("the country before", _BEFORE),
    ("the destination before", _BEFORE),
    ("where they were", _BEFORE),
)


def mention_reason(why: str) -> str:
    """Return what the rule that found a mention looks at; a rule without words: the list knows."""
    return _(_MENTION.get(why, _KNOWN))


def event_place_reason(why: str) -> str:
    """Return how the place of an event was found; empty where it has none."""
    rule = why.rpartition("; ")[2] if "; " in why else why
    if rule == "no place":
        return ""
    for words, reason in _EVENT_PLACE:
        if words in why:
            return _(reason)
    return _(_IN_SENTENCE)
