"""Markdown for the few HTML elements that texts of existing footers contain."""

from __future__ import annotations

import re

_PICTURE = re.compile(r"!\[([^\[\]]*)\]\([^()\s]*\)")
_LINK = re.compile(
    r"<a\s(?:[^<>]*\s)?href=(?:\"([^\"<>\s]*)\"|'([^'<>\s]*)')[^<>]*>([^<>]*)</a>", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s*/?>[ \t]*\n?|\\{1,2}[ \t]*\n", re.IGNORECASE)
_EMPHASIS = re.compile(r"<(strong|b|em|i)>([^<>]+)</\1>", re.IGNORECASE)
_WITHOUT_MEANING = re.compile(r"</?(?:p|div|span|small|center)(?:\s[^<>]*)?>", re.IGNORECASE)


def to_markdown(text: str) -> str:
    """Return a text with links, emphasis and line breaks in Markdown instead of HTML.

    A backslash at the end of a line is a line break, as in kramdown.

    Pictures, such as badges of licences, are on other servers in most cases: their alternative text is used.
    Other elements are left in the text, in which they are displayed as written.
    """
    text = _PICTURE.sub(r"\1", text)
    text = _WITHOUT_MEANING.sub("", text)
    text = _EMPHASIS.sub(lambda match: _emphasise(match[2], match[1]), text)
    text = _LINK.sub(lambda match: f"[{match[3]}]({match[1] or match[2]})", text)
    return _BREAK.sub("\n\n", text)


def _emphasise(text: str, element: str) -> str:
    signs = "**" if element.lower() in ("strong", "b") else "*"
    return f"{signs}{text.strip()}{signs}"
