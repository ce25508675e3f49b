"""Download of pictures of people, with size limit and content check."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_fieldguide.net.client import Fault, FetchError, fetch
from mkdocs_fieldguide.net.errors import LookupFailedError
from mkdocs_fieldguide.net.fetch_json import get_web_host
from mkdocs_fieldguide.net.public_only import SsrfGuard

MAX_REDIRECTS = 5
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Limits of a download.

    Attributes:
        guard: checks the addresses of connections.
        seconds: timeout of the whole download, including redirects.
        size: maximum size of a picture, in bytes.
    """

    guard: SsrfGuard = field(default_factory=SsrfGuard)
    seconds: float = 20
    size: int = 1_000_000


def picture_type(data: bytes) -> str:
    """Return the file extension for the content of a picture; empty if the format is not supported.

    SVG is not supported, as it may contain scripts.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((extension for signature, extension in _SIGNATURES if data.startswith(signature)), "")


def fetch_picture(url: str, options: FetchOptions) -> tuple[bytes, str]:
    """Download a picture; return its data and file extension.

    Args:
        url: http or https.
        options: limits of the download.

    Raises:
        LookupFailedError: if there is no supported picture.
    """
    _host(url)
    try:
        reply = fetch(
            url,
            {"Accept": "image/*"},
            options.guard,
            seconds=options.seconds,
            size=options.size,
            redirects=MAX_REDIRECTS,
        )
    except FetchError as error:
        raise LookupFailedError(_message(error, url, options)) from None
    host = _host(reply.url)
    if not 200 <= reply.status < 300:
        raise LookupFailedError(f"{host} has no picture at this URL (status {reply.status}).")
    extension = picture_type(reply.body)
    if not extension:
        raise LookupFailedError(f"The response of {host} is not a PNG, JPEG, GIF or WebP picture.")
    return reply.body, extension


def _message(error: FetchError, url: str, options: FetchOptions) -> str:
    """Return the message for the user."""
    host = get_web_host(error.url) or get_web_host(url)
    return {
        Fault.UNSUPPORTED_URL: f"“{_printable(error.url)}” is not a supported URL.",
        Fault.PRIVATE: f"{host} has no public address.",
        Fault.DOWNGRADE: f"{host} redirects from https to http.",
        Fault.LOOP: f"{host} redirects too many times.",
        Fault.TOO_LARGE: f"The picture at {host} is larger than {options.size // 1000} kB.",
        Fault.TIMEOUT: f"{host} did not answer within {options.seconds:g} seconds.",
        Fault.UNREACHABLE: f"{host} cannot be reached, or does not speak HTTP.",
        Fault.NOT_HTTP: f"{host} cannot be reached, or does not speak HTTP.",
    }[error.fault]


def _host(url: str) -> str:
    """Return the host of a URL.

    Raises:
        LookupFailedError: if it is not an http or https URL.
    """
    host = get_web_host(url)
    if not host or not url.isascii() or not url.isprintable() or " " in url:
        raise LookupFailedError(f"“{_printable(url)}” is not a supported URL.")
    return host


def _printable(url: str) -> str:
    """Return a shortened URL without terminal control characters."""
    return "".join(character if character.isprintable() else "�" for character in url[:80])
