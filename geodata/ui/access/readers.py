"""The list of readers: addresses and whole domains, compared so that no look-alike passes.

An address is compared in lower case, its domain as DNS writes it (IDNA 2008, UTS 46), so
`müller.de` is `xn--mller-kva.de` and no Cyrillic letter is a Latin one. An address with a letter
that NFKC would make another, such as a full-width one, imitates and is none at all. Lower case
rather than case folding: the latter makes `ss` of `ß`, and these are two mailboxes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import idna

from geodata.errors import SignInError

__all__ = ["Address", "Readers", "read_address", "read_readers"]

_LONGEST = 320  # characters of an address: 64 before the @, 255 after it (RFC 3696)
# Quoted mailboxes, which may hold an @ of their own, are nobody's in practice.
_is_mailbox = re.compile(r'[^\s@"(),:;<>\[\]\\]+').fullmatch


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail address in the one way in which two are compared; no mailbox: all of a domain."""

    mailbox: str
    domain: str


@dataclass(frozen=True, slots=True)
class Readers:
    """The addresses that may read; one without a mailbox stands for its whole domain."""

    addresses: frozenset[Address]

    def admits(self, address: Address) -> bool:
        """Whether the address or its very domain is on the list; a subdomain is another domain."""
        return address in self.addresses or Address("", address.domain) in self.addresses


def read_address(text: str) -> Address | None:
    """Return the address that a provider tells of a reader; None where it is not a plain one."""
    address = _read(text)
    return None if address is None or not address.mailbox else address


@lru_cache(maxsize=8)
def read_readers(entries: tuple[str, ...]) -> Readers:
    """Return the list of readers; entries are `name@example.org` or `@example.org`.

    Raises:
        SignInError: the list is empty, or an entry is neither.

    """
    if not entries:
        raise SignInError.no_readers()
    addresses = {entry: _read(entry.strip()) for entry in entries}
    for entry, address in addresses.items():
        if address is None:
            raise SignInError.not_a_reader(entry)
    return Readers(frozenset(filter(None, addresses.values())))


def _read(text: str) -> Address | None:
    """Return the address, with or without a mailbox; None where a part of it is not plain."""
    if len(text) > _LONGEST or not text.isprintable() or _imitates(text):
        return None
    mailbox, at, domain = unicodedata.normalize("NFC", text).rpartition("@")
    if not at or (mailbox and _is_mailbox(mailbox) is None):
        return None
    name = _domain(domain)
    return None if name is None else Address(mailbox.lower(), name)


def _imitates(text: str) -> bool:
    """Whether a letter stands for another: a full-width a, a ligature, the sign of the kelvin."""
    return not all(unicodedata.is_normalized("NFKC", letter) for letter in text)


def _domain(text: str) -> str | None:
    """Return a domain as DNS writes it; None where it cannot be one."""
    if "." not in text.strip("."):
        return None
    try:
        name = idna.encode(text, uts46=True, std3_rules=True).decode("ascii")
    except UnicodeError:
        return None
    return None if name.endswith(".") else name
