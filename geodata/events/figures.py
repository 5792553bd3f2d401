"""The numbers of an event: how many troops, dead, wounded, arrested, participants, aircraft."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geodata.languages import load_pack
from geodata.models import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.events.reading import Sentence
    from geodata.models import EventKind, FigureWhat, Qualifier

__all__ = [
    "FIGURES_OF_KIND",
    "Count",
    "find_counts",
    "find_figures",
    "harmed",
    "total",
    "what_is_counted",
]

_DIGITS = re.compile(r"\d[\d. \u00a0\u202f]*")
_UNIT = 3  # words between a number and what it counts: "200 schwer bewaffnete Soldaten"
_VERB_REACH = 24  # words from a number to the verb that ends a German clause
_BACK_REACH = 8  # words from a verb back to it: "starben am Freitag zwei Menschen"
_YEARS = range(1800, 2100)
_PEOPLE = frozenset({"people", "troop_words", "participants", "dead", "wounded"})
_HARM: tuple[FigureWhat, ...] = ("dead", "wounded", "arrested")
_COUNTED: dict[FigureWhat, str] = {
    "troops": "troop_words",
    "participants": "participants",
    "aircraft": "aircraft",
}
FIGURES_OF_KIND: dict[EventKind, tuple[FigureWhat, ...]] = {
    "deployment": ("troops", "aircraft"),
    "withdrawal": ("troops", "aircraft"),
    "presence": ("troops", "aircraft"),
    "protest": ("participants", "dead", "wounded", "arrested"),
    "violence": ("dead", "wounded", "arrested", "troops"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number in a sentence, as tokens `first` to `last`."""

    first: int
    last: int
    minimum: int
    maximum: int
    qualifier: Qualifier | None
    indefinite: bool = False


@cache
def _number_words(language: str) -> dict[str, int]:
    values = load_pack(language).table("numbers")["values"]
    return {word: int(value) for value, words in values.items() for word in words}


def find_counts(sentence: Sentence, language: str) -> tuple[Count, ...]:
    """Return the numbers of a sentence that count something, in order; dates and years are none."""
    vague = {hit.first: (hit, key) for key, hit in sentence.under("vague_numbers")}
    known = _number_words(language)
    found: list[Count] = []
    position = 0
    while position < len(sentence.tokens):
        count = _vague(sentence, vague, position) or _stated(sentence, known, position)
        if count is None:
            position += 1
            continue
        found.append(count)
        position = count.last + 1
    return tuple(found)


def _vague(sentence: Sentence, vague: Mapping[int, object], position: int) -> Count | None:
    keys = (
        [(hit.last, key) for key, hit in sentence.under("vague_numbers") if hit.first == position]
        if position in vague
        else []
    )
    if not keys:
        return None
    last, key = max(keys)
    low, high = key.split("-")
    return Count(position, last, int(low), int(high), _qualifier(sentence, position))


def _value(sentence: Sentence, known: dict[str, int], position: int) -> int | None:
    if not 0 <= position < len(sentence.tokens):
        return None
    word = sentence.tokens[position].lower
    if _DIGITS.fullmatch(word):
        return int(re.sub(r"\D", "", word))
    return known.get(word)


def _stated(sentence: Sentence, known: dict[str, int], position: int) -> Count | None:
    value = _value(sentence, known, position)
    if value is None or _is_date(sentence, position, value):
        return None
    last = position
    follow = _value(sentence, known, position + 1)
    if follow is not None and follow in {12, 100, 1000, 1_000_000} and value < follow:
        value, last = value * follow, position + 1
    top, range_last = _upper(sentence, known, last)
    qualifier = _qualifier(sentence, position)
    indefinite = value == 1 and not sentence.tokens[position].lower[0].isdigit()
    if top is not None and top > value:
        return Count(position, range_last, value, top, qualifier)
    return Count(position, last, value, value, qualifier, indefinite)


def _upper(sentence: Sentence, known: dict[str, int], last: int) -> tuple[int | None, int]:
    """Return the upper end of a range "24 bis 31" and its token."""
    if sentence.at(last + 1, "range_word"):
        return _value(sentence, known, last + 2), last + 2
    return None, last


def _is_date(sentence: Sentence, position: int, value: int) -> bool:
    """Whether a number is a year, a day of a month, or an hour."""
    word = sentence.tokens[position].lower
    if not word[0].isdigit():
        return False
    if _is_month(sentence, position - 1):
        return True
    if len(word) == 4 and value in _YEARS and not _counts_people(sentence, position):  # noqa: PLR2004
        return True
    after = position + 1
    if after < len(sentence.tokens) and sentence.tokens[after].lower == ".":
        after += 1
    return _is_month(sentence, after)


def _is_month(sentence: Sentence, position: int) -> bool:
    return any(label.startswith("months.") for label in _classes(sentence, position))


def _classes(sentence: Sentence, position: int) -> frozenset[str]:
    return sentence.classes[position] if 0 <= position < len(sentence.classes) else frozenset()


def _counts_people(sentence: Sentence, position: int) -> bool:
    """Whether a number like 2000 counts the people after it ("2000 britische Soldaten")."""
    after = position + 1
    adjectives = range(after, min(after + _UNIT, len(sentence.tokens)))
    after = next((i for i in adjectives if sentence.tokens[i].capital), after)
    return (
        after < len(sentence.tokens)
        and sentence.tokens[after].capital
        and bool(_classes(sentence, after) & _PEOPLE)
    )


def _qualifier(sentence: Sentence, position: int) -> Qualifier | None:
    """Return the bound just before a number; None without one."""
    near: list[tuple[int, Qualifier]] = []
    for key, hit in sentence.under("qualifiers"):
        if hit.last == position - 1:
            near.append((hit.last - hit.first, key))  # type: ignore[arg-type]  # keys are tested
    return max(near)[1] if near else None


def find_figures(
    sentence: Sentence, kind: EventKind, counts: Sequence[Count]
) -> tuple[Figure, ...]:
    """Return the figures that a sentence gives for an event of that kind, summed per sort."""
    sums: dict[FigureWhat, list[Count]] = {}
    for what, count in _assigned(sentence, counts):
        if what in FIGURES_OF_KIND[kind]:
            sums.setdefault(what, []).append(count)
    return tuple(
        total(sentence, what, sums[what]) for what in FIGURES_OF_KIND[kind] if what in sums
    )


def what_is_counted(
    sentence: Sentence, counts: Sequence[Count], *, subsets: bool = False
) -> dict[Count, FigureWhat]:
    """Return what each number counts; with `subsets` also those counted again ("davon ...")."""
    return {count: what for what, count in _assigned(sentence, counts, subsets=subsets)}


def total(sentence: Sentence, what: FigureWhat, counts: Sequence[Count]) -> Figure:
    """Return the sum of some numbers of a sentence as one figure."""
    qualifier = next((count.qualifier for count in counts if count.qualifier is not None), None)
    if qualifier is None and sentence.has("attribution"):
        qualifier = "reported"
    low = sum(count.minimum for count in counts)
    return Figure(what, low, sum(count.maximum for count in counts), qualifier)


def _assigned(
    sentence: Sentence, counts: Sequence[Count], *, subsets: bool = False
) -> Iterator[tuple[FigureWhat, Count]]:
    """Yield what each number counts, where it counts people or aircraft."""
    words = () if subsets else sentence.hits("subset_words")
    again = min((hit.first for hit in words), default=len(sentence.tokens))
    for count in counts:
        if count.first > again:
            break
        noun = range(count.last + 1, count.last + 1 + _UNIT)
        alone = _stands_alone(sentence, count)
        unit = None if alone else _first_of(sentence, noun, ("not_people",))
        person = _first_of(
            sentence, noun, ("people", "troop_words", "participants", "dead", "wounded", "arrested")
        )
        if unit is not None and (person is None or unit <= person):
            continue
        if count.indefinite and person not in {count.last + 1, count.last + 2}:
            continue
        harm = _harm_of(sentence, count, person)
        if harm is not None:
            yield harm, count
        else:
            yield from ((what, count) for what in _counted(sentence, count, noun))


def _counted(sentence: Sentence, count: Count, noun: range) -> Iterator[FigureWhat]:
    """Yield what a number counts that no harm has come to."""
    if _stands_alone(sentence, count):
        yield "participants"  # "Tausende gingen auf die Straße"
        return
    for what, label in _COUNTED.items():
        if _first_of(sentence, noun, (label,)) is not None and not count.indefinite:
            yield what


def _stands_alone(sentence: Sentence, count: Count) -> bool:
    """Whether a vague number is a noun by itself: no people follow, with an adjective or not."""
    vague = any(hit.first == count.first for _, hit in sentence.under("vague_numbers"))
    after = count.last + 1
    if not vague or after >= len(sentence.tokens) or sentence.tokens[after].capital:
        return False
    return not (_classes(sentence, after + 1) & _PEOPLE)


def _first_of(sentence: Sentence, positions: Iterable[int], labels: tuple[str, ...]) -> int | None:
    return next((i for i in positions if any(sentence.at(i, label) for label in labels)), None)


def _harm_of(sentence: Sentence, count: Count, person: int | None) -> FigureWhat | None:
    """Return what befell those counted: the next verb or noun of harm, else the last one before."""
    after: list[tuple[int, FigureWhat]] = []
    before: list[tuple[int, FigureWhat]] = []
    for what in _HARM:
        for hit in sentence.hits(what):
            around = hit.first < count.first and count.last < hit.last  # "nahm 9 Menschen fest"
            if around or count.last < hit.first <= count.last + _VERB_REACH:
                after.append((hit.last if around else hit.first, what))
            elif count.first - _BACK_REACH <= hit.last < count.first and not _is_elsewhere(
                sentence, count, hit.last
            ):
                before.append((-hit.last, what))
    direct = [pair for pair in after if pair[0] <= count.last + 1 + (person is not None)]
    if person is None and not direct:
        follows = min(after, default=None)
        return follows[1] if follows is not None and follows[0] <= count.last + _UNIT else None
    if after and not (before and _is_elsewhere(sentence, count, min(after)[0])):
        return min(after)[1]
    return min(before)[1] if before else None


def _is_elsewhere(sentence: Sentence, count: Count, position: int) -> bool:
    """Whether a verb stands in another clause than those counted."""
    return sentence.clauses[position] != sentence.clauses[count.last]


def harmed(figures: Iterable[Figure]) -> bool:
    """Whether the figures count victims."""
    return any(figure.what in _HARM for figure in figures)
