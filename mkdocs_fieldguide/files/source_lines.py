"""Source lines of findings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs_fieldguide.files.read_text import read_text
from mkdocs_fieldguide.findings.finding import Findings


class SourceLines:
    """Returns the lines of a file by its name in findings; reads each file once.

    Args:
        root: the folder of mkdocs.yml, which file names are relative to.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._cache: dict[str, Sequence[str]] = {}

    def __call__(self, name: str) -> Sequence[str]:
        """Return the lines of a file; none if it cannot be read."""
        if name not in self._cache:
            path = self._root / name
            text = read_text(path, name, Findings()) if name else None
            self._cache[name] = text.split("\n") if text else ()
        return self._cache[name]
