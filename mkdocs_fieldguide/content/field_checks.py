"""Checks of URLs, identifiers and Markdown in entries; invalid values are removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs_fieldguide.content.inline_markdown import MAX_MARKDOWN_LENGTH, find_links
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import capitalise, shorten
from mkdocs_fieldguide.model.entries import NULL_STRINGS
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.urls import safe_url

_HINT_URLS = "URLs must begin with https://, http:// or mailto:, or point to a file of the site."


def clean_urls(
    raw: dict[str, Any], keys: tuple[str, ...], source: SourceMap, findings: Findings, label: str
) -> None:
    """Sanitise the URLs of an entry; those that are not allowed become None.

    Args:
        raw: the entry; changed in place.
        keys: keys of URLs.
        source: locations of the entry.
        findings: receives UNSAFE_URL.
        label: description of the entry, such as `tool “beacon”`.
    """
    for key in keys:
        rejected = _replace_text(raw, key, safe_url)
        if rejected:
            findings.add(
                Code.UNSAFE_URL,
                source.at(key),
                f"“{key}” of {label} is “{shorten(rejected)}”, which is not allowed in links; "
                "it is left out.",
                _HINT_URLS,
            )


def check_markdown(text: str, location: Location, label: str, findings: Findings) -> None:
    """Report unsafe links in the Markdown of a data file, and Markdown that is too long.

    Args:
        text: the Markdown.
        location: where it begins.
        label: description of the text, such as `“description” of tool “beacon”`.
        findings: receives UNSAFE_URL, and TOO_LARGE for a text that is too long to be converted.
    """
    if len(text) > MAX_MARKDOWN_LENGTH:
        findings.add(
            Code.TOO_LARGE,
            location,
            f"{capitalise(label)} has {len(text):,} characters; its Markdown is shown as plain text.",
            f"Markdown in data is limited to {MAX_MARKDOWN_LENGTH:,} characters; "
            "move longer texts to a page.",
        )
        return
    for url in find_links(text):
        if url and safe_url(url) is None:
            findings.add(
                Code.UNSAFE_URL,
                location,
                f"{capitalise(label)} links to “{shorten(url)}”, which is not allowed; "
                "only the text of the link is shown.",
                _HINT_URLS,
            )


def clean_identifier(
    raw: dict[str, Any],
    key: str,
    source: SourceMap,
    findings: Findings,
    label: str,
    *,
    read: Callable[[str], str | None],
    kind: str,
) -> None:
    """Normalise an identifier of an entry; a malformed one becomes None.

    Args:
        raw: the entry; changed in place.
        key: key of the identifier.
        source: locations of the entry.
        findings: receives MALFORMED_IDENTIFIER.
        label: description of the entry, such as `tool “beacon”`.
        read: returns the canonical form of an identifier, or None.
        kind: kind of identifier, such as `an ORCID iD`.
    """
    rejected = _replace_text(raw, key, read)
    if rejected:
        findings.add(
            Code.MALFORMED_IDENTIFIER,
            source.at(key),
            f"“{key}” of {label} is “{shorten(rejected)}”, which is not {kind}; it is left out.",
            "Check it for a typo.",
        )


def _replace_text(raw: dict[str, Any], key: str, read: Callable[[str], str | None]) -> str:
    """Replace a text with the result of `read`; return the text if the result is None, else an empty text.

    Other values, and texts that mean "none", are unchanged.
    """
    value = raw.get(key)
    if not isinstance(value, str) or value.strip() in NULL_STRINGS:
        return ""
    raw[key] = read(value)
    return value if raw[key] is None else ""
