"""Files that pages include through the plugins macros, without its template engine, and include-markdown."""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path

from mkdocs_fieldguide.builder.folders import docs_folder, name_in, root_folder
from mkdocs_fieldguide.builder.loading import Loaded
from mkdocs_fieldguide.builder.macros_includes import locate_in
from mkdocs_fieldguide.builder.page_markdown import PageMarkdown
from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import read_regular

_INCLUDE = re.compile(
    r"""\{%-?\s*include\s+(?P<quote>["'])(?P<name>[^"'\n]{1,400})(?P=quote)(?:\s+[a-z]+){0,4}\s*-?%\}"""
)
_INCLUDE_MARKDOWN = re.compile(
    r"""\{%\s*include(?:-markdown)?\s+(?P<quote>["'])(?P<name>[^"'\n*?\[]{1,400})(?P=quote)(?:[^%]|%(?!\}))*%\}"""
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
        self._docs = docs_folder(loaded.config)
        self._folder = root / folder if isinstance(folder, str) and folder else self._docs

    def insert(self, text: str) -> str:
        """Return the text of a page, its tags expanded, with the files that it includes."""
        self._left = _MAX_FILES
        return self._insert(text, 0)

    def insert_markdown(self, text: str, path: str) -> str:
        """Return the text of a page, its tags expanded, with the files that include-markdown includes.

        Args:
            text: the text.
            path: source path of the page.
        """
        if not self._loaded.plugins.including_tags:
            return text
        self._left = _MAX_FILES
        return self._insert_markdown(text, (self._docs / path).parent, 0)

    def _insert_markdown(self, text: str, folder: Path, depth: int) -> str:
        if depth > _MAX_DEPTH or "include" not in text:
            return text

        def included(match: re.Match[str]) -> str:
            base = folder if match["name"].startswith(("./", "../")) else self._docs
            path = Path(os.path.normpath(base / match["name"]))
            source = self._expanded(path)
            return self._insert_markdown(source, path.parent, depth + 1) if source else match[0]

        return _INCLUDE_MARKDOWN.sub(included, text)

    def _insert(self, text: str, depth: int) -> str:
        if depth > _MAX_DEPTH or "include" not in text:
            return text
        return _INCLUDE.sub(lambda match: self._read(match["name"], depth) or match[0], text)

    def _read(self, name: str, depth: int) -> str:
        """Return the text of an included file; empty if it cannot be read."""
        source = "" if ".." in name else self._expanded(self._folder / name)
        return self._insert(source, depth + 1)

    def _expanded(self, path: Path) -> str:
        """Return the text of a file, its tags expanded; empty if it cannot be read."""
        if self._left <= 0 or not self._loaded.allowed_roots.contains(path):
            return ""
        try:
            source = read_regular(path, MAX_BYTES).decode("utf-8")
        except (OSError, ValueError):
            return ""
        self._left -= 1
        self.count += 1
        place_of = functools.partial(locate_in, name_in(root_folder(self._loaded.config), path), source, 0)
        return self._markdown.expand_for_macros(source, place_of)
