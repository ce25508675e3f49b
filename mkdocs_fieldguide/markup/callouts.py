"""Convert callouts to admonitions in Markdown text.

ETT's syntax is `{% include callout.html type="note" content="…" %}`. As an admonition, which is converted
together with the page, its content may be any Markdown: lists, code, links, other tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from mkdocs_fieldguide.markup.directive import Admonition
from mkdocs_fieldguide.markup.placeholders import TOKEN, Placeholder, PlaceholderTable

_OWN_LINE = re.compile(
    rf"^(?P<before>[ \t]*(?:(?:>[ \t]?)|(?:(?:[-+*]|\d+[.)])[ \t]+))*){TOKEN.pattern}[ \t]*$"
)

TYPES = {"note": "note", "tip": "tip", "warning": "warning", "important": "important"}
"""The admonition class for each type of callout in ETT."""


_INDENT = 4
"""Spaces of one level of lists in Markdown."""


def admonition_of(placeholder: Placeholder | None) -> Admonition | None:
    """Return the admonition that a placeholder can be converted to, or None."""
    call = placeholder.call if placeholder else None
    return call.directive.admonition(call) if call else None


def convert_callouts_to_admonitions(
    lines: list[str],
    table: PlaceholderTable,
    in_html: Container[str] = (),
    rewrite: Callable[[list[str]], list[str]] = list,
) -> list[str]:
    """Return the lines with each callout on a line of its own converted to an admonition.

    A callout inside a line or in raw HTML keeps its token and is rendered later.

    Args:
        lines: the text.
        table: the placeholders of the build.
        in_html: tokens in raw HTML, where Markdown is not converted.
        rewrite: returns the content of a callout in the syntax of Python-Markdown; it comes in after the
            page has been rewritten.
    """
    out: list[str] = []
    for line in lines:
        match = _OWN_LINE.match(line)
        placeholder = table.find(match[2]) if match else None
        box = admonition_of(placeholder)
        if not match or not placeholder or placeholder.token in in_html or box is None:
            out.append(line)
            continue
        table.written_out.append(placeholder)
        first = match["before"]
        if not first.strip(" ") and len(first) > _INDENT:
            # In a list, an admonition begins exactly at the indentation of its level.
            first = first[: len(first) // _INDENT * _INDENT]
        # The lines of the admonition are indented to the width of a list marker; quote signs are repeated.
        rest = re.sub(r"[^\s>]", " ", first)
        # The title becomes a placeholder, so that quotes in it cannot end it.
        title = table.title_of(placeholder, box.title)
        if out and out[-1].strip(" \t>") and not first.strip():
            out.append(rest.rstrip())
        out.append(f'{first}!!! {box.type} "{title}"')
        # Spaces at the end of a line are a line break.
        texts = rewrite(box.content.split("\n"))
        out.extend(f"{rest}    {text}" if text.strip() else rest.rstrip() for text in texts)
        out.append(rest.rstrip())
    return out
