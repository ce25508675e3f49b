"""Limits for the time and stack depth that Python-Markdown takes on hostile pages.

It searches the rest of the paragraph for the end of every square bracket, six times, so a few thousand open
brackets take minutes. Deeply nested lists on one line overflow its stack, which ends the build. Its HTML
parser searches the rest of the page for the end of each tag that is never closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import md_in_html
from markdown.htmlparser import HTMLExtractor
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.util import AtomicString

STEPS = 2_000_000
"""The limit of characters searched for the ends of links on one page; about half a second. A long page of a
real guide takes some thousands, because a closed bracket ends its search.
"""

MOST_HTML_STEPS = 10_000_000
"""The limit of steps, about one for each character, that parsing the raw HTML of one page may take; one to
four seconds. Closed tags take almost none; a page of 100 kB with 100 comparisons such as `a <b`, each of
which looks like a tag that is never closed, takes 5 million.
"""

TOO_MANY_TAGS = "Too many HTML tags or comments are unclosed here; the rest of the HTML is shown as text"
TOO_MANY_BRACKETS = "Too many square brackets are unclosed here; the remaining links are shown as text"
TOO_DEEP = "Lists or quotations are nested too deeply here; the page is shown as source text"

Report = Callable[[str, str], None]
"""Is called with the message about an exceeded limit, and the text at that place."""


class MarkdownLimits:
    """Limits one Markdown instance.

    Args:
        md: the instance.
        report: called when a limit is exceeded.
    """

    def __init__(self, md: Markdown, report: Report) -> None:
        self._md = md
        self._report = report
        self._steps: int
        self._bounded: set[int] = set()

    def start(self) -> None:
        """Start a page, when all extensions are registered."""
        self._steps = 0
        for pattern in self._md.inlinePatterns:
            if isinstance(pattern, LinkInlineProcessor) and id(pattern) not in self._bounded:
                self._bounded.add(id(pattern))
                self._bound(pattern)
        html = self._md.preprocessors["html_block"]
        if id(html) not in self._bounded:
            self._bounded.add(id(html))
            self._bound_html(html)
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
            # A search that failed took time as well.
            self._count((found[2] if found[3] else len(data)) - index, data)
            return found

        pattern.getText = text  # type: ignore[method-assign]
        pattern.getLink = link  # type: ignore[method-assign]

    def _count(self, steps: int, data: str) -> None:
        self._steps += steps
        if self._steps - steps <= STEPS < self._steps:
            self._report(TOO_MANY_BRACKETS, data)

    def _bound_html(self, preprocessor: Any) -> None:
        """Make a preprocessor use a counting parser; one of an unknown extension is left unchanged."""
        kind = _EXTRACTORS.get(type(preprocessor))
        if kind is None:
            return

        def run(lines: list[str]) -> list[str]:
            parser = kind(self._md)
            parser.feed("\n".join(lines))
            parser.close()
            if parser.spent_at is not None:
                self._report(TOO_MANY_TAGS, parser.spent_at)
            return "".join(parser.cleandoc).split("\n")

        preprocessor.run = run

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


class _Counting:
    """A mixin for Python-Markdown's HTML parsers that counts the steps they take.

    Beyond the limit each `<` is text.

    Attributes:
        spent_at: the line where the limit was exceeded; None if it was not.
    """

    spent_at: str | None = None
    _steps = 0

    def parse_starttag(self, i: int) -> int:
        return self._counted("parse_starttag", i)

    def parse_endtag(self, i: int) -> int:
        return self._counted("parse_endtag", i)

    # `report` is part of the signature alone.
    def parse_comment(self, i: int, report: bool = True) -> int:  # pragma: no mutate
        return self._counted("parse_comment", i)

    def parse_pi(self, i: int) -> int:
        return self._counted("parse_pi", i)

    def parse_html_declaration(self, i: int) -> int:
        return self._counted("parse_html_declaration", i)

    def _counted(self, name: str, i: int) -> int:
        """Call a method of the parser, and count its steps.

        * For a tag or comment that never ends, the parser searches the rest of the page.
        * A tag is searched for among all open tags, in C; for a comment, the parser searches the rest of the
          paragraph for the end of each open tag.
        * A stashed block takes a copy of the rest of the page, which is fast, and later a search among all
          blocks.
        """
        parser: Any = self
        text: str = parser.rawdata
        if self.spent_at is not None:
            parser.handle_data(text[i])
            return i + 1
        is_open = (
            len(parser.stack) + len(getattr(parser, "inline_stack", ())) + len(getattr(parser, "mdstack", ()))
        )
        blocks = parser.md.htmlStash.html_counter
        end: int = getattr(super(), name)(i)
        rest = len(text) - i
        self._steps += is_open // 4
        if end <= i + 2:
            self._steps += rest
        if parser.md.htmlStash.html_counter > blocks:
            self._steps += rest // 1_000 + blocks // 2
        if name == "parse_comment":
            paragraph = len(text[i:].partition("\n\n")[0])
            self._steps += is_open * paragraph
        if self._steps > MOST_HTML_STEPS:
            self.spent_at = text[:i].rpartition("\n")[2] + text[i:].partition("\n")[0]
        return end


class _Counted(_Counting, HTMLExtractor):
    """The parser without the extension `md_in_html`."""


class _CountedInHtml(_Counting, md_in_html.HTMLExtractorExtra):
    """The parser with the extension `md_in_html`."""


_EXTRACTORS: dict[type, Any] = {
    HtmlBlockPreprocessor: _Counted,
    md_in_html.HtmlBlockPreprocessor: _CountedInHtml,
}


def _starts(line: str) -> int:
    """Return roughly how many lists and quotations begin in a line."""
    return sum(line.count(sign) for sign in ("- ", "* ", "+ ", ". ", "> "))
