"""Fenced code and displayed formulas, in which nothing is rewritten."""

from __future__ import annotations

import re

_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})(?P<info>.*)")


class Literal:
    """Tells, line by line, what is code or a formula."""

    def __init__(self) -> None:
        self._fence = ""
        self._formula = False

    def holds(self, line: str) -> bool:
        """Return whether a line is, begins or ends code or a formula; lines are asked for in their order."""
        if self._fence:
            text = line.strip(" \t>")
            if text.startswith(self._fence) and not text.strip(self._fence[0]):
                self._fence = ""
            return True
        match = _FENCE.match(line)
        if match and not ("`" in match["fence"] and "`" in match["info"]):
            self._fence = match["fence"]
            return True
        was = self._formula
        if line.count("$$") % 2:
            self._formula = not was
        return was or self._formula
