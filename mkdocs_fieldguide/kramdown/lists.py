"""The indentation of lists.

In kramdown what belongs to an item is indented as far as the item's own text, by two or three spaces. Python-
Markdown wants four for each level, and a blank line before a list.
"""

from __future__ import annotations

import re

from mkdocs_fieldguide.kramdown.fences import Literal

_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*+]|\d{1,9}\.)(?P<gap> +)(?P<text>\S.*)")
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")
_STARTS = re.compile(r" {0,3}(?:[-*+]|1\.) +\S")
_ATTRIBUTES = re.compile(r" *\{:[^{}]*\}\s*")
_LEVEL = "    "


def indent_lists(lines: list[str]) -> list[str]:
    """Return the lines with lists as Python-Markdown reads them."""
    lists = _Lists()
    for line in lines:
        lists.take(line.expandtabs(4) if "\t" in line else line)
    return lists.out


class _Lists:
    def __init__(self) -> None:
        self.out: list[str] = []
        self._columns: list[int] = []
        """Where the text of each open item begins, the outermost first."""
        self._literal = Literal()
        self._was_literal = False
        self._blank = True

    def take(self, line: str) -> None:
        if not line.strip():
            self.out.append(line)
            self._blank = True
            self._literal.holds(line)
            return
        is_literal = self._literal.holds(line)
        if self._columns and is_literal != self._was_literal and not self._blank:
            self.out.append("")  # code in an item stands apart from its text
        self._was_literal = is_literal
        item = None if is_literal or _RULE.fullmatch(line) else _ITEM.fullmatch(line)
        if item and (self._columns or len(item["indent"]) < 4):
            self._item(item, line)
        else:
            self._text(line, is_literal=is_literal)
        # Attributes belong to the list that begins right below them.
        self._blank = bool(_ATTRIBUTES.fullmatch(line))

    def _item(self, item: re.Match[str], line: str) -> None:
        indent = len(item["indent"])
        depth = sum(1 for column in self._columns if indent >= column)
        if self._columns and indent - self._columns[min(depth, len(self._columns)) - 1] >= 4 and self._blank:
            self._text(line, is_literal=False)  # code in an item
            return
        if not self._columns and not self._blank:
            if not _STARTS.match(line):
                self.out.append(line)  # a line of a paragraph that happens to begin with a number
                return
            self.out.append("")
        # More than four spaces after the marker are code in the item.
        gap = len(item["gap"]) if len(item["gap"]) <= 4 else 1
        self._columns[depth:] = [indent + len(item["marker"]) + gap]
        more = item["gap"][gap:]
        self.out.append(f"{_LEVEL * depth}{item['marker']} {more}{item['text']}")

    def _text(self, line: str, *, is_literal: bool) -> None:
        indent = len(line) - len(line.lstrip(" "))
        if self._blank or is_literal:
            while self._columns and indent < self._columns[-1]:
                self._columns.pop()
        if self._columns and indent >= self._columns[-1]:
            line = _LEVEL * len(self._columns) + line[self._columns[-1] :]
        self.out.append(line)
