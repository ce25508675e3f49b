"""Builds data from the events of a YAML parser (https://yaml.org/spec/1.1/).

The number and depth of values that aliases repeat are limited.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from mkdocs_fieldguide.content.yaml.events import MAX_DEPTH, TooLargeError
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.safe_characters import (
    describe_character,
    find_unsafe_characters,
    is_disallowed,
    sanitise_text,
)
from mkdocs_fieldguide.model.unicode_forms import normalise

ValuePath = tuple[str | int, ...]

MAX_NODES = 1_000_000
"""Values in a file."""

MAX_COPIED = 100_000
"""Values that aliases may repeat in a file; a long text counts as several."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NULL_TAG = "tag:yaml.org,2002:null"
_MERGE = "<<"


_UNSET = object()
_IN_CURLY_QUOTES = re.compile('[“”„‟‘’‚]([^“”„‟"]+)[“”‘’]')
"""Typographic quotes, as word processors insert them; they have no meaning in YAML."""

_DISCARDED = -1
"""Part of the path of a value that is read but discarded, so that it gets no location."""


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A value that aliases may repeat, with its number of values (`weight`) and of levels (`height`)."""

    value: Any
    weight: int
    height: int


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
    """

    def __init__(
        self, file: str, first_line: int, findings: Findings, repeated_at_top: Code, text: str
    ) -> None:
        self.file = file
        self._text = text
        self._text_begins = first_line
        self.first_line = first_line
        self.findings = findings
        self.repeated_at_top = repeated_at_top
        self.locations: dict[ValuePath, Location] = {}
        self.keys: dict[ValuePath, Location] = {}
        self.start = Location(file, first_line)
        self.root: Any = None
        self.open: list[_Open] = []
        self.anchors: dict[str, _Anchored | None] = {}
        """None for a value whose end has not been read yet."""
        self.count = 0
        self.copied = 0
        self.has_too_many_copies = False
        """Whether aliases were replaced by empty values because of a limit."""

    @functools.cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

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
        text: str = event.value
        plain: bool = event.implicit[0]
        if unsafe := find_unsafe_characters(text):
            self._report_unsafe(unsafe, event, location)
        text = normalise("NFC", sanitise_text(text))
        if plain and (quoted := _IN_CURLY_QUOTES.fullmatch(text)):
            self.findings.add(
                Code.CURLY_QUOTES,
                location,
                f"The curly quotes around “{shorten(quoted[1])}” are part of the value and are displayed.",
                "Use straight quotes, or none.",
                fix=(text, quoted[1]),
            )
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
            self.anchors[event.anchor] = _Anchored(value, 1 + len(text) // 100, 0)
        self._put(value, location)

    def _report_unsafe(self, unsafe: tuple[str, ...], event: Any, location: Location) -> None:
        """Report unsafe characters written as escape sequences; `check_characters` reports literal ones."""
        first = location.line - self._text_begins
        begin, end = event.start_mark, event.end_mark
        source = self._lines[first : first + end.line - begin.line + 1]
        reported = [c for c in unsafe if is_disallowed(c) or not any(c in line for line in source)]
        if reported:
            names = ", ".join(map(describe_character, reported[:3]))
            more = " and others" if len(reported) > 3 else ""
            self.findings.add(
                Code.HIDDEN_CHARACTER,
                location,
                f"This value contains characters that are not allowed: {names}{more}.",
                "They are removed or replaced with “\ufffd”. Delete them or their escape sequences.",
            )

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        location = self._location(event)
        self._count(1, location)
        is_key = self._expects_key()
        opened = _Open(value, self._next_path(), location, event.anchor, self.count, is_key=is_key)
        if event.anchor:
            self.anchors[event.anchor] = None
        self.open.append(opened)

    def _end(self) -> None:
        closed = self.open.pop()
        if isinstance(closed.value, dict):
            self._merge(closed, closed.value)
        if closed.anchor:
            weight = self.count - closed.count_before + 1
            self.anchors[closed.anchor] = _Anchored(closed.value, weight, closed.height)
        if closed.is_key:
            self._key(shorten(str(closed.value), 200), closed.location)
        else:
            self._put(closed.value, closed.location, closed.height)

    def _alias(self, event: yaml.AliasEvent) -> None:
        location = self._location(event)
        anchor: Any = event.anchor
        anchored = self.anchors.get(anchor)
        name = shorten(anchor)
        if anchored is None:
            is_open = anchor in self.anchors
            reason = "refers to a value that contains it" if is_open else "is not defined above"
            self.findings.add(Code.YAML_SYNTAX, location, f"The alias *{name} {reason}.")
            anchored = _Anchored(None, 1, 0)
        elif self.copied + anchored.weight > MAX_COPIED or len(self.open) + anchored.height > MAX_DEPTH:
            if not self.has_too_many_copies:
                self.findings.add(
                    Code.TOO_LARGE,
                    location,
                    f"Aliases repeat too many or too deeply nested values up to here; *{name} is left empty.",
                )
            self.has_too_many_copies = True
            anchored = _Anchored(None, 1, 0)
        self.copied += anchored.weight
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
