"""The word lists of a language, made ready for looking up: which classes a word belongs to.

First part of the events stage. A class is called as its table in `words.toml` ("forces_state") or,
where a table holds several lists, as table and key ("directions.north"). Words are compared in
lower case, letters folded as [grammar] says.

Notation of an entry:

    word          exactly this form
    word~         with each of [noun_endings]
    stem~key      with each of the endings that the table [endings] lists under that key,
                  as "attack~v" where [endings.lists] has v = ["", "s", "ed", "ing"]
    -word         also as the last part of a compound ("Panzerbrigade" for "-brigade") or, in
                  languages without compounds, any word that ends so; goes with ~ and ~key
    stem*         whatever starts so
    a b           words in a row
    a|b c         one word or another in this place
    <class>       in this place any word of a class ("<forces_state>"), not of its phrases
    a … b         others may stand between, at most `widest_gap` of [grammar]; where b is one of
                  [verb_particles], it must end its clause ("kamen an", not "kamen an die Grenze")
    a … b …       the same, but b is a preposition and need not end its clause

The table [grammar] holds what the engine must know of a language beyond its words:

    nouns_are_capital   whether a capital tells a noun; where false, every word is taken for one
                        that is in none of `_NEVER_NOUNS` below: [no_nouns] holds the adjectives,
                        participles and verbs that are in no other of these classes
    has_articles        whether a definite article tells an act already known; where false, every
                        noun after one of [reference_words] is taken as known
    negation_before     words from a negation to the trigger after it that it denies
    negation_after      words from the trigger to a negation after it ("sie kamen heute nicht")
    speaker_first       whether a verb of saying before a noun does not quote it ("officials say
                        soldiers were killed"), only one that ends its clause (", said police")
    widest_gap          words that may stand between the parts of an entry
    fold                letters to be read as others, as "ё" as its plain form

A table trigger_* gives events: `kind`, for deployments `phase` (announced, staging, alert, moving,
arrived), and conditions: of the classes in `needs` one must stand near the trigger and one of those
in `beside` too, in its clause or the one beside that (with `in_clause`, as for all of troops, in
its own); none of those in `without` in the sentence; with `whereto` the place must be one that
something goes to. Besides classes there are needs that a
sentence meets as a whole: "toll" (dead, wounded or arrested are counted), "victims" (dead or
wounded), "troops", "participants" (counted), "year" (one is named), "organisation" (one of
[organisations] besides the trigger),
"violent" (force is told of), "context" (violence was told just before), "unrest" (so was a
protest), "troops_near" (so were troops), "troops_context" (in the very sentence before).

Trigger tables may be called as a language likes but for those that the engine asks for:
trigger_violence, trigger_violence_verbs, trigger_violence_weak, trigger_violence_noun (force is
told of; bases named in their sentences are targets), trigger_withdrawal, trigger_withdrawal_leave
(no presence beside them), trigger_withdrawal_return (coming home; the place left is the event's).

The other tables that the engine asks for are `CLASSES` below; what each is for stands as its
`source` in the German pack. One that a pack lacks has no words. Tables of its own that a pack names
in the conditions of a trigger or as <class> are classes, too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from geodata.errors import DataError
from geodata.events.entries import Openings, Phrase, Words
from geodata.events.prefixes import Prefixes
from geodata.languages import load_pack
from geodata.models import EVENT_KINDS, PHASES, EventKind, Phase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from geodata.languages import LanguagePack

__all__ = ["Hit", "Lexicon", "Trigger", "load_lexicon", "tells_events"]

GAP = "…"
_TRIGGER = "trigger_"
# Bounds the memory that the classes of words take; a long article has about 5,000 different ones.
_MOST_KNOWN = 100_000
_OF_TROOPS = frozenset({"deployment", "withdrawal", "presence"})
# The tables that the engine asks for by name; one that a language lacks has no words.
CLASSES = (
    "accident", "after_particles", "aftermath", "aircraft", "anaphora_act", "anaphora_capital",
    "anaphora_country", "anaphora_event", "anaphora_force", "anaphora_owner", "anaphora_place",
    "anaphora_region", "anaphora_town", "anaphora_whereto", "armed_groups", "arrested", "arrival",
    "assailants", "attributing", "attributing_words", "attribution", "auxiliaries", "border",
    "called_off", "calls", "capital_seats", "capital_words", "civil_power", "civil_traffic",
    "claiming", "clashes", "clause_openers", "comparing", "country_soil", "crowds", "date_words",
    "dead", "decision", "definite_articles", "denials", "describing", "directed_articles",
    "directions", "distance_words", "done", "forces_other", "forces_state", "futures", "gathering",
    "happening", "harm", "hypothetical", "in_hospital", "joiners", "local_speakers", "lying",
    "merged_articles", "metaphors", "mission", "missions_abroad", "months", "moving_about",
    "negation", "negation_not", "negation_noun", "no_event", "no_nouns", "not_people",
    "organisations", "outward", "over_border", "participants", "passive", "people",
    "perfect_infinitives", "place_nouns", "plan_words", "prepositions_agent",
    "prepositions_between", "prepositions_directed", "prepositions_from", "prepositions_near",
    "prepositions_of", "prepositions_other", "prepositions_outside", "prepositions_place",
    "prepositions_through", "prepositions_to", "present_sending", "promptly", "protest_subject",
    "public_building", "qualifiers", "range_word", "reference_words", "refusal", "relative_where",
    "reported_from", "reported_future", "reporting", "sender", "sending_noun", "shaken", "sources",
    "speakers", "sport", "state_bodies", "subset_words", "tally", "targets", "targets_of_force",
    "threats", "titles", "totals", "town_parts", "troop_words", "unrest", "vague_numbers",
    "verb_particles", "wants", "weapon", "weighing", "wounded",
)  # fmt: skip

# The classes of words that are no nouns, by the beginning of their names.
_NEVER_NOUNS = (
    "after_particles", "auxiliaries", "definite_articles", "directed_articles", "done", "joiners",
    "merged_articles", "negation", "no_nouns", "prepositions_", "promptly", "qualifiers.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the engine must know of a language beyond its words; see the head of this module."""

    nouns_are_capital: bool = False
    has_articles: bool = True
    negation_before: int = 3
    negation_after: int = 3
    speaker_first: bool = False
    widest_gap: int = 8
    fold: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A class of words that give an event away.

    One word of the classes in `needs` must be near, and one of those in `beside`; empty: none.
    With `in_clause` they must stand in the clause of the trigger, else at most one beside it. With
    `whereto` only a place that something goes to will do. None of the classes in `without` may
    stand in the sentence.
    """

    name: str
    kind: EventKind
    phase: Phase | None
    needs: frozenset[str]
    beside: frozenset[str] = frozenset()
    whereto: bool = False
    without: frozenset[str] = frozenset()
    in_clause: bool = False


class Hit(NamedTuple):
    """An entry of a class found in a sentence, as token numbers, both inclusive."""

    first: int
    last: int
    label: str


class Form(NamedTuple):
    """What there is to know of a word as it is written, wherever it stands.

    `lower` is the word as words are compared; `noun`: one as far as the grammar lets it be told.
    """

    lower: str
    capital: bool
    upper: bool
    noun: bool


class _Row(NamedTuple):
    """The classes of a word; `alone` are those that it belongs to without other words.

    `opens` are the phrases that it can be the first word of; `later` are the classes that a phrase
    may go on with after a gap.
    """

    classes: frozenset[str]
    alone: tuple[str, ...]
    opens: tuple[Openings, ...]
    later: frozenset[str]


@dataclass(slots=True)
class Lexicon:
    """The classes of words of one language, by form, beginning and end of a word.

    `endings` are those that an entry may ask for, by key; those of "~" alone have the key "".
    """

    grammar: Grammar
    endings: Mapping[str, tuple[str, ...]]
    triggers: dict[str, Trigger] = field(default_factory=dict)
    _exact: dict[str, frozenset[str]] = field(default_factory=dict)
    _starts: dict[str, frozenset[str]] = field(default_factory=dict)
    _ends: dict[str, frozenset[str]] = field(default_factory=dict)
    _phrases: dict[str, Openings] = field(default_factory=lambda: defaultdict(Openings))
    _later: set[str] = field(default_factory=set)
    _parts: tuple[Prefixes, Prefixes] | None = None  # beginnings, and ends read backwards
    _known: dict[str, _Row] = field(default_factory=dict)
    _rows: dict[frozenset[str], _Row] = field(default_factory=dict)  # by the classes
    _forms: dict[str, Form] = field(default_factory=dict)

    def add(self, label: str, entry: str) -> None:
        """Take in an entry, of one word or several."""
        self._parts = None
        words = entry.split()
        if len(words) == 1:
            self._add_word(label, entry)
            return
        parts = [word for word in words if word != GAP]
        gaps = [words[i - 1] == GAP for i, word in enumerate(words) if word != GAP]
        gaps[0] = False
        names = tuple(self._part(part) for part in parts)
        closes = gaps[-1] and words[-1] != GAP
        phrase = Phrase(label, names, tuple(gaps), closes, frozenset(names[1:]))
        self._phrases[names[0]].add(phrase)
        if gaps[1]:
            self._later |= phrase.rest

    def _part(self, part: str) -> str:
        """Return the class of a part of a phrase, made where the part is no class itself."""
        if part.startswith("<"):
            return part.strip("<>")
        for word in part.split("|"):
            self._add_word(f"={part}", word)
        return f"={part}"

    def _add_word(self, label: str, entry: str) -> None:
        word, only = self.fold(entry), _only(label)
        if word.endswith("*"):
            _add(self._starts, word[:-1], only)
            return
        tail = word.startswith("-")
        stem, mark, key = word.removeprefix("-").partition("~")
        for ending in self.endings[key] if mark else ("",):
            form = stem + ending
            _add(self._exact, form, only)
            if tail:
                _add(self._ends, form[::-1], only)

    def fold(self, word: str) -> str:
        """Return a word as words are compared: in lower case, letters folded."""
        lower = word.lower()
        return lower.translate(self.grammar.fold) if self.grammar.fold else lower

    def phrases(self) -> Iterator[Phrase]:
        """Yield all entries of several words."""
        for openings in self._phrases.values():
            yield from openings.every()

    def form(self, word: str) -> Form:
        """Return what there is to know of a word as it is written."""
        form = self._forms.get(word)
        if form is None:
            if len(self._forms) >= _MOST_KNOWN:
                self._forms.clear()
            lower, capital = self.fold(word), word[0].isupper()
            noun = self._is_noun(lower, capital=capital)
            form = self._forms[word] = Form(lower, capital, word.isupper(), noun)
        return form

    def _is_noun(self, word: str, *, capital: bool) -> bool:
        """Whether a folded word is a noun, as far as the grammar lets it be told."""
        if self.grammar.nouns_are_capital:
            return capital
        if capital or not word[0].isalpha():
            return capital
        return not any(label.startswith(_NEVER_NOUNS) for label in self.classes(word))

    def classes(self, word: str) -> frozenset[str]:
        """Return the classes of a folded word; of a hyphenated one also its last part's."""
        return self._row(word).classes

    def _row(self, word: str) -> _Row:
        row = self._known.get(word)
        if row is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self.look_up(word)
            row = self._rows.get(found) or self._make_row(found)
            self._known[word] = row
        return row

    def _make_row(self, classes: frozenset[str]) -> _Row:
        """Return the row of words of these classes, made once."""
        if len(self._rows) >= _MOST_KNOWN:
            self._rows.clear()
        alone = tuple(sorted(label for label in classes if not label.startswith("=")))
        opens = tuple(self._phrases[label] for label in classes & self._phrases.keys())
        row = self._rows[classes] = _Row(classes, alone, opens, classes & self._later)
        return row

    def look_up(self, word: str) -> frozenset[str]:
        """Return the classes of a folded word, as `classes` does, without remembering them."""
        found = self._look_up(word)
        return found | self._look_up(word.rsplit("-", 1)[1]) if "-" in word else found

    def _look_up(self, word: str) -> frozenset[str]:
        if self._parts is None:
            self._parts = (Prefixes(self._starts), Prefixes(self._ends))
        starts, ends = self._parts
        found = starts.of(word) | ends.of(word[::-1])
        return found | self._exact[word] if word in self._exact else found

    def hits(self, words: Sequence[str], ends: Collection[int] = ()) -> Iterator[Hit]:
        """Yield every entry found in a sentence, given as its words in lower case.

        `ends` are the words that a line of the text ends with, as a headline without a full stop.
        """
        known = [self._row(word) for word in words]
        sentence = Words(
            words,
            [row.classes for row in known],
            frozenset().union(*[row.later for row in known]),
            ends,
            self.grammar.widest_gap,
        )
        for first, row in enumerate(known):
            for label in row.alone:
                yield Hit(first, first, label)
            for openings in row.opens:
                for phrase in openings.possible(sentence, first):
                    last = sentence.match(phrase, first)
                    if last is not None:
                        yield Hit(first, last, phrase.label)


@cache
def _only(label: str) -> frozenset[str]:
    """Return the set of one class, which the many words of that class alone share."""
    return frozenset({label})


def _add(known: dict[str, frozenset[str]], form: str, only: frozenset[str]) -> None:
    before = known.get(form)
    known[form] = only if before is None else before | only


def _lists(name: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the lists of words of a table, each with the name of its class."""
    for key, value in table.items():
        if key == "words":
            yield name, value
        elif isinstance(value, dict):
            for inner, words in value.items():
                yield f"{name}.{inner}", words


def _trigger(name: str, table: Mapping[str, Any]) -> Trigger:
    """Return the trigger class of a table.

    Raises:
        DataError: its kind or phase is none that events have.

    """
    kind, phase = table.get("kind"), table.get("phase")
    if kind not in EVENT_KINDS or (phase is not None and phase not in PHASES):
        message = (
            f"table [{name}] has kind {kind!r} and phase {phase!r}; "
            f"kinds are {', '.join(EVENT_KINDS)}, phases {', '.join(get_args(Phase))}"
        )
        raise DataError(message)
    return Trigger(
        name,
        kind,
        phase,
        frozenset(table.get("needs", ())),
        frozenset(table.get("beside", ())),
        table.get("whereto", False),
        frozenset(table.get("without", ())),
        table.get("in_clause", kind in _OF_TROOPS),
    )


def _grammar(table: Mapping[str, Any]) -> Grammar:
    said = {key: value for key, value in table.items() if key not in {"source", "fold"}}
    return Grammar(**said, fold=str.maketrans(table.get("fold", {})))


@cache
def tells_events(code: str) -> bool:
    """Whether the pack of a language knows the words that events are told with."""
    return any(name.startswith(_TRIGGER) for name in load_pack(code).tables)


@cache
def load_lexicon(code: str) -> Lexicon:
    """Return the lexicon of a language, built once from its pack.

    Raises:
        LanguageError: there is no pack for the code.
        DataError: a table is missing, a trigger table has no kind or an unknown one, or it or an
            entry names a class that there is not.

    """
    pack = load_pack(code)
    endings = {"": tuple(sorted(pack.words("noun_endings") | {""}))}
    for key, words in pack.tables.get("endings", {}).get("lists", {}).items():
        endings[key] = tuple(words)
    lexicon = Lexicon(_grammar(pack.table("grammar")), endings)
    lexicon.triggers.update(
        (name, _trigger(name, table))
        for name, table in pack.tables.items()
        if name.startswith(_TRIGGER)
    )
    for name in _classes_of(pack, lexicon):
        for label, words in _lists(name, pack.table(name)):
            for entry in words:
                lexicon.add(label, entry)
    return lexicon


def _classes_of(pack: LanguagePack, lexicon: Lexicon) -> list[str]:
    """Return the tables of a pack that are classes, in order: the engine's and its triggers'."""
    named = {*CLASSES, *lexicon.triggers}
    for name, trigger in lexicon.triggers.items():
        named |= trigger.needs | trigger.beside | trigger.without
        parts = (part for entry in pack.words(name) for part in entry.split())
        named.update(part.strip("<>") for part in parts if part.startswith("<"))
    return sorted(named & pack.tables.keys())
