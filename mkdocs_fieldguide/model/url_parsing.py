"""URL parsing that never raises; the functions of `urllib.parse` raise on some malformed URLs."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit


def parse_url(url: str) -> SplitResult | None:
    """Return the parts of a URL; None if it is malformed.

    `urlsplit` raises for an unclosed `[`, for an invalid IPv6 address in brackets (RFC 3986, 3.2.2), and for
    hosts whose compatibility forms contain `/`, `?`, `#`, `@` or `:`; the property `port` raises for anything
    but a number below 65536.

    Args:
        url: an absolute or relative URL.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def get_host_name(url: str) -> str:
    """Return the host of a URL in lower case; empty if it has none or is malformed."""
    parts = parse_url(url)
    return (parts.hostname or "").casefold() if parts else ""


def join_url(base: str, url: str) -> str:
    """Resolve `url` against `base`; return an empty text if one of them is malformed."""
    try:
        return urljoin(base, url)
    except ValueError:
        return ""
