"""Code in Markdown text that is not converted yet, found in one pass in linear time."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from functools import cached_property

from mkdocs_fieldguide.content.fences import FenceLine, FenceScanner

_TICKS = re.compile(r"`+")


class CodeSpans:
    """Fenced blocks and inline code of a text, found on first use."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Return start and end of each piece of code, in text order."""
        return sorted(_find_code(self._text))

    def end_at(self, position: int) -> int:
        """Return the end of the code that contains a position; -1 if it is not in code."""
        index = bisect.bisect_right(self.spans, (position, len(self._text))) - 1
        return self.spans[index][1] if index >= 0 and position < self.spans[index][1] else -1


def _find_code(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each piece of code."""
    fences = FenceScanner()
    opened = paragraph = at = 0
    for line in text.split("\n"):
        end = min(at + len(line) + 1, len(text))
        match fences.classify(line):
            case FenceLine.OPENS:
                yield from _find_inline(text, paragraph, at)
                opened = at
            case FenceLine.CLOSES:
                yield opened, end
                paragraph = end
            case FenceLine.TEXT if not line.strip(" \t>\r"):
                yield from _find_inline(text, paragraph, at)
                paragraph = end
        at = end
    yield from _find_inline(text, opened if fences.is_open else paragraph, at)


def _find_inline(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the inline code of a paragraph: from a run of backticks to the next run of the same length."""
    runs = [match.span() for match in _TICKS.finditer(text, start, end)]
    later: dict[int, int] = {}
    partners = [-1] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        partners[index] = later.get(length, -1)
        later[length] = index
    index = 0
    while index < len(runs):
        partner = partners[index]
        if partner >= 0:
            yield runs[index][0], runs[partner][1]
        index = max(index, partner) + 1
