"""Evaluate the conditions of `<if>` and `<else-if>`."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.item import DATES
from mkdocs_fieldguide.citations.csl.numbers import is_numeric
from mkdocs_fieldguide.citations.csl.xml import XmlNode


def is_met(node: XmlNode, context: Context) -> bool:
    """Return whether the conditions of an `<if>` or `<else-if>` are met.

    The attribute `match` applies to all tests of the element: all (the default), any or none must be true.
    """
    if node.tests is None:
        node.tests = [
            (_TESTS[attribute], word)
            for attribute, value in node.attributes.items()
            if attribute in _TESTS
            for word in value.split()
        ]
    results = (test(word, context) for test, word in node.tests)
    match = node.get("match", "all")
    if match == "any":
        return any(results)
    if match == "none":
        return not any(results)
    return all(results)


def _is_ambiguous(context: Context) -> bool:
    context.conditions += 1
    return context.conditions <= context.hints.conditions


_POSITIONS = {
    "first": {"first"},
    "subsequent": {"subsequent", "ibid", "ibid-with-locator"},
    "ibid": {"ibid", "ibid-with-locator"},
    "ibid-with-locator": {"ibid-with-locator"},
}
"""For each value of `position` the positions of cites that it includes."""


def _has_position(word: str, context: Context) -> bool:
    if not context.citation:
        return False
    if word == "near-note":
        return context.near_note
    return context.position in _POSITIONS.get(word, ())


_TESTS: dict[str, Callable[[str, Context], bool]] = {
    "type": lambda word, context: context.item.type == word,
    "variable": lambda word, context: context.has(word),
    "is-numeric": lambda word, context: is_numeric(context.text(word)),
    "is-uncertain-date": lambda word, context: word in DATES and context.item.date(word).circa,
    "locator": lambda word, context: bool(context.locator) and context.label == word,
    "position": _has_position,
    "disambiguate": lambda word, context: _is_ambiguous(context) == (word == "true"),
}
