"""Check whether the macros plugin can parse a page."""

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
_LONG_NUMBER = re.compile(r"(?<![\w.])\d[\d_]{4300,}")
_HEADING_ID = re.compile(r"\{#[\w-]*")


def check_jinja_syntax(
    text: str,
    options: Mapping[str, object],
    foreign_tags: Collection[str],
    place_of: Callable[[int], Location],
    findings: Findings,
    written: Callable[[str], str] = str,
    effect: str = "an error message replaces the whole page",
) -> None:
    """Report a syntax error, for which the macros plugin replaces the whole page with an error message.

    Args:
        text: the page, with tokens in place of Fieldguide's tags.
        options: the macros plugin's options.
        foreign_tags: names of the tags that the template engine evaluates.
        place_of: returns the location of a position in `text`.
        findings: receives UNREADABLE_TEMPLATE.
        written: replaces tokens in a text with source text.
        effect: what readers see.
    """
    delimiters = {ours: str(options[theirs]) for theirs, ours in _DELIMITERS.items() if options.get(theirs)}
    starts = [
        delimiters.get(name, default)
        for name, default in (
            ("block_start_string", "{%"),
            ("variable_start_string", "{{"),
            ("comment_start_string", "{#"),
        )
    ]
    if not any(start in text for start in starts):
        return
    try:
        _environment(tuple(sorted(delimiters.items()))).parse(text)
    except RecursionError:
        findings.add(
            Code.UNREADABLE_TEMPLATE,
            place_of(0),
            "An expression on this page is nested too deeply for the macros plugin.",
        )
    except ValueError:  # of Python, for a number of more than 4,300 digits
        number = _LONG_NUMBER.search(text)
        findings.add(
            Code.UNREADABLE_TEMPLATE,
            place_of(number.start() if number else 0),
            f"An expression has a number with too many digits for the macros plugin; {effect}.",
            "Put the number between quotation marks, or the text between {% raw %} and {% endraw %}.",
        )
    except TemplateSyntaxError as error:
        message = written(str(error.message or error))
        unknown = _UNKNOWN_TAG.search(message)
        # A tag of a Jinja extension of the site, which is loaded only when macros run.
        if unknown and unknown[1] in foreign_tags:
            return
        at = _position(text, error.lineno, message, starts)
        line = written(text[at : text.find("\n", at) if "\n" in text[at:] else len(text)])
        findings.add(
            Code.UNREADABLE_TEMPLATE,
            place_of(at),
            f"The macros plugin cannot parse “{shorten(line, 40)}”; {effect}.",
            _hint(line, message, starts[2]),
        )


@lru_cache(maxsize=4)
def _environment(delimiters: tuple[tuple[str, str], ...]) -> Environment:
    options: dict[str, Any] = dict(delimiters)
    # It only parses; nothing is rendered.
    return Environment(autoescape=True, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], **options)


def _position(text: str, line: int, message: str, starts: list[str]) -> int:
    """Return the probable position of an error, of which Jinja reports only the line."""
    if "end of comment" in message:
        # The line that Jinja reports is the last of the text.
        return _open_comment(text, starts[2])
    begin = 0
    for _ in range(line - 1):
        begin = text.find("\n", begin) + 1
    end = text.find("\n", begin)
    found = [at for start in starts if (at := text.find(start, begin, end if end >= 0 else len(text))) >= 0]
    return min(found, default=begin)


def _open_comment(text: str, start: str) -> int:
    """Return the start of the first comment that is not closed."""
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
            "In Jinja `{#` starts a comment: set `j2_comment_start_string: '{##'` and "
            "`j2_comment_end_string: '##}'` in the plugin's options."
        )
    reason = shorten(message, 120).rstrip(".")
    return f"Jinja reports: {reason}. Put the text between {{% raw %}} and {{% endraw %}}."
