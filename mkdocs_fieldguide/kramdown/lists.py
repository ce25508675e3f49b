"""Convert the indentation of lists.

kramdown expects the content of an item to be indented to the item's text, by two or three spaces.
Python-Markdown requires four spaces per level, and a blank line before a list.
"""

from __future__ import annotations

import re

from mkdocs_fieldguide.kramdown.fences import LiteralBlocks

_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*+]|\d{1,9}\.)(?P<gap> +)(?P<text>\S.*)")
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")
_STARTS = re.compile(r" {0,3}(?:[-*+]|1\.) +\S")
_ATTRIBUTES = re.compile(r" *\{:[^{}]*\}\s*")
_LEVEL = "    "


def indent_lists(lines: list[str]) -> list[str]:
    """Return the lines with lists indented for Python-Markdown."""
    indenter = _ListIndenter()
    for line in lines:
        indenter.add(line.expandtabs(4) if "\t" in line else line)
    return indenter.out


class _ListIndenter:
    def __init__(self) -> None:
        self.out: list[str] = []
        self._columns: list[int] = []
        """The column where the text of each open item begins, the outermost first."""
        self._literal = LiteralBlocks()
        self._was_literal = False
        self._after_blank = True

    def add(self, line: str) -> None:
        if not line.strip():
            self.out.append(line)
            self._after_blank = True
            self._literal.contains(line)
            return
        is_literal = self._literal.contains(line)
        if self._columns and is_literal != self._was_literal and not self._after_blank:
            self.out.append("")  # code in an item needs blank lines around it
        self._was_literal = is_literal
        item = None if is_literal or _RULE.fullmatch(line) else _ITEM.fullmatch(line)
        if item and (self._columns or len(item["indent"]) < 4):
            self._add_item(item, line)
        else:
            self._add_text(line, is_literal=is_literal)
        # An attribute list may be directly followed by the list that it belongs to.
        self._after_blank = bool(_ATTRIBUTES.fullmatch(line))

    def _add_item(self, item: re.Match[str], line: str) -> None:
        indent = len(item["indent"])
        depth = sum(1 for column in self._columns if indent >= column)
        if (
            self._columns
            and indent - self._columns[min(depth, len(self._columns)) - 1] >= 4
            and self._after_blank
        ):
            self._add_text(line, is_literal=False)  # an indented code block in an item
            return
        if not self._columns and not self._after_blank:
            if not _STARTS.match(line):
                self.out.append(line)  # a paragraph line that happens to begin with a number
                return
            self.out.append("")
        # More than four spaces after the marker begin an indented code block in the item.
        gap = len(item["gap"]) if len(item["gap"]) <= 4 else 1
        self._columns[depth:] = [indent + len(item["marker"]) + gap]
        code_indent = item["gap"][gap:]
        self.out.append(f"{_LEVEL * depth}{item['marker']} {code_indent}{item['text']}")

    def _add_text(self, line: str, *, is_literal: bool) -> None:
        indent = len(line) - len(line.lstrip(" "))
        if self._after_blank or is_literal:
            while self._columns and indent < self._columns[-1]:
                self._columns.pop()
        if self._columns and indent >= self._columns[-1]:
            line = _LEVEL * len(self._columns) + line[self._columns[-1] :]
        self.out.append(line)
