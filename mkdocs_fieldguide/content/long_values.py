"""Removal of single-line values, such as names and titles, that are too long to display."""

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
"""Characters of a single-line value. Many pages display such a value, and all of them display a title."""

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
"""Keys of URLs, which may be longer."""

_Path = tuple[str | int, ...]


def drop_long_values(
    data: dict[str, Any], keys: Iterable[str], source: SourceMap, findings: Findings, label: str
) -> SourceMap:
    """Remove values that are too long, also from lists and mappings.

    Values are not truncated, as a truncated name or id would be a different one.

    Args:
        data: the entry; changed in place, but not the lists and mappings in it.
        keys: keys of single-line values.
        source: locations of the entry.
        findings: receives TOO_LARGE.
        label: description of the entry, such as `tool “beacon”`.

    Returns:
        The locations, without those of the removed items.
    """
    for key in keys:
        value = data.get(key)
        limit = MAX_LENGTH if key in _ADDRESSES else MAX_LINE_LENGTH
        if value is None or not _is_long(value, limit):
            continue
        shorter, source = _Filter(limit, findings, key, label).drop_long(value, (key,), source)
        if shorter is None:
            del data[key]
        else:
            data[key] = shorter
    return source


def report_long(
    text: str, location: Location, label: str, findings: Findings, limit: int = MAX_LINE_LENGTH
) -> None:
    """Report a text that is removed because it is too long.

    Args:
        text: the text.
        location: where it begins.
        label: description of the text, such as `“name” of tool “beacon”`.
        findings: receives TOO_LARGE.
        limit: maximum number of characters.
    """
    findings.add(
        Code.TOO_LARGE,
        location,
        f"{capitalise(label)} has {len(text):,} characters; it is left out.",
        f"Shorten it to {limit:,} characters or fewer.",
    )


def _is_long(value: Any, limit: int) -> bool:
    if isinstance(value, str):
        return len(value) > limit
    if isinstance(value, dict):
        return any(_is_long(key, limit) or _is_long(item, limit) for key, item in value.items())
    return isinstance(value, (list, tuple)) and any(_is_long(item, limit) for item in value)


class _Filter:
    """Removes and reports the long texts in the value of one key."""

    def __init__(self, limit: int, findings: Findings, key: str, label: str) -> None:
        self.limit = limit
        self.findings = findings
        self.label = f"“{key}” of {label}"

    def drop_long(self, value: Any, path: _Path, source: SourceMap) -> tuple[Any, SourceMap]:
        """Return a value without texts that are too long, and its locations; None if nothing is left."""
        if isinstance(value, str):
            if len(value) <= self.limit:
                return value, source
            label = self.label if len(path) == 1 else f"an item of {self.label}"
            report_long(value, source.at(*path), label, self.findings, self.limit)
            return None, source
        if isinstance(value, dict):
            return self._drop_items(value, path, source)
        if not isinstance(value, list) or not _is_long(value, self.limit):
            return value, source
        items: list[Any] = []
        removed: set[int] = set()
        for number, item in enumerate(value):
            rest, source = self.drop_long(item, (*path, number), source)
            if rest is None and item is not None:
                removed.add(number)
            else:
                items.append(rest)
        return items, remove_items(source, path, removed)

    def _drop_items(self, value: dict[Any, Any], path: _Path, source: SourceMap) -> tuple[Any, SourceMap]:
        items: dict[Any, Any] = {}
        for key, item in value.items():
            if _is_long(key, self.limit):
                label = f"the key “{shorten(key)}” in {self.label}"
                report_long(key, source.key_at(*path, key), label, self.findings, self.limit)
                continue
            rest, source = self.drop_long(item, (*path, key), source)
            if rest is not None or item is None:
                items[key] = rest
        return items, source
