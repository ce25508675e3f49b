"""Files that pages include through the macros plugin, read without running its template engine."""

from __future__ import annotations

import functools
import re

from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.macros_includes import locate_in
from mkdocs_fieldguide.builder.page_markdown import PageMarkdown
from mkdocs_fieldguide.builder.sources import docs_folder, name_in, root_folder
from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import read_regular

_INCLUDE = re.compile(
    r"""\{%-?\s*include\s+(?P<quote>["'])(?P<name>[^"'\n]{1,400})(?P=quote)(?:\s+[a-z]+){0,4}\s*-?%\}"""
)
_MAX_DEPTH = 5
_MAX_FILES = 100
"""Included files in a page."""


class Includes:
    """Inserts the files that a page includes by name; those with a computed name are left to the build.

    Args:
        loaded: the settings of the site.
        markdown: expands the tags in the files.

    Attributes:
        count: number of files inserted into all pages so far.
    """

    def __init__(self, loaded: Loaded, markdown: PageMarkdown) -> None:
        self._loaded = loaded
        self._markdown = markdown
        self._left = 0
        self.count = 0
        folder = (loaded.plugins.macros or {}).get("include_dir")
        root = root_folder(loaded.config)
        self._folder = root / folder if isinstance(folder, str) and folder else docs_folder(loaded.config)

    def insert(self, text: str) -> str:
        """Return the text of a page, its tags expanded, with the files that it includes."""
        self._left = _MAX_FILES
        return self._insert(text, 0)

    def _insert(self, text: str, depth: int) -> str:
        if depth > _MAX_DEPTH or "include" not in text:
            return text
        return _INCLUDE.sub(lambda match: self._read(match["name"], depth) or match[0], text)

    def _read(self, name: str, depth: int) -> str:
        """Return the text of an included file; empty if it cannot be read."""
        path = self._folder / name
        if self._left <= 0 or ".." in name or not self._loaded.allowed_roots.contains(path):
            return ""
        try:
            source = read_regular(path, MAX_BYTES).decode("utf-8")
        except (OSError, ValueError):
            return ""
        self._left -= 1
        self.count += 1
        place_of = functools.partial(locate_in, name_in(root_folder(self._loaded.config), path), source, 0)
        return self._insert(self._markdown.expand_for_macros(source, place_of), depth + 1)
