"""Reads what can be read of a YAML text with a syntax error: entry by entry.

YAML has no way to go on after an error. But what people write, lists and mappings, can be cut where a new
entry begins, at the margin. So a quote that is never closed costs the entry that it stands in, and the next
error is reported as well.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from mkdocs_fieldguide.content.yaml.builder import Builder
from mkdocs_fieldguide.content.yaml.error_messages import NO_ITEM, NO_KEY
from mkdocs_fieldguide.content.yaml.events import parse_events
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location

MAX_BROKEN = 50
"""So many broken entries are reported; a file with more is something else than a data file."""

_ENTRY = re.compile(r"^( *)(?=[^\s#])", re.MULTILINE)
_MARKER = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"-(?:\s|$)")


def read_entries(
    text: str,
    builder: Builder,
    findings: Findings,
    report: Callable[[yaml.YAMLError, str, int], None],
) -> Any:
    """Return the data of all entries that can be read; None if there is none.

    Args:
        text: the YAML.
        builder: a builder that has read nothing yet.
        findings: receives YAML_SYNTAX.
        report: reports an error in a part of the text that begins at a line, counted from 0.

    Raises:
        TooLargeError: an entry is nested too deeply, or there are too many values.
    """
    parts = list(_parts(_MARKER.sub("", text)))
    listed = bool(parts) and bool(_ITEM.match(parts[0][1].lstrip(" ")))
    kind = yaml.SequenceStartEvent if listed else yaml.MappingStartEvent
    first_line, broken = builder.first_line, 0
    for line, part in parts:
        builder.first_line = first_line + line
        location = Location(builder.file, builder.first_line, 1 + len(part) - len(part.lstrip(" ")))
        if broken == MAX_BROKEN:
            message = "From here on the file is not read: too much of it is no YAML."
            findings.add(Code.YAML_SYNTAX, location, message)
            break
        inside: list[yaml.Event] = []
        if _ITEM.match(part.lstrip(" ")) or not listed:
            try:
                # After the beginning of stream and document, before the end of both.
                inside = list(parse_events(part, builder.file, builder.first_line))[2:-2]
            except yaml.YAMLError as error:
                broken += 1
                report(error, part, line)
                continue
        if not inside or not isinstance(inside[0], kind):
            broken += 1
            findings.add(Code.YAML_SYNTAX, location, *(NO_ITEM if listed else NO_KEY))
            continue
        # The first part begins the whole, which none ends.
        builder.build(iter(inside[bool(builder.open) : -1]))
    return builder.finish()


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text where its lines begin at the margin; give each part's first line, from 0, and its text."""
    starts: list[int] = []
    margin, is_list = -1, False
    for match in _ENTRY.finditer(text):
        indent = len(match[1])
        item = bool(_ITEM.match(text, match.end()))
        if margin < 0:
            margin, is_list = indent, item
        # The items of a list may stand right below their key.
        if indent <= margin and (is_list or not item):
            starts.append(match.start())
    line, before = 0, 0
    for start, end in itertools.pairwise([*starts, len(text)]):
        line += text.count("\n", before, start)
        before = start
        yield line, text[start:end]
