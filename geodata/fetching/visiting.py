"""Asking a server for one page, and what goes wrong on the way in people's words."""

from __future__ import annotations

import ssl
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import httpcore
import httpx

from geodata.errors import FetchError
from geodata.fetching.kinds import ACCEPTED
from geodata.fetching.links import site_of
from geodata.fetching.unpacking import PACKINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geodata.fetching.deadline import Deadline
    from geodata.fetching.settings import FetchSettings
    from geodata.fetching.transport import Transport

__all__ = ["Answer", "Visitor", "ask"]


_LONGEST_REASON = 120  # characters of what a library says


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: status, headers, and the body as far as it was wanted."""

    status: int
    headers: Mapping[str, str]
    data: bytes


class Visitor:
    """Asks servers during one visit, from a link to the page at its end; its cookies end with it.

    Not httpx's client: that reads where an answer leads on to before we have checked it. Nothing
    is taken from the environment: no proxy, no name and password of a .netrc.
    """

    def __init__(self, transport: Transport, settings: FetchSettings) -> None:
        self._transport = transport
        self._cookies = httpx.Cookies()
        self._headers = {
            "User-Agent": settings.user_agent,
            "Accept": ACCEPTED,
            "Accept-Encoding": PACKINGS,
        }
        silent = settings.silent_seconds
        timeout = httpx.Timeout(silent, connect=settings.connect_seconds)
        self._extensions = {"timeout": timeout.as_dict()}

    @contextmanager
    def asking(self, url: httpx.URL) -> Iterator[httpx.Response]:
        """Ask for a page; yields the answer, its body not read yet."""
        request = httpx.Request("GET", url, headers=self._headers, extensions=self._extensions)
        request.headers.encoding = "utf-8"  # cookies may hold any letter
        self._cookies.set_cookie_header(request)
        with closing(self._transport.handle_request(request)) as response:
            response.request = request
            self._cookies.extract_cookies(response)
            yield response

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._transport.close()


def ask(
    visitor: Visitor,
    url: httpx.URL,
    deadline: Deadline,
    take: Callable[[httpx.Response], Iterator[bytes]],
) -> Answer:
    """Return what a server answers to one request, without going where it leads on to.

    Args:
        visitor: asks it.
        url: a checked link.
        deadline: that of the network the visitor asks over.
        take: returns the parts of the body that are wanted, or refuses the answer.

    Raises:
        FetchError: nobody answers, the answer takes too long, or it was refused.

    """
    host = site_of(url)[0]
    try:
        with visitor.asking(url) as response:
            return Answer(response.status_code, response.headers, b"".join(take(response)))
    except (httpcore.TimeoutException, httpcore.NetworkError) as error:
        if deadline.is_over:
            raise FetchError(
                f"took longer than {deadline.seconds:g} seconds; try again later"
            ) from error
        raise FetchError(_network_failure(host, error)) from error
    except (httpcore.ProtocolError, httpx.HTTPError) as error:
        raise FetchError(
            f"the answer of {host} breaks off or is no page ({_told(error)}); try again later"
        ) from error


def _network_failure(host: str, error: Exception) -> str:
    """Return why there is no answer from a host; the innermost error knows."""
    if isinstance(error, httpcore.TimeoutException):
        return f"{host} does not answer; try again later"
    cause = _cause(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return (
            f"the certificate of {host} cannot be trusted ({cause.verify_message}); "
            "check the link in a browser"
        )
    if isinstance(error, httpcore.ConnectError):
        return f"no connection to {host} ({_told(cause)}); try again later"
    return f"the connection to {host} broke off; try again later"


def _cause(error: BaseException) -> BaseException:
    """Return the error that httpcore wrapped; it gives it as argument, and hides it as cause."""
    while error.args and isinstance(error.args[0], BaseException):
        error = error.args[0]
    return error


def _told(error: BaseException) -> str:
    """Return what an error says, on one short line; the system's words without their number."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(said.split())[:_LONGEST_REASON] or type(error).__name__
