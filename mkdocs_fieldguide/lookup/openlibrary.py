"""Conversion of Open Library's records (https://openlibrary.org/dev/docs/api/books) to CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_SUFFIX = re.compile(r",?\s+(Jr\.?|Sr\.?|II|III|IV)$")


def convert_book(record: Mapping[str, Any]) -> dict[str, Any]:
    """Convert a record to a CSL-JSON item; values of the wrong type are omitted."""
    title, subtitle = record.get("title"), record.get("subtitle")
    year = re.search(r"\b(1[0-9]{3}|20[0-9]{2})\b", str(record.get("publish_date", ""))[:100])
    return {
        "type": "book",
        "title": f"{title}: {subtitle}" if title and subtitle else title,
        "author": [_split_name(name) for name in _names(record.get("authors"))],
        "publisher": next(iter(_names(record.get("publishers"))), None),
        "publisher-place": next(iter(_names(record.get("publish_places"))), None),
        "issued": {"date-parts": [[int(year.group())]]} if year else None,
    }


def _names(value: Any) -> list[str]:
    items = value if isinstance(value, list) else []
    names = [item.get("name") if isinstance(item, Mapping) else None for item in items]
    return [name for name in names if isinstance(name, str) and name.strip()]


def _split_name(name: str) -> dict[str, str]:
    """Split a name; lower-case words before the family name are its particle."""
    family, comma, given = name.partition(", ")
    suffix = _SUFFIX.search(name)
    if suffix:
        return {**_split_name(name[: suffix.start()]), "suffix": suffix.group(1)}
    if comma:
        return {"family": family, "given": given}
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1][0].islower():
        first -= 1
    if first < 1:
        return {"literal": name}
    particle = " ".join(words[first:-1])
    return {"family": words[-1], "given": " ".join(words[:first]), "dropping-particle": particle}
