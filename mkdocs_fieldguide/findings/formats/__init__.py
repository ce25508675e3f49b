"""The forms in which `fieldguide check` gives its findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mkdocs_fieldguide.findings.formats.github import as_github
from mkdocs_fieldguide.findings.formats.json import as_json
from mkdocs_fieldguide.findings.formats.markdown import as_markdown
from mkdocs_fieldguide.findings.formats.report import Checked
from mkdocs_fieldguide.findings.formats.sarif import as_sarif
from mkdocs_fieldguide.findings.formats.text import as_text

FORMS: Mapping[str, Callable[[Checked], str]] = MappingProxyType(
    {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif, "markdown": as_markdown}
)
"""Writers by the form's name."""

__all__ = ["FORMS", "Checked"]
