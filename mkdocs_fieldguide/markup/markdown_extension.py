"""The Markdown extension that preserves tokens in Python-Markdown, with any other extensions enabled."""

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
from mkdocs_fieldguide.markup.html_links import resolve_html_links
from mkdocs_fieldguide.markup.html_slots import insert_placeholders
from mkdocs_fieldguide.markup.markdown_limits import MarkdownLimits
from mkdocs_fieldguide.markup.placeholders import TOKEN, PlaceholderTable


def _has_dialect(md: Markdown) -> bool:
    """Return whether the site writes its pages in kramdown."""
    return "fieldguide_kramdown" in md.preprocessors


class Links(Protocol):
    """Resolves links between pages; implemented by the build."""

    def resolve(self, target: str, page: str, *, picture: bool, alt: str) -> str:
        """Return the URL of the target of a link or picture; `target` itself if it is unknown.

        It is empty if a link leads to nothing that is part of the site, so that there must be no link.

        Args:
            target: the target as written.
            page: source path of the page.
            picture: whether it is the target of a picture.
            alt: alternative text of the picture.
        """

    def resolve_in_html(self, target: str, page: str, *, picture: bool) -> str:
        """Return the URL of the target of a link or picture in raw HTML, relative to the URL of the page.

        It is empty if there must be no link, as for `resolve`.

        Args:
            target: the target as written.
            page: source path of the page.
            picture: whether it is the target of a picture.
        """


@dataclass(frozen=True, slots=True)
class Conversion:
    """What the conversion of pages depends on.

    Attributes:
        table: the placeholders of the build.
        links: resolves links.
        page_of: returns the source path of the page that a Markdown instance converts, or None.
        expand: expands tags in text that was included late, such as a snippet: `(text, page) -> text`.
        starts: strings without which a text has nothing to expand.
    """

    table: PlaceholderTable
    links: Links
    page_of: Callable[[Markdown], str | None]
    expand: Callable[[str, str], str]
    starts: tuple[str, ...] = ("{%",)


class FieldguideExtension(Extension):
    """Registers the processors; one instance serves all pages of a build."""

    def __init__(self, conversion: Conversion) -> None:
        super().__init__()
        self._conversion = conversion

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register the processors.

        The preprocessor runs after snippets (32) and before fenced code (25); links are resolved after
        inline patterns (20) and before MkDocs reads them (0); placeholders are inserted after stashed HTML is
        restored (30). Admonitions are always enabled, because callouts are converted to them.
        """
        md.preprocessors.register(_TextPreprocessor(md, self._conversion), "fieldguide_text", 31)
        md.treeprocessors.register(_LinkProcessor(md, self._conversion), "fieldguide_links", 8)
        md.postprocessors.register(_PlaceholderPostprocessor(md, self._conversion), "fieldguide_places", 3)
        if "admonition" not in md.parser.blockprocessors:
            md.parser.blockprocessors.register(_Admonitions(md.parser), "admonition", 105)


class _TextPreprocessor(Preprocessor):
    """Expands late tags, restores fenced code, and converts callouts to admonitions."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion
        self._limits = MarkdownLimits(md, self._report_limit)

    def run(self, lines: list[str]) -> list[str]:
        self._limits.start()
        conversion = self._conversion
        text = "\n".join(lines)
        if (
            any(start in text for start in conversion.starts)
            and (page := conversion.page_of(self.md)) is not None
        ):
            text = conversion.expand(text, page)
        if conversion.table.start not in text:
            return text.split("\n")
        lines = restore_code_blocks(text.split("\n"), conversion.table)
        dialect = self.md.preprocessors["fieldguide_kramdown"].run if _has_dialect(self.md) else list
        return convert_callouts_to_admonitions(lines, conversion.table, self._in_html(lines), dialect)

    def _report_limit(self, what: str, text: str) -> None:
        if (page := self._conversion.page_of(self.md)) is not None:
            self._conversion.table.too_much.append((page, what, text))

    def _in_html(self, lines: list[str]) -> frozenset[str]:
        """Return the tokens of callouts in what Python-Markdown will treat as raw HTML."""
        callouts = {
            match[0]
            for line in lines
            for match in TOKEN.finditer(line)
            if admonition_of(self._conversion.table.find(match[1]))
        }
        if not callouts or not any(line.lstrip().startswith("<") for line in lines):
            return frozenset()
        # The preprocessor stashes the raw HTML that it finds; this trial must leave the stash unchanged.
        stash = self.md.htmlStash
        self.md.htmlStash = HtmlStash()
        try:
            left = "\n".join(self.md.preprocessors["html_block"].run(_without_fences(lines)))
        finally:
            self.md.htmlStash = stash
        return frozenset(callouts - {match[0] for match in TOKEN.finditer(left)})


class _LinkProcessor(Treeprocessor):
    """Resolves links, including reference links; code is no element by now."""

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
            if self._conversion.table.start in address:
                address = self._with_paths(address)
            if page is not None and "{%" not in address:
                alt = self._conversion.table.restore(element.get("alt") or "").strip()
                address = self._conversion.links.resolve(address, page, picture=name == "src", alt=alt)
            if address:
                element.set(name, address)
            else:
                _make_text(element)
        if page is not None:
            self._resolve_raw_html(page)

    def _resolve_raw_html(self, page: str) -> None:
        def resolve(target: str, picture: bool) -> str:
            if self._conversion.table.start in target or "{" in target:
                return target
            return self._conversion.links.resolve_in_html(target, page, picture=picture)

        blocks = self.md.htmlStash.rawHtmlBlocks
        for number, block in enumerate(blocks):
            if isinstance(block, str):
                blocks[number] = resolve_html_links(block, resolve)

    def _with_paths(self, address: str) -> str:
        def path(match: re.Match[str]) -> str:
            mark = self._conversion.table.find(match[1])
            if mark is not None and mark.call is not None:
                self._conversion.table.misplaced.append((mark, "in the URL of a link or picture"))
            return mark.path or mark.source if mark else match[0]

        return TOKEN.sub(path, address)


class _PlaceholderPostprocessor(Postprocessor):
    """Inserts placeholders; also runs on each heading for the table of contents."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, text: str) -> str:
        return insert_placeholders(text, self._conversion.table)


class _Admonitions(AdmonitionProcessor):
    """Python-Markdown's admonitions, with a quick test that most blocks fail."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        if "!!!" in block:
            return super().test(parent, block)
        return self.parse_content(parent, block)[0] is not None


def _make_text(link: ElementTree.Element) -> None:
    """Turn a link into text; only its anchor remains, to which other links may lead."""
    anchor = link.get("id")
    link.attrib.clear()
    link.tag = "span"
    if anchor:
        link.set("id", anchor)


def restore_code_blocks(lines: list[str], table: PlaceholderTable) -> list[str]:
    """Return the lines with tokens in fenced code blocks replaced by source text.

    So syntax highlighting, line numbers and highlighted lines refer to what the author wrote. A fence that is
    never closed opens no block.
    """
    out: list[str] = []
    done = 0
    for start, end in _fenced(lines):
        out += lines[done:start]
        out += table.restore("\n".join(lines[start:end])).split("\n")
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
    """Yield the code in closed fences: the index of its first line, and the index after its last line."""
    fences = FenceScanner()
    start = 0
    for number, line in enumerate(lines):
        match fences.classify(line):
            case FenceLine.OPENS:
                start = number + 1
            case FenceLine.CLOSES if number > start:
                yield start, number
