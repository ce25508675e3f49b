"""Classification of IP addresses as public or not.

The table contains every block of IANA's special-purpose address registries that is not globally reachable, so
that the result does not depend on the Python version: blocks have been added to `ipaddress` in patch
releases.

Sources: https://www.iana.org/assignments/iana-ipv4-special-registry,
https://www.iana.org/assignments/iana-ipv6-special-registry,
https://www.iana.org/assignments/ipv6-address-space (all of October 2025).
"""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network, RFC 791
        "10.0.0.0/8",  # private use, RFC 1918
        "100.64.0.0/10",  # shared by a provider's customers, RFC 6598; metadata of Alibaba Cloud
        "127.0.0.0/8",  # loopback, RFC 1122
        "168.63.129.16/32",  # Azure's wire server, which only machines there reach
        "169.254.0.0/16",  # link-local, RFC 3927; metadata of most clouds
        "172.16.0.0/12",  # private use, RFC 1918
        "192.0.0.0/24",  # IETF protocol assignments, RFC 6890; metadata of Oracle Cloud
        "192.0.2.0/24",  # documentation, RFC 5737
        "192.88.99.0/24",  # relays of 6to4, deprecated by RFC 7526
        "192.168.0.0/16",  # private use, RFC 1918
        "198.18.0.0/15",  # benchmarking, RFC 2544
        "198.51.100.0/24",  # documentation, RFC 5737
        "203.0.113.0/24",  # documentation, RFC 5737
        "224.0.0.0/4",  # multicast, RFC 5771
        "240.0.0.0/4",  # reserved, RFC 1112, and the broadcast address, RFC 8190
    )
)
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""Addresses assigned to internet hosts, RFC 4291. This excludes loopback, IPv4-compatible and IPv4-translated
addresses, discard (100::/64), segment routing (5f00::/16), unique local (fc00::/7), link-local (fe80::/10),
site-local (fec0::/10) and multicast (ff00::/8)."""

_NOT_PUBLIC_6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        # IETF protocol assignments, RFC 2928: Teredo (2001::/32), benchmarking (2001:2::/48), ORCHID
        # (2001:10::/28 and 2001:20::/28) and others; none is used for web servers.
        "2001::/23",
        "2001:db8::/32",  # documentation, RFC 3849
        "2002::/16",  # 6to4, RFC 3056: maps to an IPv4 address; its relays are deprecated by RFC 7526
        "3fff::/20",  # documentation, RFC 9637
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Well-known prefix for IPv4 addresses in IPv6-only networks, RFC 6052. The local-use prefix 64:ff9b:1::/48
(RFC 8215) is not public, as each network decides where it embeds the IPv4 address."""

_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
"""First half of an interface identifier whose second half is an IPv4 address, RFC 5214."""


def is_public(text: str) -> bool:
    """Return whether an IP address is public.

    For an IPv6 address that embeds an IPv4 address, the IPv4 address decides. Tunnel addresses (6to4, Teredo)
    and addresses with a scope id are never public.

    Args:
        text: an address as returned by `socket.getaddrinfo`; any other text is not public.
    """
    try:
        address: Address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not any(address in network for network in _NOT_PUBLIC_4)
    inner = str(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    if address.ipv4_mapped is not None or address in _NAT64:
        return address.scope_id is None and is_public(inner)
    return (
        address.is_global
        and address.scope_id is None
        and address in _GLOBAL_UNICAST
        and not any(address in network for network in _NOT_PUBLIC_6)
        and ((int(address) >> 32) & 0xFFFF_FFFF not in _ISATAP or is_public(inner))
    )
