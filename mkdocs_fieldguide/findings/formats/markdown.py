"""Findings as Markdown, for an issue or a job's summary: a list with boxes to tick, by kind."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from mkdocs_fieldguide.findings.codes import Code, Severity
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.findings.formats.report import CheckReport
from mkdocs_fieldguide.findings.formats.sarif import FINDINGS_PAGE

_QUOTED = re.compile(r"(“[^“”]+”)")
_SIGNIFICANT = re.compile(r"([\\`*_{}\[\]<>#!|~&$])")
_LINKING = re.compile(r"([@#]|:(?=//))")
MAX_LISTED = 500
"""Findings of one kind that are listed: an issue holds 65,536 characters."""

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def format_markdown(checked: CheckReport) -> str:
    """Return the findings as Markdown that GitHub, GitLab and others show alike."""
    ordered = sorted(
        checked.findings, key=lambda found: (_ORDER[found.severity], found.code.number, found.location)
    )
    out = [_summary(checked), ""]
    for code, group in itertools.groupby(ordered, key=lambda found: found.code):
        out += [f"## {code.title} ([{code.number}]({FINDINGS_PAGE}#{code.number.lower()}))", ""]
        out += _items(code, list(group), checked.prefix)
        out.append("")
    out += [f"*{_plain(note)}*\n" for note in checked.notes]
    return "\n".join(out).rstrip("\n") + "\n"


def _items(code: Code, findings: list[Finding], prefix: str) -> list[str]:
    """Write what is said once, with all its places below."""
    said: dict[str, list[str]] = {}
    for finding in findings:
        text = f"{_plain(finding.message)} {_plain(finding.hint)}".strip()
        where = finding.location
        said.setdefault(text, []).append(
            _code(f"{prefix}{where.file}" + (f":{where.line}" if where.line else ""))
        )
    lines = [f"- [ ] {text} ({', '.join(places)})" for text, places in said.items()]
    left = len(lines) - MAX_LISTED
    return lines[:MAX_LISTED] + ([f"- and {left} more"] if left > 0 else [])


def _summary(checked: CheckReport) -> str:
    counts: Counter[Severity] = checked.counts
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    parts = [
        f"{counts[severity]} {word}{'' if counts[severity] == 1 else 's'}"
        for severity, word in words.items()
        if counts[severity]
    ]
    return f"`fieldguide check`: {', '.join(parts) or 'nothing is wrong'}."


def _plain(text: str) -> str:
    """Show a text as it is, what stands in quotation marks as code: nothing from data becomes markup.

    GitHub looks for `@names`, `#numbers` and addresses after Markdown, so escaping does not keep them; a
    space without width does.
    """
    out = []
    for part in _QUOTED.split(" ".join(text.split())):
        if _QUOTED.fullmatch(part):
            out.append(_code(part[1:-1]))
        else:
            printable = "".join(c if c.isprintable() else "\ufffd" for c in part)
            out.append(_LINKING.sub("\\1\u200b", _SIGNIFICANT.sub(r"\\\1", printable)))
    return "".join(out)


def _code(text: str) -> str:
    shown = "".join(c if c.isprintable() and c != "`" else "\ufffd" for c in text)
    return f"`{shown}`"
