"""Findings as Markdown for an issue or a job summary: a task list, grouped by code."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from mkdocs_fieldguide.findings.codes import FINDINGS_PAGE, Code, Severity
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.findings.formats.report import CheckReport

_QUOTED = re.compile(r"(“[^“”]+”)")
_SIGNIFICANT = re.compile(r"([\\`*_{}\[\]<>#!|~&$])")
_LINKING = re.compile(r"([@#]|:(?=//))")
MAX_LISTED = 500
"""Findings of one code that are listed: an issue can have 65,536 characters."""

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def format_markdown(report: CheckReport) -> str:
    """Return the findings as Markdown that GitHub, GitLab and others render in the same way."""
    ordered = sorted(
        report.findings,
        key=lambda finding: (_ORDER[finding.severity], finding.code.number, finding.location),
    )
    out = [_format_summary(report), ""]
    for code, group in itertools.groupby(ordered, key=lambda finding: finding.code):
        out += [f"## {code.title} ([{code.number}]({FINDINGS_PAGE}#{code.number.lower()}))", ""]
        out += _format_items(code, list(group), report.prefix)
        out.append("")
    out += [f"*{_escape(note)}*\n" for note in report.notes]
    return "\n".join(out).rstrip("\n") + "\n"


def _format_items(code: Code, findings: list[Finding], prefix: str) -> list[str]:
    """Write each message once, with all its locations."""
    locations_by_text: dict[str, list[str]] = {}
    for finding in findings:
        text = f"{_escape(finding.message)} {_escape(finding.hint)}".strip()
        location = finding.location
        locations_by_text.setdefault(text, []).append(
            _format_code(f"{prefix}{location.file}" + (f":{location.line}" if location.line else ""))
        )
    lines = [f"- [ ] {text} ({', '.join(locations)})" for text, locations in locations_by_text.items()]
    unlisted = len(lines) - MAX_LISTED
    return lines[:MAX_LISTED] + ([f"- and {unlisted} more"] if unlisted > 0 else [])


def _format_summary(report: CheckReport) -> str:
    counts: Counter[Severity] = report.counts
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    parts = [
        f"{counts[severity]} {word}{'' if counts[severity] == 1 else 's'}"
        for severity, word in words.items()
        if counts[severity]
    ]
    return f"`fieldguide check`: {', '.join(parts) or 'no findings'}."


def _escape(text: str) -> str:
    """Escape a text, and format quoted values as code, so that nothing from data becomes markup.

    GitHub links `@names`, `#numbers` and URLs after Markdown processing, so escaping does not prevent it; a
    zero-width space does.
    """
    out = []
    for part in _QUOTED.split(" ".join(text.split())):
        if _QUOTED.fullmatch(part):
            out.append(_format_code(part[1:-1]))
        else:
            printable = "".join(c if c.isprintable() else "\ufffd" for c in part)
            out.append(_LINKING.sub("\\1\u200b", _SIGNIFICANT.sub(r"\\\1", printable)))
    return "".join(out)


def _format_code(text: str) -> str:
    printable = "".join(c if c.isprintable() and c != "`" else "\ufffd" for c in text)
    return f"`{printable}`"
