"""Build data from YAML texts."""

from __future__ import annotations

from typing import Any

from mkdocs_fieldguide.content.yaml.builder import Builder
from mkdocs_fieldguide.content.yaml.events import parse_events
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location


class Built:
    """The result of a builder.

    Args:
        text: the YAML text.
        first_line: the number of its first line.
        repeated_at_top: the code for repeated keys at the top level.
    """

    def __init__(self, text: str, first_line: int = 1, repeated_at_top: Code = Code.REPEATED_KEY) -> None:
        self.found = Findings()
        self.builder = Builder("data.yml", first_line, self.found, repeated_at_top, text)
        self.value = self.builder.build(parse_events(text, "data.yml", first_line))

    @property
    def findings(self) -> list[tuple[Code, int | None, int | None, str, str]]:
        """Return code, line, column, message and hint of each finding."""
        return [(f.code, f.location.line, f.location.column, f.message, f.hint) for f in self.found]


def build_yaml(text: str, **options: Any) -> Built:
    """Build data from a text."""
    return Built(text, **options)


def value_of(text: str) -> Any:
    """Return the data of a text without findings."""
    done = build_yaml(text)
    assert done.findings == []
    return done.value


def at(line: int, column: int) -> Location:
    """Return a location in the text."""
    return Location("data.yml", line, column)
