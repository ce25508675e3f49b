"""Automatic fixes: minimal text edits that are safe to apply."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Finding

SEARCH_RANGE = 400
"""Characters after a finding's location in which the wrong word must be found: a tag may be long."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_QUOTED = re.compile(r"([\"'])[ \t]*(.*?)[ \t]*\1")
_PLAIN = re.compile(r"[\w][\w .@+/’'-]*")
"""Text with the same meaning in YAML, quoted or not, and in tags."""


def apply_edits(text: str, findings: Iterable[Finding]) -> tuple[str, list[Finding]]:
    """Apply all fixes that are safe and do not overlap.

    Args:
        text: contents of the file, with its own line endings, and its byte-order mark if it has one.
        findings: the findings in this file.

    Returns:
        The new text and the findings that were fixed.
    """
    starts = _find_line_starts(text)
    edits: list[tuple[int, int, str]] = []
    fixed: list[Finding] = []
    for finding in findings:
        edit = _build_edit(text, starts, finding)
        if edit is None:
            continue
        start, end, _ = edit
        at = bisect.bisect_left(edits, edit)
        if (at == 0 or edits[at - 1][1] <= start) and (at == len(edits) or end <= edits[at][0]):
            edits.insert(at, edit)
            fixed.append(finding)
    out: list[str] = []
    position = 0
    for start, end, new in edits:
        out += [text[position:start], new]
        position = end
    return "".join([*out, text[position:]]), fixed


def is_fixable(finding: Finding) -> bool:
    """Return whether a finding has a fix and a position to apply it to."""
    location = finding.location
    return finding.fix is not None and location.line > 0 and location.column > 0


def _find_line_starts(text: str) -> list[int]:
    starts = [0]
    starts.extend(match.end() for match in _LINE.finditer(text) if match.end() < len(text))
    return starts


def _build_edit(text: str, starts: Sequence[int], finding: Finding) -> tuple[int, int, str] | None:
    """Return start, end and replacement; None if the text at the location is not what the finding says."""
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
    found = _compile_word(old).search(text, begin, min(len(text), begin + SEARCH_RANGE + len(old)))
    if found is None or not _is_near(text, begin, found.start()):
        return None
    return found.start(), found.end(), new


def _compile_word(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")


def _is_near(text: str, begin: int, at: int) -> bool:
    """Return whether a word is at the location itself, quoted or not, or inside the tag that begins there."""
    between = text[begin:at]
    if not between.strip("\"'"):
        return True
    return between.startswith(("{%", "{{")) and not re.search(r"%\}|\}\}", between)
