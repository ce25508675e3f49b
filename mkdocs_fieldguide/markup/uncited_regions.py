"""The parts of a page's Markdown in which `@name` is no citation: code, links, HTML tags and the like.

Found before Markdown is converted, in linear time.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from mkdocs_fieldguide.content.code_spans import CodeSpans
from mkdocs_fieldguide.markup.html_scanner import scan

_SOURCE = frozenset({"a", "button", "code", "math", "pre", "samp", "script", "style", "svg", "textarea"})
"""Elements whose content is code or a link."""

_OTHER_SYNTAX = re.compile(
    r"<[A-Za-z][\w+.-]{1,30}:[^<>\s]*>"
    # The lookbehind prevents a search from each letter of a long word.
    r"|(?<![\w+.-])(?:https?://|ftp://|www\.|mailto:)[^\s<>\[\]]*"
    r"|\{%[^%]*(?:%(?!\})[^%]*)*%\}|\{\{[^{}]*\}\}|\{#[^#]*#\}"
    r"|(?<!@)\{(?::|[ \t]*[.#]|[ \t]*[\w@:-]{1,60}=)[^{}\n]*\}"
    r"|^[ \t]*(?:-{1,9}8<-{1,9}|;-{1,9}8<-).*$"
    r"|^ {0,3}\[(?!\^)[^\[\]\n]{1,500}\]:[ \t]*\S.*$",
    re.MULTILINE,
)
_BRACKET = re.compile(r"\\.|[\[\]]|\n[ \t>]*\n", re.DOTALL)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]{1,500})\]:[ \t]*\S", re.MULTILINE)
_DESTINATION = re.compile(r"\((?:[^()\\]|\\.|\([^()]{0,200}\)){0,1000}\)", re.DOTALL)


class UncitedRegions:
    """The regions of a text without citations, and its pairs of square brackets outside code.

    Attributes:
        pairs: the positions of closing brackets by those of the opening ones.
    """

    def __init__(self, text: str) -> None:
        spans = CodeSpans(text).spans
        code = _Intervals(spans)
        spans = [*spans, *_find_html(text, code)]
        html = _Intervals(spans)
        self.pairs = _pair_brackets(text, html)
        defined = {_normalise(match[1]) for match in _DEFINITION.finditer(text)}
        spans += [match.span() for match in _OTHER_SYNTAX.finditer(text)]
        spans += _find_links(text, self.pairs, defined)
        self._all = _Intervals(spans)

    def end_at(self, position: int) -> int:
        """Return the end of the region that contains a position; -1 if none does."""
        return self._all.end_at(position)


class _Intervals:
    """Intervals, merged where they overlap."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def end_at(self, position: int) -> int:
        index = bisect.bisect_right(self._starts, position) - 1
        return self._ends[index] if index >= 0 and position < self._ends[index] else -1


def _find_html(text: str, code: _Intervals) -> Iterator[tuple[int, int]]:
    """Yield tags and comments, and the elements that contain code or a link."""
    if "<" not in text:
        return
    opened, start = "", 0
    for piece in scan(text):
        if code.end_at(piece.start()) >= 0:
            continue
        # In Markdown, a comment that is never closed is text.
        if piece.lastgroup != "comment" or text.endswith("-->", 0, piece.end()):
            yield piece.span()
        tag = (piece["tag"] or "").lower()
        if tag not in _SOURCE:
            continue
        if not opened and not piece["close"]:
            opened, start = tag, piece.start()
        elif tag == opened and piece["close"]:
            yield start, piece.end()
            opened = ""


def _pair_brackets(text: str, code: _Intervals) -> dict[int, int]:
    pairs: dict[int, int] = {}
    stack: list[int] = []
    position = 0
    while match := _BRACKET.search(text, position):
        position = match.end()
        if (end := code.end_at(match.start())) >= 0:
            position = max(end, position)
        elif match[0] == "[":
            stack.append(match.start())
        elif match[0] == "]":
            if stack:
                pairs[stack.pop()] = match.start()
        elif match[0][0] == "\n":
            stack.clear()
            position -= 1
    return pairs


def _find_links(text: str, pairs: dict[int, int], defined: set[str]) -> Iterator[tuple[int, int]]:
    """Yield links and pictures: `[text](target)`, `[text][name]` and `[name]`."""
    for start, end in pairs.items():
        after = text[end + 1 : end + 2]
        if after == "(" and (target := _DESTINATION.match(text, end + 1)):
            yield start, target.end()
        elif defined:
            if after == "[" and (label_end := pairs.get(end + 1)) is not None:
                label = text[end + 2 : label_end] or text[start + 1 : end]
                if _normalise(label) in defined:
                    yield start, label_end + 1
            elif end - start < 500 and _normalise(text[start + 1 : end]) in defined:
                yield start, end + 1


def _normalise(label: str) -> str:
    return " ".join(label.split()).casefold()
