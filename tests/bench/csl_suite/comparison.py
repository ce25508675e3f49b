"""Compare the output with the expected output: the same text with the same formatting.

The suite writes formatting as nested HTML elements with styles, the plugin as flat elements with classes.
Both are read as text with formatting. Links and the spelling of entities do not count.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_STYLES = {
    "font-variant:small-caps": ("sc", True),
    "font-variant:normal": ("sc", False),
    "font-style:normal": ("i", False),
    "font-style:italic": ("i", True),
    "font-weight:normal": ("b", False),
    "font-weight:bold": ("b", True),
    "text-decoration:underline": ("u", True),
    "text-decoration:none": ("u", False),
    "baseline": ("sup", False),
}
_CLASSES = {"fg-small-caps": ("sc", True)}
_BLOCKS = {"block", "left-margin", "right-inline", "indent"}
_TAGS = {"i": "i", "b": "b", "sup": "sup", "sub": "sub", "u": "u"}

Formatted = list[tuple[str, frozenset[str]]]


class _Reader(HTMLParser):
    """Reads HTML as text with formatting; a block is a mark of the text in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: Formatted = []
        self.stack: list[tuple[str, frozenset[str]]] = [("", frozenset())]
        self.blocks = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            return  # between blocks
        marks = self.stack[-1][1]
        values = {name: value or "" for name, value in attrs}
        if tag in _TAGS:
            marks |= {_TAGS[tag]}
        for declaration in values.get("style", "").replace(" ", "").split(";"):
            if declaration in _STYLES:
                name, is_on = _STYLES[declaration]
                marks = marks | {name} if is_on else marks - {name}
        for word in values.get("class", "").split():
            if word in _CLASSES:
                name, is_on = _CLASSES[word]
                marks = marks | {name} if is_on else marks - {name}
        name = values.get("class", "").removeprefix("csl-").removeprefix("fg-")
        if tag == "div" or name in _BLOCKS:
            self.blocks += 1
            marks |= {f"div {self.blocks} {name}"}
        self.stack.append((tag, marks))

    def handle_endtag(self, tag: str) -> None:
        if len(self.stack) > 1:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        marks = self.stack[-1][1]
        if self.text and self.text[-1][1] == marks:
            self.text[-1] = (self.text[-1][0] + data, marks)
        elif data:
            self.text.append((data, marks))


def read_html(text: str) -> Formatted:
    """Return the text of HTML with its formatting, without white space between blocks."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    result: Formatted = []
    for part, marks in reader.text:
        if not any(mark.startswith("div") for mark in marks) and not part.strip() and "<div" in text:
            continue
        if any(mark.startswith("div") for mark in marks) and not part.strip() and "\n" in part:
            continue
        is_inside = any(mark.startswith("div") for mark in marks)
        result.append((re.sub(r"\n\s*", "", part) if is_inside else part, marks))
    return result


def fold(text: str) -> str:
    """Return only the words and punctuation of HTML: without formatting, with folded quotes and spaces."""
    plain = "".join(part for part, _ in read_html(text))
    plain = re.sub("[“”‘’«»‹›„‚'\"]", '"', plain)
    return re.sub(r"\s+", " ", plain).strip()


def is_same(actual: str, expected: str) -> bool:
    """Return whether text and formatting are the same."""
    return read_html(actual) == read_html(expected)


def is_similar(actual: str, expected: str) -> bool:
    """Return whether the text is the same apart from quotation marks and spaces."""
    return fold(actual) == fold(expected)
