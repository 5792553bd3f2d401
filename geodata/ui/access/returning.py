"""Where a reader wanted to go before signing in: Streamlit always comes back to the start page.

Kept here, not in an address or a cookie, it can be nothing but a page of ours with its parameters:
nobody is led astray. The browser is known again by the token that Streamlit gives each against
forged requests. With several servers behind one address the start page it is.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.state.navigation import PAGES, PageName

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Wanted", "WantedPages", "browser_key", "go_where_wanted", "keep_wanted", "own_query"]

_COOKIE = "_streamlit_xsrf"
_START: PageName = "overview"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page and the parameters of its address."""

    page: PageName
    query: Mapping[str, list[str]]

    @property
    def is_start(self) -> bool:
        """Whether this is the start page as it is without a link."""
        return self.page == _START and not self.query


@dataclass(slots=True)
class WantedPages:
    """What browsers wanted to see, by their keys: the newest, for a while; for many threads."""

    most: int = 1000
    longest: int = 8000  # characters of parameters
    seconds: float = 900.0  # a second factor and a forgotten password take minutes
    _kept: OrderedDict[bytes, tuple[float, Wanted]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, key: bytes, wanted: Wanted, now: float) -> None:
        """Remember what a browser wants instead of what it wanted before."""
        if sum(len(value) for values in wanted.query.values() for value in values) > self.longest:
            return
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = (now, wanted)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)

    def take(self, key: bytes, now: float) -> Wanted | None:
        """Return what a browser wanted, once; None where that is nothing, or too long ago."""
        with self._lock:
            since, wanted = self._kept.pop(key, (now, None))
        return wanted if now - since <= self.seconds else None


def keep_wanted(page: PageName) -> None:
    """Remember the page and its address; for callbacks, just before the reader signs in.

    The bare start page is where a failed attempt ends, too: it leaves what was wanted before it.
    """
    wanted, key = Wanted(page, own_query()), _own_key()
    if key is not None and not wanted.is_start:
        _wanted_pages().keep(key, wanted, time.monotonic())


def go_where_wanted(page: PageName) -> None:
    """On the bare start page, lead a reader who has just signed in to what they wanted."""
    if not Wanted(page, own_query()).is_start:
        return
    key = _own_key()
    wanted = None if key is None else _wanted_pages().take(key, time.monotonic())
    if wanted is None:
        return
    if wanted.page == page:
        st.query_params.from_dict(wanted.query)
    else:
        st.switch_page(PAGES[wanted.page][0], query_params=wanted.query)


def own_query() -> dict[str, list[str]]:
    """Return the parameters of the address, without those of embedding, which are Streamlit's."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def browser_key(cookie: str) -> bytes | None:
    """Return the token in Streamlit's cookie `2|mask|masked|time`, whose mask always changes."""
    parts = cookie.strip('"').split("|")
    if len(parts) != 4 or parts[0] != "2":  # noqa: PLR2004 - the parts named above
        return None
    try:
        mask, masked = bytes.fromhex(parts[1]), bytes.fromhex(parts[2])
    except ValueError:
        return None
    if not mask or not masked:
        return None
    return bytes(byte ^ mask[place % len(mask)] for place, byte in enumerate(masked))


def _own_key() -> bytes | None:
    return browser_key(st.context.cookies.get(_COOKIE, ""))


@cache
def _wanted_pages() -> WantedPages:
    return WantedPages()
