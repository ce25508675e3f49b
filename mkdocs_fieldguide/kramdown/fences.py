"""Detect fenced code and display math, in which nothing is rewritten."""

from __future__ import annotations

import re

_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})(?P<info>.*)")


class LiteralBlocks:
    """Tracks, line by line, whether the text is inside fenced code or display math."""

    def __init__(self) -> None:
        self._fence = ""
        self._in_math = False

    def contains(self, line: str) -> bool:
        """Return whether a line belongs to code or math, or delimits it; call it on each line in order."""
        if self._fence:
            text = line.strip(" \t>")
            if text.startswith(self._fence) and not text.strip(self._fence[0]):
                self._fence = ""
            return True
        match = _FENCE.match(line)
        if match and not ("`" in match["fence"] and "`" in match["info"]):
            self._fence = match["fence"]
            return True
        was_math = self._in_math
        if line.count("$$") % 2:
            self._in_math = not was_math
        return was_math or self._in_math
