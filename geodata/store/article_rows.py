"""Articles as rows, and rows as articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.models import Article, DateRange, Span, stable_id
from geodata.store.addresses import address_of, is_same_site
from geodata.store.records import Entry
from geodata.store.schema import ARTICLES

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Row

    from geodata.articles.incoming import Incoming
    from geodata.store.records import NewArticle

__all__ = [
    "ARTICLE_COLUMNS",
    "ENTRY_COLUMNS",
    "addresses_of",
    "article_from",
    "article_row",
    "dates_from",
    "entry_from",
    "origin_row",
    "span_from",
]

_columns = ARTICLES.c
ENTRY_COLUMNS = (
    _columns.article_id,
    _columns.number,
    _columns.title,
    _columns.language,
    _columns.published_start,
    _columns.published_end,
    _columns.publisher,
    _columns.author,
    _columns.url,
    _columns.canonical_url,
    _columns.near,
    _columns.added_by,
    _columns.added_at,
    _columns.superseded_by,
    _columns.method_version,
)
ARTICLE_COLUMNS = (
    _columns.article_id,
    _columns.text,
    _columns.body,
    _columns.language,
    _columns.headline_start,
    _columns.headline_end,
    _columns.published_start,
    _columns.published_end,
    _columns.publisher,
    _columns.url,
    _columns.author,
)


def article_row(new: NewArticle, number: int) -> dict[str, Any]:
    """Return the row of an article, without what changes later."""
    article = new.incoming.article
    published, headline = article.published, article.headline
    return {
        "number": number,
        "article_id": article.article_id,
        "text_sha256": article.content_sha256,
        "text": article.text,
        "body": article.body,
        "title": article.title,
        "headline_start": None if headline is None else headline.start,
        "headline_end": None if headline is None else headline.end,
        "language": article.language,
        "published_start": None if published is None else published.start,
        "published_end": None if published is None else published.end,
        "publisher": article.publisher,
        "author": article.author,
        "url": article.url,
        "canonical_url": new.incoming.canonical_url,
        "signature": new.signature,
        "added_by": new.added_by,
        "added_at": new.added_at,
    }


def origin_row(new: NewArticle, number: int) -> dict[str, Any]:
    """Return the row that says where a text came in."""
    incoming = new.incoming
    origin, url = incoming.origin, incoming.article.url
    return {
        "article_number": number,
        "origin_key": stable_id(origin.kind, origin.name, url, incoming.raw_sha256),
        "kind": origin.kind,
        "name": origin.name,
        "url": url,
        "raw_sha256": incoming.raw_sha256,
        "seen_at": new.added_at,
    }


def addresses_of(incoming: Incoming) -> tuple[str, ...]:
    """Return the addresses that an article stands at, the canonical one first.

    A page may name one of its own site alone: copies name the original, and anybody may name
    anything, which must not take the place of what stands there.
    """
    url, canonical = incoming.article.url, incoming.canonical_url
    urls = (canonical, url) if is_same_site(canonical, url) else (url,)
    found = map(address_of, urls)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def article_from(row: Row[*tuple[Any, ...]]) -> Article:
    """Return the article of a row that begins with `ARTICLE_COLUMNS`."""
    article_id, text, body, language, *rest = row[: len(ARTICLE_COLUMNS)]
    headline_start, headline_end, first, last, publisher, url, author = rest
    return Article(
        article_id=article_id,
        text=text,
        body=tuple(Span(start, end) for start, end in body),
        language=language,
        headline=span_from(headline_start, headline_end),
        published=dates_from(first, last),
        publisher=publisher,
        url=url,
        author=author,
    )


def entry_from(row: Row[*tuple[Any, ...]]) -> Entry:
    """Return the entry of a row that begins with `ENTRY_COLUMNS`."""
    article_id, number, title, language, first, last, *rest = row[: len(ENTRY_COLUMNS)]
    return Entry(article_id, number, title, language, dates_from(first, last), *rest)


def span_from(start: int | None, end: int | None) -> Span | None:
    """Return the stretch that two columns name; None where they name none."""
    return None if start is None or end is None else Span(start, end)


def dates_from(first: dt.date | None, last: dt.date | None) -> DateRange | None:
    """Return the days that two columns name; None where they name none."""
    return None if first is None or last is None else DateRange(first, last)
