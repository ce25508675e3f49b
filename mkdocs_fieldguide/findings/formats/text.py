"""Findings for the terminal: grouped by file, with the source line."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

from mkdocs_fieldguide.findings.codes import Severity
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.findings.formats.report import CheckReport
from mkdocs_fieldguide.model.safe_characters import escape_unprintable

WIDTH = 100
"""Displayed characters of a source line."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _DIM = "1", "2"


def format_text(report: CheckReport) -> str:
    """Return the findings as text for a terminal."""
    paint = _paint if report.colour else _leave_plain
    out: list[str] = []
    for file, group in itertools.groupby(report.findings, key=lambda finding: finding.location.file):
        out.append(paint(escape_unprintable(report.prefix + file), _BOLD))
        for finding in group:
            out.extend(_format_finding(finding, report))
        out.append("")
    out.extend(escape_unprintable(f"note: {note}") for note in report.notes)
    out.append(_format_summary(report))
    return "\n".join(out) + "\n"


def _format_finding(finding: Finding, report: CheckReport) -> Iterator[str]:
    paint = _paint if report.colour else _leave_plain
    location = finding.location
    where = f"{location.line}:{location.column}" if location.column else str(location.line or "-")
    severity = paint(f"{finding.severity.value:7}", _COLOURS[finding.severity])
    yield f"{where:>8}  {severity}  {finding.code.number}  {escape_unprintable(finding.message)}"
    if finding.hint:
        yield f"{'':26}{escape_unprintable(finding.hint)}"
    line = report.line_of(finding)
    if line.strip():
        text, marker = _cut_excerpt(line, location.column)
        yield paint(f"{location.line:>8} | ", _DIM) + text
        if marker:
            yield paint(f"{'':>8} | ", _DIM) + paint(marker, _COLOURS[finding.severity])


def _cut_excerpt(line: str, column: int) -> tuple[str, str]:
    """Return a line, truncated around the column, and a marker line with `^` below that column."""
    line = escape_unprintable(line.rstrip("\n").replace("\t", " "))
    at = max(0, column - 1)
    start = 0
    if len(line) > WIDTH and at > WIDTH * 2 // 3:
        start = min(at - WIDTH // 2, len(line) - WIDTH)
    excerpt = line[start : start + WIDTH]
    before = "…" if start else ""
    after = "…" if start + WIDTH < len(line) else ""
    if not column or at > len(line):
        return before + excerpt + after, ""
    width = len(before) + sum(_count_cells(character) for character in line[start:at])
    return before + excerpt + after, " " * width + "^"


def _count_cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _format_summary(report: CheckReport) -> str:
    counts = report.counts
    parts = [
        _pluralise(counts[Severity.ERROR], "error"),
        _pluralise(counts[Severity.WARNING], "warning"),
        _pluralise(counts[Severity.INFO], "note"),
    ]
    summary = ", ".join(part for part in parts if part)
    files = len({finding.location.file for finding in report.findings})
    text = f"{summary} in {_pluralise(files, 'file')}" if summary else "No findings"
    suppressed = [f"{report.known} known from the baseline"] if report.known else []
    suppressed += [f"{report.ignored} ignored"] if report.ignored else []
    return f"{text}; {', '.join(suppressed)}." if suppressed else f"{text}."


def _pluralise(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""


def _paint(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"


def _leave_plain(text: str, colour: str) -> str:
    return text
