"""Sorting and grouping references, as the options of a bibliography ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_fieldguide.citations.csl.sorting import make_collation_key
from mkdocs_fieldguide.citations.field_values import get_field_text
from mkdocs_fieldguide.model.references import Reference

TYPE_NAMES = {
    "article": "Journal articles", "book": "Books", "booklet": "Booklets", "collection": "Edited books",
    "conference": "Conference papers", "dataset": "Data sets", "electronic": "Web pages",
    "inbook": "Book chapters",
    "incollection": "Book chapters", "inproceedings": "Conference papers", "manual": "Manuals",
    "mastersthesis": "Master’s theses", "misc": "Other", "online": "Web pages", "patent": "Patents",
    "phdthesis": "PhD theses", "proceedings": "Conference proceedings", "report": "Reports",
    "software": "Software", "techreport": "Reports", "thesis": "Theses", "unpublished": "Unpublished",
}  # fmt: skip
"""Headings of groups by type."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
UNGROUPED = "Other"
"""The heading of a group whose entries lack the field."""


@dataclass(frozen=True, slots=True)
class Group:
    """References under one heading.

    Attributes:
        field: what they are grouped by.
        value: what they share; empty where the field is missing.
        label: the heading.
        references: all of them, in order, those of groups below too.
        groups: groups of the next level.
    """

    field: str
    value: str
    label: str
    references: tuple[Reference, ...]
    groups: tuple[Group, ...] = ()


def split_field_names(text: str) -> list[str]:
    """Return the words of an option that lists several, such as `year, author`."""
    return [word for word in re.split(r"[\s,]+", text.strip()) if word and word.lower() != "none"]


def is_descending(order: str, at: int = 0) -> bool:
    """Tell whether the level `at` runs down; the last direction given holds for the levels after it.

    Args:
        order: `asc`, `ascending`, `desc`, `descending` or `reverse`, or several with commas.
        at: the level, from 0.
    """
    words = split_field_names(order)
    if not words:
        return False
    return words[min(at, len(words) - 1)].lower().startswith(("desc", "reverse"))


def sort_references(references: Iterable[Reference], by: str, order: str = "ascending") -> list[Reference]:
    """Return the references sorted by one or more fields; those without a value come last.

    Args:
        references: what is to be sorted.
        by: field names, the most important first, such as `year, author`.
        order: one direction, or one for each field.
    """
    result = list(references)
    names = split_field_names(by)
    for at in range(len(names) - 1, -1, -1):
        values = {
            id(reference): make_collation_key(get_field_text(reference, names[at])) for reference in result
        }
        there = [reference for reference in result if values[id(reference)]]
        there.sort(key=lambda reference, of=values: of[id(reference)], reverse=is_descending(order, at))  # type: ignore[misc]
        result = there + [reference for reference in result if not values[id(reference)]]
    return result


def group_references(references: Sequence[Reference], by: str, order: str = "") -> list[Group]:
    """Return the references in groups, and groups in groups where several fields are given.

    The order inside a group stays as it was. Entries that lack the field come last.

    Args:
        references: what is to be grouped, already sorted.
        by: field names from the outermost in, such as `year, type`.
        order: directions of the groups, outermost first; years run down unless it says otherwise.
    """
    return _grouped(list(references), split_field_names(by), order, 0)


def _grouped(references: Sequence[Reference], names: Sequence[str], order: str, level: int) -> list[Group]:
    if level >= len(names):
        return []
    name = names[level].lower()
    found: dict[str, list[Reference]] = {}
    for reference in references:
        found.setdefault(get_field_text(reference, name), []).append(reference)
    down = is_descending(order, level) if split_field_names(order) else name in ("year", "date")
    values = sorted((value for value in found if value), key=make_collation_key, reverse=down)
    if "" in found:
        values.append("")
    return [
        Group(
            name,
            value,
            _label(name, value),
            tuple(found[value]),
            tuple(_grouped(found[value], names, order, level + 1)),
        )
        for value in values
    ]


def _label(name: str, value: str) -> str:
    if not value:
        return UNGROUPED
    if name == "type":
        return TYPE_NAMES.get(value, value.capitalize())
    if name.startswith("month") and value.isdigit() and 1 <= int(value) <= 12:
        return _MONTHS[int(value) - 1]
    return value
