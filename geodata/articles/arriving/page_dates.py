"""The date of a page's article, which is not always the date of the page."""

from __future__ import annotations

import datetime as dt
import logging
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from geodata.articles.arriving.json_ld import ARTICLES, node_types
from geodata.articles.arriving.table_dates import cell_date
from geodata.articles.dates import load_dates
from geodata.languages import known_languages, load_pack
from geodata.models import DateRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

__all__ = ["CHANGED_META", "SaidDates", "page_date"]

# Names of meta elements that state when a page was changed last.
CHANGED_META = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")

# The web began then; what is older is the 1970 of an empty clock, or a mistake.
_FIRST_DAY = dt.date(1990, 1, 1)
_UNIX_SECONDS = re.compile(r"1?\d{9}(?:\d{3})?")
_UNIX_MILLISECONDS_FROM = 10**11
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


class SaidDates(NamedTuple):
    """What a page states of when its article was published and changed; only texts are dates."""

    published: Sequence[Any]
    changed: Sequence[Any]


def page_date(
    tree: HtmlElement,
    nodes: Sequence[dict[str, Any]],
    said: SaidDates,
    *,
    url: str | None,
    language: str | None,
    today: dt.date,
) -> DateRange | None:
    """Return when an article was published: as stated, as shown, else when it was last changed.

    A date after today, or before there were web pages, is a mistake. Where a stated one may be one
    of two days, nothing is searched for, as the search would take either.

    Args:
        tree: The page.
        nodes: What it describes as JSON-LD.
        said: What it states of its date, the most trustworthy first.
        url: Its address, which may hold a date.
        language: That of the page, which says whether the day stands first in `6/1/2022`.
        today: The last day that can be.
    """
    stated = [*_texts(said.published), *_marked(tree)]
    found = _first_sound(stated, language, today)
    if found is None and not any(_is_ambiguous(text, language) for text in stated):
        searched = _without_judged(tree, nodes)
        found = _searched_date(searched, url, today)
        if found is not None and _is_guess(found.start, searched, url, language):
            found = None
    return found or _first_sound(_texts(said.changed), language, today)


def _without_judged(tree: HtmlElement, nodes: Sequence[dict[str, Any]]) -> HtmlElement:
    """Return a copy of a page without what a search for its date would take for more than it is.

    That is the date of its last change, and its JSON-LD if that describes articles: the page's own
    has been asked, the others are others.
    """
    page = deepcopy(tree)
    describes = any(node_types(node) & ARTICLES for node in nodes)
    for element in list(page.iter("meta", "script")):
        names = {(element.get(key) or "").strip().lower() for key in ("property", "name")}
        names.add((element.get("http-equiv") or "").strip().lower())
        is_json_ld = (element.get("type") or "").lower().startswith("application/ld+json")
        if names & set(CHANGED_META) or (is_json_ld and describes):
            element.drop_tree()
    return page


def _is_guess(day: dt.date, tree: HtmlElement, url: str | None, language: str | None) -> bool:
    """Whether a day was read from `6/1/2022` alone, in a language that may mean either by it."""
    from lxml.etree import tostring  # noqa: PLC0415 -- only pages should load it

    one, two = sorted((day.day, day.month))
    shown = f"{url or ''} {tostring(tree, encoding='unicode')}"
    if re.search(rf"{day:%Y([-/._]?)%m}(?:\1){day:%d}", shown) is not None:
        return False
    slashed = rf"(?<![\d/])(?:0?{one}/0?{two}|0?{two}/0?{one})/{day.year}(?!\d)"
    found = re.search(slashed, shown)
    return found is not None and _is_ambiguous(found[0], language)


def _texts(stated: Iterable[Any]) -> tuple[str, ...]:
    return tuple(text.strip() for text in stated if isinstance(text, str) and text.strip())


def _first_sound(stated: Iterable[str], language: str | None, today: dt.date) -> DateRange | None:
    """Return the first date that can be; None where none can."""
    dates = (_stated_date(text, language) for text in stated)
    return next((date for date in dates if date is not None and _can_be(date, today)), None)


def _is_ambiguous(text: str, language: str | None) -> bool:
    """Whether a text states a day that may be one of two."""
    return _SLASHED.match(text) is not None and _stated_date(text, language) is None


def _can_be(date: DateRange, today: dt.date) -> bool:
    return _FIRST_DAY <= date.start <= today


def _stated_date(text: str, language: str | None) -> DateRange | None:
    """Return the date of ISO forms, seconds since 1970, or a date written out."""
    if _UNIX_SECONDS.fullmatch(text) is not None:
        seconds = int(text)
        if seconds > _UNIX_MILLISECONDS_FROM:
            seconds //= 1000
        return DateRange.day(dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date())
    found = cell_date(text)
    if found is None and language is not None and _SLASHED.match(text) is not None:
        return load_dates(load_pack(language)).read(text) if language in known_languages() else None
    return found


def _marked(tree: HtmlElement) -> tuple[str, ...]:
    """Return the date of the first element that is marked as that of publication."""
    for element in tree.iter("time"):
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        is_marked = "datepublished" in marks or element.get("pubdate") is not None
        stated = element.get("datetime")
        if is_marked and stated:
            return _texts([stated])
    return ()


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
