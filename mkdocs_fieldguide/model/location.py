"""Locations of values in source files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A position in a source file.

    Attributes:
        file: path relative to the folder of mkdocs.yml, with `/`.
        line: line number, starting at 1; 0 if unknown.
        column: column number, starting at 1; 0 if unknown.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Locations of the values of a loaded entry.

    Attributes:
        start: where the entry begins.
        locations: location of each value by its path in the entry, such as `("contributors", 2)`.
        keys: location of each mapping key by the path of its value, for findings about the key itself.
    """

    start: Location
    locations: Mapping[tuple[str | int, ...], Location] = field(default_factory=dict)
    keys: Mapping[tuple[str | int, ...], Location] = field(default_factory=dict)

    def at(self, *path: str | int) -> Location:
        """Return the location of the value at `path`, or of its nearest known ancestor."""
        while path:
            if path in self.locations:
                return self.locations[path]
            path = path[:-1]
        return self.start

    def key_at(self, *path: str | int) -> Location:
        """Return the location of the key of the value at `path`, or of the value if it has no key."""
        return self.keys.get(path) or self.at(*path)
