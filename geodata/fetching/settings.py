"""How pages are fetched: who we say we are, and the limits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib.metadata import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.fetching.links import Site

__all__ = ["PRODUCT", "FetchSettings"]

PRODUCT = "Schauplatz"  # the name that a robots.txt calls us by
_ALLOW = "SCHAUPLATZ_FETCH_ALLOW"
_CONTACT = "SCHAUPLATZ_FETCH_CONTACT"
_SECONDS = "SCHAUPLATZ_FETCH_SECONDS"
_MEGABYTES = "SCHAUPLATZ_FETCH_MEGABYTES"
_AUTHORITIES = "SCHAUPLATZ_FETCH_CA"
_MEGABYTE = 1_000_000
_HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How pages are fetched.

    Attributes:
        allowed: sites (host and port) that may be fetched though they are not public.
        contact: an address under which the people behind the requests are reached, as a page or
            mail; None for the project's own page.
        authorities: a file of further certificate authorities, as a newsroom's own; None for none.
        connect_seconds: the longest wait for a connection to one address of a site.
        silent_seconds: the longest wait for the next part of an answer.
        total_seconds: the longest a fetch may take, with redirects, without waiting for a turn;
            a robots.txt begun before may add ten seconds.
        largest_bytes: the most an answer may have, as sent and unpacked.
        spacing_seconds: the time between the starts of two requests at one host.

    """

    allowed: frozenset[Site] = frozenset()
    contact: str | None = None
    authorities: Path | None = None
    connect_seconds: float = 8.0
    silent_seconds: float = 15.0
    total_seconds: float = 45.0
    largest_bytes: int = 30 * _MEGABYTE
    spacing_seconds: float = 0.5

    @classmethod
    def from_config(cls, environ: Mapping[str, str]) -> FetchSettings:
        """Return the settings that the environment asks for; the usual ones where it is silent.

        Raises:
            FetchError: a variable says something that cannot be.

        """
        usual = cls()
        authorities = environ.get(_AUTHORITIES, "")
        return cls(
            allowed=frozenset(map(_site, environ.get(_ALLOW, "").replace(",", " ").split())),
            contact=_contact(environ.get(_CONTACT, "").strip()),
            authorities=Path(authorities) if authorities else None,
            total_seconds=_positive(environ, _SECONDS, usual.total_seconds),
            largest_bytes=int(
                _positive(environ, _MEGABYTES, usual.largest_bytes / _MEGABYTE) * _MEGABYTE
            ),
        )

    @property
    def user_agent(self) -> str:
        """Who asks, as servers are told: name, version, and where to ask back."""
        about = metadata("schauplatz")
        own_page = _own_page(about.get_all("Project-URL") or [])
        contact = own_page if self.contact is None else self.contact
        name = f"{PRODUCT}/{about['Version']}"
        return name if contact is None else f"{name} (+{contact})"


def _own_page(links: list[str]) -> str | None:
    """Return the first of the project's pages, which stand as `Homepage, https://...`."""
    return links[0].partition(",")[2].strip() if links else None


def _site(text: str) -> Site:
    host, _, port = text.rpartition(":")
    if host and port.isascii() and port.isdigit() and 0 < int(port) <= _HIGHEST_PORT:
        return host.strip("[]").lower(), int(port)
    raise FetchError(f"{_ALLOW} has {text!r}; write host and port, as in 127.0.0.1:8123")


def _contact(text: str) -> str | None:
    if text.isascii() and text.isprintable() and not set(text) & set("()"):
        return text or None
    raise FetchError(f"{_CONTACT} is {text!r}; write a web or mail address in plain letters")


def _positive(environ: Mapping[str, str], name: str, usual: float) -> float:
    text = environ.get(name, "").strip()
    if not text:
        return usual
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if value > 0 and math.isfinite(value):
        return value
    raise FetchError(f"{name} is {text!r}; write a number above zero")
