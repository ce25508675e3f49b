"""Request of one URL: HEAD, falling back to GET; redirects are followed."""

from __future__ import annotations

import email.utils
import http.client
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar
from urllib.parse import urldefrag, urljoin, urlsplit

from mkdocs_fieldguide.linkcheck.results import LinkState, LinkStatus, classify_error, classify_status
from mkdocs_fieldguide.net.client import MAX_REDIRECTS, Response, send
from mkdocs_fieldguide.net.public_only import Deadline, PrivateAddressError, SsrfGuard, UnsupportedUrlError
from mkdocs_fieldguide.net.request_urls import get_host

_PERMANENT = frozenset({301, 308})
_PERSISTENT_HOSTS = frozenset(
    {
        "dx.doi.org",
        "doi.org",
        "handle.net",
        "hdl.handle.net",
        "identifiers.org",
        "n2t.net",
        "purl.org",
        "w3id.org",
    }
)
"""Resolvers of persistent identifiers, whose URLs should be linked although they redirect."""

_HEADERS = {"Accept": "*/*", "Accept-Language": "en,*;q=0.5"}


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """Options shared by all requests.

    Attributes:
        guard: checks the addresses of connections.
        turn: returns a context manager that waits until a host may be requested.
        seconds: timeout per request.
    """

    guard: SsrfGuard
    turn: Callable[[str], AbstractContextManager[None]]
    seconds: float = 15.0


def request_url(url: str, options: RequestOptions) -> LinkStatus:
    """Request a URL; network errors and invalid responses are part of the result, not raised."""
    cookies = CookieJar()
    current, moved_to, is_permanent = url, "", True
    for _ in range(MAX_REDIRECTS + 1):
        try:
            response = _request(current, cookies, options)
        except UnsupportedUrlError:
            reason = "redirects to an unsupported URL" if current != url else "is not a supported URL"
            return LinkStatus(LinkState.BROKEN, reason)
        except PrivateAddressError:
            reason = "redirects to a host without a" if current != url else "has no"
            return LinkStatus(LinkState.PRIVATE, f"{reason} public address")
        except (OSError, http.client.HTTPException, ValueError) as error:
            return classify_error(error)
        if not response.location:
            return _classify(response, moved_to)
        try:
            current = _join(current, response.location)
        except ValueError:
            return LinkStatus(LinkState.BROKEN, "redirects to an unsupported URL")
        is_permanent = is_permanent and response.status in _PERMANENT
        is_permanent = is_permanent and (urlsplit(url).hostname or "") not in _PERSISTENT_HOSTS
        moved_to = current if is_permanent else moved_to
    return LinkStatus(LinkState.BROKEN, "redirects too many times")


def _classify(response: Response, moved_to: str) -> LinkStatus:
    result = classify_status(response.status, response.headers)
    if result.state is LinkState.WORKS and moved_to:
        return LinkStatus(LinkState.MOVED, "has moved permanently", moved_to)
    retry_after = response.headers.get("retry-after", "") if response.status in (429, 503) else ""
    return replace(result, wait=_parse_retry_after(retry_after))


def _join(current: str, target: str) -> str:
    """Return the URL of a redirect; the fragment is preserved unless the target has one, as in browsers."""
    new = urljoin(current, target)
    fragment = urlsplit(current).fragment
    return new if urlsplit(new).fragment or not fragment else f"{urldefrag(new)[0]}#{fragment}"


def _request(url: str, cookies: CookieJar, options: RequestOptions) -> Response:
    """Send HEAD, then GET if HEAD fails: many servers support only GET."""
    host = get_host(url)
    try:
        response = _send("HEAD", url, host, cookies, options)
        if response.status < 400 and response.status != 202:
            return response
    except (OSError, http.client.HTTPException) as error:
        # If the connection failed, GET would fail too.
        if not isinstance(error, (TimeoutError, ConnectionResetError, http.client.HTTPException)):
            raise
    return _send("GET", url, host, cookies, options)


def _send(method: str, url: str, host: str, cookies: CookieJar, options: RequestOptions) -> Response:
    with options.turn(host), Deadline(options.seconds) as deadline:
        # Without a size, the body is not read: the status is enough.
        return send(method, url, _HEADERS, options.guard, deadline, cookies=cookies)


def _parse_retry_after(value: str) -> float:
    """Return the seconds until the time in a `Retry-After` header; 0 if it is invalid."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    date = email.utils.parsedate_tz(value)
    return max(0.0, email.utils.mktime_tz(date) - time.time()) if date else 0.0
