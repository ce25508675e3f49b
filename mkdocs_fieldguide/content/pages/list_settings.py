"""Checks of the front-matter keys `scholar` and `type`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.content.validation import check_keys
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import shorten
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


def use_first_type(data: dict[str, Any], source: SourceMap, findings: Findings, label: str) -> None:
    """Replace a list of types by the first: Jekyll finds a page by each of them, but a page has one type."""
    types = data.get("type")
    if not isinstance(types, list) or not types or not all(isinstance(it, (str, int)) for it in types):
        return
    data["type"] = types[0]
    if len(types) > 1:
        others = ", ".join(f"“{shorten(it)}”" for it in types[1:])
        findings.add(
            Code.WRONG_TYPE,
            source.at("type"),
            f"“type” of {label} has several values; {others} is left out.",
            "A page has one type.",
        )
