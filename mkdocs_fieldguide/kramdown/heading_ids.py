"""Ids of headings as kramdown gives them, so that links from elsewhere go on to find their place.

Jekyll reads GitHub's kind of Markdown, for which kramdown makes ids in its own way (kramdown-parser-gfm,
`generate_gfm_header_id`): small letters, signs left out, a hyphen for each blank, and `-1`, `-2` behind an id
that is there already. So “Data & tools” is `data--tools`, where Python-Markdown has `data-tools`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree

from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

_SIGNS = re.compile(r"[^\w\- \t]")


class _Ids:
    """Makes the ids of one page, in the order of its headings."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()

    def __call__(self, text: str, separator: str) -> str:
        found = _SIGNS.sub("", text.strip().lower()).replace(" ", "-").replace("\t", "-")
        before = self._count[found]
        self._count[found] += 1
        return f"{found}-{before}" if before else found


class HeadingIds(Treeprocessor):
    """Lets Python-Markdown's table of contents make ids as kramdown does, unless the site has its own way."""

    def run(self, root: ElementTree.Element) -> None:
        """Begin to count anew with each page."""
        if "toc" not in self.md.treeprocessors:
            return
        contents: Any = self.md.treeprocessors["toc"]
        if contents.slugify is slugify or isinstance(contents.slugify, _Ids):
            contents.slugify = _Ids()
