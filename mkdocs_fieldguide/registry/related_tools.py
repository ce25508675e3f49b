"""Related tools: tools that are mentioned on the same pages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property

MAX_RESULTS = 8
"""Maximum number of related tools."""

MAX_TOOLS_PER_PAGE = 50
"""A page that mentions more tools than this is ignored: it is a list, whose tools need not be related."""


class RelatedTools:
    """Ranks tools by co-mention, weighted by inverse document frequency.

    A tool that is mentioned on many pages says little about the other tools on them, so each shared page
    counts less for it.

    Args:
        mentions: the pages that mention each tool, by tool id.
    """

    def __init__(self, mentions: Mapping[str, Collection[str]]) -> None:
        self._mentions = mentions

    def related(self, identifier: str) -> list[str]:
        """Return the ids of the tools most closely related to a tool, the closest first."""
        shared: Counter[str] = Counter()
        for page in self._mentions.get(identifier, ()):
            others = self._by_page[page]
            if len(others) <= MAX_TOOLS_PER_PAGE:
                shared.update(others)
        del shared[identifier]
        pages = len(self._by_page)

        def score(other: str) -> float:
            return shared[other] * math.log((pages + 1) / len(self._mentions[other]))

        # Sorting by id first makes the order of tools with equal scores deterministic.
        return sorted(sorted(shared), key=score, reverse=True)[:MAX_RESULTS]

    @cached_property
    def _by_page(self) -> dict[str, list[str]]:
        by_page: dict[str, list[str]] = {}
        for identifier, pages in self._mentions.items():
            for page in pages:
                by_page.setdefault(page, []).append(identifier)
        return by_page
