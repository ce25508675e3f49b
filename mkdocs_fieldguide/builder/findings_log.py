"""Writes findings to the log of a build."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_fieldguide.builder.folders import root_folder
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.files.source_lines import SourceLines
from mkdocs_fieldguide.findings.codes import Code, Severity
from mkdocs_fieldguide.findings.finding import Finding, Findings
from mkdocs_fieldguide.findings.suppression import CodeSelection, SuppressionComments, split_codes
from mkdocs_fieldguide.model.safe_characters import escape_unprintable

log = logging.getLogger("mkdocs.plugins.fieldguide")

MAX_INFO_LOGGED = 10
"""Number of findings of one code and severity “info” in the log; a large guide may have hundreds."""

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}


def reported(options: FieldguideConfig, config: MkDocsConfig) -> Callable[[Finding], bool]:
    """Return a predicate for findings that neither the settings nor a comment suppress."""
    selection = CodeSelection(split_codes(options.check.select), split_codes(options.check.ignore))
    comments = SuppressionComments(SourceLines(root_folder(config)))
    return lambda finding: selection.selects(finding) and not comments.suppresses(finding)


class Report:
    """Logs each finding once; warnings and errors make a strict build fail.

    Args:
        findings: the findings of a build.
        wants: returns whether a finding is reported.
        before: the report of another language of the site, whose findings are not logged again.
    """

    def __init__(
        self,
        findings: Findings,
        wants: Callable[[Finding], bool] = lambda finding: True,
        before: Report | None = None,
    ) -> None:
        self._findings = findings
        self._wants = wants
        self._logged: set[Finding] = set(before._logged) if before else set()
        self._notes: Counter[Code] = Counter()

    def reported(self) -> list[Finding]:
        """Return the reported findings so far."""
        return [found for found in self._findings if self._wants(found)]

    def log_new(self) -> None:
        """Log the findings since the last call, by file and line."""
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
            log.log(_LEVELS[finding.severity], "%s", escape_unprintable(str(finding)))
        for code, count in left_out.items():
            log.info(
                "%d more %s: %s [%s]; `fieldguide check` lists them all.",
                count,
                "finding" if count == 1 else "findings",
                code.title,
                code.number,
            )
