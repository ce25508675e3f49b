"""Permalinks and redirects in front matter."""

from __future__ import annotations

from typing import Any

from mkdocs_fieldguide.content.source_maps import (
    remove_items,
)
from mkdocs_fieldguide.files.output_paths import HINT_ALLOWED_PATHS, UnsafePathError, resolve_output_path
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import SourceMap
from mkdocs_fieldguide.model.permalinks import fill_permalink


def check_permalink(data: dict[str, Any], path: str, source: SourceMap, findings: Findings) -> None:
    """Remove a permalink that is not a safe path in the site."""
    value = data.get("permalink")
    if not isinstance(value, str) or not value.strip():
        return
    fault = _find_url_fault(fill_permalink(value, path))
    if fault:
        del data["permalink"]
        findings.add(
            Code.UNSAFE_PATH,
            source.at("permalink"),
            f"The permalink “{shorten(value)}” {fault}; it is left out.",
            HINT_ALLOWED_PATHS,
        )


def _find_url_fault(url: str) -> str:
    """Return why a URL path cannot be that of a file of the site; empty if it can."""
    try:
        resolve_output_path(url, use_directory_urls=True)
    except UnsafePathError as error:
        return str(error)
    return ""


def check_redirects(data: dict[str, Any], source: SourceMap, findings: Findings) -> SourceMap:
    """Remove paths in `redirect_from` that are not safe paths in the site.

    Returns:
        The locations, without those of removed paths.
    """
    value = data.get("redirect_from")
    paths = value if isinstance(value, list) else [value]
    removed: set[int] = set()
    for number, path in enumerate(paths):
        if isinstance(path, str) and path and (fault := _find_url_fault(path)):
            removed.add(number)
            findings.add(
                Code.UNSAFE_PATH,
                source.at("redirect_from", number),
                f"“{shorten(path)}” in “redirect_from” {fault}; it is left out.",
                HINT_ALLOWED_PATHS,
            )
    if not removed:
        return source
    data["redirect_from"] = [item for number, item in enumerate(paths) if number not in removed]
    return remove_items(source, ("redirect_from",), removed)
