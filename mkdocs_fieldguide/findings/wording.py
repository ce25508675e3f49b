"""How messages quote and describe values."""

from __future__ import annotations

from typing import Any

HINT_UNPUBLISHED = "Publish it (see `draft_docs` and `exclude_docs` in mkdocs.yml), or remove the reference."
"""Hint for references to drafts and other files that are left out of the site."""


def shorten(value: object, length: int = 60) -> str:
    """Return a value as one short line for a message."""
    text = value if isinstance(value, str) else _to_text(value)
    cut = text[: length * 2]
    line = " ".join(cut.split())
    return line if len(line) <= length and len(cut) == len(text) else f"{line[: length - 1]}…"


def _to_text(value: object) -> str:
    """Convert a value to text, even a number with more digits than Python formats."""
    try:
        return str(value)
    except (ValueError, RecursionError):
        return "a very long number" if isinstance(value, int) else type(value).__name__


def describe_value(value: Any) -> str:
    """Describe a value in a message: `a list`, `“maybe”`."""
    if isinstance(value, dict):
        return "a mapping (`key: value`)"
    if isinstance(value, list):
        return "a list"
    return "empty" if value is None else f"“{shorten(value)}”"


def capitalise(text: str) -> str:
    """Capitalise the first letter of words such as `tool “beacon”`, to begin a sentence."""
    return text[:1].upper() + text[1:]
