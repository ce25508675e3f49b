"""The lines of the files that findings are about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs_fieldguide.files.read_text import read_text
from mkdocs_fieldguide.findings.finding import Findings


class SourceLines:
    """Gives the lines of a file by the name that findings use; reads each file once.

    Args:
        root: the folder that names count from, that of mkdocs.yml.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, Sequence[str]] = {}

    def __call__(self, name: str) -> Sequence[str]:
        """Return the lines; none for a file that cannot be read."""
        if name not in self._known:
            path = self._root / name
            text = read_text(path, name, Findings()) if name else None
            self._known[name] = text.split("\n") if text else ()
        return self._known[name]
