"""Which texts can tell of an event at all, as far as their words alone let it be said.

Part of the events stage, before sentences are read. Most articles tell of none, so a sentence is
first taken as what stands between its spaces, each looked up once. All answers err on the side of
reading: what a text is said not to hold is not there, what it may hold need not be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, reduce
from operator import or_
from typing import TYPE_CHECKING, TypeVar

from geodata.events.dates import may_date
from geodata.events.lexicon import load_lexicon
from geodata.events.tokens import MARKS, QUOTES, words_of
from geodata.events.triggers import COUNTING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from geodata.events.entries import Phrase
    from geodata.events.lexicon import Lexicon, Trigger

__all__ = ["DATE", "LAST_NIGHT", "LONGEST_SENTENCE", "UNCLASSED", "Gate", "load_gate"]

# A sentence longer than this is no sentence; it is cut so that the work stays linear.
LONGEST_SENTENCE = 1200
# What else a word may be, beside a member of classes.
DATE = "#date"
LAST_NIGHT = "date_words.last_night"
_YEAR, _ORGANISATION = "year", "organisation"  # needs of triggers
_ORGANISATIONS = "organisations."
# Needs that a sentence may meet without a word of a class that a gate knows: "Tausende kamen",
# "acht kamen ins Krankenhaus".
UNCLASSED = frozenset({"participants", "toll", "victims", "violent"})
# The classes that every sentence of an article is asked for.
_ASKED = frozenset(
    {"anaphora_act", "attributing.again", "attributing.back", "attributing.indirect"}
    | {"happening", "claiming", "decision", "sport", DATE, LAST_NIGHT}
)
# Bounds the memory that known words take; a thousand articles have about 70,000 different ones.
_MOST_KNOWN = 200_000

_Key = TypeVar("_Key")


class _Known(dict[_Key, int]):
    """The bits of words, or of sets of classes, each looked up when first asked for."""

    def __init__(self, look_up: Callable[[_Key], int]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, key: _Key) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[key] = self._look_up(key)
        return found


class Gate:
    """The classes that make a text worth reading, looked for in a language's words.

    What may stand in a text is a number with a bit for each of those classes, for each need of a
    trigger and for each part of a phrase, so that texts are put together and compared at once.
    """

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._lexicon = lexicon
        self._language = language
        triggers = lexicon.triggers.values()
        labels = _ASKED.union(
            lexicon.triggers,
            *COUNTING.values(),
            *(trigger.needs | trigger.beside for trigger in triggers),
        )
        wanted = [p for p in lexicon.phrases() if p.label in labels or _is_organisation(p.label)]
        parts = {part for phrase in wanted for part in phrase.parts}
        needs = {*COUNTING, _YEAR, _ORGANISATION} - labels
        names = (*sorted(labels), *sorted(needs), *sorted(parts - labels))
        self._bits = {name: 1 << number for number, name in enumerate(names)}
        self._labels = {label: self._bits[label] for label in labels}
        self._anything = (1 << len(names)) - 1
        self._triggers = [(self._bits[t.name], tuple(self._conditions(t))) for t in triggers]
        self._trigger = self._all_of(lexicon.triggers)
        self._phrases = self._by_rarest_part(wanted)
        self._rarest = reduce(or_, self._phrases, 0)
        self._met = _Known(self._look_up_classes)
        self._words = _Known(self._look_up_word)
        self._known = _Known(self._look_up)
        # What says nothing around a word: "(Haus," is looked up as "Haus".
        self._mute = QUOTES + "".join(mark for mark in MARKS if not self._words[mark])

    def _all_of(self, names: Iterable[str]) -> int:
        """Return the bits of names; those that the gate does not know have none."""
        return reduce(or_, (self._bits.get(name, 0) for name in names), 0)

    def _conditions(self, trigger: Trigger) -> Iterator[int]:
        """Yield the groups of which a trigger needs one each."""
        for group in (trigger.needs, trigger.beside):
            if group:
                yield self._all_of(group)

    def _by_rarest_part(self, phrases: Sequence[Phrase]) -> dict[int, list[tuple[int, int]]]:
        """Return the labels and parts of phrases by the part of each that is the rarest word.

        So a sentence with "in" need not be asked for every phrase that has one. Long words are
        taken for rare ones; of words as long, that which the fewest phrases have.
        """
        uses = Counter(part for phrase in phrases for part in phrase.parts)
        found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for phrase in phrases:
            rarest = min(phrase.parts, key=lambda part: (-_shortest(part), uses[part]))
            met = self._look_up_classes(frozenset({phrase.label}))
            found[self._bits[rarest]].append((met, self._all_of(phrase.parts)))
        return dict(found)

    def _look_up_classes(self, classes: frozenset[str]) -> int:
        """Return the bits of classes and of the needs that a word of them may meet."""
        needs = [need for need, labels in COUNTING.items() if not classes.isdisjoint(labels)]
        if any(map(_is_organisation, classes)):
            needs.append(_ORGANISATION)
        return self._all_of(classes) | self._all_of(needs)

    def _look_up_word(self, lower: str) -> int:
        found = self._met[self._lexicon.look_up(lower)]
        if may_date(self._language, lower):
            found |= self._bits[DATE]
            if lower.isdigit():
                found |= self._bits[_YEAR]
        return found

    def _look_up(self, run: str) -> int:
        """Return what the words of a run of characters may be; one that is cut may be anything."""
        if len(run) > LONGEST_SENTENCE:
            return self._anything
        word, fold = run.strip(self._mute), self._lexicon.fold
        if word.isalpha():
            return self._words[fold(word)]
        return reduce(or_, (self._words[fold(word)] for word in words_of(run)), 0)

    def possible(self, text: str) -> int:
        """Return what may stand in a text, by its words alone."""
        words = reduce(or_, map(self._known.__getitem__, text.split()), 0)
        found, rarest = words, words & self._rarest
        while rarest:
            part = rarest & -rarest  # the lowest bit
            rarest ^= part
            for label, parts in self._phrases[part]:
                if parts & words == parts:
                    found |= label
        return found

    def may_hold(self, possible: int, label: str) -> bool:
        """Whether a word of a class may stand in a text; of most classes a gate knows nothing."""
        bit = self._labels.get(label)
        return bit is None or bool(possible & bit)

    def may_tell(self, possible: int, before: Collection[str] = ()) -> bool:
        """Whether a trigger and what it needs may be found; the needs `before` are met anyhow."""
        if not possible & self._trigger:
            return False
        there = possible | self._all_of(before)
        return any(
            possible & trigger and all(there & group for group in conditions)
            for trigger, conditions in self._triggers
        )


def _shortest(part: str) -> int:
    """Return the length of the shortest word that a part of a phrase may be; 0 of a class."""
    if not part.startswith("="):
        return 0
    return min(len(word.strip("-~*")) for word in part.removeprefix("=").split("|"))


def _is_organisation(label: str) -> bool:
    return label.startswith(_ORGANISATIONS)


@cache
def load_gate(language: str) -> Gate:
    """Return the gate of a language, built once from its lexicon."""
    return Gate(load_lexicon(language), language)
