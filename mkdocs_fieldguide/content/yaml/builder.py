"""Builds data from the events of a YAML parser (https://yaml.org/spec/1.1/)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from mkdocs_fieldguide.content.yaml.aliases import MAX_COPIED, Aliases, Anchored
from mkdocs_fieldguide.content.yaml.events import TooLargeError
from mkdocs_fieldguide.content.yaml.scalars import ScalarReader
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location

ValuePath = tuple[str | int, ...]

MAX_NODES = 1_000_000
"""Values in a file."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NULL_TAG = "tag:yaml.org,2002:null"
_MERGE = "<<"
_UNSET = object()
_DISCARDED = -1
"""Part of the path of a value that is read but discarded, so that it gets no location."""


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been read yet."""

    value: dict[str, Any] | list[Any]
    path: ValuePath
    location: Location
    anchor: str | None
    count_before: int
    key_location: Location = field(init=False)
    height: int = 1
    key: Any = _UNSET
    merged: list[tuple[Any, Location]] = field(default_factory=list)
    is_key: bool = False
    is_repeated: bool = False


class Builder:
    """Builds data from parser events, without recursion.

    Args:
        file: name of the file in findings.
        first_line: line of the file on which the text begins.
        findings: receives problems.
        repeated_at_top: code of a duplicate key at the top level.
        text: the YAML text.

    Attributes:
        locations: location of each value by its path.
        keys: location of the key of each value by the path of the value.
        start: location of the document.
        aliases: anchored values.
        count: number of values so far, including those that aliases repeat.
    """

    def __init__(
        self, file: str, first_line: int, findings: Findings, repeated_at_top: Code, text: str
    ) -> None:
        self.file = file
        self.first_line = first_line
        self.findings = findings
        self.repeated_at_top = repeated_at_top
        self.locations: dict[ValuePath, Location] = {}
        self.keys: dict[ValuePath, Location] = {}
        self.start = Location(file, first_line)
        self.root: Any = None
        self.open: list[_Open] = []
        self.aliases = Aliases(findings)
        self.scalars = ScalarReader(text, first_line, findings)
        self.count = 0

    def build(self, events: Iterator[yaml.Event]) -> Any:
        """Return the data of the first document."""
        documents = 0
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._begin(event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._end()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.findings.add(
                        Code.YAML_SYNTAX,
                        self._location(event),
                        "A second YAML document begins here; only the first one is read.",
                        "Delete the line `---`.",
                    )
                    break
        return self.root

    def finish(self) -> Any:
        """Return the data of a document whose end is missing."""
        while self.open:
            self._end()
        return self.root

    def _location(self, event: yaml.Event) -> Location:
        mark: Any = event.start_mark
        return Location(self.file, mark.line + self.first_line, mark.column + 1)

    def _count(self, weight: int, location: Location) -> None:
        self.count += weight
        if self.count > MAX_NODES + MAX_COPIED:
            raise TooLargeError(location, f"The file has more than {MAX_NODES:,} values up to here.")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        location = self._location(event)
        self._count(1, location)
        text = self.scalars.read(event, location)
        plain: bool = event.implicit[0]
        if self._expects_key():
            self._key(text, location, merge=plain and text == _MERGE)
            return
        value = None if (plain and text in _NULLS) or event.tag == _NULL_TAG else text
        if value is not None and event.style not in ("|", ">") and text != text.strip():
            self.findings.add(
                Code.STRAY_SPACE,
                location,
                f"The value “{shorten(text)}” has leading or trailing white space.",
                fix=(text, text.strip()),
            )
        if event.anchor:
            self.aliases.anchors[event.anchor] = Anchored(value, 1 + len(text) // 100, 0)
        self._put(value, location)

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        location = self._location(event)
        self._count(1, location)
        is_key = self._expects_key()
        opened = _Open(value, self._next_path(), location, event.anchor, self.count, is_key=is_key)
        if event.anchor:
            self.aliases.anchors[event.anchor] = None
        self.open.append(opened)

    def _end(self) -> None:
        closed = self.open.pop()
        if isinstance(closed.value, dict):
            self._merge(closed, closed.value)
        if closed.anchor:
            weight = self.count - closed.count_before + 1
            self.aliases.anchors[closed.anchor] = Anchored(closed.value, weight, closed.height)
        if closed.is_key:
            self._key(shorten(str(closed.value), 200), closed.location)
        else:
            self._put(closed.value, closed.location, closed.height)

    def _alias(self, event: yaml.AliasEvent) -> None:
        location = self._location(event)
        anchor: Any = event.anchor
        anchored = self.aliases.resolve(anchor, location, len(self.open))
        self._count(anchored.weight, location)
        if self._expects_key():
            self._key(shorten(str(anchored.value), 200), location)
        else:
            self._put(anchored.value, location, anchored.height)

    def _expects_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].value, dict) and self.open[-1].key is _UNSET

    def _next_path(self) -> ValuePath:
        if not self.open:
            return ()
        parent = self.open[-1]
        if isinstance(parent.value, list):
            return (*parent.path, len(parent.value))
        is_used = isinstance(parent.key, str) and not parent.is_repeated
        return (*parent.path, parent.key if is_used else _DISCARDED)

    def _key(self, text: str, location: Location, *, merge: bool = False) -> None:
        parent = self.open[-1]
        key = text.strip()
        if key != text:
            self.findings.add(
                Code.STRAY_SPACE, location, f"The key “{shorten(text)}” has leading or trailing white space."
            )
        parent.key, parent.key_location, parent.is_repeated = key, location, False
        if merge:
            parent.key = None
        elif key in parent.value:
            first = self.keys[*parent.path, key]
            parent.is_repeated = True
            self.findings.add(
                self.repeated_at_top if len(self.open) == 1 else Code.REPEATED_KEY,
                location,
                f"Duplicate key “{shorten(key)}”; the value from line {first.line} is used.",
            )

    def _put(self, value: Any, location: Location, height: int = 0) -> None:
        if not self.open:
            self.root, self.start = value, location
            return
        parent = self.open[-1]
        parent.height = max(parent.height, height + 1)
        if isinstance(parent.value, list):
            # Empty items have no meaning, and templates are full of them.
            if value is not None and value != "":
                self.locations[(*parent.path, len(parent.value))] = location
                parent.value.append(value)
            return
        key, parent.key = parent.key, _UNSET
        if key is None:
            parent.merged.append((value, location))
        elif not parent.is_repeated:
            path = (*parent.path, key)
            parent.value[key] = value
            self.keys[path] = parent.key_location
            self.locations[path] = location

    def _merge(self, closed: _Open, into: dict[str, Any]) -> None:
        """Apply merge keys `<<` (https://yaml.org/type/merge.html): own keys win, then earlier mappings."""
        for value, location in closed.merged:
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, dict):
                    for key, item in part.items():
                        if key not in into:
                            into[key] = item
                            self.locations[(*closed.path, key)] = location
                elif part is not None:
                    self.findings.add(
                        Code.WRONG_TYPE, location, "The value of the merge key `<<` is not a mapping."
                    )
