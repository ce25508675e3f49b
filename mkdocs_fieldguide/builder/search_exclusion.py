"""Removes the parts of pages that the search must not index, while it reads them.

Material's search parses every page to find cards, tables and sections with `data-search-exclude`, which are
two thirds of all elements of a guide. While it reads a page, each of them is replaced by a comment.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.findings.codes import Code

MAX_HEADINGS = 3_000
"""Maximum number of headings on an indexed page. The search plugins of MkDocs and Material find each heading
by traversing the table of contents: a second for this number, and minutes for tens of thousands.
"""

_HEADING = re.compile(r"<[hH][1-6][\s/>]")
_COMMENT = re.compile(r"<!--fg-unsearched-(\d+)-->")

_BEGINNING = 200
"""The number of characters by which a part is searched for."""


def too_many_headings(content: str) -> int:
    """Return the number of headings in a page's HTML if there are too many for the search, else 0."""
    if content.count("<") <= MAX_HEADINGS:
        return 0
    number = sum(1 for _ in _HEADING.finditer(content))
    return number if number > MAX_HEADINGS else 0


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a page, without its text, which would take as much memory as all pages together.

    Attributes:
        beginning: its first characters.
        length: the number of its characters.
        digest: the hash of its text.
    """

    beginning: str
    length: int
    digest: int

    @classmethod
    def of(cls, text: str) -> _Part:
        """Return a part with this text."""
        return cls(text[:_BEGINNING], len(text), hash(text))

    def find(self, content: str) -> int:
        """Return the position of the part in a page's content; -1 if it is not there."""
        # Most pages have one part, at the end, which need not be searched for.
        position = max(len(content) - self.length, 0)
        if not self._is_at(position, content):
            position = content.find(self.beginning)
            while position >= 0 and not self._is_at(position, content):
                position = content.find(self.beginning, position + 1)
        return position

    def _is_at(self, position: int, content: str) -> bool:
        return (
            content.startswith(self.beginning, position)
            and hash(content[position : position + self.length]) == self.digest
        )


class SearchExclusions:
    """The parts of pages that are not indexed, by page."""

    def __init__(self) -> None:
        self._parts: dict[str, list[_Part]] = {}
        self._removed: dict[str, dict[int, str]] = {}

    def add(self, path: str, parts: Iterable[str]) -> None:
        """Record parts of a page's content, verbatim."""
        if found := [_Part.of(part) for part in parts if part]:
            self._parts[path] = found

    def remove(self, path: str, content: str) -> str:
        """Return a page's content with a comment in place of each part that it still contains."""
        removed = self._removed[path] = {}
        for number, part in enumerate(self._parts.get(path, ())):
            start = part.find(content)
            if start >= 0:
                end = start + part.length
                removed[number] = content[start:end]
                content = f"{content[:start]}<!--fg-unsearched-{number}-->{content[end:]}"
        return content

    def restore(self, path: str, content: str) -> str:
        """Return a page's content with the parts in place of their comments."""
        self._parts.pop(path, None)
        removed = self._removed.pop(path, None)
        if not removed:
            return content
        # A comment of an author may look like ours.
        return _COMMENT.sub(lambda comment: removed.get(int(comment[1]), comment[0]), content)


class SearchPreparation:
    """Changes pages before the search reads them, and restores them afterwards.

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
        """Exclude a page with too many headings from the search, which would take quadratic time."""
        path = page.file.src_uri
        if not self._is_on or path in self._oversized:
            return
        content = page.content or ""
        number = too_many_headings(content) and too_many_headings(self.exclusions.remove(path, content))
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
            f"The page has {number:,} headings, more than {MAX_HEADINGS:,}, and is excluded from the search.",
            "Split it into several pages, or set “search: {exclude: true}” in its front matter.",
        )

    def before(self, page: Page) -> None:
        """Remove from a page what the search must not index."""
        path = page.file.src_uri
        if page.content is not None and self._is_on:
            # Again, since other plugins may have added headings, such as one for each tag.
            self.limit_headings(page)
            page.content = self.exclusions.remove(path, page.content)
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
            page.content = self.exclusions.restore(path, page.content)
        if path in self._titles:
            page.title, written = self._titles.pop(path)
            if "title" in page.meta:
                page.meta["title"] = written
