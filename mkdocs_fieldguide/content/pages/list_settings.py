"""Checks of the front-matter key `scholar`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.content.validation import check_keys
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.model.list_settings import ListSettings
from mkdocs_fieldguide.model.location import SourceMap

_KEYS = NameIndex(sorted(ListSettings.model_fields))


def check_list_settings(data: Mapping[str, Any], source: SourceMap, findings: Findings, label: str) -> None:
    """Report misspelt keys below `scholar`.

    Args:
        data: the front matter.
        source: its locations.
        findings: receives MISSPELT_KEY.
        label: description of the page.
    """
    if isinstance(written := data.get("scholar"), Mapping):
        check_keys(written, _KEYS, source, findings, f"“scholar” of {label}", "scholar")
