"""Converted pages kept between checks: conversion is most of the work, and most pages stay as they are."""

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
"""Text that some extension replaces by what other files hold."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What converting a page has given; numbers of marks count from the page's first.

    Attributes:
        html: the page, cut at its tokens; see `PlaceholderTable.relative`.
        titles: source and plain reading of the marks that conversion itself made.
        links: what was looked up.
        misplaced: numbers of the marks that stand where they cannot work, and where.
    """

    html: list[str | int]
    titles: list[tuple[str, str]]
    links: list[WrittenLink]
    misplaced: list[tuple[int, str]]

    @classmethod
    def read(cls, value: Any) -> _Kept | None:
        """Read what the cache holds; None where it is missing or damaged."""
        try:
            return cls(
                [piece if isinstance(piece, int) else str(piece) for piece in value["html"]],
                [(str(source), str(plain)) for source, plain in value["titles"]],
                [
                    WrittenLink(str(target), bool(picture), str(alt))
                    for target, picture, alt in value["links"]
                ],
                [(int(number), str(where)) for number, where in value["misplaced"]],
            )
        except (KeyError, TypeError, ValueError):
            return None

    def written(self) -> dict[str, Any]:
        """Return it as plain values for the cache."""
        return dataclasses.asdict(self) | {"links": [list(link) for link in self.links]}


class ConvertedPageCache:
    """Gives the HTML of pages, converted now or kept from before.

    Args:
        planned: the site, which holds placeholders and resolves links.
        convert: converts a page.
        folder: the folder of the cache; None for no cache.
    """

    def __init__(self, planned: Planned, convert: Callable[[Page], str], folder: Path | None) -> None:
        self._planned = planned
        config = planned.loaded.config
        self._convert = convert
        # These put the text of other files into every page.
        self._takes_files = "auto_append" in str(config.mdx_configs)
        self.is_whole = not self._takes_files
        """Whether no page takes in the text of other files, as far as has been seen."""
        self._cache = JsonCache(folder / "check.json" if folder else None, max_entries=0)
        self._seed = digest(
            __version__,
            markdown.__version__,
            # Our own extension is an object and changes with our version.
            [name for name in config.markdown_extensions if isinstance(name, str)],
            config.mdx_configs,
            {tool.id: tool.name for tool in planned.loaded.sources.data.tools.values()},
        )

    def html(self, page: Page, base: int) -> str:
        """Return a page's HTML; its links have been looked up, and the marks in it are those of this build.

        Args:
            page: the page, its tags taken out.
            base: number of marks in the book before that.
        """
        text = page.markdown or ""
        if self._takes_files or _OTHER_FILES.search(text):
            self.is_whole = False
            return self._convert(page)
        book, path = self._planned.placeholders, page.file.src_uri
        marks = [[mark.kind, mark.source, mark.plain] for mark in book.since(base)]
        key = digest(self._seed, path, book.relative(text, base), marks)
        kept = _Kept.read(self._cache.get(key))
        if kept is not None:
            return self._replayed(kept, path, base)
        before, asked, misplaced = len(book), len(self._links_of(path)), len(book.misplaced)
        too_much, written_out = len(book.too_much), len(book.written_out)
        html = self._convert(page)
        added = book.since(before)
        faulty = len(book.too_much) > too_much or any(
            mark.problems for mark in book.written_out[written_out:]
        )
        if not faulty and all(mark.kind is Kind.VALUE for mark in added):
            made = _Kept(
                book.relative(html, base),
                [(mark.source, mark.plain) for mark in added],
                self._links_of(path)[asked:],
                [(mark.number - base, where) for mark, where in book.misplaced[misplaced:]],
            )
            self._cache.put(key, made.written())
        return html

    def save(self) -> None:
        """Keep what was used."""
        self._cache.save()

    def _links_of(self, path: str) -> list[WrittenLink]:
        return [link.written for link in self._planned.links.followed.get(path, ())]

    def _replayed(self, kept: _Kept, path: str, base: int) -> str:
        """Do what converting the page would do beside making HTML."""
        book = self._planned.placeholders
        for source, plain in kept.titles:
            book.add(Kind.VALUE, source, path, Location(""), plain=plain)
        for link in kept.links:
            self._planned.links.resolve(link.target, path, picture=link.picture, alt=link.alt)
        for number, where in kept.misplaced:
            if mark := book.get(number + base):
                book.misplaced.append((mark, where))
        return book.absolute(kept.html, base)
