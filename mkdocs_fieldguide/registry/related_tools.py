"""Which tools belong together: those that are named on the same pages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property

MAX_RESULTS = 8
"""So many related tools are shown."""

MAX_TOOLS_PER_PAGE = 50
"""A page that names more tools is a list, of which no two need have to do with each other."""


class RelatedTools:
    """Finds the tools that are named together.

    A shared page counts the less, the more pages the other tool is on: what is named everywhere is near to
    nothing (as with words in a text: inverse document frequency).

    Args:
        mentions: the pages that name a tool, by its id.
    """

    def __init__(self, mentions: Mapping[str, Collection[str]]) -> None:
        self._mentions = mentions

    def related(self, identifier: str) -> list[str]:
        """Return the ids of the tools nearest to one, the nearest first."""
        shared: Counter[str] = Counter()
        for page in self._mentions.get(identifier, ()):
            others = self._by_page[page]
            if len(others) <= MAX_TOOLS_PER_PAGE:
                shared.update(others)
        del shared[identifier]
        pages = len(self._by_page)

        def nearness(other: str) -> float:
            return shared[other] * math.log((pages + 1) / len(self._mentions[other]))

        # Of two that are as near, the one whose id comes first in the alphabet: the same in every build.
        return sorted(sorted(shared), key=nearness, reverse=True)[:MAX_RESULTS]

    @cached_property
    def _by_page(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for identifier, pages in self._mentions.items():
            for page in pages:
                found.setdefault(page, []).append(identifier)
        return found
