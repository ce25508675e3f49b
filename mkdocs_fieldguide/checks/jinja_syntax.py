"""Whether the macros plugin's template engine can read a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location

_DELIMITERS = {
    "j2_block_start_string": "block_start_string",
    "j2_block_end_string": "block_end_string",
    "j2_variable_start_string": "variable_start_string",
    "j2_variable_end_string": "variable_end_string",
    "j2_comment_start_string": "comment_start_string",
    "j2_comment_end_string": "comment_end_string",
}
_UNKNOWN_TAG = re.compile(r"unknown tag '([^']*)'")
_HEADING_ID = re.compile(r"\{#[\w-]*")


def check_jinja_syntax(
    text: str,
    options: Mapping[str, object],
    foreign_tags: Collection[str],
    place_of: Callable[[int], Location],
    findings: Findings,
    written: Callable[[str], str] = str,
) -> None:
    """Report what stops the template engine, which then shows an error in place of the whole page.

    Args:
        text: the page, our own tags taken out.
        options: the macros plugin's options.
        foreign_tags: names of the tags that the template engine carries out.
        place_of: gives the place of a character of `text`.
        findings: receives UNREADABLE_TEMPLATE.
        written: gives what the author wrote for tokens in a text.
    """
    signs = {ours: str(options[theirs]) for theirs, ours in _DELIMITERS.items() if options.get(theirs)}
    starts = [
        signs.get(name, default)
        for name, default in (
            ("block_start_string", "{%"),
            ("variable_start_string", "{{"),
            ("comment_start_string", "{#"),
        )
    ]
    if not any(start in text for start in starts):
        return
    try:
        _environment(tuple(sorted(signs.items()))).parse(text)
    except RecursionError:
        findings.add(
            Code.UNREADABLE_TEMPLATE,
            place_of(0),
            "An expression on this page is nested too deeply for macros.",
        )
    except TemplateSyntaxError as error:
        message = written(str(error.message or error))
        unknown = _UNKNOWN_TAG.search(message)
        # A tag of an extension of the site's own, which only running macros loads.
        if unknown and unknown[1] in foreign_tags:
            return
        at = _position(text, error.lineno, message, starts)
        line = written(text[at : text.find("\n", at) if "\n" in text[at:] else len(text)])
        findings.add(
            Code.UNREADABLE_TEMPLATE,
            place_of(at),
            f"The macros plugin cannot read “{shorten(line, 40)}”; "
            "an error stands in place of the whole page.",
            _hint(line, message, starts[2]),
        )


@lru_cache(maxsize=4)
def _environment(signs: tuple[tuple[str, str], ...]) -> Environment:
    options: dict[str, Any] = dict(signs)
    # It only parses, nothing is rendered.
    return Environment(autoescape=True, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], **options)


def _position(text: str, line: int, message: str, starts: list[str]) -> int:
    """Return where the cause probably stands: Jinja tells the line, of an open comment only its end."""
    if "end of comment" in message:
        return _open_comment(text, starts[2])
    begin = 0
    for _ in range(line - 1):
        begin = text.find("\n", begin) + 1
    end = text.find("\n", begin)
    found = [at for start in starts if (at := text.find(start, begin, end if end >= 0 else len(text))) >= 0]
    return min(found, default=begin)


def _open_comment(text: str, start: str) -> int:
    """Return the first comment's beginning that no end follows."""
    at = text.find(start)
    while at >= 0:
        end = text.find("#}", at + len(start))
        if end < 0:
            return at
        at = text.find(start, end)
    return 0


def _hint(line: str, message: str, comment: str) -> str:
    if _HEADING_ID.match(line) and comment == "{#":
        return (
            "To macros `{#` begins a comment: set `j2_comment_start_string: '{##'` and "
            "`j2_comment_end_string: '##}'` in its options."
        )
    return f"It says: {shorten(message, 120)} Put it between {{% raw %}} and {{% endraw %}}."
