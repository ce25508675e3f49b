"""Hands pages to the search without the parts that it must not index.

Material's search parses every page to find out which cards, tables and sections carry `data-search-exclude`:
two thirds of all elements of a guide. While it reads a page, a comment stands in for each of them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.findings.codes import Code

MOST_HEADINGS = 3_000
"""The limit of headings on a page that is indexed. MkDocs' and Material's search find each heading by walking
through the table of contents: that takes a second for this many, and minutes for some tens of thousands.
"""

_HEADING = re.compile(r"<[hH][1-6][\s/>]")
_COMMENT = re.compile(r"<!--fg-unsearched-(\d+)-->")


def too_many_headings(content: str) -> int:
    """Return the number of headings in a page's HTML if there are too many for the search, else 0."""
    if content.count("<") <= MOST_HEADINGS:
        return 0
    number = sum(1 for _ in _HEADING.finditer(content))
    return number if number > MOST_HEADINGS else 0


class SearchExclusions:
    """The parts of pages that are not indexed, by page."""

    def __init__(self) -> None:
        self._parts: dict[str, list[str]] = {}

    def add(self, path: str, parts: Iterable[str]) -> None:
        """Record the parts of a page, exactly as its content has them."""
        if found := list(parts):
            self._parts[path] = found

    def take_out(self, path: str, content: str) -> str:
        """Return a page's content with a comment in place of each part that it still has."""
        for number, part in enumerate(self._parts.get(path, ())):
            comment = f"<!--fg-unsearched-{number}-->"
            # Most pages have one part, at their end, where no search for it is needed.
            if content.endswith(part):
                content = content.removesuffix(part) + comment
            else:
                content = content.replace(part, comment, 1)
        return content

    def put_back(self, path: str, content: str) -> str:
        """Return a page's content with all parts in place of their comments."""
        parts = self._parts.pop(path, None)
        if parts is None:
            return content
        return _COMMENT.sub(lambda comment: _part(parts, int(comment[1]), comment[0]), content)


class SearchPreparation:
    """Changes pages before the search reads them, and changes them back after it.

    Args:
        loaded: the settings of the site.

    Attributes:
        exclusions: the parts of pages that are not indexed.
    """

    def __init__(self, loaded: Loaded) -> None:
        self.exclusions = SearchExclusions()
        self._loaded = loaded
        self._is_on = "search" in loaded.plugins.names
        # MkDocs' own search escapes the titles in its results; Material's prints them as HTML.
        plugin = type(loaded.config.plugins.get("search"))
        self._is_mkdocs_own = plugin.__module__.startswith("mkdocs.contrib.")
        self._oversized: set[str] = set()
        self._set_aside: dict[str, str] = {}
        self._titles: dict[str, tuple[Markup, Any]] = {}

    def limit_headings(self, page: Page) -> None:
        """Exclude a page with too many headings from the search, which takes quadratic time for them."""
        path = page.file.src_uri
        if not self._is_on or path in self._oversized:
            return
        content = page.content or ""
        number = too_many_headings(content) and too_many_headings(self.exclusions.take_out(path, content))
        if not number:
            return
        self._oversized.add(path)
        search = page.meta.get("search")
        search = search if isinstance(search, dict) else {}
        if search.get("exclude"):
            return
        page.meta["search"] = {**search, "exclude": True}
        self._loaded.findings.add(
            Code.TOO_LARGE,
            self._loaded.location_of(page),
            f"This page has {number:,} headings and is not searched; {MOST_HEADINGS:,} is the limit.",
            "Split it into several pages, or write “search: {exclude: true}” in its front matter.",
        )

    def before(self, page: Page) -> None:
        """Take out of a page what the search must not index."""
        path = page.file.src_uri
        if page.content is not None and self._is_on:
            # Other plugins may have added headings, such as one for each tag.
            self.limit_headings(page)
            page.content = self.exclusions.take_out(path, page.content)
            if self._is_mkdocs_own and path in self._oversized:
                # MkDocs' own search ignores `exclude`.
                self._set_aside[path], page.content = page.content, ""
        if isinstance(page.title, Markup):
            self._titles[path] = page.title, page.meta.get("title")
            plain = html.unescape(page.title)
            page.title = plain if self._is_mkdocs_own else html.escape(plain, quote=False)
            if "title" in page.meta:
                page.meta["title"] = page.title

    def after(self, page: Page) -> None:
        """Undo what `before` has changed."""
        path = page.file.src_uri
        if page.content is not None:
            page.content = self._set_aside.pop(path, page.content)
            page.content = self.exclusions.put_back(path, page.content)
        if path in self._titles:
            page.title, written = self._titles.pop(path)
            if "title" in page.meta:
                page.meta["title"] = written


def _part(parts: list[str], number: int, written: str) -> str:
    """Return a part; an author's comment that only looks like ours is returned unchanged."""
    return parts[number] if number < len(parts) else written
