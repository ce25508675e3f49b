"""Addresses of references that may not be linked: they reach neither the site nor the files for download."""

from __future__ import annotations

from typing import Any

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.urls import safe_url


def is_unsafe_url(address: str) -> bool:
    """Return whether a text that stands for an address is one that may not be linked."""
    return bool(address.strip()) and safe_url(address) is None


def report_unsafe_url(name: str, address: str, key: str, location: Location, findings: Findings) -> None:
    """Report an address of an entry as UNSAFE_URL.

    Args:
        name: the field or variable that holds it.
        address: the address.
        key: the entry's key.
        location: where the entry begins.
        findings: receives the finding.
    """
    findings.add(
        Code.UNSAFE_URL,
        location,
        f"“{shorten(name)}” of the entry “{shorten(key)}” is “{shorten(address)}”, which cannot be linked;"
        " it is left out.",
        "Addresses begin with https:// or http://.",
    )


def drop_unsafe_urls(value: Any, key: str, location: Location, findings: Findings) -> Any:
    """Return a value of CSL-JSON without unsafe addresses, however deep they are.

    `URL` is CSL's variable; Crossref's items hold such addresses in lists and mappings as well.
    """
    if isinstance(value, list):
        return [drop_unsafe_urls(one, key, location, findings) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {}
    for name, one in value.items():
        if name.casefold() == "url" and isinstance(one, str) and is_unsafe_url(one):
            report_unsafe_url(name, one, key, location, findings)
        else:
            kept[name] = drop_unsafe_urls(one, key, location, findings)
    return kept
