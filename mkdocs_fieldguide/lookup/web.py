"""Asking a service of the web for JSON, and trusting nothing that comes back."""

from __future__ import annotations

import http.client
import json
import queue
import threading
import time
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPErrorProcessor, HTTPHandler, HTTPRedirectHandler, HTTPSHandler, Request

from mkdocs_fieldguide.lookup.failure import LookupFailure
from mkdocs_fieldguide.lookup.opening import AGENT, web_opener
from mkdocs_fieldguide.records import record

_BLOCK = 65_536
_STATUS = {
    401: "does not let us in",
    403: "refuses to answer",
    406: "has no data in the format that is needed for it",
    429: "asks to wait: too many questions in a short time",
}


@record
class Limits:
    """How much patience there is.

    Attributes:
        seconds: for the whole answer, with all redirects.
        size: bytes.
    """

    seconds: float = 20
    size: int = 2_000_000


DEFAULT_LIMITS = Limits()


class NotFound(LookupFailure):
    """The service does not know what it was asked for."""


def fetch_json(url: str, accept: str, limits: Limits = DEFAULT_LIMITS) -> Any:
    """Return the JSON at an address.

    Args:
        url: http or https.
        accept: the media type that is wanted.
        limits: how long to wait and how much to take.

    Raises:
        NotFound: if the service says so.
        LookupFailure: for everything else that goes wrong.
    """
    service = _service(url)
    answers: queue.SimpleQueue[bytes | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(_fetch(url, accept, limits))
        except Exception as error:  # handed over to the thread that waits
            answers.put(error)

    # The time limit of sockets counts anew with each byte, so a server that drips would never end. The
    # thread may be left behind: the command ends soon after.
    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=limits.seconds)
    except queue.Empty:
        raise LookupFailure(f"{service} did not answer within {limits.seconds:g} seconds.") from None
    if isinstance(answer, Exception):
        raise _failure(answer, service, limits) from None
    return _read_json(answer, service)


def _fetch(url: str, accept: str, limits: Limits) -> bytes:
    request = Request(url, headers={"Accept": accept, "User-Agent": AGENT})  # noqa: S310 (_Redirects, _service)
    deadline = time.monotonic() + limits.seconds
    opener = web_opener(HTTPHandler(), HTTPSHandler(), _Redirects(), HTTPErrorProcessor())
    with opener.open(request, timeout=limits.seconds) as response:
        if "html" in response.headers.get_content_type():
            raise LookupFailure(f"{_service(url)} answered with a web page in place of data.")
        blocks, size = [], 0
        while block := response.read1(_BLOCK):
            blocks.append(block)
            size += len(block)
            if size > limits.size:
                raise LookupFailure(
                    f"{_service(url)} sent more than {limits.size // 1000} kB for one reference."
                )
            if time.monotonic() > deadline:
                raise TimeoutError
    return b"".join(blocks)


class _Redirects(HTTPRedirectHandler):
    """Follows redirects within the web only; Python's own would take ftp as well."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise LookupFailure(f"{_service(req.full_url)} points to an address that is not one of the web.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _service(url: str) -> str:
    """Return a service's name for messages.

    Raises:
        LookupFailure: if the address is none of the web.
    """
    host = web_host(url)
    if not host:
        raise LookupFailure(f"The service's address “{url[:80]}” is not one of http or https.")
    return host


def web_host(url: str) -> str:
    """Return the host of an address, with its port, without a user's name; empty for none of the web."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return parts.netloc.rpartition("@")[2] if sound else ""


def _failure(error: Exception, service: str, limits: Limits) -> Exception:
    if isinstance(error, LookupFailure):
        return error
    if isinstance(error, HTTPError):
        return _refusal(error.code, service)
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return LookupFailure(f"{service} did not answer within {limits.seconds:g} seconds.")
    # Some of http.client's errors are both; what the other side sent is the better reason.
    if isinstance(reason, OSError) and not isinstance(reason, http.client.HTTPException):
        return LookupFailure(f"{service} cannot be reached: {reason.strerror or 'the connection was lost'}.")
    if isinstance(error, (http.client.HTTPException, ValueError, URLError)):
        return LookupFailure(f"{service} answered with something that is not HTTP, or not all of it.")
    return error


def _refusal(status: int, service: str) -> LookupFailure:
    if status in (404, 410):
        return NotFound(f"{service} does not know it.")
    if 300 <= status < 400:
        return LookupFailure(f"{service} points in circles, or to an address that is not one of the web.")
    if status >= 500:
        return LookupFailure(f"{service} has a fault of its own (status {status}); try again later.")
    return LookupFailure(f"{service} {_STATUS.get(status, 'refuses the question')} (status {status}).")


def _read_json(data: bytes, service: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        pass
    if data.lstrip()[:1] == b"<":
        raise LookupFailure(f"{service} answered with a web page in place of data.")
    raise LookupFailure(f"{service} answered with something that is not JSON.")
