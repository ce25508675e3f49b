"""Asking a service of the web for JSON, and trusting nothing that comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from mkdocs_fieldguide.net.client import MAX_REDIRECTS, Fault, FetchError, fetch
from mkdocs_fieldguide.net.errors import LookupFailedError
from mkdocs_fieldguide.net.public_only import SsrfGuard

_STATUS = {
    401: "does not let us in",
    403: "refuses to answer",
    406: "has no data in the format that is needed for it",
    429: "asks to wait: too many questions in a short time",
}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much patience there is.

    Attributes:
        seconds: for the whole answer, with all redirects.
        size: bytes.
    """

    seconds: float = 20
    size: int = 2_000_000


DEFAULT_LIMITS = FetchLimits()


class NotFoundError(LookupFailedError):
    """The service does not know what it was asked for."""


def fetch_json(
    url: str, accept: str, limits: FetchLimits = DEFAULT_LIMITS, guard: SsrfGuard | None = None
) -> Any:
    """Return the JSON at an address.

    Args:
        url: http or https.
        accept: the media type that is wanted.
        limits: how long to wait and how much to take.
        guard: decides where connections may lead; without, to the public web only.

    Raises:
        NotFound: if the service says so.
        LookupFailure: for everything else that goes wrong.
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
        raise LookupFailedError(_sentence(error, url, service, limits)) from None
    if not 200 <= reply.status < 300:
        raise _refusal(reply.status, service)
    if "html" in reply.headers.get("content-type", "").casefold():
        raise LookupFailedError(f"{service} answered with a web page in place of data.")
    return _read_json(reply.body, service)


def _service(url: str) -> str:
    """Return a service's name for messages.

    Raises:
        LookupFailure: if the address is none of the web.
    """
    host = get_web_host(url)
    if not host:
        raise LookupFailedError(f"The service's address “{url[:80]}” is not one of http or https.")
    return host


def get_web_host(url: str) -> str:
    """Return the host of an address, with its port, without a user's name; empty for none of the web."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return parts.netloc.rpartition("@")[2] if sound else ""


def _sentence(error: FetchError, url: str, service: str, limits: FetchLimits) -> str:
    """Return what a person at the terminal is told."""
    private = "is" if error.url == url else f"points to {get_web_host(error.url)}, which is"
    return {
        Fault.UNSUPPORTED_URL: f"{service} points to an address that is not one of the web.",
        Fault.PRIVATE: f"{service} {private} not on the public web.",
        Fault.DOWNGRADE: f"{service} points to an address without encryption.",
        Fault.LOOP: f"{service} points in circles.",
        Fault.TOO_LARGE: f"{service} sent more than {limits.size // 1000} kB for one reference.",
        Fault.TIMEOUT: f"{service} did not answer within {limits.seconds:g} seconds.",
        Fault.UNREACHABLE: f"{service} cannot be reached: {error.reason or 'the connection was lost'}.",
        Fault.NOT_HTTP: f"{service} answered with something that is not HTTP, or not all of it.",
    }[error.fault]


def _refusal(status: int, service: str) -> LookupFailedError:
    if status in (404, 410):
        return NotFoundError(f"{service} does not know it.")
    if 300 <= status < 400:
        return LookupFailedError(f"{service} points in circles, or to an address that is not one of the web.")
    if status >= 500:
        return LookupFailedError(f"{service} has a fault of its own (status {status}); try again later.")
    return LookupFailedError(f"{service} {_STATUS.get(status, 'refuses the question')} (status {status}).")


def _read_json(data: bytes, service: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        pass
    if data.lstrip()[:1] == b"<":
        raise LookupFailedError(f"{service} answered with a web page in place of data.")
    raise LookupFailedError(f"{service} answered with something that is not JSON.")
