"""Findings as annotations in GitHub Actions.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from mkdocs_fieldguide.findings.codes import Severity
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.findings.formats.report import CheckReport

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def format_github(report: CheckReport) -> str:
    """Return the findings as workflow commands, one per line."""
    return "".join(f"{_format_command(finding, report.prefix)}\n" for finding in report.findings)


def _format_command(finding: Finding, prefix: str) -> str:
    location = finding.location
    properties = {"file": prefix + location.file}
    if location.line:
        properties["line"] = str(location.line)
        if location.column:
            properties["col"] = str(location.column)
    properties["title"] = f"{finding.code.number} {finding.code.title}"
    parameters = ",".join(f"{name}={_escape(value, ':,')}" for name, value in properties.items())
    message = f"{finding.message} {finding.hint}".strip()
    return f"::{_COMMANDS[finding.severity]} {parameters}::{_escape(message)}"


def _escape(text: str, also: str = "") -> str:
    """Escape a text as the runner unescapes it, so that text from data cannot start another command."""
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" or c in also else c for c in text)
