"""Taking web addresses apart; the functions of `urllib.parse` raise on some that anybody can write."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit


def parse_url(url: str) -> SplitResult | None:
    """Return the parts of an address; None if it is malformed.

    `urlsplit` raises for an unclosed `[` and what is no IPv6 address inside (RFC 3986, 3.2.2), and for hosts
    whose compatibility forms hold `/`, `?`, `#`, `@` or `:`; the property `port` does for what is no number
    below 65536.

    Args:
        url: an address, absolute or relative.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def get_host_name(url: str) -> str:
    """Return the host of an address in lower case; empty if it has none or is malformed."""
    parts = parse_url(url)
    return (parts.hostname or "").casefold() if parts else ""


def join_url(base: str, url: str) -> str:
    """Return where `url` leads from `base`; empty if one of them is malformed."""
    try:
        return urljoin(base, url)
    except ValueError:
        return ""
