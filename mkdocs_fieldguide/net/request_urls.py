"""URLs in the form in which they are requested."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from mkdocs_fieldguide.model.urls import MAX_LENGTH
from mkdocs_fieldguide.net.public_only import UnsupportedUrlError, host_and_port

_SAFE = "/:@!$&'()*+,;=~%?-._"
_HOST = re.compile(r"[a-z0-9._~-]+|[0-9a-f:.]*:[0-9a-f:.]*")
"""A host name or IP address. No scope id (`%eth0`), which has a meaning on one machine only."""


def normalise_url(url: str) -> str:
    """Return a URL as it is requested: ASCII, without user name, password and fragment.

    Raises:
        UnsupportedUrlError: if the URL is not requested.
    """
    parts, host, port = _split(url)
    netloc = f"[{host}]" if ":" in host else host
    if port is not None:
        netloc += f":{port}"
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def get_host(url: str) -> str:
    """Return the host of a URL in lower-case ASCII, without its port.

    Raises:
        UnsupportedUrlError: if the URL is not requested.
    """
    return _split(url)[1]


def get_endpoint(url: str) -> str:
    """Return host and port of a URL as `SsrfGuard` takes them; empty if the URL is not requested."""
    try:
        parts, host, port = _split(url)
    except UnsupportedUrlError:
        return ""
    return host_and_port(host, port or (443 if parts.scheme == "https" else 80))


def _split(url: str) -> tuple[SplitResult, str, int | None]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host.rstrip(".")  # pragma: no mutate ("XX.XX" would strip the same: the host is lower case)
        if not host.isascii():
            host = host.encode("idna").decode("ascii")  # pragma: no mutate (case of codec names)
        host = host.casefold()
    except (ValueError, UnicodeError):
        raise UnsupportedUrlError from None
    if parts.scheme not in ("http", "https") or port == 0 or len(url) > MAX_LENGTH:
        raise UnsupportedUrlError
    if not _HOST.fullmatch(host):
        raise UnsupportedUrlError
    return parts, host, port
