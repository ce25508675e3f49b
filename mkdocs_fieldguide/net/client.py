"""The HTTP client; the package sends every request through it.

It connects to public addresses only (`SsrfGuard`), checks every redirect, and supports only http and https.
It never sends a user name or password from a URL, and no cookies unless it is given a cookie jar. It accepts
no compressed responses, which rules out decompression bombs, limits the size of responses, and has a
deadline. A proxy is used if the environment sets one (`http_proxy`, `https_proxy`, `no_proxy`); the proxy
then resolves host names.
"""

from __future__ import annotations

import http.client
import queue
import string
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from enum import Enum
from http.cookiejar import CookieJar
from types import MappingProxyType
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPErrorProcessor, Request

from mkdocs_fieldguide.net.opener import USER_AGENT, build_opener
from mkdocs_fieldguide.net.public_only import Deadline, PrivateAddressError, SsrfGuard, UnsupportedUrlError
from mkdocs_fieldguide.net.request_urls import normalise_url

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 10
_HEADERS = MappingProxyType({"User-Agent": USER_AGENT})
_BLOCK = 65_536


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response.

    Attributes:
        status: status code.
        headers: headers by lower-case name.
        body: body, if it was requested.
        url: URL of the response.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    body: bytes = b""
    url: str = ""

    @property
    def location(self) -> str:
        """Return the redirect target, as ASCII without control characters; empty if there is none."""
        target = self.headers.get("location", "").strip() if self.status in _REDIRECTS else ""
        # http.client decodes headers with this encoding.
        return quote(target, safe=string.punctuation, encoding="iso-8859-1", errors="replace")


class TooLargeError(Exception):
    """A response exceeds the size limit."""


def send(
    method: str,
    url: str,
    headers: Mapping[str, str],
    guard: SsrfGuard,
    deadline: Deadline,
    *,
    size: int = 0,
    cookies: CookieJar | None = None,
) -> Response:
    """Send one request; redirects are not followed.

    Args:
        method: HEAD or GET.
        url: http or https; user name, password and fragment are not sent.
        headers: headers in addition to `User-Agent`.
        guard: checks the addresses of connections.
        deadline: aborts the request when it expires.
        size: maximum size of the body of a successful response, in bytes; 0 to not read it.
        cookies: cookie jar; None to send and store no cookies.

    Raises:
        UnsupportedUrlError: if the URL is not requested.
        PrivateAddressError: if the host has no public address.
        TooLargeError: if the body is longer than `size`.
        TimeoutError: if the deadline has expired.
        OSError: if the host cannot be reached.
        http.client.HTTPException: if the response is not valid HTTP, or incomplete.
        ValueError: if the response is not valid HTTP.
    """
    handlers = [*guard.handlers(deadline), HTTPErrorProcessor()]
    if cookies is not None:
        handlers.append(HTTPCookieProcessor(cookies))
    request = Request(  # noqa: S310 (http and https only)
        normalise_url(url), headers={**_HEADERS, **headers}, method=method
    )
    try:
        with build_opener(*handlers).open(request, timeout=deadline.remaining) as response:
            body = _read(response, size) if size else b""
            if deadline.is_over:  # an aborted response looks like a complete one
                raise TimeoutError
            return Response(response.status, _lower(response.headers), body, url)
    except HTTPError as error:
        with error:
            return Response(error.code, _lower(error.headers), b"", url)
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        if deadline.is_over:
            raise TimeoutError from None
        if isinstance(error, URLError) and isinstance(error.reason, Exception):
            raise error.reason from None
        if isinstance(error, AttributeError):  # raised by http.client if the connection is closed by now
            raise ConnectionResetError from None
        raise


class Fault(Enum):
    """Reason why a fetch failed."""

    UNSUPPORTED_URL = "not of the web"
    PRIVATE = "private"
    DOWNGRADE = "downgrade"
    """A redirect from https to http."""

    LOOP = "loop"
    TOO_LARGE = "too large"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    NOT_HTTP = "not http"


class FetchError(Exception):
    """A fetch failed.

    Args:
        fault: the reason.
        url: the URL, possibly that of a redirect.
        reason: error message of the operating system; may be empty.
    """

    def __init__(self, fault: Fault, url: str, reason: str = "") -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.url = url
        self.reason = reason


def fetch(
    url: str, headers: Mapping[str, str], guard: SsrfGuard, *, seconds: float, size: int, redirects: int
) -> Response:
    """Fetch a URL and follow redirects, except from https to http.

    Args:
        url: http or https.
        headers: headers in addition to `User-Agent`.
        guard: checks the addresses of connections.
        seconds: timeout of the whole fetch, including DNS lookups and redirects.
        size: maximum size of the body, in bytes.
        redirects: maximum number of redirects.

    Returns:
        The response, with any status.

    Raises:
        FetchError: if there is no response.
    """
    answers: queue.SimpleQueue[Response | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(_fetch(url, headers, guard, seconds, size, redirects))
        except Exception as error:  # passed to the waiting thread
            answers.put(error)

    # A DNS lookup of the operating system cannot be interrupted. The thread may be abandoned: the command
    # ends soon after.
    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise FetchError(Fault.TIMEOUT, url) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _fetch(
    url: str, headers: Mapping[str, str], guard: SsrfGuard, seconds: float, size: int, redirects: int
) -> Response:
    with Deadline(seconds) as deadline:
        for _ in range(redirects + 1):
            try:
                reply = send("GET", url, headers, guard, deadline, size=size)
            except Exception as error:
                raise _fetch_error(error, url) from None
            if not reply.location:
                return reply
            url = _next(url, reply.location)
    raise FetchError(Fault.LOOP, url)


def _next(url: str, target: str) -> str:
    """Return the absolute URL of a redirect.

    Raises:
        FetchError: if it must not be followed.
    """
    try:
        new = urljoin(url, target)
        secure = urlsplit(url).scheme == "https"
        scheme = urlsplit(new).scheme
    except ValueError:
        raise FetchError(Fault.UNSUPPORTED_URL, target) from None
    if scheme not in ("http", "https"):
        raise FetchError(Fault.UNSUPPORTED_URL, new)
    if secure and scheme != "https":
        raise FetchError(Fault.DOWNGRADE, new)
    return new


def _fetch_error(error: Exception, url: str) -> Exception:
    """Convert an error of `send` to a FetchError; unexpected errors are returned unchanged."""
    for kind, fault in (
        (UnsupportedUrlError, Fault.UNSUPPORTED_URL),
        (PrivateAddressError, Fault.PRIVATE),
        (TooLargeError, Fault.TOO_LARGE),
        (TimeoutError, Fault.TIMEOUT),
        # Some of http.client's errors are OSErrors too; what the server sent is the better reason.
        (http.client.HTTPException, Fault.NOT_HTTP),
        (OSError, Fault.UNREACHABLE),
        (ValueError, Fault.NOT_HTTP),
    ):
        if isinstance(error, kind):
            reason = error.strerror if isinstance(error, OSError) and fault is Fault.UNREACHABLE else None
            return FetchError(fault, url, str(reason or ""))
    return error


def _read(response: http.client.HTTPResponse, size: int) -> bytes:
    blocks, length = [], 0
    while block := response.read1(_BLOCK):
        blocks.append(block)
        length += len(block)
        if length > size:
            raise TooLargeError
    if response.length:  # bytes of Content-Length that did not arrive
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(blocks)


def _lower(headers: Message) -> Mapping[str, str]:
    return {name.casefold(): value for name, value in headers.items()}
