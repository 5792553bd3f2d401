"""Fetching one page: checks, turns and limits in their order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

import httpcore
import httpx

from geodata.errors import FetchError
from geodata.fetching.bodies import body_of
from geodata.fetching.connecting import CheckedNetwork
from geodata.fetching.deadline import Deadline
from geodata.fetching.kinds import check_media_type, media_type_of
from geodata.fetching.links import read_link, site_of
from geodata.fetching.pace import Pace
from geodata.fetching.redirects import follow, leads_on
from geodata.fetching.resolving import system_addresses
from geodata.fetching.robots import LARGEST_BYTES, Robots
from geodata.fetching.settings import FetchSettings
from geodata.fetching.statuses import check_status
from geodata.fetching.transport import Transport
from geodata.fetching.visiting import Visitor, ask

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.fetching.resolving import Resolve
    from geodata.fetching.visiting import Answer

__all__ = ["Fetched", "Fetcher"]

_ROBOTS_SECONDS = 10.0  # a chain of slow sites must not multiply the time of a visit
_LONGEST_SHOWN = 300  # characters of a link in a message


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was found at a link.

    Attributes:
        url: the link as it was asked for.
        final_url: where it led to, without what follows #.
        status: of the answer; 200 as a rule.
        media_type: what the server says it is, such as `text/html`; None where it is silent.
        data: the bytes, unpacked.
        charset: what the server says of the letters, as Python names it; None where it is silent
            or says nonsense.

    """

    url: str
    final_url: str
    status: int
    media_type: str | None
    data: bytes
    charset: str | None


class Fetcher:
    """Fetches pages politely and safely; one serves all threads, so that limits hold for all."""

    def __init__(
        self,
        settings: FetchSettings | None = None,
        *,
        resolve: Resolve = system_addresses,
        network: httpcore.NetworkBackend | None = None,
    ) -> None:
        """Make a fetcher; nothing is asked of the network yet.

        Args:
            settings: the usual ones where None.
            resolve: returns the addresses of a host; the system's by default.
            network: makes connections to addresses that were checked; the system's where None.

        """
        self._settings = FetchSettings() if settings is None else settings
        self._resolve = resolve
        self._network = httpcore.SyncBackend() if network is None else network
        self._pace = Pace()
        self._robots = Robots(self._robots_file)

    def fetch(self, url: str) -> Fetched:
        """Return the page at a link.

        Raises:
            FetchError: it cannot be fetched, or must not be; the message is one line for people.

        """
        try:
            return self._fetched(url)
        except FetchError as error:
            raise FetchError(error.reason, link=_shown(url)) from error

    def _fetched(self, url: str) -> Fetched:
        settings = self._settings
        first = read_link(url, allowed=settings.allowed)
        deadline = Deadline(settings.total_seconds)
        with Visitor(self._transport(deadline), settings) as visitor:
            get = partial(self._page, visitor=visitor, deadline=deadline)
            final, answer = follow(first, get, allowed=settings.allowed)
        kind, charset = media_type_of(answer.headers.get("Content-Type"))
        return Fetched(url, str(final), answer.status, kind, answer.data, charset)

    def _page(self, url: httpx.URL, *, visitor: Visitor, deadline: Deadline) -> Answer:
        pause = self._robots.pause_at(url)
        spacing = max(pause, self._settings.spacing_seconds)
        with self._pace.turn(site_of(url)[0], spacing_seconds=spacing) as waited:
            deadline.postpone(waited)
            return ask(visitor, url, deadline, self._wanted)

    def _wanted(self, response: httpx.Response) -> Iterator[bytes]:
        """Return the parts of a page; refuse, before they are read, what is none."""
        if leads_on(response.status_code):
            return iter(())
        check_status(response.status_code, response.headers)
        check_media_type(media_type_of(response.headers.get("Content-Type"))[0])
        return body_of(response, largest_bytes=self._settings.largest_bytes)

    def _robots_file(self, url: httpx.URL) -> tuple[int, bytes]:
        deadline = Deadline(min(_ROBOTS_SECONDS, self._settings.total_seconds))

        def get(url: httpx.URL) -> Answer:
            host, spacing = site_of(url)[0], self._settings.spacing_seconds
            with self._pace.turn(host, spacing_seconds=spacing) as waited:
                deadline.postpone(waited)
                return ask(visitor, url, deadline, _rules_wanted)

        with Visitor(self._transport(deadline), self._settings) as visitor:
            answer = follow(url, get, allowed=self._settings.allowed)[1]
        return answer.status, answer.data

    def _transport(self, deadline: Deadline) -> Transport:
        network = CheckedNetwork(
            self._network, self._resolve, allowed=self._settings.allowed, deadline=deadline
        )
        return Transport(network, _certificates(self._settings.authorities))


@cache
def _certificates(authorities: Path | None) -> ssl.SSLContext:
    """Return what proves that a site is the one named: the usual authorities, and our own."""
    context = httpx.create_ssl_context(trust_env=False)
    if authorities is not None:
        try:
            context.load_verify_locations(authorities)
        except OSError as error:  # ssl.SSLError is one
            raise FetchError(
                f"the certificates in SCHAUPLATZ_FETCH_CA cannot be read ({error})"
            ) from error
    return context


def _rules_wanted(response: httpx.Response) -> Iterator[bytes]:
    if response.status_code != httpx.codes.OK:
        return iter(())
    return body_of(response, largest_bytes=LARGEST_BYTES, cut=True)


def _shown(url: str) -> str:
    """Return a link fit for one line of a message."""
    line = " ".join("".join(c if c.isprintable() else "�" for c in url).split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
