"""Addresses of articles, compared as readers would: one page, one address."""

from __future__ import annotations

from urllib.parse import unquote_plus, urlsplit, urlunsplit

__all__ = ["address_of", "is_same_site"]

_PORTS = {"http": 80, "https": 443}
# What mailings and networks put behind an address to count their readers.
_COUNTING = frozenset({"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid"})
_COUNTING_START = "utm_"


def address_of(url: str | None) -> str | None:
    """Return the address that a link leads to, without what makes no difference to the page.

    That is the part behind the number sign, marks of those who count readers, the case of the
    host, and whether it is encrypted. None where it names no page: a host alone is the front page
    of a paper, which stands in many tables as the address of all its articles.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if host is None or scheme not in _PORTS:
        return None
    query = _query(parts.query)
    if parts.path in ("", "/") and not query:
        return None
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    return urlunsplit(("https", place, parts.path or "/", query, ""))


def is_same_site(one: str | None, other: str | None) -> bool:
    """Whether two links lead to one host, with or without its `www.`; not where one names none."""
    host = _site(one)
    return host is not None and host == _site(other)


def _site(url: str | None) -> str | None:
    try:
        host = urlsplit((url or "").strip()).hostname
    except ValueError:
        return None
    return None if host is None else host.removeprefix("www.")


def _query(query: str) -> str:
    """Return a query without marks; the rest as it is written, in whatever encoding that may be."""
    return "&".join(part for part in query.split("&") if not _counts(part))


def _counts(part: str) -> bool:
    key = unquote_plus(part.partition("=")[0]).lower()
    return key in _COUNTING or key.startswith(_COUNTING_START)
