"""Find the previous and next page among the pages of the same type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from mkdocs_fieldguide.model.pages import PageInfo

Neighbours = tuple[PageInfo | None, PageInfo | None]
"""The previous and the next page."""


def find_previous_and_next(
    groups: Iterable[Iterable[PageInfo]], order: Mapping[str, int]
) -> dict[str, Neighbours]:
    """Return the neighbours of each page, by source path.

    Args:
        groups: the pages of each type.
        order: position of each page in the navigation; pages outside of it follow, sorted by title.
    """
    neighbours: dict[str, Neighbours] = {}
    for pages in groups:
        group = sorted(
            (page for page in pages if not page.generated),
            key=lambda page: (order.get(page.path, len(order)), (page.title or page.base_name).casefold()),
        )
        for before, after in pairwise([None, *group]):
            if after is not None:
                neighbours[after.path] = (before, None)
            if before is not None:
                neighbours[before.path] = (neighbours[before.path][0], after)
    return neighbours
