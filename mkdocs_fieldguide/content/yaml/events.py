"""YAML parser events, with a nesting limit that does not depend on the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from mkdocs_fieldguide.model.location import Location

MAX_DEPTH = 64
"""Nesting levels; data files have up to six."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BRACKET = re.compile(r"[\[\]{}]")


class TooLargeError(Exception):
    """A limit on values or nesting was exceeded; `location` is where."""

    def __init__(self, location: Location, message: str) -> None:
        super().__init__(message)
        self.location = location
        self.message = message


def parse_events(text: str, file: str, first_line: int = 1) -> Iterator[yaml.Event]:
    """Iterate over the events of a YAML text.

    A parser reads ahead of its events, to find the colon after a key (https://yaml.org/spec/1.1/, 7.3.2: by
    up to 1,024 characters), and libyaml 0.2.6 and later reject more than 1,000 levels. So the parser may fail
    before its events show how deep the nesting is. In that case the brackets that it has read ahead are
    counted.

    Args:
        text: the YAML.
        file: name of the file in the error.
        first_line: line of the file on which `text` begins.

    Raises:
        TooLargeError: values are nested more than `MAX_DEPTH` levels deep.
        yaml.YAMLError: the text is not valid YAML.
    """
    depth = end = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise _build_error(text, _get_offset(event.start_mark), file, first_line)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            end = _get_offset(event.end_mark)
            yield event
    except yaml.YAMLError as error:
        if isinstance(error, yaml.MarkedYAMLError):
            for bracket in _BRACKET.finditer(text, end, _get_offset(error.problem_mark) + 1):
                depth += 1 if bracket[0] in ("[", "{") else -1
                if depth > MAX_DEPTH:
                    raise _build_error(text, bracket.start(), file, first_line) from error
        raise


def _get_offset(mark: Any) -> int:
    """Return the offset of a mark in the text; parsers set marks on all events and syntax errors."""
    index: int = mark.index
    return index


def _build_error(text: str, at: int, file: str, first_line: int) -> TooLargeError:
    before = text[:at]
    location = Location(file, first_line + before.count("\n"), at - before.rfind("\n"))
    return TooLargeError(location, f"Values are nested more than {MAX_DEPTH} levels deep here.")
