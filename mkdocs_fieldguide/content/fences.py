"""Fenced code blocks in Markdown text, found line by line in linear time."""

from __future__ import annotations

import re
from enum import Enum, auto

# Text behind backticks that contains another backtick is inline code.
_OPENING = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}(?=[^`]*$)|~{3,})")


class FenceLine(Enum):
    """What a line is with regard to fenced code."""

    TEXT = auto()
    """No part of a fenced block."""

    OPENS = auto()
    """The first line of a block."""

    CODE = auto()
    """A line of code."""

    CLOSES = auto()
    """The last line of a block."""


class FenceScanner:
    """Classifies the lines of a text; blocks may be indented, quoted, and in list items."""

    def __init__(self) -> None:
        self._fence = ""

    @property
    def is_open(self) -> bool:
        """Return whether a block is open; one that is never closed is plain text."""
        return bool(self._fence)

    def classify(self, line: str) -> FenceLine:
        """Return what a line is, with or without its line break; to be called for each line in order."""
        if self._fence:
            stripped = line.strip(" \t>\r\n")
            if not stripped.startswith(self._fence) or stripped.strip(self._fence[0]):
                return FenceLine.CODE
            self._fence = ""
            return FenceLine.CLOSES
        match = _OPENING.match(line)
        if match is None:
            return FenceLine.TEXT
        self._fence = match["fence"]
        return FenceLine.OPENS
