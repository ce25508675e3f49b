"""Texts that differ for different values."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Set

from markupsafe import Markup
from mkdocs.structure.toc import AnchorLink

_PLAIN = frozenset({bool, float, int, str, type(None)})


class UnknownInputError(ValueError):
    """Something that pages may depend on has no description."""


def describe(value: object) -> str:
    """Return a text that differs for different values.

    Raises:
        UnknownInputError: if a value is an object of unknown type.
    """
    if type(value) in _PLAIN:
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{describe(key)}:{describe(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(describe, value)) + "]"
    if isinstance(value, Set):
        return "(" + ",".join(sorted(map(describe, value))) + ")"
    text = repr(value)
    if " at 0x" in text and not isinstance(value, str):  # the address of an object
        raise UnknownInputError(text)
    # Templates escape a text, but not markup.
    return f"M{text}" if isinstance(value, Markup) else text


def describe_value(value: object) -> str:
    """Return the same as `describe`, or another text that differs for different values, in less time.

    Raises:
        UnknownInputError: if a value is an object of unknown type.
    """
    try:
        # Only for exact built-in types: not for markup, which is text too, and not for objects.
        return marshal.dumps(value, 0).decode("latin-1")  # type: ignore[arg-type]
    except ValueError:
        return describe(value)


def describe_headings(items: Iterable[AnchorLink]) -> list[object]:
    """Return what a table of contents says."""
    return [[item.title, item.id, item.level, describe_headings(item.children)] for item in items]
