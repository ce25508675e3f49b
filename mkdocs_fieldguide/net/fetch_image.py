"""Fetching pictures of people: from the public web only, of limited size, and nothing but pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_fieldguide.net.client import Fault, FetchError, fetch
from mkdocs_fieldguide.net.errors import LookupFailedError
from mkdocs_fieldguide.net.fetch_json import get_web_host
from mkdocs_fieldguide.net.public_only import SsrfGuard

MAX_REDIRECTS = 5
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How pictures are fetched.

    Attributes:
        guard: decides where connections may lead.
        seconds: for a whole answer, with all redirects.
        size: bytes that a picture may have.
    """

    guard: SsrfGuard = field(default_factory=SsrfGuard)
    seconds: float = 20
    size: int = 1_000_000


def picture_type(data: bytes) -> str:
    """Return what kind of picture `data` is, as the ending of a file, by its content; empty for any other.

    SVG is none of them: it may hold scripts.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((ending for beginning, ending in _BEGINNINGS if data.startswith(beginning)), "")


def fetch_picture(url: str, fetching: FetchOptions) -> tuple[bytes, str]:
    """Return a picture and the ending that its file should have.

    Args:
        url: http or https.
        fetching: how it is fetched.

    Raises:
        LookupFailure: if there is no picture to be had.
    """
    _host(url)
    try:
        reply = fetch(
            url,
            {"Accept": "image/*"},
            fetching.guard,
            seconds=fetching.seconds,
            size=fetching.size,
            redirects=MAX_REDIRECTS,
        )
    except FetchError as error:
        raise LookupFailedError(_sentence(error, url, fetching)) from None
    host = _host(reply.url)
    if not 200 <= reply.status < 300:
        raise LookupFailedError(f"{host} has no picture there (status {reply.status}).")
    ending = picture_type(reply.body)
    if not ending:
        raise LookupFailedError(f"What {host} sends is no PNG, JPEG, GIF or WebP picture.")
    return reply.body, ending


def _sentence(error: FetchError, url: str, fetching: FetchOptions) -> str:
    """Return what a person at the terminal is told."""
    host = get_web_host(error.url) or get_web_host(url)
    return {
        Fault.UNSUPPORTED_URL: f"“{_printable(error.url)}” is no address that can be asked.",
        Fault.PRIVATE: f"{host} is not on the public web.",
        Fault.DOWNGRADE: f"{host} would be asked without encryption.",
        Fault.LOOP: f"{host} sends us from one address to the next without end.",
        Fault.TOO_LARGE: f"The picture at {host} is larger than {fetching.size // 1000} kB.",
        Fault.TIMEOUT: f"{host} did not answer within {fetching.seconds:g} seconds.",
        Fault.UNREACHABLE: f"{host} cannot be reached, or does not speak HTTP.",
        Fault.NOT_HTTP: f"{host} cannot be reached, or does not speak HTTP.",
    }[error.fault]


def _host(url: str) -> str:
    """Return the host of an address.

    Raises:
        LookupFailure: if the address is none of the web.
    """
    host = get_web_host(url)
    if not host or not url.isascii() or not url.isprintable() or " " in url:
        raise LookupFailedError(f"“{_printable(url)}” is no address that can be asked.")
    return host


def _printable(url: str) -> str:
    """Return the beginning of an address without what would command a terminal."""
    return "".join(character if character.isprintable() else "�" for character in url[:80])
