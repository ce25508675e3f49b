"""Where a value stands in a source file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A place in a source file.

    Attributes:
        file: path as a person would name it: relative to the folder of mkdocs.yml, with `/`.
        line: counted from 1; 0 where no line is known.
        column: counted from 1; 0 where no column is known.
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
    """Where each value of a loaded entry stands in its file.

    Attributes:
        start: where the whole entry begins.
        places: place of a value by its path inside the entry, such as `("contributors", 2)`.
        keys: place of a mapping's key by the path of its value, for findings about the key itself.
    """

    start: Location
    locations: Mapping[tuple[str | int, ...], Location] = field(default_factory=dict)
    keys: Mapping[tuple[str | int, ...], Location] = field(default_factory=dict)

    def at(self, *path: str | int) -> Location:
        """Return the place of the value at `path`, or of its nearest known ancestor."""
        while path:
            if path in self.locations:
                return self.locations[path]
            path = path[:-1]
        return self.start

    def key_at(self, *path: str | int) -> Location:
        """Return the place of the key whose value stands at `path`; without one, of the value."""
        return self.keys.get(path) or self.at(*path)
