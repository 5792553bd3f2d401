"""Dates by the calendar: "6. Januar 2022", "im August 2021", "Anfang 2013", "2022-01-06"."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from geodata.events.time_words import (
    YEAR,
    Dated,
    DateReader,
    day_of,
    lies_ahead,
    whole_month,
    whole_year,
)
from geodata.models import DateRange

__all__ = ["is_impossible", "read_calendar", "read_numeric", "read_part_of_year"]

_DAY = dt.timedelta(days=1)
_NUMERIC_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS = range(1, 32)
_LEAP_YEAR = 2020  # any: has the most days that a month without a year may have


def read_calendar(reader: DateReader, position: int, word: str) -> Dated | None:
    """Read "6. Januar 2022", "im August 2021", "im vergangenen Juli", "in diesem Sommer"."""
    if word in reader.words.months:
        if reader.words.capital_months and not reader.is_capital(position):
            return None
        return _in_month(reader, position, reader.words.months[word])
    if word in reader.words.seasons:
        return _in_season(reader, position, reader.words.seasons[word])
    return _in_year(reader, position, word)


def _in_year(reader: DateReader, position: int, word: str) -> Dated | None:
    if not YEAR.fullmatch(word) or any(c.first <= position <= c.last for c in reader.counts):
        return None
    if reader.lower(position - 1) in reader.words.months or _ends_day(reader, position):
        return None
    today = reader.published.end if reader.published else None
    if today is not None and int(word) > today.year + 1:
        return None
    if reader.near(position, "since") and today is not None and int(word) <= today.year:
        return Dated(position, DateRange(dt.date(int(word), 1, 1), today), exact=False)
    return Dated(position, whole_year(int(word)))


def _ends_day(reader: DateReader, position: int) -> bool:
    """Whether a year belongs to a day before it: "January 6, 2022"."""
    before = position - 2 if reader.lower(position - 1) == "," else position - 1
    if _day_number(reader, before) is None:
        return False
    before -= 2 if reader.lower(before - 1) == "." else 1
    return reader.words.day_after and reader.lower(before) in reader.words.months


def _in_month(reader: DateReader, position: int, month: int) -> Dated | None:
    day, last = _day_of_month(reader, position)
    year = _year_after(reader, last) or _year_meant(reader, position, month)
    if year is None:
        return None
    if is_impossible(reader, position, reader.lower(position)):
        return None
    if day is not None and day <= calendar.monthrange(year, month)[1]:
        return Dated(position, _on_day(reader, position, dt.date(year, month, day)))
    days = _part_of_month(reader, position, whole_month(year, month))
    today = day_of(reader.published)
    if reader.near(position, "since") and today is not None and days.start <= today:
        return Dated(position, DateRange(days.start, today), exact=False)
    return Dated(position, days)


def is_impossible(reader: DateReader, position: int, word: str) -> bool:
    """Whether a date is read at a token that no calendar has: "31. Februar", "2022-02-31".

    A number after a month is only its day where a year follows: "In February 30 people ...".
    """
    if _NUMERIC_DAY.fullmatch(word) or _ISO_DAY.fullmatch(word):
        return read_numeric(reader, position, word) is None
    month = reader.words.months.get(word)
    if month is None or (reader.words.capital_months and not reader.is_capital(position)):
        return False
    day, last = _day_of_month(reader, position)
    if day is None:
        return _is_ordinal(reader, position - 1)
    year = _year_after(reader, last)
    is_stated = last == position or year is not None
    return is_stated and day > calendar.monthrange(year or _LEAP_YEAR, month)[1]


def _is_ordinal(reader: DateReader, position: int) -> bool:
    """Whether a full stop follows a number: the "." of "45. Januar"."""
    is_day = reader.words.day_before and reader.lower(position) == "."
    return is_day and reader.lower(position - 1).isdecimal()


def _on_day(reader: DateReader, position: int, day: dt.date) -> DateRange:
    """Return the day, or the night that leads to it: "in der Nacht zum 6. Januar"."""
    if reader.near(position - 1, "night"):
        return DateRange(day - _DAY, day)
    return DateRange.day(day)


def _day_of_month(reader: DateReader, position: int) -> tuple[int | None, int]:
    """Return the day beside a month, and the last token of both: "6. Januar", "Jan. 6"."""
    if reader.words.day_before:
        before = position - 2 if reader.lower(position - 1) == "." else position - 1
        day = _day_number(reader, before)
        if day is not None:
            return day, position
    after = position + 2 if reader.lower(position + 1) == "." else position + 1
    day = _day_number(reader, after) if reader.words.day_after else None
    return day, position if day is None else after


def _day_number(reader: DateReader, position: int) -> int | None:
    """Return the day that a token says, as "6" or "6th"; None where it is none."""
    word = reader.lower(position)
    if not word[:1].isdigit():
        return None
    for ending in reader.words.ordinals:
        word = word.removesuffix(ending)
    if not (word.isdecimal() and len(word) <= 2) or int(word) not in _DAYS:  # noqa: PLR2004
        return None
    return int(word)


def read_numeric(reader: DateReader, position: int, word: str) -> Dated | None:
    """Read "6.1.2022", "06.01.22" and "2022-01-06"."""
    if _ISO_DAY.fullmatch(word):
        days = DateRange.from_iso(word)
        return Dated(position, days) if days is not None else None
    match = _NUMERIC_DAY.fullmatch(word)
    if match is None:
        return None
    first, second, year = (int(part) for part in match.groups())
    day, month = (first, second) if reader.words.numeric == "dmy" else (second, first)
    try:
        return Dated(position, DateRange.day(dt.date(year, month, day)))
    except ValueError:
        return None


def _year_meant(reader: DateReader, position: int, month: int) -> int | None:
    """Return the year of a month without one: the year told of, else the last such month's."""
    today = reader.published.end if reader.published is not None else None
    if reader.year_before is not None and (today is None or reader.year_before < today.year - 1):
        return reader.year_before
    if today is None:
        return None
    if lies_ahead(reader, position):
        return today.year + (month < today.month)
    return today.year - (month > today.month and not reader.near(position, "next"))


def _part_of_month(reader: DateReader, position: int, month: DateRange) -> DateRange:
    for key, first, last in (("early", 1, 10), ("middle", 11, 20), ("late", 21, month.end.day)):
        if reader.just(position, key):
            return DateRange(month.start.replace(day=first), month.start.replace(day=last))
    return month


def _year_after(reader: DateReader, position: int) -> int | None:
    after = reader.lower(position + 1)
    if after == "," and reader.words.day_after:
        after = reader.lower(position + 2)  # "January 6, 2022"
    return int(after) if YEAR.fullmatch(after) else None


def _in_season(reader: DateReader, position: int, month: int) -> Dated | None:
    year = _year_after(reader, position)
    if year is None:
        today = reader.published.end if reader.published is not None else None
        if today is None:
            return None
        ahead = lies_ahead(reader, position)
        year = today.year + (month < today.month) if ahead else today.year - (month > today.month)
    end_year, end_month = (year, month + 2) if month <= 10 else (year + 1, month - 10)  # noqa: PLR2004
    return Dated(position, DateRange(dt.date(year, month, 1), whole_month(end_year, end_month).end))


def read_part_of_year(reader: DateReader, position: int, word: str) -> Dated | None:
    """Read "Anfang 2013" at its first word."""
    year = _year_after(reader, position)
    if year is None or not word:
        return None
    for key, first, last in (("early", 1, 3), ("middle", 5, 8), ("late", 10, 12)):
        if reader.sentence.at(position, f"date_words.{key}"):
            days = DateRange(dt.date(year, first, 1), whole_month(year, last).end)
            return Dated(position, days)
    return None
