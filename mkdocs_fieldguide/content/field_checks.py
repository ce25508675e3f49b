"""Checks of URLs, identifiers and Markdown in entries; invalid values are removed."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from mkdocs_fieldguide.content.addresses import (
    HINT_WEB,
    Address,
    looks_like_host,
    read_address,
    unwrap,
)
from mkdocs_fieldguide.content.inline_markdown import MAX_MARKDOWN_LENGTH, find_links
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import capitalise, shorten
from mkdocs_fieldguide.model.entries import NULL_STRINGS
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.urls import is_local, mark_local, safe_url


class Local(Enum):
    """What URLs that are relative to the site may be."""

    LINK = auto()
    PICTURE = auto()
    NOT_ALLOWED = auto()


def clean_urls(
    raw: dict[str, Any],
    keys: tuple[str, ...],
    source: SourceMap,
    findings: Findings,
    label: str,
    *,
    local: Local = Local.LINK,
) -> None:
    """Sanitise the URLs of an entry; those that are not allowed become None.

    Args:
        raw: the entry; changed in place.
        keys: keys of URLs.
        source: locations of the entry.
        findings: receives UNSAFE_URL.
        label: description of the entry, such as `tool “beacon”`.
        local: what relative URLs may be; those of links are marked, see `SITE`.
    """
    for key in keys:
        value = raw.get(key)
        if not isinstance(value, str) or value.strip() in NULL_STRINGS:
            continue
        address = read_address(value)
        raw[key] = address.url
        if address.url is not None and local is not Local.PICTURE:
            raw[key] = marked = mark_local(address.url)
            if local is Local.NOT_ALLOWED and is_local(marked):
                raw[key] = None
        if raw[key] is None:
            findings.add(
                Code.UNSAFE_URL,
                source.at(key),
                f"“{key}” of {label} is “{shorten(value)}”, which is not allowed in links; it is left out.",
                address.hint if not address.url or looks_like_host(address.url) else HINT_WEB,
            )
        elif address.excess:
            report_excess(value, address, source.at(key), f"“{key}” of {label}", findings)


def report_excess(value: str, address: Address, location: Location, label: str, findings: Findings) -> None:
    """Report a text that contains more than the URL which is used.

    Args:
        value: the text as written.
        address: its meaning.
        location: where it is.
        label: description of the text, such as `“url” of tool “beacon”`.
        findings: receives UNSAFE_URL.
    """
    findings.add(
        Code.UNSAFE_URL,
        location,
        f"{capitalise(label)} is “{shorten(value)}”, which contains {address.excess}; "
        f"only “{shorten(address.url)}” is used.",
        "Write one URL and nothing else.",
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
                read_address(url).hint,
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
    rejected = _replace_text(raw, key, lambda text: read(unwrap(text)))
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
