"""Findings: what is wrong in a guide, where, and what was probably meant.

Floor 0: standard library only. Every part of the project reports problems as `Finding`s into a `Findings`
collection; nobody raises over bad content.
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
        code: what kind of problem it is.
        location: where it stands.
        message: what was found, in one sentence that reads on its own.
        hint: what was expected or probably meant; may be empty.
        fix: text that stands at the place, and text to be put there, where that is safe to do.
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
    """All findings of a build, each once."""

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}

    def add(
        self,
        code: Code,
        location: Location,
        message: str,
        hint: str = "",
        *,
        fix: tuple[str, str] | None = None,
    ) -> None:
        """Record a finding; the same finding twice counts once.

        Args:
            code: what kind of problem it is.
            location: where it stands.
            message: what was found.
            hint: what was expected or probably meant.
            fix: text that stands there, and text to be put in its place, where that is safe.
        """
        self._found.setdefault(Finding(code, location, message, hint, fix))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Record several findings."""
        for finding in findings:
            self._found.setdefault(finding)

    def __iter__(self) -> Iterator[Finding]:
        """Iterate over the findings, by file, line and column."""
        return iter(sorted(self._found, key=lambda f: (f.location, f.code.number, f.message)))

    def __len__(self) -> int:
        return len(self._found)
