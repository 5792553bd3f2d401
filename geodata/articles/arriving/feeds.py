"""RSS and Atom: entries with their full text are articles, the others links to them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from geodata.articles.arriving.arrived import FoundLink
from geodata.articles.arriving.fragment import fragment_paragraphs
from geodata.articles.arriving.limits import FEED_BYTES, FEED_ENTRIES
from geodata.articles.arriving.web_address import web_address
from geodata.articles.incoming import Origin
from geodata.errors import InputError, LanguageError
from geodata.models import DateRange, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.articles.arriving.arrived import Arrived, Found

__all__ = ["read_feed"]

# 600 characters: teasers have up to 400; what a feed gives in full has two paragraphs and more.
_FULL_TEXT = 600
# An entry that says so itself goes on behind its link.
_CUT = re.compile(
    r"(?:\[(?:…|\.\.\.|&hellip;)\]|…|\.\.\.|weiterlesen|mehr lesen|read more|continue reading"
    r"|читать далее|подробнее)\W*$",
    re.IGNORECASE,
)
# 80 characters: the longest of these words with the signs behind it has 30.
_CUT_WITHIN = 80
_DOCTYPE = b"<!doctype"
# What stands before the outermost element, by its first and its last characters.
_PROLOG = ((b"<?", b"?>"), (b"<!--", b"-->"))


def read_feed(arrived: Arrived) -> Iterator[Found]:
    """Yield the articles and links of a feed, in its order.

    Raises:
        InputError: it is too long, or no feed.
        OSError: it cannot be read.
    """
    raw = arrived.read(FEED_BYTES, what="a feed")
    feed = _parsed(raw, arrived)
    publisher = _line(feed.feed.get("title"))
    if not feed.entries:
        raise InputError("is a feed without entries" if feed.version else "is no feed of articles")
    for number, entry in enumerate(feed.entries, 1):
        if number > FEED_ENTRIES:
            where = f"{arrived.name}, entry {number}"
            yield Problem(where, f"is beyond the first {FEED_ENTRIES} entries; left out")
            return
        yield from _read_entry(arrived, entry, number, publisher)


def _parsed(raw: bytes, arrived: Arrived) -> Any:
    """Return a feed as feedparser reads it; given bytes it fetches nothing.

    Raises:
        InputError: it cannot be read at all.
    """
    import feedparser  # noqa: PLC0415 -- only feeds should load it

    headers = {} if arrived.url is None else {"content-location": arrived.url}
    if arrived.media_type is not None:
        headers["content-type"] = arrived.media_type
    try:
        return feedparser.parse(BytesIO(_without_doctype(raw)), response_headers=headers)
    except Exception as error:  # noqa: BLE001 -- a broken feed raises what its parsers make it
        raise InputError(f"is no feed that can be read ({type(error).__name__})") from None


def _without_doctype(raw: bytes) -> bytes:
    """Return a feed without its document type, which may call in files or blow itself up.

    It stands before the outermost element; what an article says of document types stays.
    """
    at = 0
    while (start := raw.find(b"<", at)) >= 0:
        if raw[start : start + len(_DOCTYPE)].lower() == _DOCTYPE:
            end = _doctype_end(raw, start)
            return raw[:start] + raw[end:].lstrip()
        last = next((last for first, last in _PROLOG if raw.startswith(first, start)), None)
        end = -1 if last is None else raw.find(last, start)
        if last is None or end < 0:
            return raw
        at = end + len(last)
    return raw


def _doctype_end(raw: bytes, start: int) -> int:
    """Return where a document type ends, that with declarations in brackets behind these."""
    first = raw.find(b">", start)
    bracket = raw.find(b"[", start, first)
    if bracket < 0:
        return len(raw) if first < 0 else first + 1
    closing = raw.find(b"]", bracket)
    while closing >= 0:
        rest = closing + 1
        while raw[rest : rest + 1].isspace():
            rest += 1
        if raw.startswith(b">", rest):
            return rest + 1
        closing = raw.find(b"]", rest)
    return len(raw)


def _read_entry(
    arrived: Arrived, entry: Any, number: int, publisher: str | None
) -> Iterator[Found]:
    """Yield the article or the link of an entry, or why it gives neither."""
    where = f"{arrived.name}, entry {number}"
    title, url = _line(entry.get("title")), web_address(entry.get("link"), base=arrived.url)
    date = _date(entry, arrived.today)
    paragraphs = _full_text(entry)
    if paragraphs is None:
        if url is None:
            yield Problem(where, "has neither its full text nor a link")
        else:
            yield FoundLink(url=url, title=title, published=date)
        return
    text = "\n\n".join(paragraphs if title in {None, paragraphs[0]} else (title, *paragraphs))
    raw = text.encode("utf-8", "surrogatepass")
    try:
        found = replace(arrived, url=None).incoming(
            text,
            raw,
            part=f"entry {number}",
            published=date,
            publisher=publisher,
            url=url,
            author=_line(entry.get("author")),
            canonical_url=url,
            origin=Origin("feed", where),
        )
    except (InputError, LanguageError) as error:
        yield Problem(where, str(error))
        return
    yield found


def _full_text(entry: Any) -> tuple[str, ...] | None:
    """Return the paragraphs of an entry that holds its whole text; None of a teaser."""
    contents = [one.get("value") or "" for one in entry.get("content", ())]
    candidates = [*contents, entry.get("summary") or ""]
    longest = max(candidates, key=len)
    if len(longest) < _FULL_TEXT:
        return None
    paragraphs = fragment_paragraphs(longest)
    told = sum(map(len, paragraphs))
    is_cut = bool(paragraphs) and _CUT.search(paragraphs[-1][-_CUT_WITHIN:]) is not None
    return None if told < _FULL_TEXT or is_cut else paragraphs


def _date(entry: Any, today: dt.date) -> DateRange | None:
    """Return the day of an entry, published before updated; None where it lies in the future."""
    for key in ("published_parsed", "updated_parsed"):
        parts = dict.get(entry, key)  # its own `get` passes off one for the other, with a warning
        if parts is not None:
            try:
                day = dt.date(*parts[:3])
            except ValueError:
                continue
            return DateRange.day(day) if day <= today else None
    return None


def _line(value: Any) -> str | None:
    """Return a name or title on one line, its tags left out."""
    if not isinstance(value, str):
        return None
    return " ".join(" ".join(fragment_paragraphs(value)).split()) or None
