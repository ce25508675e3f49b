"""What a page's text uses, without what it only shows: code, comments and raw text."""

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
    """Return a text without its code, comments and raw text; in one pass, linear in the text."""
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
                # Not looked for again: that would take quadratic time.
                never_closed.add(kind)
        if end >= 0:
            out.append(text[done : match.start()])
            done = position = max(end, position)
    return "".join([*out, text[done:]])
