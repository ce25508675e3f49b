"""The questions of `<if>` and `<else-if>`."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.item import DATES
from mkdocs_fieldguide.citations.csl.numbers import is_numeric
from mkdocs_fieldguide.citations.csl.xml import Node


def holds(node: Node, context: Context) -> bool:
    """Tell whether an `<if>` or `<else-if>` is met.

    `match` is over all the answers together: all (the default), any, none.
    """
    answers = _answers(node, context)
    match = node.get("match", "all")
    if match == "any":
        return any(answers)
    if match == "none":
        return not any(answers)
    return all(answers)


def _answers(node: Node, context: Context) -> Iterator[bool]:
    for attribute, value in node.attributes.items():
        words = value.split()
        if attribute == "type":
            for word in words:
                yield context.item.type == word
        elif attribute == "variable":
            for word in words:
                yield context.has(word)
        elif attribute == "is-numeric":
            for word in words:
                yield is_numeric(context.text(word))
        elif attribute == "is-uncertain-date":
            for word in words:
                yield word in DATES and context.item.date(word).circa
        elif attribute == "locator":
            for word in words:
                yield bool(context.locator) and context.label == word
        elif attribute == "position":
            # A page is not a numbered text with notes: each citation is a first one.
            for word in words:
                yield context.citation and word == "first"
        elif attribute == "disambiguate":
            yield context.hints.condition == (value == "true")
