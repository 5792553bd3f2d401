"""The phrase that a place name stands in: its preposition, and a compass point on the way.

Part of the events stage, before the roles. "in der umkämpften Stadt Aleppo", "in the north of
Mali", "недалеко от Донецка": from the name one looks left, over whatever may stand in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.events.grammar import NameGrammar
    from geodata.events.reading import Named, Sentence

__all__ = ["WIDEST_PHRASE", "Phrase", "PhraseReader", "Role"]

Role = Literal["at", "to", "from", "between", "bare", "office", "other"]
_ROLE_OF_CLASS: tuple[tuple[str, Role], ...] = (
    ("prepositions_place", "at"),
    ("prepositions_to", "to"),
    ("prepositions_between", "between"),
    ("prepositions_from", "from"),
    ("prepositions_other", "other"),
)
_NEAR, _OF = "prepositions_near", "prepositions_of"
_CLASSES = (
    *(label for label, _ in _ROLE_OF_CLASS),
    "prepositions_directed",
    "prepositions_through",
    _NEAR,
    _OF,
)
# Words between preposition and name: "in der umkämpften nordsyrischen Großstadt Aleppo".
WIDEST_PHRASE = 7
_ADJECTIVES = 3  # words from a preposition to its noun: "durch die engen Straßen"
# What is no adjective, where adjectives have no endings to be told by.
_NO_ADJECTIVES = (
    "trigger_", "prepositions_", "clause_openers", "joiners", "definite_articles", "negation",
    "promptly", "titles", "done",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """The phrase of a name: its role by the preposition and its first token.

    `direction` is the compass point before the name ("im Norden Malis"); `near`: the preposition
    says that something is near it; `of`: it only joins the name to the noun before ("the siege of
    Aleppo").
    """

    role: Role
    start: int
    direction: str | None = None
    near: bool = False
    of: bool = False


class _Preposition(NamedTuple):
    """A preposition, of one word or several: its first token and the classes it stands in."""

    first: int
    labels: frozenset[str]


class PhraseReader:
    """Reads the phrases of the place names of one sentence."""

    def __init__(self, sentence: Sentence, grammar: NameGrammar) -> None:
        self._sentence = sentence
        self._grammar = grammar
        self._prepositions = _prepositions(sentence)
        self._points = {hit.last: (hit.first, key) for key, hit in sentence.under("directions")}
        self._covered = {
            i: named for named in sentence.named for i in range(named.first, named.last + 1)
        }

    def read(self, named: Named) -> Phrase:
        """Return the phrase by the nearest preposition; the role "bare" where there is none."""
        direction: str | None = None
        lone: Role = "bare"
        position = named.first - 1
        while position >= max(0, named.first - WIDEST_PHRASE):
            point = self._point(position)
            found = self._prepositions.get(position)
            if point is not None and direction is None:
                position, direction = point
            elif found is not None:
                phrase = self._by_preposition(found, position, direction)
                if phrase is not None:
                    return phrase
                if found.first - 1 not in self._points and _OF in found.labels:
                    lone = "at"  # "blockierten den Hafen von X"
                position = found.first - 1
            elif self._may_stand_between(position, named):
                position -= 1
            else:
                break
        return Phrase(lone, position + 1, direction)

    def _by_preposition(
        self, found: _Preposition, position: int, direction: str | None
    ) -> Phrase | None:
        """Return the phrase that a preposition opens; None where it leans on what is before it."""
        role, before = self._role(found, position), found.first - 1
        if role == "from" and self._leans_on(before):
            if before not in self._points or self._is_point_noun(before):
                return None
            return Phrase("at", self._points[before][0], near=True)  # "südlich von X"
        if role is None:
            return None
        near = role == "at" and _NEAR in found.labels
        return Phrase(role, found.first, direction, near, _OF in found.labels)

    def _point(self, position: int) -> tuple[int, str] | None:
        """Return the token before a compass point that ends there, and the point; else None.

        "the south of" is one where [prepositions_near] has it as a preposition.
        """
        point = self._points.get(position)
        if point is not None:
            return point[0] - 1, point[1]
        found = self._prepositions.get(position)
        return None if found is None else self._noun_point(found)

    def is_adjective(self, position: int) -> bool:
        """Whether a word looks like an adjective before a noun: small letters, no verb form."""
        sentence = self._sentence
        if sentence.at(position, "auxiliaries") or sentence.at(position, "reporting"):
            return False
        token = sentence.tokens[position]
        if token.capital or not token.lower[0].isalpha():
            return False
        if self._grammar.adjective_endings:
            return token.lower.endswith(self._grammar.adjective_endings)
        return not any(label.startswith(_NO_ADJECTIVES) for label in sentence.classes[position])

    def owns(self, named: Named) -> bool:
        """Whether a name stands as an owner before what it owns: "Iraq's", "Malis"."""
        token = self._sentence.tokens[named.last]
        form = named.mention.form or named.mention.surface
        return self._grammar.owns(token.lower, form.lower())

    def _role(self, found: _Preposition, position: int) -> Role | None:
        """Return the role that a preposition gives ("in das Land" says whereto), else None."""
        sentence = self._sentence
        role = next((role for label, role in _ROLE_OF_CLASS if label in found.labels), None)
        if role == "other" and "prepositions_through" in found.labels:
            words = range(position + 1, position + 1 + _ADJECTIVES)
            placed = any(sentence.at(i, "place_nouns") for i in words)
            return "at" if placed or _moves_about(sentence, position) else role
        return "to" if role == "at" and self._is_directed(found, position + 1) else role

    def _is_directed(self, found: _Preposition, after: int) -> bool:
        """Whether the word after a preposition has the case that says whereto."""
        sentence = self._sentence
        if sentence.at(after, "directed_articles"):
            return True
        if "prepositions_directed" not in found.labels or after >= len(sentence.tokens):
            return False
        named = self._covered.get(after)
        form = None if named is None else (named.mention.form or named.mention.surface).lower()
        return not self._grammar.rests(sentence.tokens[after].lower, form)

    def _leans_on(self, noun: int) -> bool:
        """Whether a "von" belongs to the word before it: "im Norden von Mali", "Hafen von X"."""
        return noun in self._points or any(
            self._sentence.at(noun, label) for label in (_NEAR, "place_nouns")
        )

    def _noun_point(self, found: _Preposition) -> tuple[int, str] | None:
        """Return the token before "the south of" and its point, where that is one preposition."""
        before = found.first - 1
        if _NEAR not in found.labels or not self._sentence.at(before, "definite_articles"):
            return None
        point = self._points.get(found.first)
        return None if point is None or found.first in self._prepositions else (before, point[1])

    def _is_point_noun(self, position: int) -> bool:
        """Whether a compass point is a noun ("im Norden von") and no adverb ("nördlich von")."""
        if position not in self._points:
            return False
        sentence, before = self._sentence, self._points[position][0] - 1
        capital = sentence.tokens[position].capital
        return capital or (
            not sentence.at(position, _NEAR)
            or sentence.at(before, "definite_articles")
            or before in self._prepositions
        )

    def _may_stand_between(self, position: int, named: Named) -> bool:
        sentence = self._sentence
        if self._is_unknown_name(position):
            return True
        if sentence.at(position, "definite_articles") or sentence.at(position, "place_nouns"):
            return True
        if sentence.tokens[position].lower.isdigit() and sentence.at(position + 1, "place_nouns"):
            return True  # "in 12 Städten Russlands"
        other = self._covered.get(position)
        if other is not None and other is not named:
            return other.mention.usage == "derived" or self.owns(other) or _is_around(other, named)
        return self.is_adjective(position)

    def _is_unknown_name(self, position: int) -> bool:
        """Whether a token is of a list whose first name is unknown: "in Neustadl und Krems"."""
        sentence = self._sentence
        if sentence.at(position, "joiners") and sentence.tokens[position].lower[0].isalnum():
            position -= 1
        return (
            position > 0
            and sentence.tokens[position].capital
            and sentence.at(position + 1, "joiners")
            and sentence.at(position - 1, "prepositions_place")
        )


def _is_around(other: Named, named: Named) -> bool:
    """Whether a land stands right before its town: "в столице Судана Хартуме"."""
    land, town = other.mention.place, named.mention.place
    return (
        land is not None
        and town is not None
        and other.last + 1 == named.first
        and land.type in {"country", "admin"}
        and town.type in {"city", "site"}
        and land.country_code == town.country_code
    )


def _prepositions(sentence: Sentence) -> Mapping[int, _Preposition]:
    """Return the prepositions by their last token; of those that end at one, the longest."""
    found: dict[int, tuple[int, set[str]]] = {}
    for label in _CLASSES:
        for hit in sentence.hits(label):
            first, labels = found.get(hit.last, (hit.last + 1, set()))
            if hit.first < first:
                found[hit.last] = (hit.first, {label})
            elif hit.first == first:
                labels.add(label)
    return {last: _Preposition(first, frozenset(labels)) for last, (first, labels) in found.items()}


def _moves_about(sentence: Sentence, position: int) -> bool:
    """Whether a "durch" says where people move about ("zogen durch Rom"), not who did it."""
    clause = sentence.clauses[position]
    moves, suffers = (
        any(sentence.clauses[hit.first] == clause for hit in sentence.hits(label))
        for label in ("moving_about", "passive")
    )
    return moves and not suffers
