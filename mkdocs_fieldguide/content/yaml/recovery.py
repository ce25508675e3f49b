"""Recovery from YAML syntax errors, entry by entry.

A YAML parser cannot continue after an error. But the lists and mappings that people write can be split where
a new entry begins, at the outermost indentation. So an unclosed quote affects only its own entry, and later
errors are reported as well.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from mkdocs_fieldguide.content.yaml.builder import Builder
from mkdocs_fieldguide.content.yaml.error_messages import MSG_NO_ITEM, MSG_NO_KEY, describe_missing_space
from mkdocs_fieldguide.content.yaml.events import parse_events
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location

MAX_BROKEN = 50
"""Reported broken entries; a file with more is not a data file."""

_ENTRY = re.compile(r"^( *)(?=[^\s#])", re.MULTILINE)
_MARKER = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"-(?:\s|$)")


def read_entries(
    text: str,
    builder: Builder,
    findings: Findings,
    report: Callable[[yaml.YAMLError, str, int], None],
) -> Any:
    """Return the data of all valid entries; None if there are none.

    Args:
        text: the YAML.
        builder: an unused builder.
        findings: receives YAML_SYNTAX.
        report: reports an error in a part of the text, given the part and its first line, counted from 0.

    Raises:
        TooLargeError: an entry is nested too deeply, or there are too many values.
    """
    parts = list(_split_parts(_MARKER.sub("", text)))
    listed = bool(parts) and bool(_ITEM.match(parts[0][1].lstrip(" ")))
    kind = yaml.SequenceStartEvent if listed else yaml.MappingStartEvent
    first_line, broken = builder.first_line, 0
    for line, part in parts:
        builder.first_line = first_line + line
        location = Location(builder.file, builder.first_line, 1 + len(part) - len(part.lstrip(" ")))
        if broken == MAX_BROKEN:
            message = "The file is not read from here on: it has too many syntax errors."
            findings.add(Code.YAML_SYNTAX, location, message)
            break
        inside: list[yaml.Event] = []
        if _ITEM.match(part.lstrip(" ")) or not listed:
            try:
                # Without the start and end events of stream and document.
                inside = list(parse_events(part, builder.file, builder.first_line))[2:-2]
            except yaml.YAMLError as error:
                broken += 1
                report(error, part, line)
                continue
        if not inside or not isinstance(inside[0], kind):
            broken += 1
            missing = describe_missing_space(part)
            findings.add(Code.YAML_SYNTAX, location, *(missing or (MSG_NO_ITEM if listed else MSG_NO_KEY)))
            continue
        # The first part opens the list or mapping; `finish` closes it.
        builder.build(iter(inside[bool(builder.open) : -1]))
    return builder.finish()


def _split_parts(text: str) -> Iterator[tuple[int, str]]:
    """Split a text at its outermost indentation; yield the first line of each part, from 0, and its text."""
    starts: list[int] = []
    margin, is_list = -1, False
    for match in _ENTRY.finditer(text):
        indent = len(match[1])
        item = bool(_ITEM.match(text, match.end()))
        if margin < 0:
            margin, is_list = indent, item
        # List items may have the same indentation as their key.
        if indent <= margin and (is_list or not item):
            starts.append(match.start())
    line, before = 0, 0
    for start, end in itertools.pairwise([*starts, len(text)]):
        line += text.count("\n", before, start)
        before = start
        yield line, text[start:end]
