"""Sort items by the sort keys of a style."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mkdocs_fieldguide.citations.csl.context import Context
from mkdocs_fieldguide.citations.csl.dates import make_date_sort_key
from mkdocs_fieldguide.citations.csl.item import DATES, NAMES, Item
from mkdocs_fieldguide.citations.csl.name_format import NameFormat
from mkdocs_fieldguide.citations.csl.names import NO_HINTS
from mkdocs_fieldguide.citations.csl.render import render_all
from mkdocs_fieldguide.citations.csl.richtext import to_plain_text
from mkdocs_fieldguide.citations.csl.style import Style, StyleSection
from mkdocs_fieldguide.citations.csl.xml import XmlNode
from mkdocs_fieldguide.model.unicode_forms import normalise

_IN_FULL = {"form": "long", "initialize": "false"}


def sort_items(
    items: Sequence[Item], style: Style, section: StyleSection, numbers: Mapping[str, int]
) -> list[Item]:
    """Return the items sorted by the sort keys of a section, or in the given order if it has none.

    Args:
        items: the items to sort.
        style: the style.
        section: its citation or bibliography section.
        numbers: citation numbers by citation key, for the sort key `citation-number`.
    """
    result = list(items)
    # Sorting is stable, so sorting by the least significant key first gives the combined order. Items without
    # a value come last in both directions.
    for key in reversed(section.keys):
        values = {item.key: _make_sort_value(item, key, style, section, numbers) for item in items}
        is_descending = key.get("sort") == "descending"
        with_value = [item for item in result if values[item.key]]
        without_value = [item for item in result if not values[item.key]]
        with_value.sort(key=lambda item, of=values: of[item.key], reverse=is_descending)  # type: ignore[misc]
        result = with_value + without_value
    return result


def _make_sort_value(
    item: Item, key: XmlNode, style: Style, section: StyleSection, numbers: Mapping[str, int]
) -> str:
    options = {"name-as-sort-order": "all"}
    for attribute, option in (
        ("names-min", "et-al-min"),
        ("names-use-first", "et-al-use-first"),
        ("names-use-last", "et-al-use-last"),
    ):
        if attribute in key.attributes:
            options[option] = key.attributes[attribute]
    variable = key.get("variable", "")
    if variable == "citation-number":
        return f"{numbers.get(item.key, 0):08}" if numbers else ""
    if variable in DATES:
        return make_date_sort_key(item.date(variable))
    if variable in NAMES:
        names = {**section.names, **_IN_FULL, **options}
        demote = "never" if style.demote == "never" else "display-and-sort"
        format_ = NameFormat(names, None, None, style.locale, demote, sorting=True)
        return make_collation_key(to_plain_text(format_.format_list(item.names(variable), NO_HINTS, False)))
    if variable:
        text = item.label() if variable == "citation-label" else item.text(variable)
        return make_collation_key(text)
    macro = style.macros.get(key.get("macro", ""))
    if macro is None:
        return ""
    number = f"{numbers[item.key]:08}" if item.key in numbers else ""
    context = Context(item, style, section, False, number=number, options=options, sorting=True)
    return make_collation_key(to_plain_text(render_all(macro.children, context).runs))


def make_collation_key(text: str) -> str:
    """Return a collation key that ignores accents, case and punctuation, and sorts numbers by value."""
    folded = normalise("NFKD", text).casefold()
    words = "".join(c if c.isalnum() or c == " " else " " if c in "-–—/" else "" for c in folded)
    words = re.sub(r"\d+", lambda match: match.group().zfill(9), words)
    return " ".join(words.split())
