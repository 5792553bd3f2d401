"""What a page says of its article: headline, date, publisher, author, language, address.

Each fact is taken from where pages are most careful with it: JSON-LD, which search engines check,
then the page's meta elements, then what is seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geodata.articles.arriving.json_ld import find_article_node, iter_nodes, node_name
from geodata.articles.arriving.page_dates import CHANGED_META, SaidDates, page_date
from geodata.articles.arriving.web_address import web_address

if TYPE_CHECKING:
    import datetime as dt

    from lxml.html import HtmlElement

    from geodata.models import DateRange

__all__ = ["AboutPage", "about_page", "meta_values"]

# 300 characters: what a page calls its headline and is longer is its first paragraph.
_HEADLINE_CHARACTERS = 300
_NAME_CHARACTERS = 120  # of publishers and authors
# What separates a headline from the name of the site in the title of the window.
_SITE_SEPARATOR = re.compile(r"\s+(?:[|·•»]|-{1,2}|[–—])\s+|\s*\|\s*")
_SITE_WORDS = 3  # "Neue Zürcher Zeitung"
_PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "publishdate",
    "pubdate",
    "publish-date",
    "date",
)
_AUTHOR_META = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_PUBLISHER_META = ("og:site_name", "application-name", "dc.publisher", "publisher")
# "Von Karla Muster" is by her; of "Von der Leyen" it is a part of the name.
_BY = re.compile(
    r"^(?:von\s+(?-i:(?=[A-ZÀ-Þ])(?!De[rmn]\s))|(?:by|автор:?|text:|autor:?)\s+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class AboutPage:
    """What a page says; `node` is its JSON-LD of the article, empty where it has none."""

    headline: str | None
    published: DateRange | None
    publisher: str | None
    author: str | None
    language: str | None
    canonical_url: str | None
    node: dict[str, Any]
    nodes: tuple[dict[str, Any], ...]
    meta: dict[str, str]


def about_page(tree: HtmlElement, *, url: str | None, today: dt.date) -> AboutPage:
    """Return what a page says of its article; no date after today.

    `url` is where it was fetched: relative addresses start from it, and its host stands for a
    publisher that is not named.
    """
    meta = meta_values(tree)
    base = url or web_address(meta.get("og:url"))
    canonical = _canonical(tree, meta, base)
    shown = _shown_headline(tree, meta)
    nodes = list(iter_nodes(tree))
    node = find_article_node(nodes, canonical_url=canonical or url, headline=shown) or {}
    language = _language(tree, node, meta)
    stated = [node.get("datePublished"), *map(meta.get, _PUBLISHED_META), node.get("dateCreated")]
    changed = [node.get("dateModified"), *map(meta.get, CHANGED_META)]
    return AboutPage(
        headline=_short(node_name(node.get("headline")), _HEADLINE_CHARACTERS) or shown,
        published=page_date(
            tree,
            nodes,
            SaidDates(stated, changed),
            url=canonical or url,
            language=language,
            today=today,
        ),
        publisher=_publisher(node, meta, canonical or url),
        author=_author(node, meta),
        language=language,
        canonical_url=canonical,
        node=node,
        nodes=tuple(nodes),
        meta=meta,
    )


def meta_values(tree: HtmlElement) -> dict[str, str]:
    """Return what the meta elements say by name in lower case; of two the first."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _canonical(tree: HtmlElement, meta: dict[str, str], base: str | None) -> str | None:
    """Return the address that a page gives for itself, whole; None without one."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            found = web_address(link.get("href"), base=_base(tree, base))
            if found is not None:
                return found
    return web_address(meta.get("og:url"), base=base)


def _base(tree: HtmlElement, url: str | None) -> str | None:
    """Return the address from which relative ones start."""
    stated = next((element.get("href") for element in tree.iter("base")), None)
    return web_address(stated, base=url) or url


def _shown_headline(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    """Return the headline that readers see: the only h1, else that of the preview or window."""
    headings = [_text_of(heading) for heading in tree.iter("h1")]
    shown = [text for text in headings if 0 < len(text) <= _HEADLINE_CHARACTERS]
    stated = meta.get("og:title") or meta.get("twitter:title") or _window_title(tree)
    if len(shown) == 1 and (stated is None or not _is_site_name(shown[0], meta)):
        return shown[0]
    if stated is None:
        return shown[0] if shown else None
    same = (text for text in shown if text.lower() in stated.lower())
    return next(same, None) or _short(_without_site(stated, meta), _HEADLINE_CHARACTERS)


def _is_site_name(text: str, meta: dict[str, str]) -> bool:
    return text.lower() == meta.get("og:site_name", "").lower()


def _window_title(tree: HtmlElement) -> str | None:
    title = next((_text_of(element) for element in tree.iter("title")), "")
    return title or None


def _without_site(title: str, meta: dict[str, str]) -> str:
    """Return a title without the name of the site at its end."""
    site = meta.get("og:site_name", "").lower()
    rest = title
    for separator in reversed(list(_SITE_SEPARATOR.finditer(title))):
        last = rest[separator.end() :].strip()
        before = rest[: separator.start()]
        is_site = len(last.split()) <= _SITE_WORDS < len(before.split())
        if last.lower() != site and not is_site:
            break
        rest = before
    return rest.strip()


def _text_of(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _short(text: str | None, limit: int) -> str | None:
    return None if text is None or len(text) > limit else text


def _publisher(node: dict[str, Any], meta: dict[str, str], url: str | None) -> str | None:
    """Return who published: as named, else the host."""
    named = node_name(node.get("publisher"))
    names = (named, *(meta.get(name) for name in _PUBLISHER_META))
    found = next((name for name in names if name and _is_name(name)), None)
    if found is not None or url is None:
        return found
    host = urlsplit(url).hostname
    return None if host is None else host.removeprefix("www.")


def _author(node: dict[str, Any], meta: dict[str, str]) -> str | None:
    """Return who wrote it, several with commas between."""
    shown = (_BY.sub("", meta.get(name, "")) for name in _AUTHOR_META)
    names = (node_name(node.get("author")), *shown)
    return next((name for name in names if name and _is_name(name)), None)


def _is_name(text: str) -> bool:
    return len(text) <= _NAME_CHARACTERS and not text.startswith(("http://", "https://", "@", "{"))


def _language(tree: HtmlElement, node: dict[str, Any], meta: dict[str, str]) -> str | None:
    """Return the language that a page states, as two letters; None where it states none."""
    root = tree.getroottree().getroot()
    stated = (node_name(node.get("inLanguage")), root.get("lang"), meta.get("og:locale"))
    named = (re.match(r"[a-z]{2}(?![a-z])", value.strip().lower()) for value in stated if value)
    return next((match[0] for match in named if match is not None), None)
