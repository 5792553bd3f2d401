"""Numbers as news write them: "3.600", "2,5 Millionen", "zweiundzwanzig", "двести пятьдесят тысяч".

How a language writes them is told by its tables [numbers] and [number_marks]. Fractions come out
only of a decimal mark or of words such as "anderthalb"; they count nothing without a scale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geodata.languages import load_pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.events.tokens import Token

__all__ = ["Amount", "NumberWords", "number_at", "number_words"]

# More digits than any count of people has; longer runs are telephone numbers and mistakes.
_LONGEST = 15
_THOUSAND = 1000
_RANGE = re.compile(r"(\d+)[-–](\d+)")
_TENS = range(20, 100, 10)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words and marks of a language; see [numbers] and [number_marks] of a pack."""

    values: Mapping[str, Fraction]
    scales: Mapping[str, int]
    grow_together: bool
    inside: frozenset[str]
    between: frozenset[str]
    minus: frozenset[str]
    strong: tuple[str, ...]
    grouped: re.Pattern[str]
    decimal: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that ends at the token `last`: `minimum` to `maximum`, equal but for "20-30"."""

    last: int
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class _Atom:
    """A part of a number: a value, or a scale that multiplies what stands before it."""

    number: Fraction
    is_scale: bool = False
    is_digits: bool = False


@cache
def number_words(language: str) -> NumberWords:
    """Return the number words of a language, read once from its pack."""
    pack = load_pack(language)
    words, marks = pack.table("numbers"), pack.table("number_marks")
    groups = "".join(re.escape(mark) for mark in marks["thousands"])
    points = "".join(re.escape(mark) for mark in marks["decimal"])
    return NumberWords(
        {word: Fraction(n) for n, forms in words["values"].items() for word in forms},
        {word: int(n) for n, forms in words["scales"].items() for word in forms},
        words["grow_together"],
        frozenset(words.get("linked_inside", ())),
        frozenset(words.get("linked_between", ())),
        frozenset(words["minus"]),
        tuple(words.get("strong", ())),
        re.compile(rf"\d{{1,3}}(?:[{groups}\s]\d{{3}})+"),
        re.compile(rf"(\d+)[{points}](\d{{1,3}})"),
    )


def number_at(tokens: Sequence[Token], language: str, position: int) -> Amount | None:
    """Return the number that begins at a token; None where none does, or it is a negative one.

    Digits that touch letters are no number ("1e999", "MH17"), nor are fractions of people.
    """
    word = tokens[position].lower
    if not word[0].isdigit() and not _atoms(language, word):
        return None
    words = number_words(language)
    if _is_part_of_word(tokens, position) or _follows_minus(tokens, words, position):
        return None
    pair = _RANGE.fullmatch(word)
    if pair is not None:
        return _pair(position, *pair.groups())
    atoms, last = _atoms_from(tokens, language, position)
    value = _value_of(atoms)
    if value is None or value.denominator != 1 or len(str(value)) > _LONGEST:
        return None
    return Amount(last, int(value), int(value))


def _pair(position: int, low: str, high: str) -> Amount | None:
    """Return the range "20-30"; None where the second end is not the larger: "2-0"."""
    if max(len(low), len(high)) > _LONGEST or int(low) >= int(high):
        return None
    return Amount(position, int(low), int(high))


def _is_part_of_word(tokens: Sequence[Token], position: int) -> bool:
    """Whether letters stand right beside the digits: the "17" of "MH17", the "1" of "1e9"."""
    token = tokens[position]
    if not token.lower[0].isdigit():
        return False
    before = tokens[position - 1] if position else None
    if before is not None and before.end == token.start and before.lower[-1].isalnum():
        return True
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    return after is not None and after.start == token.end and after.lower[0].isalnum()


def _follows_minus(tokens: Sequence[Token], words: NumberWords, position: int) -> bool:
    return position > 0 and tokens[position - 1].lower in words.minus


def _atoms_from(tokens: Sequence[Token], language: str, first: int) -> tuple[list[_Atom], int]:
    """Return the parts of the number that begins at a token, and its last token."""
    words = number_words(language)
    found: list[_Atom] = []
    last = position = first
    while position < len(tokens):
        if found and tokens[position].lower in words.between:
            position += 1
            continue
        more = _atoms(language, tokens[position].lower)
        if not more or _value_of([*found, *more]) is None:
            break
        found += more
        last = position
        position += 1
    return found, last


@lru_cache(maxsize=1 << 14)
def _atoms(language: str, word: str) -> tuple[_Atom, ...]:
    """Return the parts that a token gives to a number; () where it is none."""
    words = number_words(language)
    if word[0].isdigit():
        return _digits(words, word)
    if not word[0].isalpha():
        return ()
    parts: list[_Atom] = []
    for piece in word.split("-"):
        found = _word(words, piece)
        if not found:
            return ()
        parts += found
    return tuple(parts) if _value_of(parts) is not None else ()


def _digits(words: NumberWords, word: str) -> tuple[_Atom, ...]:
    if word.endswith(words.strong):  # "1,200-strong", "200-köpfige"
        word = word.split("-", maxsplit=1)[0]
    if len(word) > 2 * _LONGEST:
        return ()
    if word.isdecimal():
        return (_Atom(Fraction(int(word)), is_digits=True),)
    if words.grouped.fullmatch(word):
        return (_Atom(Fraction(int(re.sub(r"\D", "", word))), is_digits=True),)
    point = words.decimal.fullmatch(word)
    if point is None:
        return ()
    return (_Atom(Fraction(f"{point[1]}.{point[2]}"), is_digits=True),)


def _word(words: NumberWords, word: str) -> Sequence[_Atom]:
    known = _known(words, word)
    if known is not None:
        return (known,)
    return _joined(words, word) or () if words.grow_together else ()


def _known(words: NumberWords, word: str) -> _Atom | None:
    if word in words.scales:
        return _Atom(Fraction(words.scales[word]), is_scale=True)
    return _Atom(words.values[word]) if word in words.values else None


def _joined(words: NumberWords, word: str) -> list[_Atom] | None:
    """Return the parts of number words grown together, the longest first; None where it is none."""
    for end in range(len(word) - 1, 0, -1):
        head, tail = _known(words, word[:end]), word[end:]
        if head is None:
            continue
        link = next((link for link in words.inside if tail.startswith(link)), None)
        rests = [tail] if link is None else [tail, tail.removeprefix(link)]
        for rest in rests:
            known = _known(words, rest)
            more = [known] if known is not None else _joined(words, rest)
            if more:
                return _put_together(head, more)
    return None


def _put_together(head: _Atom, more: list[_Atom]) -> list[_Atom]:
    """Return the parts in a row; units said before tens are one value: "zweiundzwanzig"."""
    first = more[0]
    if not first.is_scale and not head.is_scale and head.number < 10 and first.number in _TENS:  # noqa: PLR2004
        return [_Atom(head.number + first.number), *more[1:]]
    return [head, *more]


class _Sum:
    """A number as it is spoken, part by part."""

    def __init__(self) -> None:
        self._total = Fraction(0)
        self._least: Fraction | None = None  # the last scale; what follows must be smaller
        self._group: Fraction | None = None  # what is said since it
        self._is_digits = False

    def add(self, atom: _Atom) -> bool:
        """Add a part; False where it does not belong to the number."""
        if atom.is_scale:
            return self._scale(atom.number)
        if self._group is None:
            self._group, self._is_digits = atom.number, atom.is_digits
            return not (atom.is_digits and self._least is not None)  # not "tausend 200"
        if self._is_digits or atom.is_digits or not _fills(self._group, atom.number):
            return False
        self._group += atom.number
        return True

    def _scale(self, scale: Fraction) -> bool:
        times = scale * (1 if self._group is None else self._group)
        if scale < _THOUSAND:
            self._group = times
            return True
        if self._least is not None and scale >= self._least:
            return False
        self._total, self._group, self._least = self._total + times, None, scale
        return True

    def value(self) -> Fraction | None:
        """Return what the parts come to; None without any, or where they do not fit."""
        if self._group is None:
            return None if self._least is None else self._total
        if self._least is not None and self._group >= self._least:
            return None
        return self._total + self._group


def _value_of(atoms: Iterable[_Atom]) -> Fraction | None:
    """Return what the parts of a number come to; None where they do not belong together."""
    number = _Sum()
    return number.value() if all(number.add(atom) for atom in atoms) else None


def _fills(group: Fraction, number: Fraction) -> bool:
    """Whether a number takes the empty places of the one before: "двадцать" + "два"."""
    if group % 100 == 0:
        return number < 100 and number < group  # noqa: PLR2004 - the places below hundreds
    return number < 10 and group % 10 == 0 and group % 100 >= 20  # noqa: PLR2004 - tens and units
