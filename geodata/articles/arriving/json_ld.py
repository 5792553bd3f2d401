"""What a page says of its article as JSON-LD, in the words of schema.org."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geodata.articles.arriving.limits import JSON_LD_BYTES
from geodata.articles.arriving.web_address import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

__all__ = ["find_article_node", "iter_nodes", "node_name", "node_types"]

# schema.org's kinds of articles, https://schema.org/Article and its subtypes.
ARTICLES = frozenset(
    {
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "askpublicnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "reviewnewsarticle",
        "advertisercontentarticle",
        "satiricalarticle",
        "report",
        "liveblogposting",
        "blogposting",
        "socialmediaposting",
        "techarticle",
        "scholarlyarticle",
    }
)
_NODES = 2_000  # a page with more describes a shop
_DEPTH = 12
_NAMES = 20  # of authors; more are a list of everybody in the house
_COMMA = re.compile(r",(?=\s*[}\]])")  # the commonest mistake: one too many
_TAG = re.compile(r"<[^<>]{0,200}>")


def iter_nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of all JSON-LD blocks, outer before inner; broken blocks are left out."""
    count = 0
    for script in tree.iter("script"):
        kind = (script.get("type") or "").partition(";")[0].strip().lower()
        text = script.text or ""
        if kind != "application/ld+json" or len(text) > JSON_LD_BYTES:
            continue
        for node in _objects(_loaded(text), 0):
            count += 1
            if count > _NODES:
                return
            yield node


def _loaded(text: str) -> Any:
    """Return what a block says; None where it is no JSON, even after small mending."""
    bare = _unwrapped(text)
    for candidate in (bare, _COMMA.sub("", bare), html.unescape(bare)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(text: str) -> str:
    """Return a block without the comment or CDATA marks that old editors put around scripts."""
    bare = text.strip().removeprefix("<!--").removeprefix("//").lstrip()
    bare = bare.removeprefix("<![CDATA[").removesuffix(";").rstrip()
    return bare.removesuffix("-->").removesuffix("]]>").rstrip().removesuffix("//")


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield an object and those in its lists of parts; the article's own properties stay in it."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def node_types(node: dict[str, Any]) -> frozenset[str]:
    """Return the kinds of an object, in lower case and without their vocabulary."""
    stated = node.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return frozenset(
        re.split(r"[/#:]", kind)[-1].lower() for kind in kinds if isinstance(kind, str)
    )


def find_article_node(
    nodes: list[dict[str, Any]], *, canonical_url: str | None, headline: str | None
) -> dict[str, Any] | None:
    """Return the object that describes the page's own article; None where none does.

    Pages describe further articles, too: the one with the page's address counts, then the one with
    its headline, then the first. One with another address and another headline is another's.
    """
    articles = [
        node
        for node in nodes
        if node_types(node) & ARTICLES and not _is_of_another(node, canonical_url, headline)
    ]
    if not articles:
        return None
    return max(
        articles,
        key=lambda node: (
            canonical_url is not None and _bare(canonical_url) in map(_bare, _addresses(node)),
            headline is not None and node_name(node.get("headline")) == headline,
            -articles.index(node),
        ),
    )


def _addresses(node: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses that an object gives for itself."""
    page = node.get("mainEntityOfPage")
    inner = page.get("@id") if isinstance(page, dict) else page
    for value in (node.get("url"), node.get("@id"), inner):
        if isinstance(value, str):
            yield value


def _bare(url: str) -> str:
    return url.partition("#")[0].rstrip("/")


def _is_of_another(node: dict[str, Any], canonical_url: str | None, headline: str | None) -> bool:
    """Whether an object states an address and a headline, and both are not those of the page."""
    stated = node_name(node.get("headline"))
    if canonical_url is None or headline is None or stated is None:
        return False
    own, shown = stated.lower(), headline.lower()
    paths = {path for path in map(_path, _addresses(node)) if path is not None}
    is_other_place = bool(paths) and _path(canonical_url) not in paths
    return is_other_place and own not in shown and shown not in own


def _path(url: str) -> str | None:
    """Return the path of an address, which a page's mobile edition shares; None of no address."""
    try:
        return urlsplit(url).path.rstrip("/") if web_address(url) is not None else None
    except ValueError:
        return None


def node_name(value: Any, depth: int = 0) -> str | None:
    """Return a name on one line, given as text, as an object with a name, or as a list of them.

    None where it is none, or lies deeper than `_DEPTH` levels.
    """
    if depth > _DEPTH:
        return None
    match value:
        case str():
            text = " ".join(_TAG.sub("", html.unescape(value)).split())
            return text or None
        case {"name": name}:
            return node_name(name, depth + 1)
        case {"@value": text}:
            return node_name(text, depth + 1)
        case list():
            names = (node_name(item, depth + 1) for item in value[:_NAMES])
            return ", ".join(dict.fromkeys(name for name in names if name is not None)) or None
        case _:
            return None
