"""Report and drop unsafe URLs of references, so that they appear neither on the site nor in its exports."""

from __future__ import annotations

from typing import Any

from mkdocs_fieldguide.content.addresses import read_address
from mkdocs_fieldguide.content.field_checks import report_excess
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.urls import safe_url, web_url


def is_unsafe_url(url: str) -> bool:
    """Return whether a non-empty URL may not be linked, such as `javascript:…`."""
    return bool(url.strip()) and safe_url(url) is None


def clean_url(name: str, written: str, key: str, location: Location, findings: Findings) -> str | None:
    """Return the URL in a field of an entry; None, with a finding, if it may not be linked.

    A URL without a scheme is displayed, but not linked, since no reader knows what it is relative to.

    Args:
        name: the field or variable that contains the URL.
        written: its value.
        key: the citation key of the entry.
        location: the location of the entry.
        findings: receives UNSAFE_URL.
    """
    if not written.strip():
        return written
    address = read_address(written)
    if address.url is None and is_unsafe_url(written):
        findings.add(
            Code.UNSAFE_URL,
            location,
            f"The entry “{shorten(key)}” has “{shorten(written)}” in “{shorten(name)}”, "
            "which is not a safe URL; it is left out.",
            address.hint if address.meant else "Use a URL that begins with https:// or http://.",
        )
        return None
    if address.excess:
        report_excess(written, address, location, f"“{shorten(name)}” of “{shorten(key)}”", findings)
    url = address.url or written
    is_link = web_url(url) is not None or url.casefold().startswith("mailto:")
    if name.casefold() == "url" and not is_link:
        findings.add(
            Code.UNSAFE_URL,
            location,
            f"The entry “{shorten(key)}” has “{shorten(url)}” in “{shorten(name)}”, which is not linked.",
            address.hint if address.meant else "Use a URL that begins with https:// or http://.",
        )
    return url


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
        if name.casefold() == "url" and isinstance(one, str):
            url = clean_url(name, one, key, location, findings)
            if url is not None:
                result[name] = url
        else:
            result[name] = drop_unsafe_urls(one, key, location, findings)
    return result
