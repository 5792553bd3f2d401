"""Which texts can tell of an event at all, as far as their words alone let it be said.

Part of the events stage, before sentences are read. Most articles tell of none, so a text is first
taken as a set of words between spaces, each looked up once. All answers err on the side of
reading: what a text is said not to hold is not there, what it may hold need not be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from geodata.events.dates import may_date
from geodata.events.lexicon import load_lexicon
from geodata.events.tokens import MARKS, QUOTES, words_of
from geodata.events.triggers import COUNTING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geodata.events.entries import Phrase
    from geodata.events.lexicon import Lexicon, Trigger

__all__ = ["DATE", "LONGEST_SENTENCE", "UNCLASSED", "Gate", "load_gate"]

# A sentence longer than this is no sentence; it is cut so that the work stays linear.
LONGEST_SENTENCE = 1200
# Longer bodies are let by: to take them for one set of words would need much memory.
_LONGEST_BODY = 200_000
# What else a word may be, beside a member of classes.
DATE, _YEAR = "#date", "#year"
_ORGANISATION = "organisation"
_IN_TABLES = ("organisations.", "date_words.last_night")
# Needs that a sentence may meet without a word of a class that a gate knows: "Tausende kamen",
# "acht kamen ins Krankenhaus".
UNCLASSED = frozenset({"participants", "toll", "victims", "violent"})
# The classes that every sentence of an article is asked for.
_ASKED = frozenset(
    {"anaphora_act", "attributing.again", "attributing.back", "attributing.indirect"}
    | {"happening", "claiming", "decision", "sport"}
)
# Bounds the memory that known words take; a thousand articles have about 70,000 different ones.
_MOST_KNOWN = 200_000


class _Known(dict[str, frozenset[str]]):
    """What is known of words or of runs between spaces, each looked up when first asked for."""

    def __init__(self, look_up: Callable[[str], frozenset[str]]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, key: str) -> frozenset[str]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[key] = self._look_up(key)
        return found


class Gate:
    """The classes that make a text worth reading, looked for in a language's words.

    `labels` are those classes; of all others a gate knows nothing.
    """

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._lexicon = lexicon
        self._language = language
        self._triggers = lexicon.triggers
        self._names = frozenset(lexicon.triggers)
        self.labels = _ASKED.union(
            lexicon.triggers,
            *COUNTING.values(),
            *(trigger.needs | trigger.beside for trigger in lexicon.triggers.values()),
        )
        wanted = [phrase for phrase in lexicon.phrases() if self._is_wanted(phrase.label)]
        self._parts = frozenset(part for phrase in wanted for part in phrase.parts)
        self._phrases = _by_rarest_part(wanted)
        self._words = _Known(self._look_up_word)
        self._known = _Known(self._look_up)
        # What says nothing around a word: "(Haus," is looked up as "Haus".
        self._mute = QUOTES + "".join(mark for mark in MARKS if not self._words[mark])

    def _is_wanted(self, label: str) -> bool:
        return label in self.labels or label.startswith(_IN_TABLES)

    def _look_up(self, run: str) -> frozenset[str]:
        """Return what the words of a run of characters may be; one that is cut may be anything."""
        if len(run) > LONGEST_SENTENCE:
            return self.labels | self._parts | {_YEAR, DATE}
        word, fold = run.strip(self._mute), self._lexicon.fold
        if word.isalpha():
            return self._words[fold(word)]
        return frozenset().union(*(self._words[fold(word)] for word in words_of(run)))

    def _look_up_word(self, lower: str) -> frozenset[str]:
        classes = self._lexicon.classes(lower)
        dated = may_date(self._language, lower)
        if not classes and not dated:
            return classes
        found = {label for label in classes if label in self._parts or self._is_wanted(label)}
        if dated:
            found.add(DATE)
        if lower.isdigit():
            found.add(_YEAR)
        return frozenset(found)

    def classes(self, text: str) -> frozenset[str]:
        """Return what stands in a text, by its words alone: classes and parts of phrases."""
        return frozenset().union(*map(self._known.__getitem__, set(text.split())))

    def possible(self, classes: frozenset[str]) -> frozenset[str]:
        """Return the classes that may be found in a text with those words."""
        phrases = (
            label
            for part in classes & self._phrases.keys()
            for label, parts in self._phrases[part]
            if parts <= classes
        )
        return classes.union(phrases)

    def may_tell(self, possible: frozenset[str], before: frozenset[str] = frozenset()) -> bool:
        """Whether a trigger and what it needs may be found; the needs `before` are met anyhow."""
        signs = [self._triggers[name] for name in possible & self._names]
        if not signs:
            return False
        given = {need for need, labels in COUNTING.items() if not possible.isdisjoint(labels)}
        if _YEAR in possible:
            given.add("year")
        if any(label.startswith("organisations.") for label in possible):
            given.add(_ORGANISATION)
        there = possible.union(given, before)
        return any(_may_be_met(trigger, there) for trigger in signs)

    def lets_by(self, text: str, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether a body of text may tell of an event in any of its sentences."""
        return any(
            end - start > _LONGEST_BODY
            or self.may_tell(self.possible(self.classes(text[start:end])))
            for start, end in spans
        )


def _by_rarest_part(phrases: Sequence[Phrase]) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Return the labels and parts of phrases by the part of each that the fewest others have.

    So a sentence with "in" need not be asked for every phrase that has one.
    """
    uses = Counter(part for phrase in phrases for part in phrase.parts)
    found: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for phrase in phrases:
        rarest = min(phrase.parts, key=uses.__getitem__)
        found[rarest].append((phrase.label, frozenset(phrase.parts)))
    return dict(found)


def _may_be_met(trigger: Trigger, there: frozenset[str]) -> bool:
    return all(not group.isdisjoint(there) for group in (trigger.needs, trigger.beside) if group)


@cache
def load_gate(language: str) -> Gate:
    """Return the gate of a language, built once from its lexicon."""
    return Gate(load_lexicon(language), language)
