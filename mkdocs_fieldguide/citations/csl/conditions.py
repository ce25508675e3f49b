"""The questions of `<if>` and `<else-if>`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.item import DATES
from mkdocs_fieldguide.citations.csl.numbers import is_numeric
from mkdocs_fieldguide.citations.csl.xml import XmlNode


def is_met(node: XmlNode, context: Context) -> bool:
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


def _answers(node: XmlNode, context: Context) -> Iterator[bool]:
    for attribute, value in node.attributes.items():
        answer = _QUESTIONS.get(attribute)
        if answer is not None:
            for word in value.split():
                yield answer(word, context)


# A page is not a numbered text with notes: each citation is a first one.
_QUESTIONS: dict[str, Callable[[str, Context], bool]] = {
    "type": lambda word, context: context.item.type == word,
    "variable": lambda word, context: context.has(word),
    "is-numeric": lambda word, context: is_numeric(context.text(word)),
    "is-uncertain-date": lambda word, context: word in DATES and context.item.date(word).circa,
    "locator": lambda word, context: bool(context.locator) and context.label == word,
    "position": lambda word, context: context.citation and word == "first",
    "disambiguate": lambda word, context: context.hints.condition == (word == "true"),
}
