"""Untrusted text as plain HTML: shown letter for letter, and links of the web only.

This is for pages; what goes into the map itself goes through `escaping.py`.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

__all__ = ["escape", "isolate", "lang", "plain", "safe_url", "web_address"]

_LANGUAGE = re.compile("(?!und)[a-z]{2,3}").fullmatch  # ISO 639; "und" is undetermined
_UNSENDABLE = re.compile("[\ud800-\udfff\x00]")


def plain(text: str) -> str:
    """Return the text as it can be sent: lone surrogates and NUL become U+FFFD."""
    return _UNSENDABLE.sub("\ufffd", text)


def escape(text: str) -> str:
    """Return the text as HTML that shows it letter for letter, in an element or an attribute."""
    return html.escape(plain(text), quote=True)


def isolate(text: str) -> str:
    """Return the text as HTML whose writing direction does not spill over."""
    return f"<bdi>{escape(text)}</bdi>"


def lang(code: str) -> str:
    """Return the attribute that says what language a text is in; nothing where nobody knows."""
    return f' lang="{code}"' if _LANGUAGE(code) else ""


def safe_url(url: str | None) -> str | None:
    """Return the address, escaped, where it is one of the web; None for any other scheme."""
    address = web_address(url)
    return None if address is None else escape(address)


def web_address(url: str | None) -> str | None:
    """Return the address as it is where it is one of the web; None for any other scheme."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return None
    return url.strip()
