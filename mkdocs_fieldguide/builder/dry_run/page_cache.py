"""Cache of converted pages: conversion takes most of the time of a check, and few pages change."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown
from mkdocs.structure.pages import Page

from mkdocs_fieldguide import __version__
from mkdocs_fieldguide.builder.planning import Planned
from mkdocs_fieldguide.checks.links import WrittenLink
from mkdocs_fieldguide.files.json_cache import JsonCache, digest
from mkdocs_fieldguide.markup.placeholders import Kind
from mkdocs_fieldguide.model.location import Location

_OTHER_FILES = re.compile(r"--8<--|\{!|;--|^:::", re.MULTILINE)
"""Syntax that some extension replaces with the content of other files."""


@dataclass(frozen=True, slots=True)
class _CachedPage:
    """Result of converting a page. Placeholders are numbered from the first one of the page.

    Attributes:
        html: the page, split at its tokens; see `PlaceholderTable.relative`.
        titles: source and plain text of the placeholders that conversion itself added.
        links: the links that were resolved.
        in_html: the targets in raw HTML, and whether each is a picture.
        misplaced: numbers of the placeholders at positions where they have no effect, and these positions.
    """

    html: list[str | int]
    titles: list[tuple[str, str]]
    links: list[WrittenLink]
    in_html: list[tuple[str, bool]]
    misplaced: list[tuple[int, str]]

    @classmethod
    def from_json(cls, value: Any) -> _CachedPage | None:
        """Return the page of a cache entry; None if the entry is missing or damaged."""
        try:
            return cls(
                [piece if isinstance(piece, int) else str(piece) for piece in value["html"]],
                [(str(source), str(plain)) for source, plain in value["titles"]],
                [
                    WrittenLink(str(target), bool(picture), str(alt))
                    for target, picture, alt in value["links"]
                ],
                [(str(target), bool(picture)) for target, picture in value["in_html"]],
                [(int(number), str(where)) for number, where in value["misplaced"]],
            )
        except (AttributeError, KeyError, TypeError, ValueError):
            return None

    def to_json(self) -> dict[str, Any]:
        """Return a cache entry."""
        return dataclasses.asdict(self) | {"links": [list(link) for link in self.links]}


class ConvertedPageCache:
    """Returns the HTML of pages, converted now or taken from the cache.

    Args:
        planned: the site; its placeholders and resolved links are updated as by conversion.
        convert: converts a page.
        folder: the cache folder; None for no cache.
    """

    def __init__(self, planned: Planned, convert: Callable[[Page], str], folder: Path | None) -> None:
        self._planned = planned
        config = planned.loaded.config
        self._convert = convert
        # This setting includes other files in every page.
        self._includes_files = "auto_append" in str(config.mdx_configs)
        self.is_whole = not self._includes_files
        """Whether no page so far includes other files."""
        self._cache = JsonCache(folder / "check.json" if folder else None, max_entries=0)
        self._seed = digest(
            __version__,
            markdown.__version__,
            # Our own extension is an object; it changes only with our version.
            [name for name in config.markdown_extensions if isinstance(name, str)],
            config.mdx_configs,
            {tool.id: tool.name for tool in planned.loaded.sources.data.tools.values()},
        )

    def html(self, page: Page, base: int) -> str:
        """Return the HTML of a page with the placeholders of this build, and resolve its links.

        Args:
            page: the page, its tags replaced by tokens.
            base: the number of placeholders before those of the page.
        """
        text = page.markdown or ""
        if self._includes_files or _OTHER_FILES.search(text):
            self.is_whole = False
            return self._convert(page)
        book, path = self._planned.placeholders, page.file.src_uri
        marks = [[mark.kind, mark.source, mark.plain] for mark in book.since(base)]
        key = digest(self._seed, path, book.relative(text, base), marks)
        cached = _CachedPage.from_json(self._cache.get(key))
        if cached is not None:
            return self._replay(cached, path, base)
        before, resolved, misplaced = len(book), len(self._links_of(path)), len(book.misplaced)
        too_much, written_out = len(book.too_much), len(book.written_out)
        html = self._convert(page)
        added = book.since(before)
        faulty = len(book.too_much) > too_much or any(
            mark.problems for mark in book.written_out[written_out:]
        )
        if not faulty and all(mark.kind is Kind.VALUE for mark in added):
            converted = _CachedPage(
                book.relative(html, base),
                [(mark.source, mark.plain) for mark in added],
                self._links_of(path)[resolved:],
                list(self._planned.links.in_html.get(path, {})),
                [(mark.number - base, where) for mark, where in book.misplaced[misplaced:]],
            )
            self._cache.put(key, converted.to_json())
        return html

    def save(self) -> None:
        """Write the entries that were used to the cache."""
        self._cache.save()

    def _links_of(self, path: str) -> list[WrittenLink]:
        return [link.written for link in self._planned.links.followed.get(path, ())]

    def _replay(self, cached: _CachedPage, path: str, base: int) -> str:
        """Repeat the side effects of converting a page, and return its HTML."""
        book = self._planned.placeholders
        for source, plain in cached.titles:
            book.add(Kind.VALUE, source, path, Location(""), plain=plain)
        for link in cached.links:
            self._planned.links.resolve(link.target, path, picture=link.picture, alt=link.alt)
        for target, is_picture in cached.in_html:
            self._planned.links.resolve_in_html(target, path, picture=is_picture)
        for number, where in cached.misplaced:
            if mark := book.get(number + base):
                book.misplaced.append((mark, where))
        return book.absolute(cached.html, base)
