"""Generate the same heading ids as Jekyll, so that existing links to headings keep working.

The algorithm is that of kramdown-parser-gfm (`generate_gfm_header_id`): convert to lower case, remove
punctuation, replace each space with a hyphen, and append `-1`, `-2` and so on to repeated ids. “Data & tools”
becomes `data--tools`, where Python-Markdown would generate `data-tools`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree

from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

_PUNCTUATION = re.compile(r"[^\w\- \t]")


class _GfmSlugify:
    """A `slugify` function that numbers repeated ids within one page."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()

    def __call__(self, text: str, separator: str) -> str:
        slug = _PUNCTUATION.sub("", text.strip().lower()).replace(" ", "-").replace("\t", "-")
        count = self._count[slug]
        self._count[slug] += 1
        return f"{slug}-{count}" if count else slug


class HeadingIds(Treeprocessor):
    """Makes Python-Markdown's `toc` extension use these ids, unless the site configures its own `slugify`."""

    def run(self, root: ElementTree.Element) -> None:
        """Start counting repeated ids afresh for each page."""
        if "toc" not in self.md.treeprocessors:
            return
        toc: Any = self.md.treeprocessors["toc"]
        if toc.slugify is slugify or isinstance(toc.slugify, _GfmSlugify):
            toc.slugify = _GfmSlugify()
