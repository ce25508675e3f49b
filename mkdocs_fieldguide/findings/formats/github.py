"""Findings as annotations of a GitHub workflow.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from mkdocs_fieldguide.findings.codes import Severity
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.findings.formats.report import CheckReport

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def format_github(checked: CheckReport) -> str:
    """Return the findings as workflow commands, one a line."""
    return "".join(f"{_command(finding, checked.prefix)}\n" for finding in checked.findings)


def _command(finding: Finding, prefix: str) -> str:
    location = finding.location
    properties = {"file": prefix + location.file}
    if location.line:
        properties["line"] = str(location.line)
        if location.column:
            properties["col"] = str(location.column)
    properties["title"] = f"{finding.code.number} {finding.code.title}"
    written = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    message = f"{finding.message} {finding.hint}".strip()
    return f"::{_COMMANDS[finding.severity]} {written}::{_escaped(message)}"


def _escaped(text: str, also: str = "") -> str:
    """Escape as the runner unescapes: a message from data must not begin a command of its own."""
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" or c in also else c for c in text)
