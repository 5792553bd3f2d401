"""When an event was: the dates of a sentence as ranges of days, seen from the day of publication.

"am Mittwoch" is the last Wednesday up to that day, "seit Tagen" the two days before it and it,
"im August 2021" the month. A date that needs the day of publication is None without one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.events.calendar_dates import (
    is_impossible,
    read_calendar,
    read_numeric,
    read_part_of_year,
)
from geodata.events.time_words import (
    Dated,
    DateReader,
    TimeWords,
    day_of,
    lies_ahead,
    time_words,
    whole_month,
    whole_year,
)
from geodata.models import DateRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.events.counts import Count
    from geodata.events.reading import Sentence

__all__ = ["Dated", "find_dates", "has_impossible_date", "just_before", "may_date"]

_WEEK = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)
_SINCE_DAYS = 2  # "seit Tagen": the annotation guidelines' reading


def find_dates(
    sentence: Sentence,
    language: str,
    published: DateRange | None,
    counts: tuple[Count, ...],
    year_before: int | None = None,
) -> tuple[Dated, ...]:
    """Return the dates of a sentence in order.

    `year_before` is the year told of last; a month without a year is one of that year where it
    lies before the year of publication.
    """
    reader = DateReader(sentence, time_words(language), published, counts, year_before)
    found: list[Dated] = []
    for position, token in enumerate(sentence.tokens):
        if not may_date(language, token.lower):
            continue
        for read in (_weekday, _relative, read_calendar, read_numeric, read_part_of_year):
            dated = read(reader, position, token.lower)
            if dated is not None:
                found.append(dated)
                break
    spans = tuple(_until_now(reader, dated) for dated in _spans(reader, found))
    return spans or tuple(_night(reader))


def has_impossible_date(sentence: Sentence, language: str) -> bool:
    """Whether a sentence gives a day that no calendar has; nobody knows which was meant."""
    reader = DateReader(sentence, time_words(language), None, (), None)
    return any(
        is_impossible(reader, position, token.lower)
        for position, token in enumerate(sentence.tokens)
        if may_date(language, token.lower)
    )


def just_before(published: DateRange) -> DateRange:
    """Return when news without a date was: on the day of publication or the day before."""
    if published.start != published.end or published.start == dt.date.min:
        return published
    return DateRange(published.start - _DAY, published.end)


def _until_now(reader: DateReader, dated: Dated) -> Dated:
    """Return a date whose end is still to come cut at today, unless the sentence looks ahead."""
    today = day_of(reader.published)
    if (
        today is None
        or not dated.days.start <= today < dated.days.end
        or lies_ahead(reader, dated.position)
    ):
        return dated
    return replace(dated, days=DateRange(dated.days.start, today))


def may_date(language: str, word: str) -> bool:
    """Whether a word can be the word that a date is read at: a number or a word of time."""
    words = time_words(language)
    return word[0].isdigit() or word in words.times or word.startswith(tuple(words.stems))


def _number_of_day(words: TimeWords, word: str) -> int | None:
    """Return the number of a weekday, Monday 0, of a word that is or begins with its name."""
    exact = words.weekdays.get(word)
    if exact is not None:
        return exact
    return next((number for stem, number in words.stems.items() if word.startswith(stem)), None)


def _weekday(reader: DateReader, position: int, word: str) -> Dated | None:
    number = _number_of_day(reader.words, word)
    if number is None or reader.published is None:
        return None
    if reader.words.capital_days and not reader.is_capital(position):
        return None
    today = day_of(reader.published)
    if today is None:
        return Dated(position, reader.published, exact=False)
    back = (today.weekday() - number) % 7
    if back == 0 and reader.just(position, "last"):
        back = 7
    day = today - back * _DAY
    if reader.near(position, "next") or (day < today and lies_ahead(reader, position)):
        day += _WEEK  # "sollen bis Freitag abziehen" is the next Friday
    if reader.near(position, "night"):
        return Dated(position, DateRange(day - _DAY, day))
    if reader.near(position, "since"):
        return Dated(position, DateRange(min(day, today), today), exact=False)
    return Dated(position, DateRange.day(day))


def _relative(reader: DateReader, position: int, word: str) -> Dated | None:
    today = day_of(reader.published)
    if today is None:
        return None
    # "am Morgen" is a part of a day, "morgen" the next one
    part_of_day = position > 0 and reader.sentence.tokens[position].capital
    if word in reader.words.days and not part_of_day and not _follows_early(reader, position):
        return Dated(position, DateRange.day(today + reader.words.days[word] * _DAY))
    if reader.sentence.at(position, "date_words.weekend"):
        saturday = today - ((today.weekday() - 5) % 7) * _DAY
        if saturday == today or reader.near(position, "next"):
            saturday += _WEEK * reader.near(position, "next")
        return Dated(position, DateRange(saturday, saturday + _DAY))
    return _unit(reader, position, today)


def _night(reader: DateReader) -> Iterator[Dated]:
    """Yield the night before the day of publication, for a sentence with no other date."""
    today = day_of(reader.published)
    for hit in reader.sentence.hits("date_words.last_night"):
        if today is not None:
            yield Dated(hit.last, DateRange(today - _DAY, today), exact=False)


def _follows_early(reader: DateReader, position: int) -> bool:
    """Whether a day is named before: "Dienstag morgen" is that day's morning."""
    before = reader.lower(position - 1)
    return bool(before) and _number_of_day(reader.words, before) is not None


def _unit(reader: DateReader, position: int, today: dt.date) -> Dated | None:
    """Read "in der vergangenen Woche", "seit Tagen", "vor drei Monaten", "in diesem Jahr"."""
    for key, days in (("day", 1), ("week", 7), ("month", 30), ("year", 365)):
        if not reader.sentence.at(position, f"date_words.{key}"):
            continue
        if reader.near(position, "since"):
            return Dated(
                position, DateRange(today - _since(reader, position, days), today), exact=False
            )
        if reader.near(position, "ago") or reader.after(position, "ago_after", 2):
            return _ago(reader, position, today, key)
        if reader.near(position, "last"):
            return Dated(position, _last(today, key), exact=key != "day")
        if reader.near(position, "this"):
            return Dated(position, _this(today, key), exact=False)
    return None


def _amount(reader: DateReader, position: int) -> int | None:
    """Return the number just before a unit of time; None without one."""
    return next((c.minimum for c in reader.counts if c.last in {position - 1, position - 2}), None)


def _since(reader: DateReader, position: int, days: int) -> dt.timedelta:
    amount = _amount(reader, position)
    return (_SINCE_DAYS * days if amount is None else amount * days) * _DAY


def _ago(reader: DateReader, position: int, today: dt.date, key: str) -> Dated | None:
    amount = _amount(reader, position)
    if amount is None:
        return None
    if key == "year":
        return Dated(position, whole_year(today.year - amount)) if amount < today.year else None
    if key == "month":
        month = today.year * 12 + today.month - 1 - amount
        return Dated(position, whole_month(month // 12, month % 12 + 1)) if month > 0 else None
    days = amount * (7 if key == "week" else 1)
    if days > today.toordinal() - 1:
        return None
    around = (3 if key == "week" else 0) * _DAY
    day = today - days * _DAY
    return Dated(position, DateRange(day - around, day + around))


def _last(today: dt.date, key: str) -> DateRange:
    match key:
        case "week":
            monday = today - today.weekday() * _DAY
            return DateRange(monday - _WEEK, monday - _DAY)
        case "month":
            first = today.replace(day=1) - _DAY
            return whole_month(first.year, first.month)
        case "year":
            return whole_year(today.year - 1)
        case _:
            return DateRange(today - 7 * _DAY, today)


def _this(today: dt.date, key: str) -> DateRange:
    match key:
        case "week":
            return DateRange(today - today.weekday() * _DAY, today)
        case "month":
            return DateRange(today.replace(day=1), today)
        case "year":
            return DateRange(dt.date(today.year, 1, 1), today)
        case _:
            return DateRange.day(today)


def _spans(reader: DateReader, found: list[Dated]) -> Iterator[Dated]:
    """Yield the dates, "von 1998 bis 2003" as one, and "Anfang 2013" without its bare year."""
    skip = -1
    for i, dated in enumerate(found):
        if i <= skip:
            continue
        after = found[i + 1] if i + 1 < len(found) else None
        if after is None:
            yield dated
        elif after.position == dated.position + 1 and after.days.precision == "year":
            skip = i + 1
            yield dated
        elif (
            after.position == dated.position + 2
            and reader.sentence.at(dated.position + 1, "date_words.until")
            and dated.days.start <= after.days.end
        ):
            skip = i + 1
            yield Dated(dated.position, DateRange(dated.days.start, after.days.end))
        else:
            yield dated
