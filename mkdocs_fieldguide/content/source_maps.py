"""Cutting and mending source maps as the values that they describe are cut and mended."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs_fieldguide.content.yaml.reader import Loaded
from mkdocs_fieldguide.model.location import Location, SourceMap

_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry of a data file before it is checked.

    Attributes:
        key: its key in a mapping, or its number in a list.
        value: what stands there.
        source: where its values stand, by their paths inside the entry.
    """

    key: str | int
    value: Any
    source: SourceMap


def split_into_entries(loaded: Loaded) -> Iterator[RawEntry]:
    """Take a list or mapping apart into its entries, in the order of the file; else give nothing.

    An entry in a mapping begins where its key stands.
    """
    value = loaded.value
    if isinstance(value, dict):
        items: list[tuple[str | int, Any]] = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    else:
        return
    places = _by_first(loaded.source.locations)
    keys = _by_first(loaded.source.keys)
    for key, item in items:
        start = loaded.source.key_at(key)
        yield RawEntry(key, item, SourceMap(start, places.get(key, {}), keys.get(key, {})))


def _by_first(places: Mapping[_Path, Location]) -> dict[str | int, dict[_Path, Location]]:
    found: dict[str | int, dict[_Path, Location]] = {}
    for path, location in places.items():
        if len(path) > 1:
            found.setdefault(path[0], {})[path[1:]] = location
    return found


def submap(source: SourceMap, *path: str | int) -> SourceMap:
    """Return the source map of the value at `path`."""

    def cut(inner: _Path) -> _Path | None:
        return inner[len(path) :] if len(inner) > len(path) and inner[: len(path)] == path else None

    return _changed(SourceMap(source.at(*path), source.locations, source.keys), cut)


def remove_items(source: SourceMap, path: _Path, indices: Iterable[int]) -> SourceMap:
    """Return the source map after the items `indices` of the list at `path` have been taken out."""
    depth = len(path)
    gone = sorted(set(indices))

    def moved(inner: _Path) -> _Path | None:
        if inner[:depth] != path or len(inner) <= depth or not isinstance(inner[depth], int):
            return inner
        number = int(inner[depth])
        before = bisect_left(gone, number)
        if before < len(gone) and gone[before] == number:
            return None
        return (*path, number - before, *inner[depth + 1 :]) if before else inner

    return _changed(source, moved)


def rename_key(source: SourceMap, old: str, new: str) -> SourceMap:
    """Return the source map after the top-level key `old` has become `new`."""
    return _changed(source, lambda inner: (new, *inner[1:]) if inner[0] == old else inner)


def append_items(source: SourceMap, old: str, new: str, count: int) -> SourceMap:
    """Return the source map after the items of `old` have been put behind the `count` items of `new`."""

    def moved(inner: _Path) -> _Path | None:
        if inner[0] != old:
            return inner
        if len(inner) == 1:
            return (new, count)
        return (new, inner[1] + count, *inner[2:]) if isinstance(inner[1], int) else None

    return _changed(source, moved)


def _changed(source: SourceMap, change: Callable[[_Path], _Path | None]) -> SourceMap:
    def apply(places: Mapping[_Path, Location]) -> dict[_Path, Location]:
        # The outer first: where two come to the same path the place of the inner, the item, is the better.
        by_depth = sorted(places.items(), key=lambda item: len(item[0]))
        pairs = ((change(path), location) for path, location in by_depth if path)
        return {path: location for path, location in pairs if path}

    return SourceMap(source.start, apply(source.locations), apply(source.keys))
