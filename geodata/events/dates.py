"""When an event was: the dates of a sentence as ranges of days, seen from the day of publication.

"am Mittwoch" is the last Wednesday up to that day, "seit Tagen" the two days before it and it,
"im August 2021" the month. A date that needs the day of publication is None without one.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geodata.languages import load_pack
from geodata.models import DateRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.events.figures import Count
    from geodata.events.reading import Sentence

__all__ = ["Dated", "find_dates", "just_before"]

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NUMERIC_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS = range(1, 32)
_WEEK = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)
_SINCE_DAYS = 2  # "seit Tagen": the annotation guidelines' reading
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
class _Words:
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
def _words(language: str) -> _Words:
    pack = load_pack(language)
    form, names = pack.table("date_form"), pack.table("weekdays")
    forms = {word: int(n) - 1 for n, words in names["days"].items() for word in words}
    stems = {word[:-1]: n for word, n in forms.items() if word.endswith("*")}
    weekdays = {word: n for word, n in forms.items() if not word.endswith("*")}
    months = {w: int(n) for n, ws in pack.table("months")["numbers"].items() for w in ws}
    seasons = {w: int(n) for n, ws in pack.table("seasons")["numbers"].items() for w in ws}
    days = {w: int(n) for n, ws in pack.table("relative_days")["offsets"].items() for w in ws}
    others = {w for ws in pack.table("date_words")["names"].values() for w in ws}
    return _Words(
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


def _month(year: int, month: int) -> DateRange:
    last = calendar.monthrange(year, month)[1]
    return DateRange(dt.date(year, month, 1), dt.date(year, month, last))


def _year(year: int) -> DateRange:
    return DateRange(dt.date(year, 1, 1), dt.date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class _Reader:
    """One sentence seen from one day of publication."""

    sentence: Sentence
    words: _Words
    published: DateRange | None
    counts: tuple[Count, ...]
    year_before: int | None

    def lower(self, position: int) -> str:
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
        return self.sentence.tokens[position].capital


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
    reader = _Reader(sentence, _words(language), published, counts, year_before)
    found: list[Dated] = []
    for position, token in enumerate(sentence.tokens):
        if not _may_date(language, token.lower):
            continue
        for read in (_weekday, _relative, _calendar, _numeric, _span_word):
            dated = read(reader, position, token.lower)
            if dated is not None:
                found.append(dated)
                break
    spans = tuple(_until_now(reader, dated) for dated in _spans(reader, found))
    return spans or tuple(_night(reader))


def just_before(published: DateRange) -> DateRange:
    """Return when news without a date was: on the day of publication or the day before."""
    if published.start != published.end or published.start == dt.date.min:
        return published
    return DateRange(published.start - _DAY, published.end)


def _until_now(reader: _Reader, dated: Dated) -> Dated:
    """Return a date whose end is still to come cut at today, unless the sentence looks ahead."""
    today = _day_of(reader.published)
    if (
        today is None
        or not dated.days.start <= today < dated.days.end
        or _lies_ahead(reader, dated.position)
    ):
        return dated
    return replace(dated, days=DateRange(dated.days.start, today))


@lru_cache(maxsize=1 << 16)
def _may_date(language: str, word: str) -> bool:
    """Whether a word can be the word that a date is read at: a number or a word of time."""
    words = _words(language)
    return word[0].isdigit() or word in words.times or word.startswith(tuple(words.stems))


def _day_of(published: DateRange | None) -> dt.date | None:
    """Return the day of publication; None where it is not known to the day."""
    return published.start if published is not None and published.start == published.end else None


def _number_of_day(words: _Words, word: str) -> int | None:
    """Return the number of a weekday, Monday 0, of a word that is or begins with its name."""
    exact = words.weekdays.get(word)
    if exact is not None:
        return exact
    return next((number for stem, number in words.stems.items() if word.startswith(stem)), None)


def _weekday(reader: _Reader, position: int, word: str) -> Dated | None:
    number = _number_of_day(reader.words, word)
    if number is None or reader.published is None:
        return None
    if reader.words.capital_days and not reader.is_capital(position):
        return None
    today = _day_of(reader.published)
    if today is None:
        return Dated(position, reader.published, exact=False)
    back = (today.weekday() - number) % 7
    if back == 0 and reader.just(position, "last"):
        back = 7
    day = today - back * _DAY
    if reader.near(position, "next") or (day < today and _lies_ahead(reader, position)):
        day += _WEEK  # "sollen bis Freitag abziehen" is the next Friday
    if reader.near(position, "night"):
        return Dated(position, DateRange(day - _DAY, day))
    if reader.near(position, "since"):
        return Dated(position, DateRange(min(day, today), today), exact=False)
    return Dated(position, DateRange.day(day))


def _lies_ahead(reader: _Reader, position: int) -> bool:
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


def _relative(reader: _Reader, position: int, word: str) -> Dated | None:
    today = _day_of(reader.published)
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


def _night(reader: _Reader) -> Iterator[Dated]:
    """Yield the night before the day of publication, for a sentence with no other date."""
    today = _day_of(reader.published)
    for hit in reader.sentence.hits("date_words.last_night"):
        if today is not None:
            yield Dated(hit.last, DateRange(today - _DAY, today), exact=False)


def _follows_early(reader: _Reader, position: int) -> bool:
    """Whether a day is named before: "Dienstag morgen" is that day's morning."""
    before = reader.lower(position - 1)
    return bool(before) and _number_of_day(reader.words, before) is not None


def _unit(reader: _Reader, position: int, today: dt.date) -> Dated | None:
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


def _amount(reader: _Reader, position: int) -> int | None:
    """Return the number just before a unit of time; None without one."""
    return next((c.minimum for c in reader.counts if c.last in {position - 1, position - 2}), None)


def _since(reader: _Reader, position: int, days: int) -> dt.timedelta:
    amount = _amount(reader, position)
    return (_SINCE_DAYS * days if amount is None else amount * days) * _DAY


def _ago(reader: _Reader, position: int, today: dt.date, key: str) -> Dated | None:
    amount = _amount(reader, position)
    if amount is None:
        return None
    if key == "year":
        return Dated(position, _year(today.year - amount)) if amount < today.year else None
    if key == "month":
        month = today.year * 12 + today.month - 1 - amount
        return Dated(position, _month(month // 12, month % 12 + 1)) if month > 0 else None
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
            return _month(first.year, first.month)
        case "year":
            return _year(today.year - 1)
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


def _calendar(reader: _Reader, position: int, word: str) -> Dated | None:
    """Read "6. Januar 2022", "im August 2021", "im vergangenen Juli", "in diesem Sommer"."""
    if word in reader.words.months:
        if reader.words.capital_months and not reader.is_capital(position):
            return None
        return _in_month(reader, position, reader.words.months[word])
    if word in reader.words.seasons:
        return _in_season(reader, position, reader.words.seasons[word])
    return _in_year(reader, position, word)


def _in_year(reader: _Reader, position: int, word: str) -> Dated | None:
    if not _YEAR.fullmatch(word) or any(c.first <= position <= c.last for c in reader.counts):
        return None
    if reader.lower(position - 1) in reader.words.months or _ends_day(reader, position):
        return None
    today = reader.published.end if reader.published else None
    if today is not None and int(word) > today.year + 1:
        return None
    if reader.near(position, "since") and today is not None and int(word) <= today.year:
        return Dated(position, DateRange(dt.date(int(word), 1, 1), today), exact=False)
    return Dated(position, _year(int(word)))


def _ends_day(reader: _Reader, position: int) -> bool:
    """Whether a year belongs to a day before it: "January 6, 2022"."""
    before = position - 2 if reader.lower(position - 1) == "," else position - 1
    if _day_number(reader, before) is None:
        return False
    before -= 2 if reader.lower(before - 1) == "." else 1
    return reader.words.day_after and reader.lower(before) in reader.words.months


def _in_month(reader: _Reader, position: int, month: int) -> Dated | None:
    day, last = _day_of_month(reader, position)
    year = _year_after(reader, last) or _year_meant(reader, position, month)
    if year is None:
        return None
    if day is not None and 1 <= day <= calendar.monthrange(year, month)[1]:
        return Dated(position, _on_day(reader, position, dt.date(year, month, day)))
    days = _part_of_month(reader, position, _month(year, month))
    today = _day_of(reader.published)
    if reader.near(position, "since") and today is not None and days.start <= today:
        return Dated(position, DateRange(days.start, today), exact=False)
    return Dated(position, days)


def _on_day(reader: _Reader, position: int, day: dt.date) -> DateRange:
    """Return the day, or the night that leads to it: "in der Nacht zum 6. Januar"."""
    if reader.near(position - 1, "night"):
        return DateRange(day - _DAY, day)
    return DateRange.day(day)


def _day_of_month(reader: _Reader, position: int) -> tuple[int | None, int]:
    """Return the day beside a month, and the last token of both: "6. Januar", "Jan. 6"."""
    if reader.words.day_before:
        before = position - 2 if reader.lower(position - 1) == "." else position - 1
        day = _day_number(reader, before)
        if day is not None:
            return day, position
    after = position + 2 if reader.lower(position + 1) == "." else position + 1
    day = _day_number(reader, after) if reader.words.day_after else None
    return day, position if day is None else after


def _day_number(reader: _Reader, position: int) -> int | None:
    """Return the day that a token says, as "6" or "6th"; None where it is none."""
    word = reader.lower(position)
    if not word[:1].isdigit():
        return None
    for ending in reader.words.ordinals:
        word = word.removesuffix(ending)
    if not (word.isdecimal() and len(word) <= 2) or int(word) not in _DAYS:  # noqa: PLR2004
        return None
    return int(word)


def _numeric(reader: _Reader, position: int, word: str) -> Dated | None:
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


def _year_meant(reader: _Reader, position: int, month: int) -> int | None:
    """Return the year of a month without one: the year told of, else the last such month's."""
    today = reader.published.end if reader.published is not None else None
    if reader.year_before is not None and (today is None or reader.year_before < today.year - 1):
        return reader.year_before
    if today is None:
        return None
    if _lies_ahead(reader, position):
        return today.year + (month < today.month)
    return today.year - (month > today.month and not reader.near(position, "next"))


def _part_of_month(reader: _Reader, position: int, month: DateRange) -> DateRange:
    for key, first, last in (("early", 1, 10), ("middle", 11, 20), ("late", 21, month.end.day)):
        if reader.just(position, key):
            return DateRange(month.start.replace(day=first), month.start.replace(day=last))
    return month


def _year_after(reader: _Reader, position: int) -> int | None:
    after = reader.lower(position + 1)
    if after == "," and reader.words.day_after:
        after = reader.lower(position + 2)  # "January 6, 2022"
    return int(after) if _YEAR.fullmatch(after) else None


def _in_season(reader: _Reader, position: int, month: int) -> Dated | None:
    year = _year_after(reader, position)
    if year is None:
        today = reader.published.end if reader.published is not None else None
        if today is None:
            return None
        ahead = _lies_ahead(reader, position)
        year = today.year + (month < today.month) if ahead else today.year - (month > today.month)
    end_year, end_month = (year, month + 2) if month <= 10 else (year + 1, month - 10)  # noqa: PLR2004
    return Dated(position, DateRange(dt.date(year, month, 1), _month(end_year, end_month).end))


def _span_word(reader: _Reader, position: int, word: str) -> Dated | None:
    """Read "Anfang 2013" at its first word."""
    year = _year_after(reader, position)
    if year is None or not word:
        return None
    for key, first, last in (("early", 1, 3), ("middle", 5, 8), ("late", 10, 12)):
        if reader.sentence.at(position, f"date_words.{key}"):
            days = DateRange(dt.date(year, first, 1), _month(year, last).end)
            return Dated(position, days)
    return None


def _spans(reader: _Reader, found: list[Dated]) -> Iterator[Dated]:
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
