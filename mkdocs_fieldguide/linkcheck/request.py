"""Asking one address whether it works: HEAD, else GET, along all redirects, and no longer than allowed."""

from __future__ import annotations

import email.utils
import http.client
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.parse import urldefrag, urljoin, urlsplit

from mkdocs_fieldguide.linkcheck.results import LinkState, LinkStatus, classify_error, classify_status
from mkdocs_fieldguide.net.client import MAX_REDIRECTS, Response, get_host, send
from mkdocs_fieldguide.net.public_only import Deadline, PrivateAddressError, SsrfGuard, UnsupportedUrlError

_PERMANENT = frozenset({301, 308})
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

_HEADERS = {"Accept": "*/*", "Accept-Language": "en,*;q=0.5"}


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """How addresses are asked.

    Attributes:
        guard: decides where connections may lead.
        turn: gives the right to ask a host, one after the other.
        seconds: patience for one question.
    """

    guard: SsrfGuard
    turn: Callable[[str], AbstractContextManager[None]]
    seconds: float = 15.0


def request_url(url: str, asking: RequestOptions) -> LinkStatus:
    """Ask an address; never raises for what others do."""
    cookies = CookieJar()
    here, moved, still_moving = url, "", True
    for _ in range(MAX_REDIRECTS + 1):
        try:
            response = _answered(here, cookies, asking)
        except UnsupportedUrlError:
            return LinkStatus(LinkState.BROKEN, "leads to an address that is not one of the web")
        except PrivateAddressError:
            return LinkStatus(LinkState.PRIVATE, "leads to a machine that is not on the public web")
        except (OSError, http.client.HTTPException, ValueError) as error:
            return classify_error(error)
        if not response.location:
            return _end(response, moved)
        try:
            here = _joined(here, response.location)
        except ValueError:
            return LinkStatus(LinkState.BROKEN, "leads to an address that is not one of the web")
        still_moving = still_moving and response.status in _PERMANENT
        still_moving = still_moving and (urlsplit(url).hostname or "") not in _LASTING
        moved = here if still_moving else moved
    return LinkStatus(LinkState.BROKEN, "leads from address to address without end")


def _end(response: Response, moved: str) -> LinkStatus:
    answer = classify_status(response.status, response.headers)
    if answer.state is LinkState.WORKS and moved:
        return LinkStatus(LinkState.MOVED, "has moved", moved)
    if response.status in (429, 503) and (wait := _wait(response.headers.get("retry-after", ""))):
        return LinkStatus(answer.state, answer.reason, wait=wait)
    return answer


def _joined(here: str, target: str) -> str:
    """Return where a redirect leads; the fragment stays unless there is a new one, as in browsers."""
    new = urljoin(here, target)
    fragment = urlsplit(here).fragment
    return new if urlsplit(new).fragment or not fragment else f"{urldefrag(new)[0]}#{fragment}"


def _answered(url: str, cookies: CookieJar, asking: RequestOptions) -> Response:
    """Ask with HEAD, and with GET where that gives no good answer: many servers know only that."""
    host = get_host(url)
    try:
        reply = _send("HEAD", url, host, cookies, asking)
        if reply.status < 400 and reply.status != 202:
            return reply
    except (OSError, http.client.HTTPException) as error:
        # Whoever refuses the connection, or is not there, does so for GET as well.
        if not isinstance(error, (TimeoutError, ConnectionResetError, http.client.HTTPException)):
            raise
    return _send("GET", url, host, cookies, asking)


def _send(method: str, url: str, host: str, cookies: CookieJar, asking: RequestOptions) -> Response:
    with asking.turn(host), Deadline(asking.seconds) as watch:
        # What the server has to say is not read: its status is enough.
        return send(method, url, _HEADERS, asking.guard, watch, cookies=cookies)


def _wait(written: str) -> float:
    """Return the seconds that `Retry-After` asks for."""
    written = written.strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    moment = email.utils.parsedate_tz(written)
    return max(0.0, email.utils.mktime_tz(moment) - time.time()) if moment else 0.0
