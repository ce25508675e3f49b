"""Allow-list of URLs that are safe to link, in HTML and in exported files."""

from __future__ import annotations

import functools
import html
import re
from urllib.parse import quote

from mkdocs_fieldguide.model.url_parsing import parse_url

MAX_LENGTH = 8_192
"""Longer URLs are rejected; servers and browsers have lower limits."""

SITE = "site:"
"""Beginning of a URL in data that leads to a page or file of the site; not allowed in what people write.

The rest is the target as written. It becomes a link relative to each page that shows it.
"""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE | re.ASCII)
_WEB = re.compile(r"https?://[^/?#\\]", re.IGNORECASE | re.ASCII)
_DROPPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_SPACE = re.compile(r"\s")


@functools.lru_cache(maxsize=4096)  # hundreds of pages link to the same pages and files
def safe_url(text: str) -> str | None:
    r"""Return `text` as a URL that is safe in `href` or `src`, or None.

    http and https with a host, mailto, and URLs relative to the site are allowed. Characters that browsers
    remove when they parse a URL (https://url.spec.whatwg.org/#concept-basic-url-parser: surrounding white
    space, tabs and line breaks inside) are removed before the check, so that `java\tscript:` does not pass.
    Browsers treat `\` as `/`, so `/\host` is the protocol-relative `//host`, which points to another site and
    is rejected. Malformed URLs such as `http://[x` are rejected too.

    The caller escapes the URL for its context. A URL that would be unsafe with its HTML entities decoded,
    such as `&#106;avascript:`, is rejected as well, because other programs may insert exported data into
    pages unescaped.
    """
    if len(text) > MAX_LENGTH:
        return None
    url = _DROPPED.sub("", text).strip()
    if not _is_allowed(url) or ("&" in url and not _is_allowed_decoded(url)) or parse_url(url) is None:
        return None
    return _SPACE.sub(lambda space: quote(space[0]), url)


def web_url(text: str) -> str | None:
    """Return `text` as an http or https URL that is safe to link, or None."""
    url = safe_url(text)
    return url if url is not None and _WEB.match(url) else None


def mark_local(url: str) -> str:
    """Return a safe URL, with `SITE` before it if it is relative to the root of the site."""
    return url if not url or url[0] in "#?/" or _SCHEME.match(url) else SITE + url


def is_local(url: str) -> bool:
    """Return whether a URL of data may lead to the site: it is marked, or begins with `/`."""
    return url.startswith((SITE, "/"))


def doi_url(doi: str) -> str:
    """Return the URL of a DOI; old ones contain `<`, `>`, `#` and other characters with a meaning in URLs.

    A percent-encoded character is not encoded again.
    """
    return "https://doi.org/" + quote(doi, safe="/:;()._-~!$&*+,=@%")


def _is_allowed(url: str) -> bool:
    scheme = _SCHEME.match(url)
    if scheme is None:
        return url != "" and url.replace("\\", "/")[:2] != "//"
    if scheme[1].lower() == "mailto":
        return len(url) > len("mailto:")
    return _WEB.match(url) is not None


def _is_allowed_decoded(url: str) -> bool:
    """Return whether a URL is allowed after decoding entities, with or without their semicolons."""
    try:
        return _is_allowed(_DROPPED.sub("", html.unescape(url)).strip())
    except ValueError:  # a number with more digits than Python parses
        return False
