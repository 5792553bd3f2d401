"""Reading links: what may be fetched at all, before anybody is asked for its address."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address

import httpx

from geodata.errors import FetchError

__all__ = ["Site", "read_link", "site_of"]

Site = tuple[str, int]  # host, as DNS writes it, and port

_LONGEST = 4_000  # characters; servers refuse longer ones, browsers hardly make them
_WEB_PORTS = {"http": 80, "https": 443}
# Ports at which something else listens that a request could talk to: "bad port" of the Fetch
# standard (https://fetch.spec.whatwg.org/#port-blocking, read November 2026).
_OTHER_PORTS = frozenset(
    (
        *(0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95),
        *(101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161),
        *(179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563),
        *(587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060),
        *(5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    )
)
_HIGHEST_PORT = 65_535
# Names of this computer and its network (RFC 6761, 6762, 8375, 9476; ICANN on .internal).
_OWN_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".localdomain")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# What older software takes for an IPv4 address though it has no four decimal parts.
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")


def read_link(text: str, *, allowed: frozenset[Site] = frozenset()) -> httpx.URL:
    """Return a link to a page of the web; spaces around it and what follows # do not count.

    Args:
        text: as a person or a page wrote it.
        allowed: sites that may be fetched although they are not on the public internet.

    Raises:
        FetchError: it is no such link; the reason says what to do.

    """
    stripped = text.strip(" \t\r\n")
    _check_writing(stripped)
    url = _parsed(stripped)
    if url.userinfo:
        raise FetchError("carries a name or a password; take away what stands before the @")
    site = site_of(url)
    if site not in allowed:
        _check_port(site[1])
        _check_host(site[0])
    return url.copy_with(fragment=None)


def site_of(url: httpx.URL) -> Site:
    """Return the host and port that a link leads to."""
    port = url.port
    return url.raw_host.decode("ascii"), _WEB_PORTS[url.scheme] if port is None else port


def _check_writing(text: str) -> None:
    if not text:
        raise FetchError("is empty; a link starts with http:// or https://")
    if len(text) > _LONGEST:
        raise FetchError(f"has more than {_LONGEST} characters; no link to a page is so long")
    if _CONTROL.search(text):
        raise FetchError("holds a character that cannot be seen; copy the link anew")
    scheme = _SCHEME.match(text)
    if scheme is None or "." in scheme[1]:  # taz.de:443/ has no scheme
        raise FetchError("does not start with http:// or https://; write the whole link")
    if scheme[1].lower() not in _WEB_PORTS:
        raise FetchError(
            f"starts with {scheme[1].lower()}:; only http:// and https:// can be fetched"
        )


def _parsed(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        url = None
    # A backslash is read as a slash by browsers and as part of a name by others.
    if url is None or not url.host or "\\" in text:
        raise FetchError("is no link to a page; copy it from the browser's address bar")
    return url


def _check_port(port: int) -> None:
    if port in _OTHER_PORTS or port > _HIGHEST_PORT:
        raise FetchError(f"asks for port {port}, at which there are no web pages")


def _check_host(host: str) -> None:
    """Refuse what is no name of a public site; addresses are looked at on connecting."""
    if _is_address(host):
        return
    name = host.lower().removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        raise FetchError(f"{host} is a number that stands for an address; write the site's name")
    if not all(map(_NAME.fullmatch, labels)):
        raise FetchError(f"{host} cannot be the name of a site; check the spelling")
    if len(labels) == 1 or name.endswith(_OWN_NAMES):
        raise FetchError(
            f"{host} is in your own network; save the page in the browser and add the file"
        )


def _is_address(host: str) -> bool:
    try:
        if ":" in host:
            IPv6Address(host)
        else:
            IPv4Address(host)
    except AddressValueError:
        return False
    return True
