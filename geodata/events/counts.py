"""The numbers of a sentence: which count people or aircraft, and what befell those counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, get_args

from geodata.events.harm import Harms
from geodata.events.numbers import number_at
from geodata.events.stray_counts import without_stray
from geodata.languages import load_pack
from geodata.models import Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.events.reading import Sentence
    from geodata.models import Attribution, FigureWhat

__all__ = ["Count", "find_counts"]

_UNIT = 3  # words between a number and what it counts: "200 schwer bewaffnete Soldaten"
_YEAR_DIGITS = 4
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_PERSONS = frozenset({"people", "troop_words", "participants"})
_VICTIMS = frozenset({"dead", "wounded", "arrested"})
_PEOPLE = _PERSONS | _VICTIMS
_QUALIFIERS: dict[str, Qualifier] = {name: name for name in get_args(Qualifier)}
_COUNTED: dict[FigureWhat, str] = {
    "troops": "troop_words",
    "participants": "participants",
    "aircraft": "aircraft",
}
_TALLIED_AS: dict[FigureWhat, str] = {
    "dead": "dead",
    "wounded": "wounded",
    "arrested": "arrested",
    **_COUNTED,
}
_LISTED = 3  # words from those counted to the next number of a list: "20 Soldaten, etwa 30 ..."
_TALLY_REACH = 18  # words from "die Zahl der" to the number
_TALLIED = 4  # words from "die Zahl der" to what is counted


@dataclass(frozen=True, slots=True)
class Count:
    """A number in a sentence, as tokens `first` to `last`, and `what` it counts.

    `opening` is the first token of its bound ("mindestens 18"); `indefinite`: it may be an article;
    `is_named`: a noun for people follows; `vague`: a word such as "Dutzende"; `again`: some of
    those counted before ("darunter vier");
    `assailants`: those who attacked; `tallied`: a sum so far ("die Zahl der Toten stieg auf 26").
    """

    first: int
    last: int
    minimum: int
    maximum: int
    qualifier: Qualifier | None
    indefinite: bool = False
    vague: bool = False
    opening: int = 0
    is_named: bool = False
    what: FigureWhat | None = None
    again: bool = False
    assailants: bool = False
    tallied: bool = False
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class _Rules:
    """How a language counts; see the tables [counting] and [range_frames] of a pack."""

    verb_ends_clause: bool
    partitives: frozenset[str]
    frames: Mapping[str, str]
    year_marks: frozenset[str]


@cache
def _rules(language: str) -> _Rules:
    pack = load_pack(language)
    counting = pack.table("counting")
    return _Rules(
        counting["verb_ends_clause"],
        frozenset(counting.get("partitives", ())),
        dict(pack.table("range_frames")["pairs"]),
        frozenset(pack.table("date_form").get("year_marks", ())),
    )


def find_counts(sentence: Sentence, language: str) -> tuple[Count, ...]:
    """Return the numbers of a sentence that count something, in order; dates and years are none."""
    counter = _Counter(sentence, language)
    numbers = tuple(counter.numbers())
    if not numbers:
        return ()
    return tuple(without_stray(sentence, tuple(counter.assigned(numbers))))


@dataclass(slots=True)
class _Counter:
    """Reads the numbers of one sentence; everything is looked up once, in linear time."""

    sentence: Sentence
    language: str
    rules: _Rules = field(init=False)
    vague: dict[int, tuple[int, str]] = field(init=False)
    bounds: dict[int, tuple[int, Qualifier]] = field(init=False)

    def __post_init__(self) -> None:
        self.rules = _rules(self.language)
        self.vague = {}
        for key, hit in self.sentence.under("vague_numbers"):
            self.vague[hit.first] = max(self.vague.get(hit.first, (-1, "")), (hit.last, key))
        self.bounds = {}
        for key, hit in self.sentence.under("qualifiers"):
            known = self.bounds.get(hit.last)
            if known is None or hit.first < known[0]:
                self.bounds[hit.last] = (hit.first, _QUALIFIERS[key])

    def numbers(self) -> Iterator[Count]:
        """Yield the numbers of the sentence."""
        position = 0
        while position < len(self.sentence.tokens):
            count = self._vague(position) or self._stated(position)
            if count is not None:
                yield count
            position = position + 1 if count is None else count.last + 1

    def _vague(self, position: int) -> Count | None:
        if position not in self.vague:
            return None
        last, key = self.vague[position]
        low, high = key.split("-")
        opening, qualifier = self._bound(position)
        return Count(position, last, int(low), int(high), qualifier, vague=True, opening=opening)

    def _stated(self, position: int) -> Count | None:
        sentence, language = self.sentence, self.language
        amount = number_at(sentence.tokens, language, position)
        if amount is None or self._is_date(position, amount.minimum):
            return None
        low, high, last = amount.minimum, amount.maximum, amount.last
        if self._goes_on(position, last):
            top = number_at(sentence.tokens, language, last + 2)
            if top is not None and top.maximum > low:
                last, high = top.last, top.maximum
                low = _in_the_scale_of(low, high)
        opening, qualifier = self._bound(position)
        indefinite = low == high == 1 and not sentence.tokens[position].lower[0].isdigit()
        return Count(position, last, low, high, qualifier, indefinite, opening=opening)

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether a word after a number makes it the lower end of a range."""
        tokens = self.sentence.tokens
        if last + 2 >= len(tokens):
            return False
        if self.sentence.at(last + 1, "range_word"):
            return True
        middle = self.rules.frames.get(tokens[first - 1].lower) if first else None
        return middle is not None and tokens[last + 1].lower == middle

    def _bound(self, position: int) -> tuple[int, Qualifier | None]:
        """Return where the bound just before a number begins, and the bound; None without one."""
        return self.bounds.get(position - 1, (position, None))

    def _is_date(self, position: int, value: int) -> bool:
        """Whether a number is a year, a day of a month, or a part of a date."""
        sentence = self.sentence
        word = sentence.tokens[position].lower
        if not word[0].isdigit():
            return False
        is_year = _YEAR.fullmatch(word) is not None
        form = load_pack(self.language).table("date_form")
        if self._is_month(position - 1) and (is_year or form["day_after_month"]):
            return is_year or value <= 31  # noqa: PLR2004 - days of a month
        if (is_year or self._is_garbled_year(position)) and not self._counts_people(position):
            return True
        after = position + 1
        if after < len(sentence.tokens) and sentence.tokens[after].lower == ".":
            after += 1
        return value <= 31 and form["day_before_month"] and self._is_month(after)  # noqa: PLR2004

    def _is_garbled_year(self, position: int) -> bool:
        """Whether digits that are no year stand where one belongs: "5. Januar 20222"."""
        sentence = self.sentence
        if len(sentence.tokens[position].lower) < _YEAR_DIGITS:
            return False
        return self._is_month(position - 1) or sentence.at(position - 1, "date_words.year")

    def _is_month(self, position: int) -> bool:
        sentence = self.sentence
        if position > 0 and sentence.tokens[min(position, len(sentence.tokens) - 1)].lower == ".":
            position -= 1
        return any(label.startswith("months.") for label in _classes(sentence, position))

    def _counts_people(self, position: int) -> bool:
        """Whether a number like 2000 counts the people after it ("2000 britische Soldaten")."""
        sentence = self.sentence
        if position and sentence.tokens[position - 1].lower in self.rules.year_marks:
            return False
        after = range(position + 1, min(position + 1 + _UNIT, len(sentence.tokens)))
        if after and sentence.tokens[after[0]].lower == ",":
            return False  # "On January 6, 2022, four people ..."
        noun = next((i for i in after if sentence.tokens[i].noun), None)
        return noun is not None and bool(_classes(sentence, noun) & _PEOPLE)

    def assigned(self, every: Sequence[Count]) -> Iterator[Count]:
        """Yield the numbers with what they count."""
        harms = Harms(self.sentence, verb_ends_clause=self.rules.verb_ends_clause)
        subsets = sorted(hit.first for hit in self.sentence.hits("subset_words"))
        subset = subsets[0] if subsets else None
        seen: list[FigureWhat] = []
        for i, count in enumerate(every):
            follows = next((n.opening for n in every[i + 1 :] if not self._in_subset(n)), None)
            what, again = self._what(count, harms, follows), False
            if self._in_subset(count):
                what, again = (seen[-1] if seen else what), True
            elif subset is not None and count.first > subset:
                what, again = self._of_subset(count, subset, what, seen)
            if what is not None and not again:
                seen.append(what)
            yield replace(
                count,
                what=what,
                is_named=self._names_people(count),
                again=again,
                assailants=self._are_assailants(count),
                tallied=what is not None and self._tallied(count) == what,
            )

    def _names_people(self, count: Count) -> bool:
        """Whether a noun for people is what a number counts: "vier Menschen"."""
        noun = self._noun_phrase(count.last + 1 + self._is_partitive(count.last + 1))
        return any(self._is_person(i) for i in noun)

    def _are_assailants(self, count: Count) -> bool:
        """Whether those counted are who attacked: "fünf Angreifer"."""
        after = range(count.last + 1, count.last + 1 + _UNIT)
        return _first_of(self.sentence, after, ("assailants",)) is not None

    def _in_subset(self, count: Count) -> bool:
        """Whether a number is right beside a word for a part: "darunter vier", "sieben davon"."""
        before, after = count.opening - 1, count.last + 1
        ends = {hit.last for hit in self.sentence.hits("subset_words")}
        return before in ends or self.sentence.at(after, "subset_words")

    def _of_subset(
        self, count: Count, subset: int, what: FigureWhat | None, seen: Sequence[FigureWhat]
    ) -> tuple[FigureWhat | None, bool]:
        """Return what a number after "darunter" counts, and whether those were counted before.

        They were but for those of another clause to whom something else has happened: "20 Tote,
        darunter vier Kinder, und 50 Verletzte".
        """
        clauses = self.sentence.clauses
        if clauses[count.first] == clauses[subset]:
            own = any(
                clauses[hit.first] == clauses[subset]
                for hit in self.sentence.hits("dead", "wounded", "arrested")
                if hit.first > subset
            )
            return (what if own or not seen else seen[-1]), True
        return what, what is None or what in seen

    def _what(self, count: Count, harms: Harms, follows: int | None) -> FigureWhat | None:
        """Return what a number counts, where it counts people or aircraft.

        `follows` is where the next number of the sentence begins.
        """
        sentence = self.sentence
        start = count.last + 1 + self._is_partitive(count.last + 1)
        noun = self._noun_phrase(start)
        alone = self._stands_alone(count)
        unit = None if alone else _first_of(sentence, noun, ("not_people",))
        person = next((i for i in noun if self._is_person(i)), None)
        if unit is not None and (person is None or self._is_head(unit, person)):
            return None
        if sentence.at(count.opening - 1, "prepositions_agent"):
            return None  # "two men were killed by three gunmen"
        if count.indefinite and not self._is_close(count, person):
            return None
        tallied = self._tallied(count)
        if tallied is not None and (person is None or not self._is_victim(person)):
            return tallied
        told_apart = person is not None and follows is not None and follows - person > _LISTED
        until = follows if told_apart else None
        harm = harms.of(count.opening, count.first, count.last, person, until=until)
        if harm is not None:
            return harm
        return "participants" if alone else self._unharmed(count, noun)  # "Tausende gingen ..."

    def _is_head(self, unit: int, person: int) -> bool:
        """Whether the noun for a thing is what is counted: "two police cars", not "Polizisten"."""
        return unit < person or (unit == person + 1 and not self.rules.verb_ends_clause)

    def _is_close(self, count: Count, person: int | None) -> bool:
        """Whether an article belongs to a person: at most two words on where verbs end clauses."""
        reach = _UNIT - self.rules.verb_ends_clause
        return person is not None and person <= count.last + reach

    def _unharmed(self, count: Count, noun: range) -> FigureWhat | None:
        """Return what a number counts by its noun alone."""
        for what, label in _COUNTED.items():
            if _first_of(self.sentence, noun, (label,)) is not None and not count.indefinite:
                return what
        return None

    def _noun_phrase(self, start: int) -> range:
        """Return the tokens that what is counted may stand at: up to a verb or a preposition."""
        for i in range(start, min(start + _UNIT, len(self.sentence.tokens))):
            classes = _classes(self.sentence, i)
            ends = any(label.startswith("prepositions_") for label in classes)
            is_verb = bool(classes & _VICTIMS) and not self.sentence.tokens[i].noun
            if (ends and i > start) or (is_verb and not classes & _PERSONS):
                return range(start, i)
        return range(start, start + _UNIT)

    def _is_person(self, position: int) -> bool:
        """Whether a word is one for people; words of harm are verbs unless they are nouns."""
        classes = _classes(self.sentence, position)
        if classes & _PERSONS:
            return True
        return bool(classes & _VICTIMS) and self.sentence.tokens[position].noun

    def _is_victim(self, position: int) -> bool:
        return bool(_classes(self.sentence, position) & _VICTIMS)

    def _tallied(self, count: Count) -> FigureWhat | None:
        """Return what a number is the sum of: "Die Zahl der Toten stieg auf 26"."""
        clauses = self.sentence.clauses
        for hit in reversed(self.sentence.hits("tally")):
            near = 0 < count.first - hit.last <= _TALLY_REACH
            if not near or clauses[hit.first] != clauses[count.first]:
                continue
            for position in range(hit.first, min(hit.last + 1 + _TALLIED, count.first)):
                for what, label in _TALLIED_AS.items():
                    if self.sentence.at(position, label):
                        return what
        return None

    def _is_partitive(self, position: int) -> bool:
        tokens = self.sentence.tokens
        return position < len(tokens) and tokens[position].lower in self.rules.partitives

    def _stands_alone(self, count: Count) -> bool:
        """Whether a vague number is a noun by itself: none follows, with an adjective or not."""
        sentence = self.sentence
        after = count.last + 1
        if not count.vague or after >= len(sentence.tokens) or sentence.tokens[after].noun:
            return False
        if self._is_partitive(after):
            return False
        return not (_classes(sentence, after + 1) & _PEOPLE)


def _in_the_scale_of(low: int, high: int) -> int:
    """Return the lower end of "zwei bis drei Millionen", whose scale is said only once."""
    scale = 1
    for zeros in (1_000, 1_000_000):
        if low < zeros <= high and high % zeros == 0:
            scale = zeros
    return low * scale if low * scale < high else low


def _classes(sentence: Sentence, position: int) -> frozenset[str]:
    return sentence.classes[position] if 0 <= position < len(sentence.classes) else frozenset()


def _first_of(sentence: Sentence, positions: Iterable[int], labels: tuple[str, ...]) -> int | None:
    return next((i for i in positions if any(sentence.at(i, label) for label in labels)), None)
