"""JSON requests to web services, whose responses are not trusted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from mkdocs_fieldguide.net.client import MAX_REDIRECTS, Fault, FetchError, fetch
from mkdocs_fieldguide.net.errors import LookupFailedError
from mkdocs_fieldguide.net.public_only import SsrfGuard

_STATUS = {
    401: "requires authentication",
    403: "refused the request",
    406: "has no data in the requested format",
    429: "received too many requests in a short time",
}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Limits of a request.

    Attributes:
        seconds: timeout of the whole request, including redirects.
        size: maximum size of the response, in bytes.
    """

    seconds: float = 20
    size: int = 2_000_000


DEFAULT_LIMITS = FetchLimits()


class NotFoundError(LookupFailedError):
    """The service does not know the requested identifier."""


def fetch_json(
    url: str, accept: str, limits: FetchLimits = DEFAULT_LIMITS, guard: SsrfGuard | None = None
) -> Any:
    """Request JSON from a web service.

    Args:
        url: http or https.
        accept: the requested media type.
        limits: timeout and size limit.
        guard: checks the addresses of connections; by default only public ones are allowed.

    Raises:
        NotFoundError: if the service does not know the identifier.
        LookupFailedError: for all other failures.
    """
    service = _service(url)
    try:
        reply = fetch(
            url,
            {"Accept": accept},
            guard or SsrfGuard(),
            seconds=limits.seconds,
            size=limits.size,
            redirects=MAX_REDIRECTS,
        )
    except FetchError as error:
        raise LookupFailedError(_message(error, url, service, limits)) from None
    if not 200 <= reply.status < 300:
        raise _status_error(reply.status, service)
    if "html" in reply.headers.get("content-type", "").casefold():
        raise LookupFailedError(f"{service} returned a web page instead of data.")
    return _read_json(reply.body, service)


def _service(url: str) -> str:
    """Return a service's name for messages.

    Raises:
        LookupFailedError: if the URL is not http or https.
    """
    host = get_web_host(url)
    if not host:
        raise LookupFailedError(f"The URL of the service, “{url[:80]}”, is not an http or https URL.")
    return host


def get_web_host(url: str) -> str:
    """Return host and port of an http or https URL, without user name; empty for any other URL."""
    try:
        parts = urlsplit(url)
        is_valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return parts.netloc.rpartition("@")[2] if is_valid else ""


def _message(error: FetchError, url: str, service: str, limits: FetchLimits) -> str:
    """Return the message for the user."""
    is_redirect = error.url != url
    unsupported = "redirects to an unsupported URL" if is_redirect else "has an unsupported URL"
    private = f"redirects to {get_web_host(error.url)}, which has" if is_redirect else "has"
    return {
        Fault.UNSUPPORTED_URL: f"{service} {unsupported}.",
        Fault.PRIVATE: f"{service} {private} no public address.",
        Fault.DOWNGRADE: f"{service} redirects from https to http.",
        Fault.LOOP: f"{service} redirects too many times.",
        Fault.TOO_LARGE: f"{service} sent a response larger than {limits.size // 1000} kB.",
        Fault.TIMEOUT: f"{service} did not answer within {limits.seconds:g} seconds.",
        Fault.UNREACHABLE: f"{service} cannot be reached: {error.reason or 'the connection was lost'}.",
        Fault.NOT_HTTP: f"{service} sent an incomplete or invalid HTTP response.",
    }[error.fault]


def _status_error(status: int, service: str) -> LookupFailedError:
    if status in (404, 410):
        return NotFoundError(f"{service} does not know it.")
    if 300 <= status < 400:
        return LookupFailedError(f"{service} redirects in a loop, or to an unsupported URL.")
    if status >= 500:
        return LookupFailedError(f"{service} has an internal error (status {status}); try again later.")
    return LookupFailedError(f"{service} {_STATUS.get(status, 'refused the request')} (status {status}).")


def _read_json(data: bytes, service: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        pass
    if data.lstrip()[:1] == b"<":
        raise LookupFailedError(f"{service} returned a web page instead of data.")
    raise LookupFailedError(f"{service} returned invalid JSON.")
