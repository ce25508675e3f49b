"""Normalise the CSL-JSON of web services: only known variables with valid values, no abstract.

Crossref, DataCite and others deviate from CSL-JSON in different ways: titles are lists, types have other
names, titles contain JATS or MathML, the names of organisations are under `name`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.net.errors import LookupFailedError

_TYPES = {
    "book-chapter": "chapter", "book-part": "chapter", "book-section": "chapter", "component": "document",
    "computer-program": "software", "dissertation": "thesis", "edited-book": "book", "journal": "periodical",
    "journal-article": "article-journal", "monograph": "book", "other": "document",
    "peer-review": "review", "posted-content": "article", "preprint": "article",
    "proceedings": "book", "proceedings-article": "paper-conference", "reference-book": "book",
    "reference-entry": "entry", "report-component": "report", "report-series": "report",
}  # fmt: skip
_TEXT_VARIABLES = (
    "title", "container-title", "collection-title", "volume", "issue", "number", "page", "edition", "version",
    "genre", "publisher", "publisher-place", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL", "language",
)  # fmt: skip
_NAME_VARIABLES = ("author", "editor", "translator")
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_MAX_LENGTH = 2_000
_MAX_NAMES = 5_000
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>")
_TAGS = {"i": "i", "italic": "i", "em": "i", "b": "b", "bold": "b", "sup": "sup", "sub": "sub"}
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)


def normalise_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a normalised item, which always has a type and a title.

    Raises:
        LookupFailedError: if there is no title.
    """
    found: dict[str, Any] = {"type": _type(item.get("type"))}
    for name in _TEXT_VARIABLES:
        if value := _text(item.get(name)):
            found[name] = value
    for name in _NAME_VARIABLES:
        if names := _names(item.get(name)):
            found[name] = names
    if "title" not in found:
        raise LookupFailedError("the response has no title.")
    subtitle = _text(item.get("subtitle"))
    if subtitle and subtitle.casefold() not in found["title"].casefold():
        found["title"] = f"{found['title']}: {subtitle}"
    if date := _date(item):
        found["issued"] = date
    found["DOI"] = _RESOLVER.sub("", found.get("DOI", ""))
    if "page" not in found:
        found["page"] = _text(item.get("article-number"))
    if found["DOI"] and _RESOLVER.match(found.get("URL", "")):
        del found["URL"]  # redundant with the DOI
    if found["type"] == "article-journal":
        found.pop("publisher", None)
    if found.get("language", "").lower().startswith("en"):
        del found["language"]  # the default of bibliographies
    return {name: value for name, value in found.items() if value}


def _type(value: Any) -> str:
    text = _text(value)
    return _TYPES.get(text, text) or "document"


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str) and item.strip()), None)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    try:
        text = str(value)[: _MAX_LENGTH * 2]
    except ValueError:  # a number with more digits than Python converts
        return ""
    # Tags are removed before references are resolved: an escaped < is text, as in “p &lt; 0.05”.
    text = html.unescape(_TAG.sub(_convert_tag, text))
    return " ".join(_CONTROL.sub(" ", text).split())[:_MAX_LENGTH]


def _convert_tag(tag: re.Match[str]) -> str:
    """Return the tag that CSL-JSON uses in titles; empty if there is none."""
    name = _TAGS.get(tag.group(2).rpartition(":")[2].lower())
    return f"<{tag.group(1)}{name}>" if name else ""


def _names(value: Any) -> list[dict[str, str]]:
    names = []
    for person in value[:_MAX_NAMES] if isinstance(value, list) else ():
        if not isinstance(person, Mapping):
            continue
        parts = {part: text for part in _NAME_PARTS if (text := _text(person.get(part)))}
        if "family" not in parts:
            name = parts.get("literal") or _text(person.get("name")) or parts.get("given", "")
            parts = {"literal": name} if name else {}
        else:
            parts.pop("literal", None)
        if parts:
            names.append(parts)
    return names


def _date(item: Mapping[str, Any]) -> dict[str, Any] | None:
    for name in ("issued", "published", "published-print", "published-online", "created"):
        value = item.get(name)
        parts = value.get("date-parts") if isinstance(value, Mapping) else None
        first = parts[0] if isinstance(parts, list) and parts else None
        numbers = []
        for part in first[:3] if isinstance(first, list) else ():
            text = _text(part)
            if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) == 0:
                break
            numbers.append(int(text))
        if numbers:
            return {"date-parts": [numbers]}
    return None
