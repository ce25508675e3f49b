"""Operations on source maps that follow changes of the values they describe."""

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
    """An entry of a data file before validation.

    Attributes:
        key: its key in a mapping, or its index in a list.
        value: its data.
        source: locations of its values, by their paths in the entry.
    """

    key: str | int
    value: Any
    source: SourceMap


def split_into_entries(loaded: Loaded) -> Iterator[RawEntry]:
    """Yield the entries of a list or mapping, in file order; nothing for any other value.

    Items of a list without any value are omitted: templates of pages contain them as placeholders. The start
    of an entry in a mapping is the location of its key.
    """
    value = loaded.value
    if isinstance(value, dict):
        items: list[tuple[str | int, Any]] = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    else:
        return
    locations = _group_by_first(loaded.source.locations)
    keys = _group_by_first(loaded.source.keys)
    for key, item in items:
        if isinstance(key, int) and isinstance(item, dict) and _is_empty(item):
            continue
        start = loaded.source.key_at(key)
        yield RawEntry(key, item, SourceMap(start, locations.get(key, {}), keys.get(key, {})))


def _is_empty(value: Any) -> bool:
    """Return whether a value, or each value in it, is missing or blank."""
    if isinstance(value, dict):
        return all(_is_empty(item) for item in value.values())
    if isinstance(value, list):
        return all(map(_is_empty, value))
    return value is None or (isinstance(value, str) and not value.strip())


def _group_by_first(locations: Mapping[_Path, Location]) -> dict[str | int, dict[_Path, Location]]:
    """Group locations by the first part of their paths."""
    found: dict[str | int, dict[_Path, Location]] = {}
    # Entries have the same keys; thousands of equal paths would fill the memory.
    inner: dict[_Path, _Path] = {}
    for path, location in locations.items():
        if len(path) > 1:
            rest = path[1:]
            found.setdefault(path[0], {})[inner.setdefault(rest, rest)] = location
    return found


def submap(source: SourceMap, *path: str | int) -> SourceMap:
    """Return the source map of the value at `path`."""
    depth = len(path)

    def cut(locations: Mapping[_Path, Location]) -> dict[_Path, Location]:
        return {
            inner[depth:]: location
            for inner, location in locations.items()
            if inner[:depth] == path and len(inner) > depth
        }

    return SourceMap(source.at(*path), cut(source.locations), cut(source.keys))


def remove_items(source: SourceMap, path: _Path, indices: Iterable[int]) -> SourceMap:
    """Return the source map after items of the list at `path` were removed.

    Args:
        source: the source map before.
        path: path of the list.
        indices: indices of the removed items.
    """
    depth = len(path)
    removed = sorted(set(indices))

    def moved(inner: _Path) -> _Path | None:
        if inner[:depth] != path or len(inner) <= depth or not isinstance(inner[depth], int):
            return inner
        number = int(inner[depth])
        before = bisect_left(removed, number)
        if before < len(removed) and removed[before] == number:
            return None
        return (*path, number - before, *inner[depth + 1 :]) if before else inner

    return _map_paths(source, moved)


def rename_key(source: SourceMap, old: str, new: str) -> SourceMap:
    """Return the source map after the top-level key `old` was renamed to `new`."""
    return _map_paths(source, lambda inner: (new, *inner[1:]) if inner[0] == old else inner)


def append_items(source: SourceMap, old: str, new: str, count: int) -> SourceMap:
    """Return the source map after the items of the list `old` were appended to the `count` items of `new`."""

    def moved(inner: _Path) -> _Path | None:
        if inner[0] != old:
            return inner
        if len(inner) == 1:
            return (new, count)
        return (new, inner[1] + count, *inner[2:]) if isinstance(inner[1], int) else None

    return _map_paths(source, moved)


def _map_paths(source: SourceMap, change: Callable[[_Path], _Path | None]) -> SourceMap:
    def apply(locations: Mapping[_Path, Location]) -> dict[_Path, Location]:
        # Outer paths first: if two paths become the same, the location of the inner one is more precise.
        by_depth = sorted(locations.items(), key=lambda item: len(item[0]))
        pairs = ((change(path), location) for path, location in by_depth if path)
        return {path: location for path, location in pairs if path}

    return SourceMap(source.start, apply(source.locations), apply(source.keys))
