"""The words of time of a language, and a sentence seen from its day of publication.

What the readers of dates share; `DateRange`s are made of whole months and years here.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geodata.languages import load_pack
from geodata.models import DateRange

if TYPE_CHECKING:
    from geodata.events.counts import Count
    from geodata.events.reading import Sentence

__all__ = [
    "YEAR",
    "DateReader",
    "Dated",
    "TimeWords",
    "day_of",
    "lies_ahead",
    "time_words",
    "whole_month",
    "whole_year",
]

YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LOOK_BACK = 3


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a sentence: the token it stands at, and the days it may mean.

    `exact` is false where the words only bound the time ("seit Tagen").
    """

    position: int
    days: DateRange
    exact: bool = True


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words of time of a language; see the tables [date_form] to [date_words] of a pack.

    `stems` are the beginnings of weekdays that compounds are made with: "mittwoch" for
    "mittwochabend".
    """

    weekdays: dict[str, int]
    stems: dict[str, int]
    months: dict[str, int]
    seasons: dict[str, int]
    days: dict[str, int]
    times: frozenset[str]
    capital_days: bool
    capital_months: bool
    day_before: bool
    day_after: bool
    numeric: str
    ordinals: tuple[str, ...]


@cache
def time_words(language: str) -> TimeWords:
    """Return the words of time of a language, read once from its pack."""
    pack = load_pack(language)
    form, names = pack.table("date_form"), pack.table("weekdays")
    forms = {word: int(n) - 1 for n, words in names["days"].items() for word in words}
    stems = {word[:-1]: n for word, n in forms.items() if word.endswith("*")}
    weekdays = {word: n for word, n in forms.items() if not word.endswith("*")}
    months = {w: int(n) for n, ws in pack.table("months")["numbers"].items() for w in ws}
    seasons = {w: int(n) for n, ws in pack.table("seasons")["numbers"].items() for w in ws}
    days = {w: int(n) for n, ws in pack.table("relative_days")["offsets"].items() for w in ws}
    others = {w for ws in pack.table("date_words")["names"].values() for w in ws}
    return TimeWords(
        weekdays,
        stems,
        months,
        seasons,
        days,
        frozenset({*weekdays, *months, *seasons, *days, *others}),
        names["capital"],
        pack.table("months")["capital"],
        form["day_before_month"],
        form["day_after_month"],
        form["numeric"],
        tuple(form.get("ordinals", ())),
    )


def whole_month(year: int, month: int) -> DateRange:
    """Return the days of a month."""
    last = calendar.monthrange(year, month)[1]
    return DateRange(dt.date(year, month, 1), dt.date(year, month, last))


def whole_year(year: int) -> DateRange:
    """Return the days of a year."""
    return DateRange(dt.date(year, 1, 1), dt.date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class DateReader:
    """One sentence seen from one day of publication."""

    sentence: Sentence
    words: TimeWords
    published: DateRange | None
    counts: tuple[Count, ...]
    year_before: int | None

    def lower(self, position: int) -> str:
        """Return the token of that number in lower case; "" beyond the ends."""
        return (
            self.sentence.tokens[position].lower
            if 0 <= position < len(self.sentence.tokens)
            else ""
        )

    def near(self, position: int, key: str) -> bool:
        """Whether a word of the date words stands within a few tokens before."""
        return any(
            self.sentence.at(i, f"date_words.{key}")
            for i in range(max(0, position - _LOOK_BACK), position)
        )

    def just(self, position: int, key: str) -> bool:
        """Whether such a word stands right before."""
        return self.sentence.at(position - 1, f"date_words.{key}")

    def after(self, position: int, key: str, reach: int = 1) -> bool:
        """Whether such a word stands within so many tokens after."""
        return any(
            self.sentence.at(i, f"date_words.{key}")
            for i in range(position + 1, position + 1 + reach)
        )

    def is_capital(self, position: int) -> bool:
        """Whether the token of that number begins with a capital."""
        return self.sentence.tokens[position].capital


def day_of(published: DateRange | None) -> dt.date | None:
    """Return the day of publication; None where it is not known to the day."""
    return published.start if published is not None and published.start == published.end else None


def lies_ahead(reader: DateReader, position: int) -> bool:
    """Whether a day or month is still to come: "sollen bis März abziehen", "wird am Freitag"."""
    sentence = reader.sentence
    if sentence.at(position - 1, "range_word"):
        return sentence.has("plan_words")
    clause = sentence.clauses[position]
    ahead, past = (
        any(sentence.clauses[hit.first] == clause for hit in sentence.hits(*labels))
        for labels in (("futures",), ("done", "perfect_infinitives"))
    )
    return ahead and not past and not any(reader.near(position, key) for key in ("since", "last"))
