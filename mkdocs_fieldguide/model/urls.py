"""Which addresses may be linked, in HTML and in files for download."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from mkdocs_fieldguide.model.url_parsing import parse_url

MAX_LENGTH = 8_192
"""Longer addresses are refused; servers and browsers stop well before."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE | re.ASCII)
_WEB = re.compile(r"https?://[^/?#\\]", re.IGNORECASE | re.ASCII)
_DROPPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_SPACE = re.compile(r"\s")


def safe_url(text: str) -> str | None:
    r"""Return `text` as an address that is safe in `href` or `src`, or None.

    Allowed are http and https with a host, mailto, and addresses within the site. What browsers drop
    when they parse an address (https://url.spec.whatwg.org/#concept-basic-url-parser: white space
    around it, tabs and line breaks inside it) is dropped before looking, so that `java\tscript:` is
    seen for what it is. Browsers read `\` as `/`; so `/\host` counts as `//host`, which leads to
    another site without saying so and is refused, as is what is malformed, such as `http://[x`.

    The caller escapes the address for the place that it is written to. An address that would not be allowed
    with its HTML entities decoded, such as `&#106;avascript:`, is refused as well: exported data may be put
    into pages by programs that escape nothing.
    """
    if len(text) > MAX_LENGTH:
        return None
    url = _DROPPED.sub("", text).strip()
    if not _is_allowed(url) or ("&" in url and not _is_allowed_decoded(url)) or parse_url(url) is None:
        return None
    return _SPACE.sub(lambda space: quote(space[0]), url)


def web_url(text: str) -> str | None:
    """Return `text` as an address of the web (http or https) that is safe to link, or None."""
    url = safe_url(text)
    return url if url is not None and _WEB.match(url) else None


def _is_allowed(url: str) -> bool:
    scheme = _SCHEME.match(url)
    if scheme is None:
        return url != "" and url.replace("\\", "/")[:2] != "//"
    if scheme[1].lower() == "mailto":
        return len(url) > len("mailto:")
    return _WEB.match(url) is not None


def _is_allowed_decoded(url: str) -> bool:
    """Tell whether an address is allowed with its entities decoded, with or without their semicolons."""
    try:
        return _is_allowed(_DROPPED.sub("", html.unescape(url)).strip())
    except ValueError:  # a number of more digits than Python reads
        return False
