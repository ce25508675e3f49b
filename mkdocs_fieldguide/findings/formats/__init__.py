"""Output formats of `fieldguide check`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mkdocs_fieldguide.findings.formats.github import format_github
from mkdocs_fieldguide.findings.formats.json import format_json
from mkdocs_fieldguide.findings.formats.markdown import format_markdown
from mkdocs_fieldguide.findings.formats.report import CheckReport
from mkdocs_fieldguide.findings.formats.sarif import format_sarif
from mkdocs_fieldguide.findings.formats.text import format_text

FORMATTERS: Mapping[str, Callable[[CheckReport], str]] = MappingProxyType(
    {
        "text": format_text,
        "json": format_json,
        "github": format_github,
        "sarif": format_sarif,
        "markdown": format_markdown,
    }
)
"""Formatters by name."""

__all__ = ["FORMATTERS", "CheckReport"]
