"""Conversion of YAML values of unknown types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def as_mapping(value: Any) -> Mapping[str, Any]:
    """Return a mapping; an empty one for any other type."""
    return value if isinstance(value, Mapping) else {}


MAX_LEVELS = 100
"""Levels of lists and mappings that settings and data may have; those of real guides have fewer than ten."""


def is_bounded(value: Any, limit: int = 1_000_000) -> bool:
    """Return whether a value has at most so many items, counting each use of an alias, and 100 levels.

    A few aliases of aliases take no memory in YAML, but no memory suffices for their text. Some versions of
    PyYAML read any number of levels.
    """
    level, count = [value], 0
    for _ in range(MAX_LEVELS):
        if not level:
            return True
        below: list[Any] = []
        for it in level:
            count += 1
            if count + len(below) > limit:
                return False
            if isinstance(it, Mapping):
                below += it.values()
            elif isinstance(it, list):
                below += it
        level = below
    return not level


def as_list(value: Any) -> list[Any]:
    """Return a list; an empty one for any other type."""
    return value if isinstance(value, list) else []


def as_text(value: Any) -> str:
    """Return a string or number as stripped text; an empty string for any other type."""
    return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
