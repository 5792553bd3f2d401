"""How a language puts place names into sentences: the table [name_grammar] of its pack.

Part of the events stage. Keys, all but `source` optional:

    adjective_endings   endings of an adjective before its noun; where absent, any word in small
                        letters that is no verb, preposition or conjunction may be one
    possessive_endings  endings of a name before what it owns ("Iraq's east", "Malis Norden")
    resting_endings     where prepositions of the table [prepositions_directed] take two cases: the
                        endings by which the word after them says where, not whereto ("в Москве")
    objects_follow      whether the object stands right behind its verb and nothing else does, as
                        in English: "entered Gaza City"
    objects_precede     whether the object stands right before its participle, as in German: "haben
                        die Stadt Gao eingenommen"
    object_endings      where nouns have cases: the endings by which a name is an object and no
                        genitive ("заняли Гому")
    unchanging_endings  endings of names that are never declined, so that the case stays unknown
                        and where is assumed ("в Баку")
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geodata.languages import load_pack

__all__ = ["NameGrammar", "load_name_grammar"]

_TABLE = "name_grammar"


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """How a language marks adjectives, owners and directions; see the head of this module."""

    adjective_endings: tuple[str, ...] = ()
    possessive_endings: tuple[str, ...] = ()
    resting_endings: tuple[str, ...] = ()
    unchanging_endings: tuple[str, ...] = ()
    object_endings: tuple[str, ...] = ()
    objects_follow: bool = False
    objects_precede: bool = False

    def owns(self, word: str, form: str) -> bool:
        """Whether a word, both in lower case, is a name's form with a possessive ending."""
        return any(
            word.endswith(ending) and not form.endswith(ending)
            for ending in self.possessive_endings
        )

    def rests(self, word: str, name: str | None) -> bool:
        """Whether a word after a preposition of two cases says where; `name`: what it names."""
        if name == word and word.endswith(self.unchanging_endings):
            return True
        return word.endswith(self.resting_endings)


@cache
def load_name_grammar(code: str) -> NameGrammar:
    """Return the name grammar of a language; empty where its pack has none.

    Raises:
        LanguageError: there is no pack for the code.

    """
    table = load_pack(code).tables.get(_TABLE, {})
    return NameGrammar(
        tuple(table.get("adjective_endings", ())),
        tuple(table.get("possessive_endings", ())),
        tuple(table.get("resting_endings", ())),
        tuple(table.get("unchanging_endings", ())),
        tuple(table.get("object_endings", ())),
        objects_follow=table.get("objects_follow", False),
        objects_precede=table.get("objects_precede", False),
    )
