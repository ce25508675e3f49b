"""Reads YAML into plain data with the location of each value.

The text is parsed to events (https://yaml.org/spec/1.1/, with libyaml if it is installed) and the data is
built here, not by PyYAML's constructors: a file cannot name a class or run code, the country code `NO` is not
read as "false", and values repeated by aliases cannot exhaust memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from mkdocs_fieldguide.content.yaml.builder import Builder
from mkdocs_fieldguide.content.yaml.error_messages import describe_yaml_error
from mkdocs_fieldguide.content.yaml.events import TooLargeError, parse_events
from mkdocs_fieldguide.content.yaml.recovery import read_entries
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location, SourceMap

# Characters other than those that YAML 1.1 (5.1) allows; one of them must not make the whole file unreadable.
# The line breaks that exist in YAML 1.1 only (5.4) would make line numbers differ from those in editors.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAX_FORBIDDEN = 20
"""Reported lines with such characters."""
_YAML_1_1_BREAKS = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The data of a YAML text.

    Attributes:
        value: nested dict, list, str and None. Scalars are text as written, in Unicode form NFC. Empty
            scalars and `null` are None, and are omitted from lists.
        source: locations of the values.
    """

    value: Any
    source: SourceMap


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a YAML text.

    Attributes:
        loaded: the data, without entries that cannot be read; None, with a finding, if nothing is left.
        exceeds_limits: whether the text is nested too deeply, or contains or repeats too many values. It must
            not be passed to any other reader: PyYAML has no such limits, and would overflow the stack or
            exhaust memory.
    """

    loaded: Loaded | None
    exceeds_limits: bool = False


def read_yaml(
    text: str, file: str, findings: Findings, first_line: int = 1, *, entries_by_key: bool = False
) -> Loaded | None:
    """Read one YAML document; never raises, for any text.

    This is `read_bounded` for texts that are not passed to another reader.

    Returns:
        The data, without entries that cannot be read; None, with a finding, if nothing is left. The value of
        an empty text is None.
    """
    return read_bounded(text, file, findings, first_line, entries_by_key=entries_by_key).loaded


def read_bounded(
    text: str, file: str, findings: Findings, first_line: int = 1, *, entries_by_key: bool = False
) -> Reading:
    """Read one YAML document within limits; never raises, for any text.

    Args:
        text: the YAML.
        file: name of the file in findings.
        findings: receives YAML_SYNTAX, REPEATED_KEY, TOO_LARGE, STRAY_SPACE and CURLY_QUOTES.
        first_line: line of the file on which `text` begins.
        entries_by_key: whether the top level is a mapping of entries by name, so that a duplicate key there
            is a DUPLICATE_ID.

    Returns:
        The data, and whether the text exceeds the limits, which is reported as TOO_LARGE.
    """
    readable = _replace_forbidden(text.removeprefix("\ufeff"), file, first_line, findings)
    clean = _YAML_1_1_BREAKS.sub(" ", readable)
    if clean != readable and _exceeds_limits(_YAML_1_1_BREAKS.sub("\n", readable)):
        message = "Other YAML readers find too many or too deeply nested values here."
        hint = "Replace the characters U+0085, U+2028 and U+2029, which are line breaks in YAML 1.1 only."
        findings.add(Code.TOO_LARGE, Location(file, first_line), message, hint)
        return Reading(None, exceeds_limits=True)
    repeated_at_top = Code.DUPLICATE_ID if entries_by_key else Code.REPEATED_KEY
    own = Findings()
    builder = Builder(file, first_line, own, repeated_at_top, clean)
    broken: list[yaml.YAMLError] = []

    def report(error: yaml.YAMLError, part: str, line: int) -> None:
        at, column, message, hint = describe_yaml_error(error, part.split("\n"))
        own.add(Code.YAML_SYNTAX, Location(file, first_line + line + at, column + 1), message, hint)

    try:
        try:
            value = builder.build(parse_events(clean, file, first_line))
        except yaml.YAMLError as error:
            broken.append(error)
            own = Findings()
            builder = Builder(file, first_line, own, repeated_at_top, clean)
            value = read_entries(clean, builder, own, report)
    except TooLargeError as error:
        findings.extend(own)
        findings.add(Code.TOO_LARGE, error.location, error.message)
        return Reading(None, exceeds_limits=True)
    if broken and not any(finding.code is Code.YAML_SYNTAX for finding in own):
        # Each entry is valid on its own, but not the whole.
        report(broken[0], clean, 0)
    findings.extend(own)
    loaded = Loaded(value, SourceMap(builder.start, builder.locations, builder.keys))
    return Reading(None if broken and value is None else loaded, builder.aliases.has_too_many_copies)


def _replace_forbidden(text: str, file: str, first_line: int, findings: Findings) -> str:
    """Replace characters that YAML forbids with spaces, and report the first on each line."""
    at = 0
    for _ in range(_MAX_FORBIDDEN):
        match = _FORBIDDEN.search(text, at)
        if match is None:
            break
        line_start = text.rfind("\n", 0, match.start()) + 1
        line = text.count("\n", 0, line_start) + first_line
        findings.add(
            Code.YAML_SYNTAX,
            Location(file, line, match.start() - line_start + 1),
            f"The character U+{ord(match[0]):04X} is not allowed in YAML; it is read as a space.",
            "Delete the invisible character.",
        )
        at = text.find("\n", match.end())
        if at < 0:
            break
    return _FORBIDDEN.sub(" ", text)


def _exceeds_limits(text: str) -> bool:
    builder = Builder("", 1, Findings(), Code.REPEATED_KEY, text)
    try:
        builder.build(parse_events(text, ""))
    except TooLargeError:
        return True
    except yaml.YAMLError:
        pass  # Other readers fail here as well.
    return builder.aliases.has_too_many_copies
