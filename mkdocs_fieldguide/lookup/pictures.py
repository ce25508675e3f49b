"""Fetching pictures of people: from the public web only, of limited size, and nothing but pictures."""

from __future__ import annotations

import http.client
from dataclasses import field
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin
from urllib.request import HTTPErrorProcessor, Request

from mkdocs_fieldguide.lookup.failure import LookupFailure
from mkdocs_fieldguide.lookup.guarded import Guard, PrivateAddressError, Watch
from mkdocs_fieldguide.lookup.opening import AGENT, web_opener
from mkdocs_fieldguide.lookup.web import web_host
from mkdocs_fieldguide.records import record

MOST_REDIRECTS = 5
_BLOCK = 65_536
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


@record
class Fetching:
    """How pictures are fetched.

    Attributes:
        guard: decides where connections may lead.
        seconds: for a whole answer.
        size: bytes that a picture may have.
    """

    guard: Guard = field(default_factory=Guard)
    seconds: float = 20
    size: int = 1_000_000


def picture_type(data: bytes) -> str:
    """Return what kind of picture `data` is, as the ending of a file, by its content; empty for any other.

    SVG is none of them: it may hold scripts.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((ending for beginning, ending in _BEGINNINGS if data.startswith(beginning)), "")


def fetch_picture(url: str, fetching: Fetching) -> tuple[bytes, str]:
    """Return a picture and the ending that its file should have.

    Args:
        url: http or https.
        fetching: how it is fetched.

    Raises:
        LookupFailure: if there is no picture to be had.
    """
    for _ in range(MOST_REDIRECTS + 1):
        host = _host(url)
        try:
            data = _fetch(url, host, fetching)
        except HTTPError as error:
            with error:
                target = error.headers.get("Location")
            if error.code not in (301, 302, 303, 307, 308) or not target:
                raise LookupFailure(f"{host} has no picture there (status {error.code}).") from None
            url = _joined(url, target)
            continue
        ending = picture_type(data)
        if not ending:
            raise LookupFailure(f"What {host} sends is no PNG, JPEG, GIF or WebP picture.")
        return data, ending
    raise LookupFailure(f"{_host(url)} sends us from one address to the next without end.")


def _fetch(url: str, host: str, fetching: Fetching) -> bytes:
    request = Request(url, headers={"Accept": "image/*", "User-Agent": AGENT})  # noqa: S310 (_host)
    with Watch(fetching.seconds) as watch:
        opener = web_opener(*fetching.guard.handlers(watch), HTTPErrorProcessor())
        try:
            with opener.open(request, timeout=fetching.seconds) as response:
                blocks, size = [], 0
                while block := response.read1(_BLOCK):
                    blocks.append(block)
                    size += len(block)
                    if size > fetching.size:
                        most = f"{fetching.size // 1000} kB"
                        raise LookupFailure(f"The picture at {host} is larger than {most}.")
                data = b"".join(blocks)
        except HTTPError:
            raise
        except PrivateAddressError:
            raise LookupFailure(f"{host} is not on the public web.") from None
        except (OSError, URLError, http.client.HTTPException, ValueError) as error:
            if isinstance(getattr(error, "reason", None), PrivateAddressError):
                raise LookupFailure(f"{host} is not on the public web.") from None
            if watch.is_over or isinstance(getattr(error, "reason", error), TimeoutError):
                raise LookupFailure(f"{host} did not answer within {fetching.seconds:g} seconds.") from None
            raise LookupFailure(f"{host} cannot be reached, or does not speak HTTP.") from None
        if watch.is_over:
            raise LookupFailure(f"{host} did not answer within {fetching.seconds:g} seconds.")
        return data


def _joined(url: str, target: str) -> str:
    try:
        return quote(urljoin(url, target), safe="%/:=&?~#+!$,;'@()*[]")
    except ValueError:
        return target


def _host(url: str) -> str:
    """Return the host of an address.

    Raises:
        LookupFailure: if the address is none of the web.
    """
    host = web_host(url)
    if not host or not url.isascii() or not url.isprintable() or " " in url:
        raise LookupFailure(f"“{url[:80]}” is no address that can be asked.")
    return host
