"""Sort and group references by fields, for the options of the bibliography tag."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
"""Headings for groups by entry type."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
UNGROUPED = "Other"
"""Heading for references without a value in the field."""


@dataclass(frozen=True, slots=True)
class GroupNames:
    """How groups by type and month are called and ordered.

    Attributes:
        types: headings by type, besides the built-in ones.
        aliases: types that are grouped as another one.
        type_order: the first types, in this order; the others follow.
        months: headings of the twelve months; empty for the built-in ones.
    """

    types: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    type_order: Sequence[str] = ()
    months: Sequence[str] = ()


_BUILT_IN = GroupNames()


@dataclass(frozen=True, slots=True)
class Group:
    """A group of references with the same value in a field.

    Attributes:
        field: the name of the field.
        value: the common value; empty for references without one.
        label: the heading.
        references: all references of the group and its subgroups, in order.
        groups: the subgroups.
    """

    field: str
    value: str
    label: str
    references: tuple[Reference, ...]
    groups: tuple[Group, ...] = ()


def split_field_names(text: str) -> list[str]:
    """Return the words of a list-valued option, such as `year, author`."""
    return [word for word in re.split(r"[\s,]+", text.strip()) if word and word.lower() != "none"]


def is_descending(order: str, at: int = 0) -> bool:
    """Return whether a sort level is descending; the last given direction applies to all further levels.

    Args:
        order: `asc`, `ascending`, `desc`, `descending` or `reverse`, or a comma-separated list of these.
        at: the level, from 0.
    """
    words = split_field_names(order)
    if not words:
        return False
    return words[min(at, len(words) - 1)].lower().startswith(("desc", "reverse"))


def sort_references(references: Iterable[Reference], by: str, order: str = "ascending") -> list[Reference]:
    """Return the references sorted by one or more fields; those without a value come first.

    That is the order of jekyll-scholar. With a descending order, they come last.

    Args:
        references: the references.
        by: field names, the most significant first, such as `year, author`.
        order: one direction, or one for each field.
    """
    result = list(references)
    names = split_field_names(by)
    # Sorting is stable, so sort by the least significant field first.
    for at in range(len(names) - 1, -1, -1):
        values = {
            id(reference): make_collation_key(get_field_text(reference, names[at])) for reference in result
        }
        result.sort(
            key=lambda reference, of=values: (bool(of[id(reference)]), of[id(reference)]),  # type: ignore[misc]
            reverse=is_descending(order, at),
        )
    return result


def group_references(
    references: Sequence[Reference], by: str, order: str = "", names: GroupNames = _BUILT_IN
) -> list[Group]:
    """Return the references grouped by one or more fields, one level of groups for each field.

    The order within a group does not change. References without a value form the last group, or the first
    one if the given order is ascending.

    Args:
        references: the sorted references.
        by: field names, the outermost level first, such as `year, type`.
        order: directions of the levels; by default, years and dates are descending.
        names: how groups by type and month are called and ordered.
    """
    return _group(list(references), split_field_names(by), order, 0, names)


def _group(
    references: Sequence[Reference], fields: Sequence[str], order: str, level: int, names: GroupNames
) -> list[Group]:
    if level >= len(fields):
        return []
    name = fields[level].lower()
    by_value: dict[str, list[Reference]] = {}
    for reference in references:
        value = get_field_text(reference, name)
        if name == "type":
            value = names.aliases.get(value, value)
        by_value.setdefault(value, []).append(reference)
    is_given = bool(split_field_names(order))
    descending = is_descending(order, level) if is_given else name in ("year", "date")
    values = sorted((value for value in by_value if value), key=make_collation_key, reverse=descending)
    if name == "type" and names.type_order:
        first = {kind: at for at, kind in enumerate(names.type_order)}
        values.sort(key=lambda value: first.get(value, len(first)))
    if "" in by_value:
        values.insert(0 if is_given and not descending else len(values), "")
    return [
        Group(
            name,
            value,
            _make_label(name, value, names),
            tuple(by_value[value]),
            tuple(_group(by_value[value], fields, order, level + 1, names)),
        )
        for value in values
    ]


def _make_label(name: str, value: str, names: GroupNames) -> str:
    if not value:
        return UNGROUPED
    if name == "type":
        return names.types.get(value) or TYPE_NAMES.get(value, value.capitalize())
    if name.startswith("month") and value.isdigit() and 1 <= int(value) <= 12:
        months = names.months if len(names.months) == len(_MONTHS) else _MONTHS
        return months[int(value) - 1]
    return value
