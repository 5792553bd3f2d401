"""Which addresses are on the public internet, and so may be connected to.

After the registries of special addresses at IANA (RFC 6890, read November 2026). What wraps an
IPv4 address into an IPv6 one is no way around them.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

__all__ = ["IPAddress", "is_public"]

IPAddress = IPv4Address | IPv6Address

# Global after Python's tables, yet no site: protocol assignments, and relays of 6to4 (RFC 7526).
_NO_SITES = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
_UNICAST = IPv6Network("2000::/3")  # all of IPv6 that was ever given to sites
_NO_SITES_6 = (
    IPv6Network("2001::/23"),  # protocols: Teredo carries an IPv4 address, ORCHID none at all
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4 carries an IPv4 address
    IPv6Network("3fff::/20"),  # documentation (RFC 9637)
)
# How networks without IPv4 name a site that has nothing else (RFC 6052): the last 32 bits decide.
_TRANSLATED = IPv6Network("64:ff9b::/96")
_IPV4_BITS = 0xFFFFFFFF


def is_public(address: IPAddress) -> bool:
    """Return whether an address belongs to a site that everybody can reach."""
    if isinstance(address, IPv4Address):
        return _is_public_4(address)
    if address in _TRANSLATED:
        return _is_public_4(IPv4Address(int(address) & _IPV4_BITS))
    # A scope (%eth0) names a network card of this computer.
    return (
        address.scope_id is None
        and address in _UNICAST
        and not any(address in network for network in _NO_SITES_6)
    )


def _is_public_4(address: IPv4Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _NO_SITES)
    )
