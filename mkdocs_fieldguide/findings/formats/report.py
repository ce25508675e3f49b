"""The result of a check, as passed to the output formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mkdocs_fieldguide.findings.codes import Severity
from mkdocs_fieldguide.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of a check.

    Attributes:
        findings: findings to report, sorted by file and line.
        lines: returns the lines of a file by its name in findings.
        prefix: path from the working folder to the folder of mkdocs.yml, with a trailing `/`; empty if they
            are the same.
        pages: number of pages.
        known: number of findings suppressed by the baseline.
        ignored: number of findings suppressed by comments and settings.
        notes: limitations of this check.
        colour: whether to colour severities.
    """

    findings: Sequence[Finding]
    lines: Callable[[str], Sequence[str]] = field(default=lambda name: ())
    prefix: str = ""
    pages: int = 0
    known: int = 0
    ignored: int = 0
    notes: Sequence[str] = ()
    colour: bool = False

    @property
    def counts(self) -> Counter[Severity]:
        """Return the number of findings by severity."""
        return Counter(finding.severity for finding in self.findings)

    @property
    def status(self) -> int:
        """Return the exit status: 1 if there are errors or warnings, else 0."""
        counts = self.counts
        return 1 if counts[Severity.ERROR] or counts[Severity.WARNING] else 0

    def line_of(self, finding: Finding) -> str:
        """Return the source line of a finding; empty if unknown."""
        lines = self.lines(finding.location.file)
        number = finding.location.line
        return lines[number - 1] if 0 < number <= len(lines) else ""
