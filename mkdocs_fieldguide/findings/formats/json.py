"""Findings as JSON. The format is stable: later versions only add keys."""

from __future__ import annotations

import json

from mkdocs_fieldguide.findings.codes import Severity
from mkdocs_fieldguide.findings.formats.report import CheckReport

VERSION = 1


def format_json(report: CheckReport) -> str:
    """Return the findings as JSON."""
    counts = report.counts
    data = {
        "version": VERSION,
        "summary": {
            **{severity.value: counts[severity] for severity in Severity},
            "known": report.known,
            "ignored": report.ignored,
        },
        "notes": list(report.notes),
        "findings": [
            {
                "code": finding.code.number,
                "name": finding.code.name,
                "severity": finding.severity.value,
                "title": finding.code.title,
                "file": report.prefix + finding.location.file,
                "line": finding.location.line or None,
                "column": finding.location.column or None,
                "message": finding.message,
                "hint": finding.hint or None,
            }
            for finding in report.findings
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
