"""Markdown in data: descriptions may hold emphasis, code and links, and nothing else gets through.

Raw HTML is not understood at all, so it is shown as the text that it is; links and pictures keep safe
addresses only. What comes out is made of elements that Python-Markdown itself has made.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from mkdocs_fieldguide.load.urls import safe_url

_SPECIAL = re.compile(r"[*_`\[<\\&]|https?://")
_LONGEST = 20_000
"""Longer texts, in characters, are shown plain: nobody writes such a description by hand."""


class InlineMarkdown:
    """Converts single texts, each once."""

    def __init__(self) -> None:
        self._markdown = markdown.Markdown()
        for registry, names in (
            (self._markdown.preprocessors, ("html_block",)),
            (self._markdown.inlinePatterns, ("html", "entity", "image_link", "image_reference")),
            (
                self._markdown.parser.blockprocessors,
                (
                    "code",
                    "hashheader",
                    "setextheader",
                    "hr",
                    "olist",
                    "ulist",
                    "quote",
                    "reference",
                    "indent",
                ),
            ),
        ):
            for name in names:
                registry.deregister(name)
        self._markdown.treeprocessors.register(_SafeLinks(self._markdown), "fieldguide_safe_links", 6)
        self._known: dict[str, Markup] = {}

    def __call__(self, text: str | None) -> Markup:
        """Return `text` as inline HTML; paragraphs become line breaks."""
        text = (text or "").strip()
        if text not in self._known:
            self._known[text] = self._converted(text)
        return self._known[text]

    def _converted(self, text: str) -> Markup:
        if len(text) > _LONGEST or not _SPECIAL.search(text):
            return escape(text)
        html = self._markdown.reset().convert(text.replace("\x02", "").replace("\x03", ""))
        return Markup(re.sub(r"</p>\s*<p>", "<br>", html).removeprefix("<p>").removesuffix("</p>"))


class _SafeLinks(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter("a"):
            address = safe_url(element.get("href", ""))
            if address:
                element.set("href", address)
            else:
                element.attrib.clear()
                element.tag = "span"
