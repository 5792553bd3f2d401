"""Where a link leads on to, each step checked like the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from geodata.errors import FetchError
from geodata.fetching.links import read_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.fetching.links import Site
    from geodata.fetching.visiting import Answer

__all__ = ["follow", "leads_on"]

_MOST = 5  # steps; RFC 9309 wants as many for robots.txt, pages seldom take three
_LEADS_ON = {301, 302, 303, 307, 308}
_LONGEST_SHOWN = 200  # characters of a link in a sentence


def leads_on(status: int) -> bool:
    """Return whether an answer of this status only says where the page is."""
    return status in _LEADS_ON


def follow(
    first: httpx.URL, get: Callable[[httpx.URL], Answer], *, allowed: frozenset[Site]
) -> tuple[httpx.URL, Answer]:
    """Return the link at the end of a chain, and what is answered there.

    A step from https:// to http:// is not taken: on that way anybody could put in another page
    than the one a person asked for, and nothing would show it.

    Raises:
        FetchError: the chain is too long or a circle, or a step leads to what must not be fetched.

    """
    seen = [first]
    for _ in range(_MOST + 1):
        answer = get(seen[-1])
        if not leads_on(answer.status):
            return seen[-1], answer
        seen.append(_next(seen[-1], answer, allowed))
    if len({*seen}) < len(seen):
        raise FetchError("leads on in a circle; check the link in a browser")
    raise FetchError(f"leads on more than {_MOST} times; take the link of the page at the end")


def _next(here: httpx.URL, answer: Answer, allowed: frozenset[Site]) -> httpx.URL:
    target = answer.headers.get("Location", "").strip()
    if not target:
        raise FetchError("leads on without saying where; check the link in a browser")
    try:
        there = str(here.join(target))
    except (httpx.InvalidURL, ValueError):
        there = target
    try:
        url = read_link(there, allowed=allowed)
    except FetchError as error:
        raise FetchError(f"leads on to {_shown(there)}: {error.reason}") from error
    if here.scheme == "https" and url.scheme == "http":
        raise FetchError(
            f"leads from https:// to {_shown(there)}, which is not protected; "
            "fetch that link itself if you trust it"
        )
    return url


def _shown(link: str) -> str:
    return repr(link[:_LONGEST_SHOWN])
