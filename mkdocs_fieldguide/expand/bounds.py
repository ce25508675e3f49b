"""Bounds for what Python-Markdown does with a page that nobody writes in good faith.

It looks for the end of every square bracket by going through the rest of the paragraph, six times over, so a
few thousand open brackets take minutes; and lists in lists in lists on one line overflow its stack, which
ends the build.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.util import AtomicString

STEPS = 2_000_000
"""Characters of a page that may be looked through for the ends of links, some of them many times; about
half a second. A long page of a real guide takes some thousands: a bracket that is closed ends the search.
"""

TOO_MANY_BRACKETS = "So many square brackets are never closed here that links are no longer looked for"
TOO_DEEP = "Lists or quotations are nested too deeply here; the page is shown as it is written"

Report = Callable[[str, str], None]
"""Told what is too much, and the text where that is."""


class Bounds:
    """Keeps one Markdown instance within bounds.

    Args:
        md: the instance.
        report: told what is too much for it.
    """

    def __init__(self, md: Markdown, report: Report) -> None:
        self._md = md
        self._report = report
        self._steps = 0
        self._bounded: set[int] = set()

    def start(self) -> None:
        """Begin a page. Extensions that come after ours are there by now."""
        self._steps = 0
        for pattern in self._md.inlinePatterns:
            if isinstance(pattern, LinkInlineProcessor) and id(pattern) not in self._bounded:
                self._bounded.add(id(pattern))
                self._bound(pattern)
        if id(self._md.parser) not in self._bounded:
            self._bounded.add(id(self._md.parser))
            self._bound_depth()

    def _bound(self, pattern: LinkInlineProcessor) -> None:
        get_text, get_link = pattern.getText, pattern.getLink

        def text(data: str, index: int) -> tuple[str, int, bool]:
            if self._steps > STEPS:
                return "", index, False
            found = get_text(data, index)
            self._count(found[1] - index, data)
            return found

        def link(data: str, index: int) -> tuple[str, str | None, int, bool]:
            if self._steps > STEPS:
                return "", None, index, False
            found = get_link(data, index)
            # An end that was taken back was searched for all the same.
            self._count((found[2] if found[3] else len(data)) - index, data)
            return found

        pattern.getText = text  # type: ignore[method-assign]
        pattern.getLink = link  # type: ignore[method-assign]

    def _count(self, steps: int, data: str) -> None:
        self._steps += steps
        if self._steps - steps <= STEPS < self._steps:
            self._report(TOO_MANY_BRACKETS, data)

    def _bound_depth(self) -> None:
        parser: Any = self._md.parser
        parse = parser.parseDocument

        def parsed(lines: list[str]) -> ElementTree.ElementTree[Any]:
            try:
                return parse(lines)  # type: ignore[no-any-return]
            except RecursionError:
                parser.state.clear()
                self._report(TOO_DEEP, max(lines, key=_starts))
                root = ElementTree.Element(self._md.doc_tag)
                shown = ElementTree.SubElement(ElementTree.SubElement(root, "pre"), "code")
                shown.text = AtomicString("\n".join(lines))
                return ElementTree.ElementTree(root)

        parser.parseDocument = parsed


def _starts(line: str) -> int:
    """Return about how many lists and quotations begin in a line."""
    return sum(line.count(sign) for sign in ("- ", "* ", "+ ", ". ", "> "))
