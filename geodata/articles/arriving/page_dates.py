"""The date of a page's article, which is not always the date of the page."""

from __future__ import annotations

import datetime as dt
import logging
import re
from typing import TYPE_CHECKING, Any

from geodata.articles.arriving.table_dates import cell_date
from geodata.models import DateRange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

__all__ = ["page_date"]

# The web began then; what is older is the 1970 of an empty clock, or a mistake.
_FIRST_DAY = dt.date(1990, 1, 1)
_UNIX_SECONDS = re.compile(r"1?\d{9}(?:\d{3})?")
_UNIX_MILLISECONDS_FROM = 10**11


def page_date(
    tree: HtmlElement, stated: Iterable[Any], *, url: str | None, today: dt.date
) -> DateRange | None:
    """Return the first stated date that can be, else the one that the page shows; None without.

    `stated` are what the page says, that of publication first. A date after today, or before
    there were web pages, is a mistake.
    """
    texts = (text.strip() for text in stated if isinstance(text, str))
    dates = (_stated_date(text) for text in texts if text)
    marked = _marked_date(tree)
    sound = (date for date in (*dates, marked) if date is not None and _can_be(date, today))
    return next(sound, None) or _searched_date(tree, url, today)


def _can_be(date: DateRange, today: dt.date) -> bool:
    return _FIRST_DAY <= date.start <= today


def _stated_date(text: str) -> DateRange | None:
    """Return the date of ISO forms, seconds since 1970, or a date written out."""
    if _UNIX_SECONDS.fullmatch(text) is not None:
        seconds = int(text)
        if seconds > _UNIX_MILLISECONDS_FROM:
            seconds //= 1000
        return DateRange.day(dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date())
    return cell_date(text)


def _marked_date(tree: HtmlElement) -> DateRange | None:
    """Return the date of the first element that is marked as that of publication."""
    for element in tree.iter("time"):
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        is_marked = "datepublished" in marks or element.get("pubdate") is not None
        stated = element.get("datetime")
        if is_marked and stated:
            return _stated_date(stated.strip())
    return None


def _searched_date(tree: HtmlElement, url: str | None, today: dt.date) -> DateRange | None:
    """Return the date that htmldate finds on the page or in its address."""
    from htmldate import find_date  # noqa: PLC0415 -- loads with the first page that needs it

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = find_date(
            tree,
            extensive_search=False,  # which would take any year in the text for one
            original_date=True,
            url=url,
            min_date=_FIRST_DAY.isoformat(),
            max_date=today.isoformat(),
        )
    except Exception:  # noqa: BLE001 -- an odd page costs its date, not the article
        return None
    return None if found is None else DateRange.from_iso(found)
