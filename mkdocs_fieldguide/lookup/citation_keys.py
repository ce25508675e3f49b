"""Citation keys of new entries in the format of Zotero: author, title word, year (`rehm_ga4gh_2021`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from mkdocs_fieldguide.model.unicode_forms import normalise

_STOP_WORDS = frozenset(
    (
        "a", "al", "an", "and", "as", "at", "by", "d", "das", "de", "del", "der", "des", "die", "do", "ein",
        "eine", "el", "en", "for", "from", "how", "in", "is", "l", "la", "las", "le", "les", "los", "of",
        "on", "s", "some", "the", "to", "towards", "un", "una", "une", "uno", "what", "why", "with",
    )
)  # fmt: skip
_TRANSLITERATIONS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_TAG = re.compile(r"<[^<>]*>")


def make_key(item: Mapping[str, Any], taken: Collection[str]) -> str:
    """Return a unique citation key for an item.

    Args:
        item: a normalised CSL-JSON item.
        taken: existing keys, compared case-insensitively as in BibTeX.
    """
    key = "_".join((_author(item) or "noauthor", _word(item), _year(item)))
    folded = {other.casefold() for other in taken}
    unique, number = key, 0
    while unique.casefold() in folded:
        number += 1
        unique = f"{key}-{number}"
    return unique


def _author(item: Mapping[str, Any]) -> str:
    people = item.get("author") or item.get("editor") or []
    name = people[0] if people else {}
    return _slug(str(name.get("family") or name.get("literal") or ""))[:40].strip("_")


def _word(item: Mapping[str, Any]) -> str:
    title = _TAG.sub("", str(item.get("title", "")))
    # Splitting at apostrophes separates French articles, as in “l’étude”.
    words = [_slug(word) for word in re.split(r"[\s/’':;,.–—]+", title)]
    words = [word for word in words if word]
    return next((word for word in words if word not in _STOP_WORDS), words[0] if words else "untitled")[:40]


def _year(item: Mapping[str, Any]) -> str:
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else "nodate"


def _slug(text: str) -> str:
    """Return letters, digits and hyphens in lower case, without accents; non-Latin letters are preserved."""
    folded = normalise("NFKD", text.casefold().translate(_TRANSLITERATIONS))
    base = "".join(character for character in folded if not unicodedata.combining(character))
    return re.sub(r"[^\w-]+", "_", normalise("NFC", base)).strip("_-")
