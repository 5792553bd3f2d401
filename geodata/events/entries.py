"""Entries of several words, and looking for them in a sentence.

Part of the events stage, used by the lexicon; the notation of the entries stands there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

__all__ = ["Openings", "Phrase", "Words"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of several words; `gaps[i]`: others may stand before part i.

    `closes`: the last part, where it is a verb particle, must end its clause. `rest` are the parts
    after the first.
    """

    label: str
    parts: tuple[str, ...]
    gaps: tuple[bool, ...]
    closes: bool
    rest: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as phrases are looked for in it, with the classes of each word.

    `later` are those classes of all its words that a phrase may go on with after a gap; `ends` are
    the words that end a line.
    """

    words: Sequence[str]
    rows: Sequence[frozenset[str]]
    later: frozenset[str]
    ends: Collection[int]
    widest: int

    def match(self, phrase: Phrase, at: int, number: int = 1) -> int | None:
        """Return the last token of a phrase whose part before `number` is at `at`, else None."""
        if number == len(phrase.parts):
            return at
        closes = phrase.closes and number == len(phrase.parts) - 1
        reach = self.widest if phrase.gaps[number] else 1
        for i in range(at + 1, min(len(self.rows), at + reach + 1)):
            if phrase.parts[number] in self.rows[i] and not (closes and self._goes_on(i)):
                last = self.match(phrase, i, number + 1)
                if last is not None:
                    return last
        return None

    def _goes_on(self, last: int) -> bool:
        """Whether a verb particle is a preposition or article after all: it ends no clause.

        "kamen an die Grenze" is no arrival, nor is "traf ein Polizist den Mann".
        """
        after = last + 1
        return (
            last not in self.ends
            and "verb_particles" in self.rows[last]
            and after < len(self.words)
            and self.words[after][0].isalnum()
            and "after_particles" not in self.rows[after]
        )


@dataclass(slots=True)
class Openings:
    """The phrases that begin with one class, by what must follow: most never come up.

    `adjacent` are those whose second part must be the next word, by that part; `apart` the others.
    """

    adjacent: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    apart: list[Phrase] = field(default_factory=list)
    _seconds: set[str] = field(default_factory=set)  # the keys of `adjacent`

    def add(self, phrase: Phrase) -> None:
        """Take in a phrase."""
        if phrase.gaps[1]:
            self.apart.append(phrase)
        else:
            self.adjacent[phrase.parts[1]].append(phrase)
            self._seconds.add(phrase.parts[1])

    def every(self) -> Iterator[Phrase]:
        """Yield all of them."""
        yield from self.apart
        for phrases in self.adjacent.values():
            yield from phrases

    def possible(self, sentence: Words, first: int) -> Iterator[Phrase]:
        """Yield the phrases that may stand in a sentence from its word `first` on."""
        if first + 1 < len(sentence.rows):
            for label in self._seconds & sentence.rows[first + 1]:
                yield from self.adjacent[label]
        for phrase in self.apart:
            if phrase.rest <= sentence.later:
                yield phrase
