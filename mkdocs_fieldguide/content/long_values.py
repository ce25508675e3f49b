"""Leaving out values of one line, such as names and titles, that are too long to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mkdocs_fieldguide.content.source_maps import remove_items
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import capitalise, shorten
from mkdocs_fieldguide.model.location import Location, SourceMap
from mkdocs_fieldguide.model.urls import MAX_LENGTH

MAX_LINE_LENGTH = 1_000
"""Characters of a value of one line. Many pages show such a value, and a title stands on all of them."""

_ADDRESSES = frozenset(
    (
        "url",
        "website",
        "image_url",
        "registry_url",
        "pid",
        "linked_pr",
        "redirect_to",
        "custom_editme",
        "github",
    )
)
"""Keys of addresses, whose readers have a limit of their own; no key of an entry is longer anyway."""

_Path = tuple[str | int, ...]


def drop_long_values(
    data: dict[str, Any], keys: Iterable[str], source: SourceMap, findings: Findings, what: str
) -> SourceMap:
    """Leave out values that are too long, and too long items of lists and mappings.

    A value is not shortened, since a shortened name or id is another one.

    Args:
        data: the entry; changed in place, except for what its values hold.
        keys: keys of values of one line.
        source: the entry's places.
        findings: receives TOO_LARGE.
        what: the entry in words, such as `tool “beacon”`.

    Returns:
        The places without those of items that were left out.
    """
    for key in keys:
        value = data.get(key)
        limit = MAX_LENGTH if key in _ADDRESSES else MAX_LINE_LENGTH
        if value is None or not _is_long(value, limit):
            continue
        kept, source = _Values(limit, findings, key, what).without_long(value, (key,), source)
        if kept is None:
            del data[key]
        else:
            data[key] = kept
    return source


def report_long(
    text: str, location: Location, what: str, findings: Findings, limit: int = MAX_LINE_LENGTH
) -> None:
    """Report a text that is left out because it is too long.

    Args:
        text: the text.
        location: where it begins.
        what: the text in words, such as `“name” of tool “beacon”`.
        findings: receives TOO_LARGE.
        limit: how many characters it may have.
    """
    findings.add(
        Code.TOO_LARGE,
        location,
        f"{capitalise(what)} has {len(text):,} characters; it is left out.",
        f"Shorten it to {limit:,} characters or fewer.",
    )


def _is_long(value: Any, limit: int) -> bool:
    if isinstance(value, str):
        return len(value) > limit
    if isinstance(value, dict):
        return any(_is_long(key, limit) or _is_long(item, limit) for key, item in value.items())
    return isinstance(value, (list, tuple)) and any(_is_long(item, limit) for item in value)


class _Values:
    def __init__(self, limit: int, findings: Findings, key: str, what: str) -> None:
        self.limit = limit
        self.findings = findings
        self.label = f"“{key}” of {what}"

    def without_long(self, value: Any, path: _Path, source: SourceMap) -> tuple[Any, SourceMap]:
        """Return a value without texts that are too long, and its places; None for nothing left."""
        if isinstance(value, str):
            if len(value) <= self.limit:
                return value, source
            what = self.label if len(path) == 1 else f"an item of {self.label}"
            report_long(value, source.at(*path), what, self.findings, self.limit)
            return None, source
        if isinstance(value, dict):
            return self._mapping(value, path, source)
        if not isinstance(value, list) or not _is_long(value, self.limit):
            return value, source
        kept: list[Any] = []
        gone: set[int] = set()
        for number, item in enumerate(value):
            rest, source = self.without_long(item, (*path, number), source)
            if rest is None and item is not None:
                gone.add(number)
            else:
                kept.append(rest)
        return kept, remove_items(source, path, gone)

    def _mapping(self, value: dict[Any, Any], path: _Path, source: SourceMap) -> tuple[Any, SourceMap]:
        kept: dict[Any, Any] = {}
        for key, item in value.items():
            if _is_long(key, self.limit):
                what = f"the key “{shorten(key)}” in {self.label}"
                report_long(key, source.key_at(*path, key), what, self.findings, self.limit)
                continue
            rest, source = self.without_long(item, (*path, key), source)
            if rest is not None or item is None:
                kept[key] = rest
        return kept, source
