"""Findings in the log of a build."""

from __future__ import annotations

import logging

from mkdocs_fieldguide.diagnostics import Finding, Findings, Severity

log = logging.getLogger("mkdocs.plugins.fieldguide")

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}


class Report:
    """Logs each finding once; warnings and errors make a strict build fail."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._logged: set[Finding] = set()

    def log_new(self) -> None:
        """Log what has been found since the last time, by file and line."""
        for finding in self._findings:
            if finding not in self._logged:
                self._logged.add(finding)
                log.log(_LEVELS[finding.severity], "%s", finding)
