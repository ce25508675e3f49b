"""Callouts become admonitions, in Markdown text.

The dialect writes `{% include callout.html type="note" content="…" %}`. Written out as an admonition before
Markdown is converted, its content may be anything that Markdown can be: lists, code, links, other tags.
"""

from __future__ import annotations

import re
from collections.abc import Container

from mkdocs_fieldguide.markup.directive import Admonition
from mkdocs_fieldguide.markup.placeholders import TOKEN, Placeholder, PlaceholderTable

_ALONE = re.compile(rf"^(?P<before>[ \t]*(?:(?:>[ \t]?)|(?:(?:[-+*]|\d+[.)])[ \t]+))*){TOKEN.pattern}[ \t]*$")

TYPES = {"note": "note", "tip": "tip", "warning": "warning", "important": "important"}
"""The class of the admonition for each type of callout in ETT."""


def admonition_of(mark: Placeholder | None) -> Admonition | None:
    """Return the admonition that a mark can be written as; None if there is none."""
    return mark.call.directive.admonition(mark.call) if mark and mark.call else None


def convert_callouts_to_admonitions(
    lines: list[str], book: PlaceholderTable, in_html: Container[str] = ()
) -> list[str]:
    """Return the lines with each callout that has a line to itself written out as an admonition.

    A callout elsewhere, inside a line or in raw HTML, keeps its token and is rendered later.

    Args:
        lines: the text.
        book: the marks of the build.
        in_html: tokens that stand in raw HTML, where Markdown is not converted.
    """
    out: list[str] = []
    for line in lines:
        match = _ALONE.match(line)
        mark = book.find(match[2]) if match else None
        box = admonition_of(mark)
        if not match or not mark or mark.token in in_html or box is None:
            out.append(line)
            continue
        book.written_out.append(mark)
        first = match["before"]
        # Below a list marker or quote sign the admonition goes on with the same width of prefix.
        rest = re.sub(r"[^\s>]", " ", first)
        # The title is a mark as well, so that quotes in it cannot end it.
        title = book.title_of(mark, box.title)
        if out and out[-1].strip(" \t>") and not first.strip():
            out.append(rest.rstrip())
        out.append(f'{first}!!! {box.type} "{title}"')
        out.extend(f"{rest}    {text}".rstrip() for text in box.content.split("\n"))
        out.append(rest.rstrip())
    return out
