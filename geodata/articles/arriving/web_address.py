"""Addresses of pages as pages, feeds and tables state them."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

__all__ = ["web_address"]

_LONGEST = 2_000  # characters: longer ones are no addresses that browsers open


def web_address(stated: str | None, *, base: str | None = None) -> str | None:
    """Return a stated address as a whole one; None unless it is one of the web.

    Scripts, files and addresses with a password are none; a relative one needs a `base`.
    """
    text = "" if stated is None else stated.strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        whole = text if base is None else urljoin(base, text)
        parts = urlsplit(whole)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    has_space = any(character.isspace() for character in whole)
    return whole if is_web and parts.username is None and not has_space else None
