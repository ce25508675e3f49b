"""Findings in the log of a build."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.builder.sources import root_folder
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.files.source_lines import SourceLines
from mkdocs_fieldguide.findings.finding import Code, Finding, Findings, Severity
from mkdocs_fieldguide.findings.suppression import Comments, Selection, split_codes
from mkdocs_fieldguide.model.safe_characters import by_number

log = logging.getLogger("mkdocs.plugins.fieldguide")

MAX_INFO_LOGGED = 10
"""Findings of one code that are only worth a look, and logged one by one: a large guide may have hundreds."""

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}


def reported(options: FieldguideConfig, config: MkDocsConfig) -> Callable[[Finding], bool]:
    """Return what tells whether a finding is to be reported, by settings and by comments in place."""
    selection = Selection(split_codes(options.check.select), split_codes(options.check.ignore))
    comments = Comments(SourceLines(root_folder(config)))
    return lambda finding: selection.wants(finding) and not comments.ignores(finding)


class Report:
    """Logs each finding once; warnings and errors make a strict build fail.

    Args:
        findings: the findings of a build.
        wants: tells whether a finding is to be reported.
    """

    def __init__(self, findings: Findings, wants: Callable[[Finding], bool] = lambda finding: True) -> None:
        self._findings = findings
        self._wants = wants
        self._logged: set[Finding] = set()
        self._notes: Counter[Code] = Counter()

    def errors(self) -> list[Finding]:
        """Return the errors that have been found so far, and that are to be reported."""
        return [found for found in self._findings if found.severity is Severity.ERROR and self._wants(found)]

    def log_new(self) -> None:
        """Log what has been found since the last time, by file and line."""
        left_out: Counter[Code] = Counter()
        for finding in self._findings:
            if finding in self._logged:
                continue
            self._logged.add(finding)
            if not self._wants(finding):
                continue
            if finding.severity is Severity.INFO:
                self._notes[finding.code] += 1
                if self._notes[finding.code] > MAX_INFO_LOGGED:
                    left_out[finding.code] += 1
                    continue
            log.log(_LEVELS[finding.severity], "%s", by_number(str(finding)))
        for code, count in left_out.items():
            log.info(
                "%d more of the same: %s [%s]; `fieldguide check` lists them all.",
                count,
                code.title,
                code.number,
            )
