"""Report and drop unsafe URLs of references, so that they appear neither on the site nor in its exports."""

from __future__ import annotations

from typing import Any

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.urls import safe_url


def is_unsafe_url(url: str) -> bool:
    """Return whether a non-empty URL may not be linked, such as `javascript:…`."""
    return bool(url.strip()) and safe_url(url) is None


def report_unsafe_url(name: str, url: str, key: str, location: Location, findings: Findings) -> None:
    """Report an unsafe URL of an entry.

    Args:
        name: the field or variable that contains the URL.
        url: the URL.
        key: the citation key of the entry.
        location: the location of the entry.
        findings: receives the finding.
    """
    findings.add(
        Code.UNSAFE_URL,
        location,
        f"The entry “{shorten(key)}” has “{shorten(url)}” in “{shorten(name)}”, which is not a safe URL; it"
        " is left out.",
        "Use a URL that begins with https:// or http://.",
    )


def drop_unsafe_urls(value: Any, key: str, location: Location, findings: Findings) -> Any:
    """Return a CSL-JSON value without unsafe URLs at any depth.

    CSL has a single variable `URL`, but items from Crossref contain URLs in nested lists and objects too.
    """
    if isinstance(value, list):
        return [drop_unsafe_urls(one, key, location, findings) for one in value]
    if not isinstance(value, dict):
        return value
    result = {}
    for name, one in value.items():
        if name.casefold() == "url" and isinstance(one, str) and is_unsafe_url(one):
            report_unsafe_url(name, one, key, location, findings)
        else:
            result[name] = drop_unsafe_urls(one, key, location, findings)
    return result
