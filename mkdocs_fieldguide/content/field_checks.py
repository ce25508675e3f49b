"""Checks of single values before an entry is built; what is not right is treated as absent."""

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


def clean_urls(
    raw: dict[str, Any], keys: tuple[str, ...], source: SourceMap, findings: Findings, what: str
) -> None:
    """Put addresses that can be linked in place of those as written, and None in place of others.

    Args:
        raw: the entry; changed in place.
        keys: keys of addresses.
        source: the entry's places.
        findings: receives UNSAFE_URL.
        what: the entry in words.
    """
    for key in keys:
        unread = _replace(raw, key, safe_url)
        if unread:
            findings.add(
                Code.UNSAFE_URL,
                source.at(key),
                f"“{key}” of {what} is “{shorten(unread)}”, which cannot be linked; it is left out.",
                "Addresses begin with https://, http:// or mailto:, or lead to a file of the site.",
            )


def check_markdown(text: str, location: Location, what: str, findings: Findings) -> None:
    """Report what is not shown of the Markdown in a text of data.

    Args:
        text: the Markdown.
        location: where it begins.
        what: the text in words, such as `“description” of tool “beacon”`.
        findings: receives UNSAFE_URL, and TOO_LARGE for a text that is too long to be read as Markdown.
    """
    if len(text) > MAX_MARKDOWN_LENGTH:
        findings.add(
            Code.TOO_LARGE,
            location,
            f"{capitalise(what)} has {len(text):,} characters; its Markdown is shown as it is written.",
            f"Markdown in data may have {MAX_MARKDOWN_LENGTH:,} characters; write longer texts on a page.",
        )
        return
    for address in find_links(text):
        if address and safe_url(address) is None:
            findings.add(
                Code.UNSAFE_URL,
                location,
                f"{capitalise(what)} links to “{shorten(address)}”, which cannot be linked; "
                "its text is shown.",
                "Addresses begin with https://, http:// or mailto:, or lead to a file of the site.",
            )


def clean_identifier(
    raw: dict[str, Any],
    key: str,
    source: SourceMap,
    findings: Findings,
    what: str,
    *,
    read: Callable[[str], str | None],
    kind: str,
) -> None:
    """Put an identifier's usual form in place of the one as written, and None if it is not well formed.

    Args:
        raw: the entry; changed in place.
        key: key of the identifier.
        source: the entry's places.
        findings: receives MALFORMED_IDENTIFIER.
        what: the entry in words.
        read: gives the usual form, or None.
        kind: what the identifier is, such as `an ORCID iD`.
    """
    unread = _replace(raw, key, read)
    if unread:
        findings.add(
            Code.MALFORMED_IDENTIFIER,
            source.at(key),
            f"“{key}” of {what} is “{shorten(unread)}”, which is not {kind}; it is left out.",
            "Check it for a slip of the pen.",
        )


def _replace(raw: dict[str, Any], key: str, read: Callable[[str], str | None]) -> str:
    """Put what `read` makes of a text in its place; return the text when that is nothing, else an empty one.

    What is no text, or stands for none, stays as it is.
    """
    value = raw.get(key)
    if not isinstance(value, str) or value.strip() in NULL_STRINGS:
        return ""
    raw[key] = read(value)
    return value if raw[key] is None else ""
