"""The Markdown extension: carries tokens through Python-Markdown, whatever other extensions are on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HtmlStash

from mkdocs_fieldguide.content.fences import FenceLine, FenceScanner
from mkdocs_fieldguide.markup.callouts import admonition_of, convert_callouts_to_admonitions
from mkdocs_fieldguide.markup.html_slots import insert_placeholders
from mkdocs_fieldguide.markup.markdown_limits import MarkdownLimits
from mkdocs_fieldguide.markup.placeholders import TOKEN, PlaceholderTable


class Links(Protocol):
    """Resolves links between pages; the adapter to the site generator implements it."""

    def resolve(self, target: str, page: str, *, picture: bool, alt: str) -> str:
        """Return the address to write for what a link or picture names; `target` where nothing is known.

        Args:
            target: what the author wrote.
            page: source path of the page.
            picture: whether it is the address of a picture.
            alt: text for those who cannot see the picture.
        """


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion has to know.

    Attributes:
        book: the marks of the build.
        links: how links are resolved.
        page_of: gives the source path of the page that a Markdown instance converts, or None.
        expand: expands tags in text that has come in late, such as a snippet: `(text, page) -> text`.
    """

    book: PlaceholderTable
    links: Links
    page_of: Callable[[Markdown], str | None]
    expand: Callable[[str, str], str]


class FieldguideExtension(Extension):
    """Registers our processors; one instance serves all pages of a build."""

    def __init__(self, conversion: Conversion) -> None:
        super().__init__()
        self._conversion = conversion

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register the processors.

        The preprocessor comes after snippets (32) and before fenced code (25); links are resolved after
        inline patterns (20) and before MkDocs looks at them (0); places are held once all stashed HTML is
        back (30). Admonitions, as which callouts are written out, are on even where the site does not ask
        for them.
        """
        md.preprocessors.register(_Text(md, self._conversion), "fieldguide_text", 31)
        md.treeprocessors.register(_Addresses(md, self._conversion), "fieldguide_links", 8)
        md.postprocessors.register(_Places(md, self._conversion), "fieldguide_places", 3)
        if "admonition" not in md.parser.blockprocessors:
            md.parser.blockprocessors.register(_Admonitions(md.parser), "admonition", 105)


class _Text(Preprocessor):
    """Takes late tags, gives fenced code its text back, and writes callouts out as admonitions."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion
        self._bounds = MarkdownLimits(md, self._too_much)

    def run(self, lines: list[str]) -> list[str]:
        self._bounds.start()
        conversion = self._conversion
        text = "\n".join(lines)
        if "{%" in text and (page := conversion.page_of(self.md)) is not None:
            text = conversion.expand(text, page)
        if conversion.book.start not in text:
            return text.split("\n")
        lines = restore_code_blocks(text.split("\n"), conversion.book)
        return convert_callouts_to_admonitions(lines, conversion.book, self._in_html(lines))

    def _too_much(self, what: str, text: str) -> None:
        if (page := self._conversion.page_of(self.md)) is not None:
            self._conversion.book.too_much.append((page, what, text))

    def _in_html(self, lines: list[str]) -> frozenset[str]:
        """Return the tokens of callouts that stand in raw HTML, as Python-Markdown will see it."""
        callouts = {
            match[0]
            for line in lines
            for match in TOKEN.finditer(line)
            if admonition_of(self._conversion.book.find(match[1]))
        }
        if not callouts or not any(line.lstrip().startswith("<") for line in lines):
            return frozenset()
        # What finds raw HTML puts it away into the stash; this try shall leave nothing there.
        stash = self.md.htmlStash
        self.md.htmlStash = HtmlStash()
        try:
            left = "\n".join(self.md.preprocessors["html_block"].run(_without_fences(lines)))
        finally:
            self.md.htmlStash = stash
        return frozenset(callouts - {match[0] for match in TOKEN.finditer(left)})


class _Addresses(Treeprocessor):
    """Resolves links to pages; sees real links only, also those by reference, never code."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, root: ElementTree.Element) -> None:
        page = self._conversion.page_of(self.md)
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(str(element.tag))
            address = element.get(name) if name else None
            if name is None or not address:
                continue
            if self._conversion.book.start in address:
                address = self._with_paths(address)
            if page is not None and "{%" not in address:
                alt = self._conversion.book.restore(element.get("alt") or "").strip()
                address = self._conversion.links.resolve(address, page, picture=name == "src", alt=alt)
            element.set(name, address)

    def _with_paths(self, address: str) -> str:
        def path(match: re.Match[str]) -> str:
            mark = self._conversion.book.find(match[1])
            if mark is not None and mark.call is not None:
                self._conversion.book.misplaced.append((mark, "in the address of a link or picture"))
            return mark.path or mark.source if mark else match[0]

        return TOKEN.sub(path, address)


class _Places(Postprocessor):
    """Puts placeholders where tokens stand; also run over each heading for the table of contents."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, text: str) -> str:
        return insert_placeholders(text, self._conversion.book)


class _Admonitions(AdmonitionProcessor):
    """Admonitions as Python-Markdown reads them; most blocks are told at a glance to begin none."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        if "!!!" in block:
            return super().test(parent, block)
        return self.parse_content(parent, block)[0] is not None


def restore_code_blocks(lines: list[str], book: PlaceholderTable) -> list[str]:
    """Return the lines with tokens inside closed fenced code blocks replaced by what the author wrote.

    So highlighting, line numbers and marked lines count what the author sees. In a fence that is never
    closed, which is none, nothing is touched.
    """
    out: list[str] = []
    done = 0
    for start, end in _fenced(lines):
        out += lines[done:start]
        out += book.restore("\n".join(lines[start:end])).split("\n")
        done = end
    return out + lines[done:]


def _without_fences(lines: list[str]) -> list[str]:
    out: list[str] = []
    done = 0
    for start, end in _fenced(lines):
        out += lines[done:start]
        done = end
    return out + lines[done:]


def _fenced(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Find what stands inside closed fences: first line, and the line after the last."""
    fences = FenceScanner()
    start = 0
    for number, line in enumerate(lines):
        match fences.classify(line):
            case FenceLine.OPENS:
                start = number + 1
            case FenceLine.CLOSES if number > start:
                yield start, number
