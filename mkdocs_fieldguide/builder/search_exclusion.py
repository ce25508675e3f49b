"""Hands pages to the search without what it does not look into.

Material's search parses each page to find out that our cards, tables and sections are not to be searched
(`data-search-exclude`): two thirds of all elements of a guide. While it reads, a comment stands for each of
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST_HEADINGS = 3_000
"""Maximum number of headings on a searchable page. MkDocs' and Material's search scan the whole table of
contents for each heading, so indexing takes quadratic time.
"""

_HEADING = re.compile(r"<[hH][1-6][\s/>]")
_PLACE = re.compile(r"<!--fg-unsearched-(\d+)-->")


def too_many_headings(content: str) -> int:
    """Return the number of headings in a page's HTML if they are too many for the search, otherwise 0."""
    if content.count("<") <= MOST_HEADINGS:
        return 0
    number = sum(1 for _ in _HEADING.finditer(content))
    return number if number > MOST_HEADINGS else 0


class SearchExclusions:
    """The parts of pages that the search does not look into, by page."""

    def __init__(self) -> None:
        self._parts: dict[str, list[str]] = {}

    def add(self, path: str, parts: Iterable[str]) -> None:
        """Remember the parts of a page, exactly as they stand in its content."""
        if found := list(parts):
            self._parts[path] = found

    def take_out(self, path: str, content: str) -> str:
        """Return a page's content with a comment in the place of each part that still stands there."""
        for number, part in enumerate(self._parts.get(path, ())):
            place = f"<!--fg-unsearched-{number}-->"
            # Most of it is one part at the end of the page, where it need not be looked for.
            if content.endswith(part):
                content = content.removesuffix(part) + place
            else:
                content = content.replace(part, place, 1)
        return content

    def put_back(self, path: str, content: str) -> str:
        """Return the content with all parts in their places again."""
        parts = self._parts.pop(path, None)
        if parts is None:
            return content
        return _PLACE.sub(lambda place: _part(parts, int(place[1]), place[0]), content)


def _part(parts: list[str], number: int, written: str) -> str:
    """Return a part; a comment of the author's that looks like ours stays."""
    return parts[number] if number < len(parts) else written
