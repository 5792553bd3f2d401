"""Dates as cells of tables state them."""

from __future__ import annotations

import datetime as dt
import re

from geodata.articles.dates import load_dates, read_date
from geodata.languages import known_languages, load_pack
from geodata.models import DateRange

__all__ = ["cell_date"]

# Excel counts days from the last but one of 1899, as it takes 1900 for a leap year.
_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
# 20,000 to 80,000: 1954 to 2119; a bare year is no such number. A decimal comma is the hour's.
_SERIAL = re.compile(r"([2-7]\d{4})(?:[.,]\d+)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}")
_MONTHS = 12
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")


def cell_date(stated: str) -> DateRange | None:
    """Return the date of a cell: ISO, `6.1.2022`, `20220106`, an Excel number, or written out.

    None where it is none, or may be one of two days, as `6/1/2022` is.
    """
    text = stated.strip()
    serial = _SERIAL.fullmatch(text)
    if serial is not None:
        return DateRange.day(_EXCEL_DAY_ZERO + dt.timedelta(days=int(serial[1])))
    compact = _COMPACT.fullmatch(text)
    if compact is not None:
        return DateRange.from_iso("-".join(compact.groups()))
    slashed = _SLASHED.match(text)
    if slashed is not None and _may_be_two_days(int(slashed[1]), int(slashed[2])):
        return None
    return read_date(text) or _written(text)


def _may_be_two_days(first: int, second: int) -> bool:
    """Whether one writer would mean another day by the two numbers than the next."""
    return first != second and max(first, second) <= _MONTHS


def _written(text: str) -> DateRange | None:
    """Return a date in words or with a time of day, in the first language that reads it."""
    readings = (load_dates(load_pack(code)).read(text) for code in known_languages())
    return next((date for date in readings if date is not None), None)
