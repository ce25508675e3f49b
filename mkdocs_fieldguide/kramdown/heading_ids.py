"""Generate the same heading ids as Jekyll, so that existing links to headings keep working.

The algorithm is that of kramdown-parser-gfm (`generate_gfm_header_id`): convert to lower case, remove
punctuation, replace each space with a hyphen, and append `-1`, `-2` and so on to repeated ids. “Data & tools”
becomes `data--tools`, where Python-Markdown would generate `data-tools`.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree

from markdown.extensions.toc import remove_fnrefs, render_inner_html, slugify
from markdown.treeprocessors import Treeprocessor

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_PUNCTUATION = re.compile(r"[^\w\- \t]")


class _GfmSlugify:
    """A `slugify` function that numbers repeated ids within one page."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()

    def __call__(self, text: str, separator: str) -> str:
        slug = _PUNCTUATION.sub("", text.lower()).replace(" ", "-").replace("\t", "-")
        count = self._count[slug]
        self._count[slug] += 1
        return f"{slug}-{count}" if count else slug


class HeadingIds(Treeprocessor):
    """Gives headings these ids, unless the site configures its own `slugify` for the `toc` extension."""

    def run(self, root: ElementTree.Element) -> None:
        """Set the ids of headings without one; repeated ids are counted afresh for each page."""
        if "toc" not in self.md.treeprocessors:
            return
        toc: Any = self.md.treeprocessors["toc"]
        if toc.slugify is not slugify and not isinstance(toc.slugify, _GfmSlugify):
            return
        toc.slugify = slug_of = _GfmSlugify()
        used = {element.get("id") for element in root.iter()}
        for element in root.iter():
            if isinstance(element.tag, str) and toc.header_rgx.match(element.tag) and not element.get("id"):
                slug = slug_of(self._text_of(element), "-")
                if slug and slug not in used:
                    element.set("id", slug)

    def _text_of(self, heading: ElementTree.Element) -> str:
        """Return the text of a heading with all its spaces, of which `toc` would make one.

        A comment or picture at its end leaves a space, which is a hyphen in the id.
        """
        text = heading.text or ""
        if not len(heading) and "\x02" not in text:
            return text.strip()
        inner = render_inner_html(remove_fnrefs(heading), self.md)
        return html.unescape(_TAG.sub("", _COMMENT.sub("", inner)))
