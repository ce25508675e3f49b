"""Remove the parts of a page's text that are only shown or hidden: code, comments and raw text."""

from __future__ import annotations

import re

from mkdocs_fieldguide.content.code_spans import CodeSpans

_OPENING = re.compile(r"`+|~{3,}|<!--|\{%-?\s*(?P<region>raw|comment)\b")
_CLOSING = {
    "<!--": re.compile("-->"),
    "raw": re.compile(r"\bendraw\b"),
    "comment": re.compile(r"\bendcomment\b"),
}


def strip_code_and_comments(text: str) -> str:
    """Return a text without its code, comments and raw text; takes linear time.

    In Markdown a comment that is never closed is text, unlike in HTML.
    """
    code = CodeSpans(text)
    out: list[str] = []
    never_closed: set[str] = set()
    done = position = 0
    while match := _OPENING.search(text, position):
        position = match.end()
        kind = match["region"] or match[0]
        end = code.end_at(match.start())
        if end < 0 and kind in _CLOSING and kind not in never_closed:
            closing = _CLOSING[kind].search(text, position)
            end = closing.end() if closing else -1
            if closing is None:
                # To search for it again would take quadratic time.
                never_closed.add(kind)
        if end >= 0:
            out.append(text[done : match.start()])
            done = position = max(end, position)
    return "".join([*out, text[done:]])
