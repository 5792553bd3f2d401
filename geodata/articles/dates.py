"""Dates as pages write them: reading one, and finding the day on which an article was published."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from babel import Locale

from geodata.articles.patterns import any_of
from geodata.models import DateRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.languages import LanguagePack
    from geodata.models import Span

__all__ = ["DateReader", "find_published", "load_dates", "read_date"]

_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?(?:[Tt ]\d\d:?\d\d\S*)?(?![\d-])")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d|\d\d)(?!\d|\.\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/])")
# A time of day, or a day that may be one of two: no date to be read, but nothing of the article.
_TIME = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?![\d:])|" + _SLASHED.pattern)
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](\d\d|[a-z]{3})(?:[/-](\d\d))?(?=[/_-])"
    r"|[-_]((?:19|20)\d\d)-(\d\d)-(\d\d)(?=[/_.]|\s|$)"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_SEPARATOR = re.compile(r"[\r\n|•·]|\s[–-]\s")
# A closing credit follows a finished sentence; "(Wien, 8.6.2015)" within one is the story's.
_CLOSING_CREDIT = re.compile(
    r"[.!?“”\"«»…]\s*\([^()]{2,80}[,;]\s*((?:\d|[^\W\d_]+\.?\s\d)[^();]{4,24})\)"
)
# 40 characters: from "aktualisiert" over a weekday to the end of a date written out.
_LABEL_REACH = 40
# 120 characters: "Last updated at 6:12 p.m. EST on Thursday, January 6, 2022" has 58.
_DATE_LINE_CHARACTERS = 120
# 600 characters: the credit stands at the end, at most a table of results follows.
_CLOSING_REACH = 600
# 800 characters: headline, standfirst and caption, between which the date line stands.
_HEAD_CHARACTERS = 800


@dataclass(frozen=True, slots=True, eq=False)
class DateReader:
    """How one language writes dates."""

    months: Mapping[str, int]
    written: re.Pattern[str]
    words: frozenset[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    day_first: bool
    author: re.Pattern[str]

    def read(self, text: str) -> DateRange | None:
        """Return the first date in a text, a month where it gives no day; None without any."""
        found = [
            (match.start(), date)
            for dates in (self._numeric, self._written, self._slashed, self._iso)
            for match, date in dates(text)
        ]
        return min(found, key=lambda item: item[0])[1] if found else None

    def is_date_line(self, line: str) -> bool:
        """Whether a line in lower case is a date or time and nothing else."""
        if len(line) > _DATE_LINE_CHARACTERS or _DIGIT.search(line) is None:
            return False
        rest = [word for word in _WORD.findall(_ISO.sub(" ", line)) if word not in self.months]
        if not all(word in self.words for word in rest):
            return False
        return len(rest) > 0 or _TIME.search(line) is not None or self.read(line) is not None

    def _iso(self, text: str) -> Iterator[tuple[re.Match[str], DateRange]]:
        for match in _ISO.finditer(text):
            date = _date(*match.groups())
            if date is not None:
                yield match, date

    def _numeric(self, text: str) -> Iterator[tuple[re.Match[str], DateRange]]:
        for match in _NUMERIC.finditer(text):
            date = _numeric_date(match)
            if date is not None:
                yield match, date

    def _slashed(self, text: str) -> Iterator[tuple[re.Match[str], DateRange]]:
        for match in _SLASHED.finditer(text):
            date = self._slashed_date(match)
            if date is not None:
                yield match, date

    def _slashed_date(self, match: re.Match[str]) -> DateRange | None:
        """Return the day of "6/1/2022"; None where it may be one of two days."""
        first, second, year = match.groups()
        readings = [_date(year, second, first)]
        if not self.day_first:
            readings.append(_date(year, first, second))
        days = {date for date in readings if date is not None}
        return days.pop() if len(days) == 1 else None

    def _written(self, text: str) -> Iterator[tuple[re.Match[str], DateRange]]:
        for match in self.written.finditer(
            text.lower() if len(text.lower()) == len(text) else text
        ):
            day = match["day"] or match["day_after"]
            date = _date(match["year"], str(self.months[match["month"]]), day)
            if date is not None:
                yield match, date


def _date(year: str, month: str, day: str | None) -> DateRange | None:
    """Return the range of a day or a month; None where the calendar has none such."""
    stated = f"{year}-{int(month):02}" + ("" if day is None else f"-{int(day):02}")
    return DateRange.from_iso(stated)


def _numeric_date(match: re.Match[str]) -> DateRange | None:
    """Return the day of "6.1.2022" or "6.1.22", which is of this century."""
    day, month, year = match.groups()
    return _date(f"20{year}"[-4:], month, day)


def read_date(text: str) -> DateRange | None:
    """Return the date that a table states; None where it is none.

    Read are `2022-01-06`, `2022-01`, `2022`, a time after the day left aside, and `6.1.2022`.
    """
    stated = text.strip()
    date = DateRange.from_iso(stated)
    if date is not None:
        return date
    numeric = _NUMERIC.fullmatch(stated)
    if numeric is not None:
        return _numeric_date(numeric)
    try:
        return DateRange.day(dt.datetime.fromisoformat(stated).date())
    except ValueError:
        return None


@cache
def load_dates(pack: LanguagePack) -> DateReader:
    """Return how a language writes dates, from CLDR and its pack.

    Raises:
        DataError: the pack lacks the table `date_lines`.
    """
    table = pack.table("date_lines")
    locale = Locale.parse(pack.code)
    months = {
        name.lower().rstrip("."): number
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[form][width].items()
    } | dict(table["month_variants"])
    days = {
        name.lower().rstrip(".")
        for width in ("wide", "abbreviated")
        for name in locale.days["format"][width].values()
    }
    return DateReader(
        months=months,
        written=_written_pattern(months, any_of(table["ordinals"])),
        words=pack.words("date_lines") | days,
        published=re.compile(rf"\b(?:{any_of(table['published_labels'])})\b"),
        updated=re.compile(rf"\b(?:{any_of(table['updated_labels'])})\b"),
        day_first=table["slashed"] == "day first",
        author=re.compile(
            rf"(?m)^[^\S\n]*(?:{any_of(pack.words('byline_openers'))})\s[^,|\n]{{3,60}},"
        ),
    )


def _written_pattern(months: Iterable[str], ordinals: str) -> re.Pattern[str]:
    """Return the pattern of "6. Januar 2022", "Jan. 6, 2022", "6 января 2022", "May 2022"."""
    day = rf"(?<!\d)(?P<day>\d{{1,2}})(?:{ordinals})?\s*"
    after = rf"\s+(?P<day_after>\d{{1,2}})(?:{ordinals})?(?!\d)"
    return re.compile(
        rf"(?:{day})?\b(?P<month>{any_of(months)})\b\.?(?:{after})?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)"
    )


def find_published(text: str, body: Sequence[Span], reader: DateReader) -> DateRange | None:
    """Return when an article says it was published; None where it does not say.

    Only what stands beside the body counts, in this order: a date labelled as that of publication,
    a date alone in the head, one labelled as that of an update, an agency's closing credit, a date
    in the web address. A date in the running text is the story's.
    """
    gaps = list(_gaps(text, body))
    head = [gap for gap, in_head in gaps if in_head]
    tail = [gap for gap, in_head in gaps if not in_head]
    return (
        _labelled(head, reader.published, reader)
        or _plain(head, reader)
        or _labelled([*head, *tail], reader.updated, reader)
        or _labelled(tail, reader.published, reader)
        or _closing(text, reader)
        or _from_address(head, reader)
    )


def _gaps(text: str, body: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Yield what stands beside the body, composed and in lower case, and whether in the head."""
    position = 0
    told = 0
    for start, end in (*body, (len(text), len(text))):
        if start > position:
            yield normalize("NFC", text[position:start]).lower(), told < _HEAD_CHARACTERS
        told += end - start
        position = end


def _labelled(gaps: Iterable[str], label: re.Pattern[str], reader: DateReader) -> DateRange | None:
    """Return the first date that closely follows such a label."""
    for gap in gaps:
        for match in label.finditer(gap):
            date = reader.read(gap[match.end() : match.end() + _LABEL_REACH])
            if date is not None:
                return date
    return None


def _plain(gaps: Iterable[str], reader: DateReader) -> DateRange | None:
    """Return the first date that stands alone on its line or between separators."""
    for gap in gaps:
        for part in _SEPARATOR.split(reader.author.sub("", gap)):
            if reader.is_date_line(part):
                date = reader.read(part)
                if date is not None:
                    return date
    return None


def _closing(text: str, reader: DateReader) -> DateRange | None:
    """Return the date of the credit that closes an agency's article: "(APA, 8.6.2015)"."""
    found = _CLOSING_CREDIT.findall(text[-_CLOSING_REACH:])
    return reader.read(found[-1]) if found and reader.is_date_line(found[-1].lower()) else None


def _from_address(gaps: Iterable[str], reader: DateReader) -> DateRange | None:
    """Return the date in the first web address that has one: ".../2022/01/06/..."."""
    matches = (_URL_DATE.search(gap) for gap in gaps)
    dates = (_address_date(match, reader) for match in matches if match is not None)
    return next((date for date in dates if date is not None), None)


def _address_date(match: re.Match[str], reader: DateReader) -> DateRange | None:
    """Return the date in a web address; its month may be a number or a short name."""
    year, month, day = match.groups()[:3] if match[1] else match.groups()[3:]
    number = month if month.isdigit() else str(reader.months.get(month, 0))
    return _date(year, number, day)
