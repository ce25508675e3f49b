"""Findings for people: grouped by file, with the line and the place in it."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

from mkdocs_fieldguide.findings.codes import Severity
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.findings.formats.report import CheckReport
from mkdocs_fieldguide.model.safe_characters import escape_unprintable

WIDTH = 100
"""Characters of a source line that are shown."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _DIM = "1", "2"


def format_text(checked: CheckReport) -> str:
    """Return the findings as text for a terminal."""
    paint = _paint if checked.colour else _plain
    out: list[str] = []
    for file, group in itertools.groupby(checked.findings, key=lambda finding: finding.location.file):
        out.append(paint(escape_unprintable(checked.prefix + file), _BOLD))
        for finding in group:
            out.extend(_finding(finding, checked))
        out.append("")
    out.extend(escape_unprintable(f"note: {note}") for note in checked.notes)
    out.append(_summary(checked))
    return "\n".join(out) + "\n"


def _finding(finding: Finding, checked: CheckReport) -> Iterator[str]:
    paint = _paint if checked.colour else _plain
    location = finding.location
    where = f"{location.line}:{location.column}" if location.column else str(location.line or "-")
    severity = paint(f"{finding.severity.value:7}", _COLOURS[finding.severity])
    yield f"{where:>8}  {severity}  {finding.code.number}  {escape_unprintable(finding.message)}"
    if finding.hint:
        yield f"{'':26}{escape_unprintable(finding.hint)}"
    line = checked.line_of(finding)
    if line.strip():
        text, marker = _excerpt(line, location.column)
        yield paint(f"{location.line:>8} | ", _DIM) + text
        if marker:
            yield paint(f"{'':>8} | ", _DIM) + paint(marker, _COLOURS[finding.severity])


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """Return a line, cut to fit around the column, and a line with `^` below that column."""
    line = escape_unprintable(line.rstrip("\n").replace("\t", " "))
    at = max(0, column - 1)
    start = 0
    if len(line) > WIDTH and at > WIDTH * 2 // 3:
        start = min(at - WIDTH // 2, len(line) - WIDTH)
    shown = line[start : start + WIDTH]
    before = "…" if start else ""
    after = "…" if start + WIDTH < len(line) else ""
    if not column or at > len(line):
        return before + shown + after, ""
    width = len(before) + sum(_cells(character) for character in line[start:at])
    return before + shown + after, " " * width + "^"


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _summary(checked: CheckReport) -> str:
    counts = checked.counts
    parts = [
        _count(counts[Severity.ERROR], "error"),
        _count(counts[Severity.WARNING], "warning"),
        _count(counts[Severity.INFO], "note"),
    ]
    found = ", ".join(part for part in parts if part)
    files = len({finding.location.file for finding in checked.findings})
    text = f"{found} in {_count(files, 'file')}" if found else "Nothing is wrong"
    held = [f"{checked.known} known from the baseline"] if checked.known else []
    held += [f"{checked.ignored} ignored"] if checked.ignored else []
    return f"{text}; {', '.join(held)}." if held else f"{text}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""


def _paint(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"


def _plain(text: str, colour: str) -> str:
    return text
