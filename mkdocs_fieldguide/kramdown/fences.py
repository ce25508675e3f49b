"""Detect fenced code and display math, in which nothing is rewritten."""

from __future__ import annotations

from mkdocs_fieldguide.content.fences import FenceLine, FenceScanner


class LiteralBlocks:
    """Tracks, line by line, whether the text is inside fenced code or display math."""

    def __init__(self) -> None:
        self._fences = FenceScanner()
        self._in_math = False

    @property
    def is_in_fence(self) -> bool:
        """Return whether fenced code is open after the last line."""
        return self._fences.is_open

    def contains(self, line: str) -> bool:
        """Return whether a line belongs to code or math, or delimits it; call it on each line in order."""
        if self._fences.classify(line) is not FenceLine.TEXT:
            return True
        was_math = self._in_math
        if line.count("$$") % 2:
            self._in_math = not was_math
        return was_math or self._in_math
