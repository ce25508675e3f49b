"""The filters above a table: what can be chosen, and how often it stands in the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ROWS_FOR_FILTERS = 10
"""A table of fewer rows is looked over faster than filtered."""

MOST = 200
"""So many values of one filter are offered, the most frequent; the search finds the others."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter.

    Attributes:
        name: the rows' attribute (`data-NAME`) with a row's values, and the parameter of the address.
        label: what readers see.
        options: what can be chosen, by label.
    """

    name: str
    label: str
    options: tuple[Option, ...]


def facet(name: str, label: str, rows: Iterable[Sequence[tuple[str, str]]]) -> Facet | None:
    """Return the filter over rows, given each row's values and labels; None when there is no choice."""
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for values in rows:
        of_row = dict(values)
        counts.update(of_row.keys())
        labels.update(of_row)
    if len(counts) < 2:
        return None
    options = (Option(value, labels[value], count) for value, count in counts.most_common(MOST))
    return Facet(name, label, tuple(sorted(options, key=lambda option: option.label.casefold())))


def join_facet_values(values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return values and labels, the values without `|`, which stands between them in a row's attribute."""
    return [(value.replace("|", "/"), label) for value, label in values.items()]


def table_names(name: str, label: str, number: int) -> dict[str, str]:
    """Return name and label of a search and its filters, with a number from the second of its kind on a page.

    The name begins the filter's parameters in the address; by the label those who do not see the page tell it
    from others.
    """
    if number < 2:
        return {"name": name, "label": label}
    return {"name": f"{name}-{number}", "label": f"{label} {number}"}
