"""Those who are quoted in a sentence: where the words for them begin and end, and their sort.

Part of the events stage, used by attribution. The words are the table [speakers] of a pack; what
a phrase begins, goes on and is led in with are the lists `opening`, `linking` and `leading` of
[attributing].
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geodata.events.grammar import load_name_grammar
from geodata.models import SPEAKERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.events.lexicon import Hit
    from geodata.events.reading import Sentence
    from geodata.models import Speaker

__all__ = ["NAMED", "Quoted", "Speakers"]

NAMED: tuple[Speaker, ...] = tuple(sort for sort in SPEAKERS if sort != "unnamed")
_LEFT, _RIGHT = 6, 9  # words that a phrase may reach to either side of the speaker
_NOUN_REACH = 4  # words from "der" to its noun: "der von Rebellen gehaltenen Stadt"
# What never stands within the words for somebody, by the beginning of the classes' names.
_STOPS = (
    "prepositions_", "auxiliaries", "joiners", "attributing.verbs", "attributing.unnamed",
    "weekdays", "months", "clause_openers", "relative_where", "negation", "date_words",
)  # fmt: skip
# What begins the message: numbers, victims, acts.
_MESSAGE = ("trigger_", "vague_numbers", "qualifiers", "people", "dead", "wounded", "tally", "done")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody who is quoted, at the tokens `first` to `last`."""

    first: int
    last: int
    sort: Speaker


@dataclass(frozen=True)
class Speakers:
    """Looks for those who are quoted in one sentence."""

    sentence: Sentence

    def first_of(self, positions: Iterable[int]) -> Quoted | None:
        """Return who stands at the first of the positions where somebody does, in one clause."""
        clause: int | None = None
        for position in positions:
            here = self.clause(position)
            clause = here if clause is None else clause
            if here is None or here != clause:
                break
            if self._is_speaker(position):
                return self._phrase(position)
        return None

    def clause(self, position: int) -> int | None:
        """Return the number of the clause of a token; None beyond the ends."""
        clauses = self.sentence.clauses
        return clauses[position] if 0 <= position < len(clauses) else None

    def is_led_in(self, first: int) -> bool:
        """Whether a word stands before a phrase that belongs to it: "wie die Polizei mitteilte"."""
        return self.sentence.at(first - 1, "attributing.leading")

    @cached_property
    def _entries(self) -> dict[int, tuple[Hit, Speaker]]:
        """What each word belongs to: an entry and its sort; the longest holds, then the last."""
        found: dict[int, tuple[int, int, Hit]] = {}
        for key, hit in self.sentence.under("speakers"):
            if key not in NAMED:
                continue
            row = (hit.last - hit.first, NAMED.index(key), hit)
            for position in range(hit.first, hit.last + 1):
                found[position] = max(found.get(position, row), row)
        return {position: (hit, NAMED[rank]) for position, (_, rank, hit) in found.items()}

    @cached_property
    def _states(self) -> frozenset[int]:
        """The words that name a state which acts, not one that something is done in or by."""
        sentence = self.sentence
        return frozenset(
            position
            for named in sentence.named
            if named.mention.usage == "actor" and not self._is(named.first - 1, "prepositions_")
            for position in range(named.first, named.last + 1)
        )

    def _is(self, position: int, *classes: str) -> bool:
        sentence = self.sentence
        return 0 <= position < len(sentence.tokens) and any(
            label.startswith(classes) for label in sentence.classes[position]
        )

    def _is_spokesman(self, position: int) -> bool:
        return self.sentence.at(position, "speakers.spokesmen")

    def _is_speaker(self, position: int) -> bool:
        return position in self._entries or position in self._states or self._is_spokesman(position)

    def _phrase(self, position: int) -> Quoted:
        first, last = self._begin(position), self._end(position)
        return Quoted(first, last, self._sort(first, last))

    def _sort(self, first: int, last: int) -> Speaker:
        """Return the sort of a phrase: its head's; of spokesmen that of whom they speak for.

        The head stands last before any linking word where owners stand before it, else first.
        """
        order = list(range(first, last + 1))
        if self.sentence.grammar.speaker_first:
            link = next((i for i in order if self.sentence.at(i, "attributing.linking")), last + 1)
            order = [*range(link - 1, first - 1, -1), *range(link, last + 1)]
        spoken_for = False
        for position in order:
            if position in self._entries:
                return self._entries[position][1]
            if self._is_spokesman(position):
                spoken_for = True
            elif position in self._states and not spoken_for:
                return "officials"
        return "officials"

    def _begin(self, position: int) -> int:
        """Return the first word of the phrase around a speaker."""
        first = self._entries[position][0].first if position in self._entries else position
        while position - first < _LEFT:
            before = self._before(first, position)
            if before is None:
                break
            first = before
        placed = first < position and self.sentence.tokens[first].capital
        return first + 1 if placed and self._is(first - 1, "prepositions_") else first

    def _before(self, first: int, speaker: int) -> int | None:
        """Return from where a phrase begins that goes back beyond a word; None where it does not.

        "der" both begins a phrase and links it to the noun before: "ein Sprecher der Polizei".
        """
        sentence, here = self.sentence, self.clause(speaker)
        begun = sentence.at(first, "attributing.opening")
        link = first if begun and sentence.at(first, "attributing.linking") else first - 1
        if self._links(link) and self._is_owned(link - 1, speaker):
            return link - 1
        if begun or self.clause(first - 1) != here:
            return None
        opens = sentence.at(first - 1, "attributing.opening")
        return first - 1 if opens or self._belongs_before(first - 1) else None

    def _links(self, position: int) -> bool:
        """Whether a word links a speaker to the noun before, as one of place does to another."""
        if self.sentence.at(position, "attributing.linking"):
            return True
        return self._is(position, "prepositions_place") and self._is_speaker(position - 1)

    def _is_owned(self, position: int, speaker: int) -> bool:
        """Whether a noun stands there that a word linking it to the speaker follows."""
        return (
            self.clause(position) == self.clause(speaker)
            and self.sentence.tokens[position].noun
            and not self._is(position, *_STOPS, *_MESSAGE)
        )

    def _belongs_before(self, position: int) -> bool:
        """Whether a word describes the speaker after it: "die örtliche Polizei"."""
        token = self.sentence.tokens[position]
        if token.lower == ".":
            letter = self.sentence.tokens[position - 1]
            return letter.upper and letter.end - letter.start == 1  # "U.S. officials"
        if not token.lower[0].isalpha() or self._is(position, *_STOPS):
            return False
        if not self.sentence.grammar.nouns_are_capital:
            return True
        if token.capital:
            return self._is_named(position) or self._is_speaker(position)
        return token.lower.endswith(load_name_grammar(self.sentence.language).adjective_endings)

    def _is_named(self, position: int) -> bool:
        return any(named.first <= position <= named.last for named in self.sentence.named)

    def _end(self, position: int) -> int:
        """Return the last word of the phrase around a speaker."""
        last = self._entries[position][0].last if position in self._entries else position
        while last - position < _RIGHT:
            after = self._goes_on(last + 1, position)
            if after is None:
                break
            last = after
        return last

    def _goes_on(self, position: int, speaker: int) -> int | None:
        """Return up to where a phrase goes on with a word; None where it has ended."""
        if self.clause(position) != self.clause(speaker):
            return None
        if self.sentence.at(position, "attributing.linking"):
            return self._noun_after(position + 1, speaker)
        if self._is_spokesman(position - 1) and self._is(position, "prepositions_place"):
            return position + 1 if position + 1 in self._entries else None  # "sources in the army"
        if self._is_short(position):
            return position + 1
        if self.sentence.grammar.has_articles or self.sentence.tokens[position].capital:
            return position if self._is_part(position) else None
        return self._noun_after(position, speaker)

    def _is_part(self, position: int) -> bool:
        """Whether a word goes on with the speaker before it: a name, or a noun in a row of them."""
        if position in self._entries or self._is_spokesman(position):
            return True
        if self._ends_at(position):
            return False
        token = self.sentence.tokens[position]
        if token.capital:
            return not self.sentence.classes[position] or self._is_named(position)
        return token.noun

    def _is_short(self, position: int) -> bool:
        """Whether a full stop stands there that shortens a title: "Gen. Karim"."""
        tokens = self.sentence.tokens
        ahead = position + 1 < len(tokens) and tokens[position + 1].capital
        return ahead and tokens[position].lower == "."

    def _ends_at(self, position: int) -> bool:
        token = self.sentence.tokens[position]
        return not token.lower[0].isalpha() or self._is(position, *_STOPS, *_MESSAGE)

    def _noun_after(self, position: int, speaker: int) -> int | None:
        """Return the next noun with nothing but what describes it before it."""
        for i in range(position, position + _NOUN_REACH):
            if self.clause(i) != self.clause(speaker):
                return None
            if self.sentence.at(i, "attributing.opening"):
                continue
            if i not in self._entries and not self._is_named(i) and self._ends_at(i):
                return None
            if self.sentence.tokens[i].noun:
                return i
        return None
