"""Results of link checks, and how status codes and errors are classified."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """Result of a link check."""

    WORKS = "works"
    MOVED = "moved"
    """It redirects permanently to a working URL."""

    BROKEN = "broken"
    """Readers get an error."""

    BLOCKED = "blocked"
    """The server blocks automated requests, so the link may work for readers."""

    UNAVAILABLE = "unavailable"
    """Timeout or temporary failure."""

    PRIVATE = "private"
    """It was not requested because its host has no public address."""


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """The result of a link check with its details.

    Attributes:
        state: the result.
        reason: predicate of a sentence whose subject is the URL.
        moved_to: target of permanent redirects.
        wait: seconds from the server's `Retry-After` header.
        reached: whether a server was reached.
    """

    state: LinkState
    reason: str = ""
    moved_to: str = ""
    wait: float = 0.0
    reached: bool = True


_BLOCKED = {
    401: "requires a login",
    403: "denies access, perhaps only to automated requests",
    406: "denies access, perhaps only to automated requests",
    407: "requires a login to a proxy",
    418: "denies access, perhaps only to automated requests",
    429: "limits the rate of requests",
    451: "is not available for legal reasons",
    999: "denies access to automated requests",
}
_CHALLENGES = ("cf-mitigated", "x-amzn-waf-action", "x-datadome", "x-sucuri-block")
"""Response headers of bot challenges (CAPTCHA)."""

# Codes of OpenSSL (X509_V_ERR_…).
_SELF_SIGNED, _SELF_SIGNED_IN_CHAIN, _EXPIRED, _HOST_MISMATCH, _NOT_YET_VALID = 18, 19, 10, 62, 9
_CERTIFICATE_ERRORS = {
    _EXPIRED: "has an expired certificate; browsers show a warning",
    _NOT_YET_VALID: "has a certificate that is not valid yet; browsers show a warning",
    _HOST_MISMATCH: "has the certificate of another host; browsers show a warning",
    _SELF_SIGNED: "has a self-signed certificate; browsers show a warning",
    _SELF_SIGNED_IN_CHAIN: "has a self-signed certificate; browsers show a warning",
}


_STATUS = {
    404: LinkStatus(LinkState.BROKEN, "does not exist (status 404)"),
    408: LinkStatus(LinkState.UNAVAILABLE, "timed out (status 408)"),
    410: LinkStatus(LinkState.BROKEN, "no longer exists (status 410)"),
    425: LinkStatus(LinkState.UNAVAILABLE, "failed temporarily (status 425)"),
    **{
        status: LinkStatus(LinkState.BLOCKED, f"{reason} (status {status})")
        for status, reason in _BLOCKED.items()
    },
}
_ERRORS: tuple[tuple[type[Exception], LinkStatus], ...] = (
    (TimeoutError, LinkStatus(LinkState.UNAVAILABLE, "timed out", reached=False)),
    (socket.gaierror, LinkStatus(LinkState.BROKEN, "has an unknown host name", reached=False)),
    (ssl.SSLError, LinkStatus(LinkState.BROKEN, "does not accept secure connections (TLS)")),
    (ConnectionRefusedError, LinkStatus(LinkState.BROKEN, "refuses the connection")),
    (ConnectionError, LinkStatus(LinkState.UNAVAILABLE, "closed the connection without a response")),
    (OSError, LinkStatus(LinkState.UNAVAILABLE, "cannot be reached at the moment", reached=False)),
)
"""Results of errors; the first matching class counts."""


def classify_status(status: int, headers: Iterable[str]) -> LinkStatus:
    """Classify the status code of a response that is not a redirect.

    Args:
        status: status code.
        headers: names of the response's headers.
    """
    if not {name.casefold() for name in headers}.isdisjoint(_CHALLENGES) and (status == 202 or status >= 400):
        return LinkStatus(LinkState.BLOCKED, f"shows a bot challenge (status {status})")
    if status in _STATUS:
        return _STATUS[status]
    if 200 <= status < 400:
        return LinkStatus(LinkState.WORKS)
    if 500 <= status < 600:
        return LinkStatus(LinkState.UNAVAILABLE, f"has a server error (status {status})")
    if status >= 600:
        return LinkStatus(LinkState.BLOCKED, f"returned an invalid status (status {status})")
    return LinkStatus(LinkState.BROKEN, f"is not available (status {status})")


def classify_error(error: Exception) -> LinkStatus:
    """Classify an error that occurred instead of a response."""
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return LinkStatus(LinkState.UNAVAILABLE, "has a host name that cannot be resolved now", reached=False)
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = _CERTIFICATE_ERRORS.get(error.verify_code)
        if reason:
            return LinkStatus(LinkState.BROKEN, reason)
        # Browsers may have an intermediate certificate that the server does not send.
        return LinkStatus(LinkState.UNAVAILABLE, "has a certificate that cannot be verified")
    for kind, result in _ERRORS:
        if isinstance(error, kind):
            return result
    return LinkStatus(LinkState.BROKEN, "returned a response that is not valid HTTP")
