"""Findings: problems in a guide, with location and hint.

Every part of the project adds problems to a `Findings` collection; bad content never raises an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mkdocs_fieldguide.findings.codes import Code, Severity
from mkdocs_fieldguide.model.location import Location


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem.

    Attributes:
        code: kind of problem.
        location: where the problem is.
        message: the problem, in one self-contained sentence.
        hint: how to fix it, or what was probably meant; may be empty.
        fix: the text to replace and its replacement, if the finding can be fixed automatically.
    """

    code: Code
    location: Location
    message: str
    hint: str = ""
    fix: tuple[str, str] | None = field(default=None, compare=False)

    @property
    def severity(self) -> Severity:
        """Return the severity of the finding's code."""
        return self.code.severity

    def __str__(self) -> str:
        text = f"{self.location}: {self.message}"
        if self.hint:
            text += f" {self.hint}"
        return f"{text} [{self.code.number}]"


class Findings:
    """The distinct findings of a build.

    Attributes:
        recorded: how many have been recorded, including duplicates.
    """

    def __init__(self) -> None:
        self.recorded = 0
        self._findings: dict[Finding, None] = {}

    def add(
        self,
        code: Code,
        location: Location,
        message: str,
        hint: str = "",
        *,
        fix: tuple[str, str] | None = None,
    ) -> None:
        """Record a finding; duplicates are ignored.

        Args:
            code: kind of problem.
            location: where the problem is.
            message: the problem, in one self-contained sentence.
            hint: how to fix it, or what was probably meant.
            fix: the text to replace and its replacement, if the finding can be fixed automatically.
        """
        self.extend((Finding(code, location, message, hint, fix),))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Record several findings."""
        for finding in findings:
            self.recorded += 1
            self._findings.setdefault(finding)

    def newest(self, count: int) -> list[Finding]:
        """Return the findings after the first `count` ones, in the order in which they were recorded."""
        return list(self._findings)[count:]

    def __iter__(self) -> Iterator[Finding]:
        """Iterate over the findings, sorted by file, line and column."""
        return iter(sorted(self._findings, key=lambda f: (f.location, f.code.number, f.message)))

    def __len__(self) -> int:
        return len(self._findings)
