"""Finds the sentences in which pages mention tools, as plain text.

The HTML of each page is read once: the text is collected block by block, and for blocks that mention a tool,
the sentences with the mentions are stored.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_fieldguide.markup.html_scanner import scan
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.model.anchors import make_mention_anchor
from mkdocs_fieldguide.rendering.tools.sentence_splitter import BlockText, Piece

_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|br|caption|dd|details|div|d[lt]|fieldset|figcaption|figure|footer|form"
    r"|h[1-6]|header|hr|iframe|li|main|nav|[ou]l|p|pre|section|summary|table|tbody|tfoot|thead|tr"
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
_SKIPPED = frozenset({"iframe", "pre", "script", "select", "style", "svg", "template", "textarea"})
_NO_TEXT = re.compile(r"""class\s*=\s*["'][^"']*\b(?:headerlink|footnote-ref|footnote-backref)\b""")


@dataclass(frozen=True, slots=True)
class MentionExcerpt:
    """A sentence that mentions a tool.

    Attributes:
        anchor: id of the first mention in it.
        section: the heading above it, as plain text; empty if there is none, or if the excerpt before is in
            the same section.
        pieces: the sentence; empty if it adds nothing to the title of the section or page.
    """

    anchor: str
    section: str
    pieces: tuple[Piece, ...]


class PageMentionExcerpts:
    """Finds the sentences of one page that mention tools.

    Args:
        parts: the page's HTML, split at its slots.
        nested: returns the HTML of the Markdown in a slot's arguments, split in the same way.
    """

    def __init__(self, parts: Sequence[str | Slot], nested: Callable[[Slot], Sequence[str | Slot]]) -> None:
        self._nested = nested
        self._found: dict[str, list[MentionExcerpt]] = {}
        self._counts: Counter[str] = Counter()
        self._section = ""
        self._last: dict[str, str] = {}
        self._heading = ""
        self._skipped = ""
        self._text = BlockText()
        self._walk(parts)
        self._flush()

    def of_tool(self, identifier: str) -> Sequence[MentionExcerpt]:
        """Return the sentences that mention a tool, in the order of the page."""
        return self._found.get(identifier, ())

    def _walk(self, parts: Sequence[str | Slot]) -> None:
        pending: list[str] = []
        for part in parts:
            if isinstance(part, str):
                pending.append(part)
                continue
            # An HTML tag with a slot in its attributes comes in several parts.
            self._read("".join(pending))
            pending.clear()
            self._mark(part)
        self._read("".join(pending))

    def _mark(self, slot: Slot) -> None:
        call = slot.mark.call
        if call is not None and (tools := call.directive.mentioned_tools(call)):
            for tool in tools:
                anchor = make_mention_anchor("fg-mention", tool, self._counts[tool])
                self._counts[tool] += 1
                self._text.name(tool, slot.mark.plain, anchor)
        elif inner := self._nested(slot):
            self._flush()
            self._walk(inner)
            self._flush()

    def _read(self, text: str) -> None:
        done = 0
        for match in scan(text):
            if not self._skipped:
                self._text.add(html.unescape(text[done : match.start()]))
            done = match.end()
            if tag := match["tag"]:
                self._tag(tag.lower(), match["close"] == "/", match["attributes"])
        if not self._skipped:
            self._text.add(html.unescape(text[done:]))

    def _tag(self, tag: str, closes: bool, attributes: str) -> None:
        if self._skipped:
            if closes and tag == self._skipped:
                self._skipped = ""
            return
        if tag in _CELLS and not closes:
            self._text.cell()
        if _BLOCK.fullmatch(tag):
            self._flush()
            self._heading = tag if tag in _HEADINGS and not closes else ""
        is_skipped = tag in _SKIPPED or (tag == "a" and "class" in attributes and _NO_TEXT.search(attributes))
        if is_skipped and not closes and not attributes.endswith("/"):
            self._skipped = tag

    def _flush(self) -> None:
        """End a block: store its sentences, or remember it as the heading of the next blocks."""
        text, self._text = self._text, BlockText()
        if self._heading:
            # The title of the page is not the heading of a section.
            self._section = "" if self._heading == "h1" else text.whole()
        for named, pieces in text.sentences() if text.names else ():
            excerpts = self._found.setdefault(named.tool, [])
            is_new = self._last.get(named.tool) != self._section
            self._last[named.tool] = self._section
            shown = () if self._heading else pieces
            if not pieces and excerpts and not (is_new and self._section):
                shown = (Piece(named.text, named.anchor),)
            excerpts.append(MentionExcerpt(named.anchor, self._section if is_new else "", shown))


class MentionExcerpts:
    """The sentences of all pages; each page is read on first use.

    Args:
        parts: the HTML of each page, split at its slots, by source path.
        nested: returns the HTML of the Markdown in a slot's arguments, split in the same way.

    Attributes:
        asked: source path and tool of the sentences that were asked for; a cache of pages clears it.
    """

    def __init__(
        self,
        parts: Mapping[str, Sequence[str | Slot]],
        nested: Callable[[Slot], Sequence[str | Slot]],
    ) -> None:
        self._parts = parts
        self._nested = nested
        self._pages: dict[str, PageMentionExcerpts] = {}
        self.asked: set[tuple[str, str]] = set()

    def release(self) -> None:
        """Drop the sentences, once all pages are rendered."""
        self._pages.clear()

    def of_tool(self, path: str, identifier: str) -> Sequence[MentionExcerpt]:
        """Return the sentences that mention a tool on the page with this source path."""
        self.asked.add((path, identifier))
        if path not in self._pages:
            self._pages[path] = PageMentionExcerpts(self._parts.get(path, ()), self._nested)
        return self._pages[path].of_tool(identifier)
