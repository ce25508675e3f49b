"""The filters above a table: their options, and the number of rows with each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_fieldguide.model.natural_order import make_natural_key

ROWS_FOR_FILTERS = 10
"""Minimum number of rows for filters."""

MAX_OPTIONS = 200
"""Maximum number of options of a filter; it offers the most frequent values."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a filter."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter.

    Attributes:
        name: the name of the rows' attribute (`data-NAME`) and of the URL parameter.
        label: its label.
        options: its options, sorted by label.
    """

    name: str
    label: str
    options: tuple[Option, ...]


def build_facets(
    labels: Mapping[str, str], rows: Collection[Mapping[str, Sequence[tuple[str, str]]]]
) -> list[Facet]:
    """Return the filters with at least two different values.

    Args:
        labels: the labels of the filters, by name.
        rows: for each row, its values and their labels for each filter, by name of the filter.
    """
    facets = (_build_facet(name, label, (row[name] for row in rows)) for name, label in labels.items())
    return [found for found in facets if found]


def _build_facet(name: str, label: str, rows: Iterable[Sequence[tuple[str, str]]]) -> Facet | None:
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for values in rows:
        of_row = dict(values)
        counts.update(of_row.keys())
        labels.update(of_row)
    if len(counts) < 2:
        return None
    options = (Option(value, labels[value], count) for value, count in counts.most_common(MAX_OPTIONS))
    return Facet(name, label, tuple(sorted(options, key=lambda option: make_natural_key(option.label))))


def join_facet_values(values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return values and labels; `|` in values is replaced, as it separates values in a row's attribute."""
    return [(value.replace("|", "/"), label) for value, label in values.items()]


def name_filters(name: str, label: str, number: int) -> dict[str, str]:
    """Return name and label of a group of filters, numbered from the second of the same name on a page.

    The name is the prefix of URL parameters; the label distinguishes the groups for assistive technology.
    """
    if number < 2:
        return {"name": name, "label": label}
    return {"name": f"{name}-{number}", "label": f"{label} {number}"}
