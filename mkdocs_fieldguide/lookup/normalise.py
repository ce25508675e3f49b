"""What a service sends, as a clean CSL-JSON item: known variables, of the right kind, without the abstract.

Crossref, DataCite and others mean the same by CSL-JSON and write it in their own ways: titles in lists, types
by their own names, JATS and MathML in titles, names of bodies under `name`.
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
_TEXTS = (
    "title", "container-title", "collection-title", "volume", "issue", "number", "page", "edition", "version",
    "genre", "publisher", "publisher-place", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL", "language",
)  # fmt: skip
_PEOPLE = ("author", "editor", "translator")
_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_LONGEST = 2_000
_MOST_PEOPLE = 5_000
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>")
_KEPT_TAGS = {"i": "i", "italic": "i", "em": "i", "b": "b", "bold": "b", "sup": "sup", "sub": "sub"}
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)


def normalise_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a clean item; it always has a type and a title.

    Raises:
        LookupFailure: if there is no title, so that nothing could be shown.
    """
    found: dict[str, Any] = {"type": _type(item.get("type"))}
    for name in _TEXTS:
        if value := _text(item.get(name)):
            found[name] = value
    for name in _PEOPLE:
        if people := _people(item.get(name)):
            found[name] = people
    if "title" not in found:
        raise LookupFailedError("the answer has no title.")
    subtitle = _text(item.get("subtitle"))
    if subtitle and subtitle.casefold() not in found["title"].casefold():
        found["title"] = f"{found['title']}: {subtitle}"
    if date := _date(item):
        found["issued"] = date
    found["DOI"] = _RESOLVER.sub("", found.get("DOI", ""))
    if "page" not in found:
        found["page"] = _text(item.get("article-number"))
    if found["DOI"] and _RESOLVER.match(found.get("URL", "")):
        del found["URL"]  # it says the same as the DOI
    if found["type"] == "article-journal":
        found.pop("publisher", None)
    if found.get("language", "").lower().startswith("en"):
        del found["language"]  # what a bibliography takes for granted
    return {name: value for name, value in found.items() if value}


def _type(value: Any) -> str:
    text = _text(value)
    return _TYPES.get(text, text) or "document"


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str) and one.strip()), None)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    try:
        text = str(value)[: _LONGEST * 2]
    except ValueError:  # a number of thousands of digits
        return ""
    # Marks first: what they hide as &lt; is text, as in “p &lt; 0.05”.
    text = html.unescape(_TAG.sub(_mark, text))
    return " ".join(_CONTROL.sub(" ", text).split())[:_LONGEST]


def _mark(tag: re.Match[str]) -> str:
    """Keep what CSL-JSON knows of a title's marks, by the name that it has there."""
    name = _KEPT_TAGS.get(tag.group(2).rpartition(":")[2].lower())
    return f"<{tag.group(1)}{name}>" if name else ""


def _people(value: Any) -> list[dict[str, str]]:
    people = []
    for person in value[:_MOST_PEOPLE] if isinstance(value, list) else ():
        if not isinstance(person, Mapping):
            continue
        parts = {part: text for part in _PARTS if (text := _text(person.get(part)))}
        if "family" not in parts:
            name = parts.get("literal") or _text(person.get("name")) or parts.get("given", "")
            parts = {"literal": name} if name else {}
        else:
            parts.pop("literal", None)
        if parts:
            people.append(parts)
    return people


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
