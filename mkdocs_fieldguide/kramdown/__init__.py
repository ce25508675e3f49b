"""A Markdown extension that reads kramdown, the Markdown dialect of Jekyll.

Enable it in `mkdocs.yml` under `markdown_extensions` by its name, `mkdocs_fieldguide.kramdown`. It enables
the Python-Markdown extensions that kramdown has built in, and rewrites the rest of kramdown's syntax in a
preprocessor.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from pymdownx import emoji

from mkdocs_fieldguide.kramdown.blocks import rewrite_blocks
from mkdocs_fieldguide.kramdown.extensions import rewrite_extensions
from mkdocs_fieldguide.kramdown.heading_ids import HeadingIds
from mkdocs_fieldguide.kramdown.lists import indent_lists
from mkdocs_fieldguide.kramdown.tables import EmptyHeaders, add_headers

_BUILT_IN: dict[str, Callable[[Markdown], bool]] = {
    "abbr": lambda md: "abbr" in md.parser.blockprocessors,
    "attr_list": lambda md: "attr_list" in md.treeprocessors,
    "def_list": lambda md: "deflist" in md.parser.blockprocessors,
    "footnotes": lambda md: "footnote" in md.parser.blockprocessors,
    "md_in_html": lambda md: "markdown_block" in md.parser.blockprocessors,
    "sane_lists": lambda md: isinstance(md.parser.blockprocessors["olist"], SaneOListProcessor),
    "smarty": lambda md: "smarty" in md.treeprocessors,
    "pymdownx.emoji": lambda md: "emoji" in md.inlinePatterns,
    "pymdownx.tasklist": lambda md: "task-list" in md.treeprocessors,
}
"""Extensions for what kramdown has built in, and how to detect that the site has enabled them already."""

_DELETED = r"()~~(?![\s~])((?:(?!~~).)*?[^\s~])~~"

_NO_TAG = r"<[A-Za-z][\w.-]*/(?=[^<>\s/])[^<>\s@]*>"
"""A name, a slash and more; `<br/>` is a tag, and in `<https://…>` a colon precedes the slash."""


class _Heading(HashHeaderProcessor):
    """Headings, which need a space behind the `#`: without it, `#1` and `#then` are text."""

    RE = re.compile(HashHeaderProcessor.RE.pattern.replace("(?P<header>", r"[ \t]+(?P<header>", 1))


class KramdownExtension(Extension):
    """Registers the preprocessor, the heading ids and the extensions that kramdown has built in."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"parse_block_html": [False, "Convert Markdown in HTML blocks"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register the processors.

        The preprocessor runs after snippets (priority 32) and before fieldguide expands the tags in them
        (31). What is no tag is found before Python-Markdown looks for tags (90). The heading ids run after
        `attr_list` (8) and before `toc` (5).
        """
        preprocessor = _KramdownPreprocessor(md, parse_html=bool(self.getConfig("parse_block_html")))
        md.preprocessors.register(preprocessor, "fieldguide_kramdown", 31.5)
        md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
        # Before escaped characters (180) and after code (190).
        md.inlinePatterns.register(
            SubstituteTagInlineProcessor(r"(?<!\\)\\\n", "br"), "fieldguide_break", 185
        )
        md.inlinePatterns.register(SimpleTagInlineProcessor(_DELETED, "del"), "fieldguide_deleted", 65)
        md.treeprocessors.register(EmptyHeaders(md), "fieldguide_kramdown_tables", 5.6)
        md.treeprocessors.register(HeadingIds(md), "fieldguide_kramdown_ids", 5.5)
        md.inlinePatterns.register(_NoTag(_NO_TAG, md), "fieldguide_kramdown_no_tag", 95)
        missing = [name for name, is_on in _BUILT_IN.items() if not is_on(md)]
        md.registerExtensions(missing, {"pymdownx.emoji": _make_emoji_options()})


class _NoTag(InlineProcessor):
    """Text in angle brackets that is no HTML, such as `<year/month>`: Python-Markdown makes a tag of it."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 (the name is Python-Markdown's)
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        """Return the text as it is."""
        return m[0], m.start(0), m.end(0)


class _KramdownPreprocessor(Preprocessor):
    def __init__(self, md: Markdown, *, parse_html: bool) -> None:
        super().__init__(md)
        self._parse_html = parse_html

    def run(self, lines: list[str]) -> list[str]:
        lines = rewrite_extensions(lines, parse_html=self._parse_html)
        if "table" in self.md.parser.blockprocessors:
            lines = add_headers(lines)
        return rewrite_blocks(indent_lists(lines))


def _make_emoji_options() -> dict[str, Any]:
    """Return options that render `:smile:` as a Unicode character, so that no image is downloaded."""
    return {"emoji_index": lambda options, md: _emoji_index(), "emoji_generator": emoji.to_alt}


@functools.cache
def _emoji_index() -> dict[str, Any]:
    """Return the index of emoji, which is only read; `gemoji` copies all of it for each page."""
    return dict(emoji.gemoji({}, None))


def makeExtension(**settings: Any) -> KramdownExtension:  # noqa: N802 (the name is Python-Markdown's)
    """Return the extension."""
    return KramdownExtension(**settings)
