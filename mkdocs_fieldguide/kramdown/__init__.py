"""A Markdown extension for pages that were written for kramdown, as Jekyll has it.

It is turned on in `mkdocs.yml` by its name, `mkdocs_fieldguide.kramdown`. What kramdown has and
Python-Markdown has extensions for is turned on as well; the rest is rewritten before Markdown is converted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.preprocessors import Preprocessor
from pymdownx import emoji

from mkdocs_fieldguide.kramdown.blocks import rewrite_blocks
from mkdocs_fieldguide.kramdown.heading_ids import HeadingIds
from mkdocs_fieldguide.kramdown.lists import indent_lists

_BROUGHT: dict[str, Callable[[Markdown], bool]] = {
    "attr_list": lambda md: "attr_list" in md.treeprocessors,
    "def_list": lambda md: "deflist" in md.parser.blockprocessors,
    "footnotes": lambda md: "footnote" in md.parser.blockprocessors,
    "md_in_html": lambda md: "markdown_block" in md.parser.blockprocessors,
    "sane_lists": lambda md: isinstance(md.parser.blockprocessors["olist"], SaneOListProcessor),
    "smarty": lambda md: "smarty" in md.treeprocessors,
    "pymdownx.emoji": lambda md: "emoji" in md.inlinePatterns,
}
"""Extensions that give what kramdown has by itself, and how to see that the site has them already."""


class KramdownExtension(Extension):
    """Registers the rewriting, and the extensions that kramdown's pages count on."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register: after snippets (32), before our tags are looked for once more (31).

        Ids are made just before the table of contents (5) asks for them, when attributes (8) are read.
        """
        md.preprocessors.register(_Rewriting(md), "fieldguide_kramdown", 31.5)
        md.treeprocessors.register(HeadingIds(md), "fieldguide_kramdown_ids", 5.5)
        missing = [name for name, is_on in _BROUGHT.items() if not is_on(md)]
        md.registerExtensions(missing, {"pymdownx.emoji": _emoji_as_text()})


class _Rewriting(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return rewrite_blocks(indent_lists(lines))


def _emoji_as_text() -> dict[str, Any]:
    """Return the setting that makes `:smile:` a letter of the reader's own font: no picture is asked for."""
    return {"emoji_index": emoji.gemoji, "emoji_generator": emoji.to_alt}


def makeExtension(**settings: Any) -> KramdownExtension:  # noqa: N802 (the name is Python-Markdown's)
    """Return the extension."""
    return KramdownExtension(**settings)
