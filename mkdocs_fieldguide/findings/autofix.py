"""Putting right what is safe to put right, in the text of a file and without touching anything else of it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Finding

SEARCH_RANGE = 400
"""Characters behind a finding's place in which the wrong word must stand: a tag may be long."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_QUOTED = re.compile(r"([\"'])[ \t]*(.*?)[ \t]*\1")
_PLAIN = re.compile(r"[\w][\w .@+/’'-]*")
"""Words that mean the same in YAML with and without quotes, and in tags."""


def apply_edits(text: str, findings: Iterable[Finding]) -> tuple[str, list[Finding]]:
    """Return a file's text with what is safe to repair repaired.

    Args:
        text: the file, with its own line ends, and its byte-order mark if it has one.
        findings: the findings about this file.

    Returns:
        The text, and the findings that are repaired.
    """
    starts = _line_starts(text)
    edits: list[tuple[int, int, str]] = []
    done: list[Finding] = []
    for finding in findings:
        edit = _edit(text, starts, finding)
        if edit is None:
            continue
        start, end, _ = edit
        at = bisect.bisect_left(edits, edit)
        if (at == 0 or edits[at - 1][1] <= start) and (at == len(edits) or end <= edits[at][0]):
            edits.insert(at, edit)
            done.append(finding)
    out: list[str] = []
    position = 0
    for start, end, new in edits:
        out += [text[position:start], new]
        position = end
    return "".join([*out, text[position:]]), done


def is_fixable(finding: Finding) -> bool:
    """Tell whether a finding says what to put in place of what."""
    location = finding.location
    return finding.fix is not None and location.line > 0 and location.column > 0


def _line_starts(text: str) -> list[int]:
    starts = [0]
    starts.extend(match.end() for match in _LINE.finditer(text) if match.end() < len(text))
    return starts


def _edit(text: str, starts: Sequence[int], finding: Finding) -> tuple[int, int, str] | None:
    """Return where to put which text; None if the place does not hold what the finding says."""
    location = finding.location
    if finding.fix is None or not is_fixable(finding) or location.line > len(starts):
        return None
    old, new = finding.fix
    mark = 1 if location.line == 1 and text.startswith("\ufeff") else 0
    begin = starts[location.line - 1] + location.column - 1 + mark
    if finding.code is Code.STRAY_SPACE:
        match = _QUOTED.match(text, begin)
        if match is None or "\n" in match[0] or match[2].strip() != new or "\\" in match[0]:
            return None
        return match.start(), match.end(), f"{match[1]}{match[2]}{match[1]}"
    if not _PLAIN.fullmatch(new) or new.endswith(" "):
        return None
    found = _word(old).search(text, begin, min(len(text), begin + SEARCH_RANGE + len(old)))
    if found is None or not _is_near(text, begin, found.start()):
        return None
    return found.start(), found.end(), new


def _word(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")


def _is_near(text: str, begin: int, at: int) -> bool:
    """Tell whether a word belongs to the place: right there, in quotes there, or inside the tag there."""
    between = text[begin:at]
    if not between.strip("\"'"):
        return True
    return between.startswith(("{%", "{{")) and not re.search(r"%\}|\}\}", between)
