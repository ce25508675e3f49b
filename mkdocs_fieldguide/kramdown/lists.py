"""Convert the indentation of lists, and of the code in them.

kramdown expects the content of an item to be indented to the item's text, by two or three spaces.
Python-Markdown requires four spaces per level, and a blank line before a list. The last line of fenced code
may be indented by up to three spaces in kramdown; superfences requires the indentation of the first line.
"""

from __future__ import annotations

import re

from mkdocs_fieldguide.kramdown.fences import LiteralBlocks

_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*+]|\d{1,9}\.)(?P<gap> +)(?P<text>\S.*)")
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")
_STARTS = re.compile(r" {0,3}(?:[-*+]|1\.) +\S")
_ATTRIBUTES = re.compile(r" *\{:[^{}]*\}\s*")
_QUOTE = re.compile(r"(?P<indent> {0,3})>(?: (?P<text>.*)|(?P<rest>\S.*)|)")
_LEVEL = "    "
_MAX_QUOTES = 8
"""Block quotes within each other whose lists are indented."""


def indent_lists(lines: list[str], quotes: int = 0) -> list[str]:
    """Return the lines with lists indented for Python-Markdown.

    Args:
        lines: lines of Markdown.
        quotes: number of block quotes around them.
    """
    indenter = _ListIndenter(quotes)
    for line in lines:
        indenter.add(line.expandtabs(4) if "\t" in line else line)
    indenter.end_quote()
    return indenter.out


class _ListIndenter:
    def __init__(self, quotes: int) -> None:
        self._quotes = quotes
        self._quote: list[str] = []
        """The lines of the open block quote, without its marker."""
        self._fence: str | None = None
        """The indentation of the open fenced code, as it was written; None in the line of an item."""
        self.out: list[str] = []
        self._columns: list[int] = []
        """The column where the text of each open item begins, the outermost first."""
        self._numbered: list[bool] = []
        """Whether each of these items has a number."""
        self._inner: list[re.Match[str]] = []
        """The lines of the open block quote in an item."""
        self._literal = LiteralBlocks()
        self._was_literal = False
        self._after_blank = True

    def end_quote(self) -> None:
        if self._inner:
            inner, self._inner = self._inner, []
            for line in indent_lists([_text_of(it) for it in inner], self._quotes + 1):
                self._add_text(f"{inner[0]['indent']}>{' ' if line else ''}{line}", is_literal=False)
                self._after_blank = False
        if self._quote:
            quoted = indent_lists(self._quote, self._quotes + 1)
            self.out += [f"> {line}" if line else ">" for line in quoted]
            self._quote = []

    def add(self, line: str) -> None:
        quote = _QUOTE.fullmatch(line)
        if not quote:
            self.end_quote()
        if not line.strip():
            self.out.append(line)
            self._after_blank = True
            self._literal.contains(line)
            return
        was_in_fence = self._literal.is_in_fence
        is_literal = self._literal.contains(line)
        if quote and not is_literal and self._quotes < _MAX_QUOTES:
            if self._inner or not self._is_outside(line):
                self._inner.append(quote)
                return
            self._columns.clear()
            self._numbered.clear()
            self._quote.append(_text_of(quote))
            self._was_literal = self._after_blank = False
            return
        self.end_quote()
        if self._columns and is_literal != self._was_literal and not self._after_blank:
            self.out.append("")  # code in an item needs blank lines around it
        self._was_literal = is_literal
        item = None if is_literal or _RULE.fullmatch(line) else _ITEM.fullmatch(line)
        if item and (self._columns or len(item["indent"]) < 4):
            self._add_item(item, line)
        else:
            self._add_text(line, is_literal=is_literal, was_in_fence=was_in_fence)
        # An attribute list may be directly followed by the list that it belongs to.
        self._after_blank = bool(_ATTRIBUTES.fullmatch(line))

    def _is_outside(self, line: str) -> bool:
        """Return whether a line is not in an item."""
        indent = len(line) - len(line.lstrip(" "))
        return not self._columns or (self._after_blank and indent < self._columns[0])

    def _add_item(self, item: re.Match[str], line: str) -> None:
        indent = len(item["indent"])
        is_numbered = item["marker"].endswith(".")
        depth = self._depth_of(indent, is_numbered=is_numbered)
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
        self._numbered[depth:] = [is_numbered]
        code_indent = item["gap"][gap:]
        self.out.append(f"{_LEVEL * depth}{item['marker']} {code_indent}{item['text']}")

    def _depth_of(self, indent: int, *, is_numbered: bool) -> int:
        """Return the level of an item.

        Directly below an item of the other kind, it begins a list in that item, even if it is not indented.
        """
        for depth, (column, other) in enumerate(zip(self._columns, self._numbered, strict=True)):
            if indent < column and (self._after_blank or other is is_numbered):
                return depth
        return len(self._columns)

    def _add_text(self, line: str, *, is_literal: bool, was_in_fence: bool = False) -> None:
        indent = len(line) - len(line.lstrip(" "))
        if self._after_blank or (is_literal and not was_in_fence):
            while self._columns and indent < self._columns[-1]:
                self._columns.pop()
                self._numbered.pop()
        if self._columns and (indent >= self._columns[-1] or was_in_fence):
            line = _LEVEL * len(self._columns) + line[min(indent, self._columns[-1]) :]
        if self._literal.is_in_fence and not was_in_fence:
            code = line.lstrip(" ")
            self._fence = line[: len(line) - len(code)] if code.startswith(("`", "~")) else None
        elif was_in_fence and not self._literal.is_in_fence and self._fence is not None:
            line = self._fence + line.lstrip(" ")
        self.out.append(line)


def _text_of(quote: re.Match[str]) -> str:
    """Return a line of a block quote without its marker."""
    return quote["text"] or quote["rest"] or ""
