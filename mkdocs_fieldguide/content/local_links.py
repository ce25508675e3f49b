"""Replaces relative URLs in the Markdown of data, for readers who do not know what they are relative to."""

from __future__ import annotations

import re
from collections.abc import Callable

from mkdocs_fieldguide.content.link_target import parse_target
from mkdocs_fieldguide.model.urls import is_local, mark_local, safe_url

_CLOSING = re.compile(r"\](?=\()")


def replace_local_links(text: str, url_of: Callable[[str], str | None]) -> str:
    """Return Markdown without relative URLs.

    Args:
        text: the Markdown.
        url_of: returns the full URL for a relative one; None if it is dead: only the text of the link
            remains, in its brackets.
    """
    pieces: list[str] = []
    position = 0
    for bracket in _CLOSING.finditer(text):
        target = parse_target(text, bracket.end()) if bracket.start() >= position else None
        if target is None:
            continue
        address, _, end = target
        marked = mark_local(safe_url(address) or "")
        if is_local(marked):
            url = url_of(marked)
            pieces += [text[position : bracket.end()], f"({url})" if url else ""]
            position = end
    return "".join([*pieces, text[position:]])
