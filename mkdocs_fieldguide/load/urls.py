"""Which addresses from data may be linked."""

from __future__ import annotations

import re

MAX_LENGTH = 8_192
"""Longer addresses are refused; servers and browsers stop well before."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/?#\\]", re.IGNORECASE)
_DROPPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_SPACE = re.compile(r"\s")


def safe_url(text: str) -> str | None:
    r"""Return `text` as an address that is safe in `href` or `src`, or None.

    Allowed are http and https with a host, mailto, and addresses within the site. What browsers drop
    when they parse an address (https://url.spec.whatwg.org/#concept-basic-url-parser: white space
    around it, tabs and line breaks inside it) is dropped before looking, so that `java\tscript:` is
    seen for what it is. Browsers read `\` as `/`; so `/\host` counts as `//host`, which leads to
    another site without saying so and is refused. HTML must still be escaped where the address is
    written.
    """
    if len(text) > MAX_LENGTH:
        return None
    url = _DROPPED.sub("", text).strip()
    if not url:
        return None
    scheme = _SCHEME.match(url)
    if scheme is None:
        allowed = url.replace("\\", "/")[:2] != "//"
    elif scheme[1].lower() == "mailto":
        allowed = len(url) > len("mailto:")
    else:
        allowed = _WEB.match(url) is not None
    return _SPACE.sub("%20", url) if allowed else None
