"""Findings as JSON, for programs. The form is stable; what is added later does not change what is there."""

from __future__ import annotations

import json

from mkdocs_fieldguide.findings.codes import Severity
from mkdocs_fieldguide.findings.formats.report import CheckReport

VERSION = 1


def format_json(checked: CheckReport) -> str:
    """Return the findings as JSON."""
    counts = checked.counts
    data = {
        "version": VERSION,
        "summary": {
            **{severity.value: counts[severity] for severity in Severity},
            "known": checked.known,
            "ignored": checked.ignored,
        },
        "notes": list(checked.notes),
        "findings": [
            {
                "code": finding.code.number,
                "name": finding.code.name,
                "severity": finding.severity.value,
                "title": finding.code.title,
                "file": checked.prefix + finding.location.file,
                "line": finding.location.line or None,
                "column": finding.location.column or None,
                "message": finding.message,
                "hint": finding.hint or None,
            }
            for finding in checked.findings
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
