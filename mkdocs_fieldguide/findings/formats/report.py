"""The outcome of a check, as the forms show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mkdocs_fieldguide.findings.codes import Severity
from mkdocs_fieldguide.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome of a check.

    Attributes:
        findings: what is to be shown, by file and line.
        lines: gives the lines of a file by its name in findings.
        prefix: path from where the reader stands to the folder that the files' names count from, with `/`
            behind; empty when it is the same.
        pages: how many pages there are.
        known: how many findings a baseline holds back.
        ignored: how many findings comments and settings hold back.
        notes: what the check had to do without.
        colour: whether to mark severities with colours.
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
        """Return how many findings there are of each severity."""
        return Counter(finding.severity for finding in self.findings)

    @property
    def status(self) -> int:
        """Return the exit status: 1 if there are errors or warnings, else 0."""
        counts = self.counts
        return 1 if counts[Severity.ERROR] or counts[Severity.WARNING] else 0

    def line_of(self, finding: Finding) -> str:
        """Return the source line of a finding; empty where none is known."""
        lines = self.lines(finding.location.file)
        number = finding.location.line
        return lines[number - 1] if 0 < number <= len(lines) else ""
