"""Keys of new entries, in the way of Zotero: author, first word of the title, year, as `rehm_ga4gh_2021`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from mkdocs_fieldguide.model.unicode_forms import normalise

_EMPTY_WORDS = frozenset(
    (
        "a", "al", "an", "and", "as", "at", "by", "d", "das", "de", "del", "der", "des", "die", "do", "ein",
        "eine", "el", "en", "for", "from", "how", "in", "is", "l", "la", "las", "le", "les", "los", "of",
        "on", "s", "some", "the", "to", "towards", "un", "una", "une", "uno", "what", "why", "with",
    )
)  # fmt: skip
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_TAG = re.compile(r"<[^<>]*>")


def make_key(item: Mapping[str, Any], taken: Collection[str]) -> str:
    """Return a key for an item that no entry has.

    Args:
        item: a tidy CSL-JSON item.
        taken: the keys there are; letter case makes no difference, as BibTeX folds it.
    """
    key = "_".join((_author(item) or "noauthor", _word(item), _year(item)))
    folded = {one.casefold() for one in taken}
    unique, number = key, 0
    while unique.casefold() in folded:
        number += 1
        unique = f"{key}-{number}"
    return unique


def _author(item: Mapping[str, Any]) -> str:
    people = item.get("author") or item.get("editor") or []
    name = people[0] if people else {}
    return _letters(str(name.get("family") or name.get("literal") or ""))[:40].strip("_")


def _word(item: Mapping[str, Any]) -> str:
    title = _TAG.sub("", str(item.get("title", "")))
    # l’étude: what stands before the apostrophe is an article.
    words = [_letters(word) for word in re.split(r"[\s/’':;,.–—]+", title)]
    known = [word for word in words if word]
    return next((word for word in known if word not in _EMPTY_WORDS), known[0] if known else "untitled")[:40]


def _year(item: Mapping[str, Any]) -> str:
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else "nodate"


def _letters(text: str) -> str:
    """Return letters, digits and hyphens in lower case, without accents; scripts without them stay."""
    folded = normalise("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return re.sub(r"[^\w-]+", "_", normalise("NFC", bare)).strip("_-")
