"""YAML aliases, with a limit on the values that they repeat.

Without a limit, a few lines can expand to billions of values (https://en.wikipedia.org/wiki/Billion_laughs_attack).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mkdocs_fieldguide.content.yaml.events import MAX_DEPTH
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location

MAX_COPIED = 100_000
"""Values that aliases may repeat in a file; a long text counts as several."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A value that aliases may repeat, with its number of values (`weight`) and of levels (`height`)."""

    value: Any
    weight: int
    height: int


class Aliases:
    """The anchors of a file, and the aliases that refer to them.

    Args:
        findings: receives YAML_SYNTAX and TOO_LARGE.

    Attributes:
        anchors: anchored values by name; None for a value whose end has not been read yet.
        copied: number of values repeated so far.
        has_too_many_copies: whether aliases were replaced by empty values because of a limit.
    """

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.anchors: dict[str, Anchored | None] = {}
        self.copied = 0
        self.has_too_many_copies = False

    def resolve(self, anchor: str, location: Location, depth: int) -> Anchored:
        """Return the value of an alias; an empty value, with a finding, if it cannot be used.

        Args:
            anchor: name of the anchor.
            location: location of the alias.
            depth: nesting level of the alias.
        """
        anchored = self.anchors.get(anchor)
        name = shorten(anchor)
        if anchored is None:
            is_open = anchor in self.anchors
            reason = "refers to a value that contains it" if is_open else "is not defined above"
            self._findings.add(Code.YAML_SYNTAX, location, f"The alias *{name} {reason}.")
            anchored = Anchored(None, 1, 0)
        elif self.copied + anchored.weight > MAX_COPIED or depth + anchored.height > MAX_DEPTH:
            if not self.has_too_many_copies:
                self._findings.add(
                    Code.TOO_LARGE,
                    location,
                    f"Aliases repeat too many or too deeply nested values up to here; *{name} is left empty.",
                )
            self.has_too_many_copies = True
            anchored = Anchored(None, 1, 0)
        self.copied += anchored.weight
        return anchored
