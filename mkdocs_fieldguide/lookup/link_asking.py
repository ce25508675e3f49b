"""Asking one address whether it works: HEAD, else GET, along all redirects, and no longer than allowed."""

from __future__ import annotations

import email.utils
import http.client
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from email.message import Message
from http.cookiejar import CookieJar
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPCookieProcessor, Request

from mkdocs_fieldguide.load.urls import MAX_LENGTH
from mkdocs_fieldguide.lookup.guarded import Guard, PrivateAddressError, Watch
from mkdocs_fieldguide.lookup.link_answers import Answer, State, answer_of_error, answer_of_status
from mkdocs_fieldguide.lookup.opening import AGENT, web_opener
from mkdocs_fieldguide.records import record

MOST_REDIRECTS = 10
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LASTING = frozenset(
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
"""Hosts whose addresses are meant to stay and to lead elsewhere."""

_LOWEST_FREE_PORT = 1024
_HEADERS = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Language": "en,*;q=0.5"}
_SAFE = "/:@!$&'()*+,;=~%?-._"


@record
class Asking:
    """How addresses are asked.

    Attributes:
        guard: decides where connections may lead.
        turn: gives the right to ask a host, one after the other.
        seconds: patience for one question.
    """

    guard: Guard
    turn: Callable[[str], AbstractContextManager[None]]
    seconds: float = 15.0


@record
class _Response:
    """An answer, its headers by their names in small letters."""

    status: int
    headers: Mapping[str, str]

    @classmethod
    def of(cls, status: int, headers: Message) -> _Response:
        return cls(status, {name.casefold(): value for name, value in headers.items()})


class _NotOfTheWebError(Exception):
    """An address that nobody asks."""


def ask(url: str, asking: Asking) -> Answer:
    """Ask an address; never raises for what others do."""
    cookies = CookieJar()
    here, moved, still_moving = url, "", True
    for _ in range(MOST_REDIRECTS + 1):
        try:
            response = _answered(here, cookies, asking)
        except _NotOfTheWebError:
            return Answer(State.BROKEN, "leads to an address that is not one of the web")
        except PrivateAddressError:
            return Answer(State.PRIVATE, "leads to a machine that is not on the public web")
        except (OSError, http.client.HTTPException, ValueError) as error:
            return answer_of_error(error)
        target = response.headers.get("location", "").strip()
        if response.status not in _REDIRECTS or not target:
            return _end(response, moved)
        try:
            here = _joined(here, target)
        except ValueError:
            return Answer(State.BROKEN, "leads to an address that is not one of the web")
        still_moving = still_moving and response.status in _PERMANENT
        still_moving = still_moving and (urlsplit(url).hostname or "") not in _LASTING
        moved = here if still_moving else moved
    return Answer(State.BROKEN, "leads from address to address without end")


def _end(response: _Response, moved: str) -> Answer:
    answer = answer_of_status(response.status, response.headers)
    if answer.state is State.WORKS and moved:
        return Answer(State.MOVED, "has moved", moved)
    if response.status in (429, 503) and (wait := _wait(response.headers.get("retry-after", ""))):
        return Answer(answer.state, answer.reason, wait=wait)
    return answer


def _joined(here: str, target: str) -> str:
    """Return where a redirect leads; the fragment stays unless there is a new one, as in browsers."""
    new = urljoin(here, target)
    fragment = urlsplit(here).fragment
    return new if urlsplit(new).fragment or not fragment else f"{urldefrag(new)[0]}#{fragment}"


def _answered(url: str, cookies: CookieJar, asking: Asking) -> _Response:
    """Ask with HEAD, and with GET where that gives no good answer: many servers know only that."""
    sent, host = _sendable(url)
    try:
        response = _send("HEAD", sent, host, cookies, asking)
        if response.status < 400 and response.status != 202:
            return response
    except (OSError, http.client.HTTPException) as error:
        # Whoever refuses the connection, or is not there, does so for GET as well.
        if not isinstance(error, (TimeoutError, ConnectionResetError, http.client.HTTPException)):
            raise
    return _send("GET", sent, host, cookies, asking)


def _send(method: str, url: str, host: str, cookies: CookieJar, asking: Asking) -> _Response:
    with asking.turn(host), Watch(asking.seconds) as watch:
        opener = web_opener(*asking.guard.handlers(watch), HTTPCookieProcessor(cookies))
        request = Request(url, headers=_HEADERS, method=method)  # noqa: S310 (_sendable)
        try:
            # What the server has to say is not read: its status is enough.
            with opener.open(request, timeout=asking.seconds) as response:
                if watch.is_over:  # headers that have been cut off look as if they were complete
                    raise TimeoutError
                return _Response.of(response.status, response.headers)
        except HTTPError as error:
            with error:
                return _Response.of(error.code, error.headers)
        except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
            if watch.is_over:
                raise TimeoutError from None
            if isinstance(error, URLError) and isinstance(error.reason, Exception):
                raise error.reason from None
            if isinstance(error, AttributeError):  # http.client's, about a connection that has just ended
                raise ConnectionResetError from None
            raise


def _sendable(url: str) -> tuple[str, str]:
    """Return an address as it is sent, and its host.

    Raises:
        _NotOfTheWebError: if it is none that can be asked.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise _NotOfTheWebError from None
    if parts.scheme not in ("http", "https") or not host or len(url) > MAX_LENGTH:
        raise _NotOfTheWebError
    # Below are mail and the like; browsers ask them as little.
    if port is not None and port < _LOWEST_FREE_PORT and port not in (80, 443):
        raise _NotOfTheWebError
    place = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    if port is not None:
        place += f":{port}"
    # No name and password that stand in an address, no fragment.
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
    return urlunsplit((parts.scheme, place, path, query, "")), ascii_host.casefold()


def _wait(written: str) -> float:
    """Return the seconds that `Retry-After` asks for."""
    written = written.strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    moment = email.utils.parsedate_tz(written)
    return max(0.0, email.utils.mktime_tz(moment) - time.time()) if moment else 0.0
