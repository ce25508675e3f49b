"""Restricts the settings of Markdown extensions, so that a check reads no files outside the repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.builder.outside_paths import Named, report_outside
from mkdocs_fieldguide.files.symlinks import AllowedRoots
from mkdocs_fieldguide.findings.finding import Findings

_URL_PREFIX = "pymdownx.pathconverter"
"""An extension whose `base_path` is a prefix of URLs, not a folder to read."""


@dataclass(frozen=True, slots=True)
class MarkdownSandbox:
    """Restricts which files Markdown extensions read, and prevents downloads.

    `base_path` names the folders that Snippets, B64 and Markdown-Include read from. Snippets can also read
    outside these folders and download files; see its options `restrict_base_path` and `url_download`.

    Attributes:
        root: folder of mkdocs.yml.
        allowed_roots: the folders that the guide may read from.
        findings: receives OUTSIDE_PATH.
        notes: receives sentences about limitations of the check.
    """

    root: Path
    allowed_roots: AllowedRoots
    findings: Findings
    notes: list[str]

    def restrict(self, value: Any, key: str = "") -> Any:
        """Return the settings of extensions, or a part of them, without what is not allowed.

        Args:
            value: the settings in mkdocs.yml.
            key: the key of the part.
        """
        if key == _URL_PREFIX:
            return value
        if isinstance(value, dict):
            return {name: self.restrict(item, str(name)) for name, item in value.items()}
        if key == "base_path":
            return self._folders(value)
        if isinstance(value, list):
            return [self.restrict(item, key) for item in value]
        if key == "url_download" and value:
            self.notes.append("Snippets on the web are not downloaded by a check.")
            return False
        return True if key == "restrict_base_path" else value

    def _folders(self, value: Any) -> Any:
        found = [
            allowed
            for folder in (value if isinstance(value, list) else [value])
            if isinstance(folder, str) and (allowed := self._folder(folder)) is not None
        ]
        if isinstance(value, list):
            return found
        return found[0] if found else str(self.root)

    def _folder(self, folder: str) -> str | None:
        """Return a folder that may be read; None, with a finding, for any other folder."""
        # Extensions resolve it against the working directory, which may not be the folder of the guide.
        for path in (Path(folder), self.root / folder):
            if self.allowed_roots.contains(path):
                return str(path)
        report_outside(Named("base_path", folder), self.findings)
        return None
