"""Conversion of YAML values of unknown types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def as_mapping(value: Any) -> Mapping[str, Any]:
    """Return a mapping; an empty one for any other type."""
    return value if isinstance(value, Mapping) else {}


def is_bounded(value: Any, limit: int = 1_000_000) -> bool:
    """Return whether a value has at most so many items, counting each use of an alias.

    A few aliases of aliases take no memory in YAML, but no memory suffices for their text.
    """
    waiting = [value]
    for _ in range(limit):
        if not waiting:
            return True
        it = waiting.pop()
        if isinstance(it, Mapping):
            waiting += it.values()
        elif isinstance(it, list):
            waiting += it
    return False


def as_list(value: Any) -> list[Any]:
    """Return a list; an empty one for any other type."""
    return value if isinstance(value, list) else []


def as_text(value: Any) -> str:
    """Return a string or number as stripped text; an empty string for any other type."""
    return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
