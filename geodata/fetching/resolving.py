"""From the name of a site to its addresses, once for each connection."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from geodata.errors import FetchError
from geodata.fetching.addresses import IPAddress, is_public

if TYPE_CHECKING:
    from geodata.fetching.links import Site

__all__ = ["Resolve", "public_addresses", "system_addresses"]

Resolve = Callable[[str, int], Sequence[str]]
"""Returns the addresses of a host and port, likeliest first; OSError where there are none."""


def system_addresses(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses that the system knows for a host, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def public_addresses(
    site: Site, resolve: Resolve, *, seconds: float, allowed: frozenset[Site]
) -> tuple[IPAddress, ...]:
    """Return the addresses of a site, all of them public unless the site is allowed by name.

    One address inside a network is enough to refuse a name: its owner means to lead us there, or
    the network answers with its own.

    Raises:
        FetchError: there is no such site, it took longer than the seconds, or it is not public.

    """
    host = site[0]
    found = _written(host) or tuple(map(ip_address, _looked_up(site, resolve, seconds)))
    if not found:
        raise FetchError(f"there is no site named {host}; check the spelling")
    if site not in allowed:
        for address in found:
            if not is_public(address):
                way = host if host == str(address) else f"{host} leads to {address}, which"
                raise FetchError(
                    f"{way} is not on the public internet; "
                    "save the page in the browser and add the file"
                )
    return found


def _written(host: str) -> tuple[IPAddress, ...]:
    """Return the address that stands in place of a name; () where a name stands."""
    try:
        return (ip_address(host),)
    except ValueError:
        return ()


def _looked_up(site: Site, resolve: Resolve, seconds: float) -> Sequence[str]:
    """Return what the resolver says; it runs beside, as the system's knows no time limit."""
    answers: SimpleQueue[Sequence[str]] = SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolve(*site))
        except (OSError, UnicodeError):  # UnicodeError: a label that DNS cannot write
            answers.put(())

    Thread(target=look_up, daemon=True, name="schauplatz-lookup").start()
    try:
        return answers.get(timeout=seconds)
    except Empty:
        raise FetchError(
            f"{site[0]} could not be looked up within {seconds:.0f} seconds; try again later"
        ) from None
