"""Texts of YAML scalars, sanitised and normalised."""

from __future__ import annotations

import functools
import re
from typing import Any

import yaml

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.safe_characters import (
    describe_character,
    find_unsafe_characters,
    is_disallowed,
    sanitise_text,
)
from mkdocs_fieldguide.model.unicode_forms import normalise

_IN_CURLY_QUOTES = re.compile('[“”„‟‘’‚]([^“”„‟"]+)[“”‘’]')
"""Typographic quotes, as word processors insert them; they have no meaning in YAML."""


class ScalarReader:
    """Reads the texts of scalars.

    Args:
        text: the YAML text.
        first_line: line of the file on which the text begins.
        findings: receives HIDDEN_CHARACTER and CURLY_QUOTES.
    """

    def __init__(self, text: str, first_line: int, findings: Findings) -> None:
        self._text = text
        self._first_line = first_line
        self._findings = findings

    @functools.cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def read(self, event: yaml.ScalarEvent, location: Location) -> str:
        """Return the text of a scalar in Unicode form NFC, without unsafe characters."""
        text: str = event.value
        if text.isascii() and text.isprintable():  # pragma: no mutate (most texts; only saves time)
            return text
        if unsafe := find_unsafe_characters(text):
            self._report_unsafe(unsafe, event, location)
        text = normalise("NFC", sanitise_text(text))
        if event.implicit[0] and (quoted := _IN_CURLY_QUOTES.fullmatch(text)):
            self._findings.add(
                Code.CURLY_QUOTES,
                location,
                f"The curly quotes around “{shorten(quoted[1])}” are part of the value and are shown.",
                "Use straight quotes, or none.",
                fix=(text, quoted[1]),
            )
        return text

    def _report_unsafe(self, unsafe: tuple[str, ...], event: Any, location: Location) -> None:
        """Report unsafe characters written as escape sequences; `check_characters` reports literal ones."""
        first = location.line - self._first_line
        begin, end = event.start_mark, event.end_mark
        source = self._lines[first : first + end.line - begin.line + 1]
        reported = [c for c in unsafe if is_disallowed(c) or not any(c in line for line in source)]
        if reported:
            names = ", ".join(map(describe_character, reported[:3]))
            more = " and others" if len(reported) > 3 else ""
            self._findings.add(
                Code.HIDDEN_CHARACTER,
                location,
                f"This value contains characters that are not allowed: {names}{more}.",
                "They are removed or replaced with “\ufffd”. Delete them or their escape sequences.",
            )
