"""Link targets in inline Markdown: the URL and title behind `[text]`, and the escapes in them.

The rules are those of CommonMark (https://spec.commonmark.org/0.31.2/#links), except that a URL may contain
spaces.
"""

from __future__ import annotations

import html
import re
import string
from html.entities import html5

_MAX_PARENTHESES = 10
"""Nested parentheses in a URL; CommonMark requires at least three levels."""

ESCAPE = rf"\\(?P<escaped>[{re.escape(string.punctuation)}])"
"""Matches a backslash escape."""

ENTITY = r"&(?P<entity>[#][0-9]{1,40}|[#][xX][0-9a-fA-F]{1,40}|[a-zA-Z][a-zA-Z0-9]{1,31});"
"""Matches an entity or numeric character reference."""

_ESCAPED = re.compile(f"{ESCAPE}|{ENTITY}")

_TITLE = r"""(?P<title>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_TITLE_AND_END = re.compile(rf"{_TITLE}\s*\)", re.DOTALL)
_IN_ANGLES = re.compile(rf"\(\s*<(?P<address>(?:[^<>\\\n]|\\[^\n])*)>\s*(?:{_TITLE}\s*)?\)", re.DOTALL)
_IN_ADDRESS = re.compile(rf"""\\[{re.escape(string.punctuation)}]|[()]|\s(?=["'])""")


def parse_target(text: str, start: int) -> tuple[str, str, int] | None:
    """Return the decoded URL and title of a link, and the end of its `)`; None if there is no URL.

    Args:
        text: the whole text.
        start: position after the `]` of the link.
    """
    if not text.startswith("(", start):
        return None
    if match := _IN_ANGLES.match(text, start):
        return decode(match["address"]).strip(), _decode_title(match["title"]), match.end()
    start += 1
    depth = 0
    for match in _IN_ADDRESS.finditer(text, start):
        sign = match[0]
        if sign == ")" and depth == 0:
            return decode(text[start : match.start()].strip()), "", match.end()
        if sign == ")":
            depth -= 1
        elif sign == "(":
            depth += 1
            if depth > _MAX_PARENTHESES:
                return None
        elif sign.isspace() and (end := _TITLE_AND_END.match(text, match.end())):
            return decode(text[start : match.start()].strip()), _decode_title(end["title"]), end.end()
    return None


def _decode_title(written: str | None) -> str:
    return " ".join(decode(written[1:-1]).split()) if written else ""


def decode(text: str) -> str:
    """Resolve the backslash escapes and entities in a text."""
    return _ESCAPED.sub(_decode_match, text)


def _decode_match(match: re.Match[str]) -> str:
    if match["escaped"]:
        return match["escaped"]
    name = match["entity"]
    # Numeric references are decoded like in browsers
    # (https://html.spec.whatwg.org/#numeric-character-reference-end-state).
    return html.unescape(match[0]) if name[0] == "#" else html5.get(f"{name};", match[0])
