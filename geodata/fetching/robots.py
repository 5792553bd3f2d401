"""What sites ask of programs in their robots.txt (RFC 9309), read once for each site."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from protego import Protego

from geodata.errors import FetchError
from geodata.fetching.settings import PRODUCT

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

__all__ = ["LARGEST_BYTES", "Robots"]

LARGEST_BYTES = 500 * 1024  # as RFC 9309 wants: what is behind is not read
_KEPT = 2_000  # sites
_GOOD_SECONDS = 24 * 3600.0  # RFC 9309: not longer than a day
_BAD_SECONDS = 300.0  # then a site that could not be asked is asked again
_LONGEST_PAUSE = 10.0  # seconds; some wish for hours, which are meant for machines that read it all
_ERRORS = 500  # from here on the server failed; below it there is no such file
_FOUND = 200

# Thousands of other programs named before thousands of rules would fill the memory, so they are
# all called the same before they are counted.
_NAMED = re.compile(r"^([ \t]*user[- ]?agent[ \t]*[: \t])[ \t]*(.*)$", re.IGNORECASE | re.MULTILINE)
_US = PRODUCT.lower()


@dataclass(slots=True)
class _Site:
    """What one site says; the lock is held while it is asked."""

    lock: Lock = field(default_factory=Lock)
    rules: Protego | None = None
    failure: str = ""
    until: float = -1.0  # by the monotonic clock


class Robots:
    """The rules of sites; shared by all threads that fetch, each site is asked once."""

    def __init__(self, get: Callable[[httpx.URL], tuple[int, bytes]]) -> None:
        """Take what returns status and body of a robots.txt, and raises FetchError."""
        self._get = get
        self._lock = Lock()
        self._sites: dict[str, _Site] = {}

    def pause_at(self, url: httpx.URL) -> float:
        """Return the seconds that a site wants between requests; 0 where it says nothing.

        Raises:
            FetchError: the site does not want this page fetched, or cannot be asked.

        """
        site = self._site(url)
        with site.lock:
            if monotonic() >= site.until:
                self._read(site, url.join("/robots.txt"))
        if site.rules is None:
            raise FetchError(site.failure)
        if not site.rules.can_fetch(str(url), PRODUCT):
            raise FetchError(
                "the site's robots.txt asks programs not to fetch this page; "
                "save it in the browser and add the file"
            )
        return min(site.rules.crawl_delay(PRODUCT) or 0.0, _LONGEST_PAUSE)

    def _site(self, url: httpx.URL) -> _Site:
        origin = str(url.join("/"))
        with self._lock:
            site = self._sites.pop(origin, None) or _Site()
            self._sites[origin] = site  # the last asked for is last
            if len(self._sites) > _KEPT:
                del self._sites[next(iter(self._sites))]
            return site

    def _read(self, site: _Site, url: httpx.URL) -> None:
        try:
            status, data = self._get(url)
        except FetchError as error:
            site.failure, site.rules = error.reason, None
        else:
            site.rules = _rules(status, data)
            site.failure = (
                f"the site's robots.txt cannot be read (status {status}), so nothing of it may be "
                "fetched; try again later"
            )
        site.until = monotonic() + (_BAD_SECONDS if site.rules is None else _GOOD_SECONDS)


def _rules(status: int, data: bytes) -> Protego | None:
    """Return the rules of a site; none at all where there is no such file, None after a failure."""
    if status >= _ERRORS:
        return None
    text = data.decode("utf-8", "replace") if status == _FOUND else ""
    return Protego.parse(_NAMED.sub(_without_others, text.removeprefix("\ufeff")))


def _without_others(found: re.Match[str]) -> str:
    named = found[2].lower()
    return found[0] if "*" in named or _US in named else f"{found[1]} another"
