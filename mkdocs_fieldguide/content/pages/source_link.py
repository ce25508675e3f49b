"""Checks of the front-matter keys for the source of a page: `github` and the older `custom_editme`."""

from __future__ import annotations

from typing import Any

from mkdocs_fieldguide.content.field_checks import Local, clean_urls
from mkdocs_fieldguide.content.source_maps import submap
from mkdocs_fieldguide.content.validation import check_keys
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import SourceMap
from mkdocs_fieldguide.model.pages import SourceFile
from mkdocs_fieldguide.model.repository_urls import repository_address

_KEYS = NameIndex(sorted(SourceFile.model_fields))


def clean_source_file(data: dict[str, Any], source: SourceMap, findings: Findings, label: str) -> None:
    """Remove invalid URLs and paths from the keys for the source of a page.

    Args:
        data: the front matter; changed in place.
        source: its locations.
        findings: receives MISSPELT_KEY and UNSAFE_URL.
        label: description of the page.
    """
    _clean_path(data, "custom_editme", source, findings, label)
    written = data.get("github")
    if not isinstance(written, dict):
        return
    data["github"] = clean = dict(written)
    label = f"“github” of {label}"
    check_keys(clean, _KEYS, source, findings, label, "github")
    inner = submap(source, "github")
    if isinstance(clean.get("repository_url"), str):
        clean["repository_url"] = repository_address(clean["repository_url"])
    clean_urls(clean, ("repository_url",), inner, findings, label, local=Local.NOT_ALLOWED)
    _clean_path(clean, "file_path", inner, findings, label)


def _clean_path(data: dict[str, Any], key: str, source: SourceMap, findings: Findings, label: str) -> None:
    value = data.get(key)
    if not isinstance(value, str):
        return
    if value.startswith(("https://", "http://")):
        clean_urls(data, (key,), source, findings, label)
    elif ".." in value.replace("\\", "/").split("/"):
        data[key] = None
        findings.add(
            Code.UNSAFE_URL,
            source.at(key),
            f"“{key}” of {label} is “{shorten(value)}”, which points outside the repository; it is left out.",
            "Expected a path relative to the root of the repository.",
        )
