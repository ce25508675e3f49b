"""The one HTTP client: every request that we send goes through here.

It connects to public addresses only (`SsrfGuard`), checks every redirect, and speaks only http and https. It
sends no user name or password from a URL, and no cookie unless it is given a jar. It accepts no compressed
responses, so that a small one cannot expand, reads no more than it is told to, and has a deadline.
A proxy is used as the environment says (`http_proxy`, `https_proxy`, `no_proxy`), and is then the one that
looks names up last.
"""

from __future__ import annotations

import http.client
import queue
import re
import string
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from enum import Enum
from http.cookiejar import CookieJar
from types import MappingProxyType
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPCookieProcessor, HTTPErrorProcessor, Request

from mkdocs_fieldguide.model.urls import MAX_LENGTH
from mkdocs_fieldguide.net.opener import USER_AGENT, build_opener
from mkdocs_fieldguide.net.public_only import (
    Deadline,
    PrivateAddressError,
    SsrfGuard,
    UnsupportedUrlError,
    host_and_port,
)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 10
_HEADERS = MappingProxyType({"User-Agent": USER_AGENT})
_BLOCK = 65_536
_SAFE = "/:@!$&'()*+,;=~%?-._"
_HOST = re.compile(r"[a-z0-9._~-]+|[0-9a-f:.]*:[0-9a-f:.]*")
"""A name or an IPv4 address; an IPv6 address. No scope id (`%eth0`): it names a link of this machine."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer.

    Attributes:
        status: its status.
        headers: its headers, by their names in small letters.
        body: what it holds, as far as it was to be read.
        url: the address that gave it.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    body: bytes = b""
    url: str = ""

    @property
    def location(self) -> str:
        """Return where the answer redirects to, as ASCII without control characters; empty for nowhere."""
        target = self.headers.get("location", "").strip() if self.status in _REDIRECTS else ""
        # http.client reads the bytes of headers as this encoding.
        return quote(target, safe=string.punctuation, encoding="iso-8859-1", errors="replace")


class TooLargeError(Exception):
    """An answer is larger than it may be."""


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
        url: http or https; a user name, a password and a fragment that stand in it are not sent.
        headers: headers besides `User-Agent`.
        guard: decides where the connection may lead.
        deadline: ends the request.
        size: bytes of a good answer that are read; 0 for none.
        cookies: cookies to be sent and kept; None to send none.

    Raises:
        NotOfTheWebError: if the address is none that is asked.
        PrivateAddressError: if it leads to a machine that is not on the public web.
        TooLargeError: if the answer is longer than `size`.
        TimeoutError: if the time is over.
        OSError: if the machine cannot be reached.
        http.client.HTTPException: if the answer is not HTTP, or not whole.
        ValueError: if the answer is not HTTP.
    """
    handlers = [*guard.handlers(deadline), HTTPErrorProcessor()]
    if cookies is not None:
        handlers.append(HTTPCookieProcessor(cookies))
    request = Request(  # noqa: S310 (sendable)
        normalise_url(url), headers={**_HEADERS, **headers}, method=method
    )
    try:
        with build_opener(*handlers).open(request, timeout=deadline.remaining) as response:
            body = _read(response, size) if size else b""
            if deadline.is_over:  # what has been cut off looks as if it were complete
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
        if isinstance(error, AttributeError):  # http.client's, about a connection that has just ended
            raise ConnectionResetError from None
        raise


class Fault(Enum):
    """Why nothing was fetched."""

    UNSUPPORTED_URL = "not of the web"
    PRIVATE = "private"
    DOWNGRADE = "downgrade"
    """A redirect leads from https to http."""

    LOOP = "loop"
    TOO_LARGE = "too large"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    NOT_HTTP = "not http"


class FetchError(Exception):
    """Nothing could be fetched.

    Args:
        fault: why.
        url: the address, perhaps one that a redirect has led to.
        reason: the system's reason in words; may be empty.
    """

    def __init__(self, fault: Fault, url: str, reason: str = "") -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.url = url
        self.reason = reason


def fetch(
    url: str, headers: Mapping[str, str], guard: SsrfGuard, *, seconds: float, size: int, redirects: int
) -> Response:
    """Fetch what is at an address, along redirects, of which none may lead from https to http.

    Args:
        url: http or https.
        headers: headers besides `User-Agent`.
        guard: decides where connections may lead.
        seconds: for all of it, with the looking-up of names and all redirects.
        size: bytes that are taken.
        redirects: how many redirects are followed.

    Returns:
        The answer, of whatever status.

    Raises:
        FetchError: if there is none.
    """
    answers: queue.SimpleQueue[Response | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(_fetch(url, headers, guard, seconds, size, redirects))
        except Exception as error:  # handed over to the thread that waits
            answers.put(error)

    # The system's looking-up of names cannot be interrupted. The thread may be left behind: the command ends
    # soon after.
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
    """Return where a redirect leads.

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
    """Return what an error of `send` means; an error that nobody foresees stays itself."""
    for kind, fault in (
        (UnsupportedUrlError, Fault.UNSUPPORTED_URL),
        (PrivateAddressError, Fault.PRIVATE),
        (TooLargeError, Fault.TOO_LARGE),
        (TimeoutError, Fault.TIMEOUT),
        # Some of http.client's errors are OSErrors too; what the other side sent is the better reason.
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
    if response.length:  # what was promised and did not come
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(blocks)


def _lower(headers: Message) -> Mapping[str, str]:
    return {name.casefold(): value for name, value in headers.items()}


def normalise_url(url: str) -> str:
    """Return an address as it is sent: ASCII, without user name, password and fragment.

    Raises:
        NotOfTheWebError: if it is none that is asked.
    """
    parts, host, port = _split(url)
    place = f"[{host}]" if ":" in host else host
    if port is not None:
        place += f":{port}"
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
    return urlunsplit((parts.scheme, place, path, query, ""))


def get_host(url: str) -> str:
    """Return the host of an address in small letters of ASCII, without its port.

    Raises:
        NotOfTheWebError: if the address is none that is asked.
    """
    return _split(url)[1]


def get_endpoint(url: str) -> str:
    """Return host and port of a URL as `SsrfGuard` takes them; empty for a URL that is not requested."""
    try:
        parts, host, port = _split(url)
    except UnsupportedUrlError:
        return ""
    return host_and_port(host, port or (443 if parts.scheme == "https" else 80))


def _split(url: str) -> tuple[SplitResult, str, int | None]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host.rstrip(".")  # pragma: no mutate (of XX.XX nothing else is stripped: letters are small)
        if not host.isascii():
            host = host.encode("idna").decode("ascii")  # pragma: no mutate (case of the codecs' names)
        host = host.casefold()
    except (ValueError, UnicodeError):
        raise UnsupportedUrlError from None
    if parts.scheme not in ("http", "https") or port == 0 or len(url) > MAX_LENGTH:
        raise UnsupportedUrlError
    if not _HOST.fullmatch(host):
        raise UnsupportedUrlError
    return parts, host, port
