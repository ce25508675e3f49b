"""Decides which pages of a `--dirty` build are already in the site folder as a clean build would write them.

What a page's file contains follows from the page, from values of the whole site, and from the programs. A
page is skipped only if a digest of all of them is that of the build that has written its file. Where it is
unknown what a file depends on, as with templates of other plugins, the page is written.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.compat import search_entries
from mkdocs_fieldguide.builder.publishing import Publisher
from mkdocs_fieldguide.builder.repeated.descriptions import (
    UnknownInputError,
    describe_headings,
    describe_value,
)
from mkdocs_fieldguide.builder.repeated.json_file import JsonFile
from mkdocs_fieldguide.builder.repeated.output import Stamp, WrittenFiles
from mkdocs_fieldguide.builder.repeated.site_inputs import NavigationInputs, describe_site
from mkdocs_fieldguide.builder.repeated.site_reads import EVERY_TOOL, TOOLS, Key, SiteReads
from mkdocs_fieldguide.files.json_cache import digest_text

_OWN_TEMPLATES = ("main.html",)


@dataclass(frozen=True, slots=True)
class PageOutput:
    """A page that a build has written.

    Attributes:
        key: digest of what its file depends on.
        stamp: identifies the file as it was written.
        search: its entries in the search index.
    """

    key: str
    stamp: Stamp
    search: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class PageHead:
    """The head of a page.

    Attributes:
        key: digest of what it depends on, except for the next three.
        others: digest of everything that it could have read of other pages.
        reads: what it has read of them.
        tools: digests of the descriptions of the tools that it has read, by id.
        digest: digest of the head.
    """

    key: str
    others: str
    reads: Mapping[Key, str]
    tools: Mapping[str, str]
    digest: str


class OutputStore:
    """The pages in the site folder, in memory while `mkdocs serve` runs, and in a file for later runs.

    Attributes:
        pages: the pages by source path.
        heads: the head of each page.
    """

    def __init__(self) -> None:
        self.heads: dict[str, PageHead] = {}
        self.pages: dict[str, PageOutput] = {}
        self._file = JsonFile("outputs.json")

    def open(self, folder: Path) -> None:
        """Read what earlier runs have written from a cache folder, once."""
        found = self._file.read(folder, _decode)
        if found is not None:
            self.pages = found

    def save(self) -> None:
        """Write the list for later runs."""
        self._file.write(
            lambda: {name: [page.key, page.stamp, page.search] for name, page in self.pages.items()}
        )


def _decode(key: str, stamp: list[int], search: list[dict[str, Any]]) -> PageOutput:
    return PageOutput(str(key), tuple(stamp), [dict(entry) for entry in search])


@dataclass(frozen=True, slots=True)
class SiteInputs:
    """Digests of what pages depend on; empty if that is unknown.

    Attributes:
        templates: of the site's own templates.
        shared: of what all pages depend on; see `ContentInputs`.
        reads: what pages read of the site.
    """

    templates: str = ""
    shared: str = ""
    reads: SiteReads | None = None


class PageOutputs:
    """The pages of one build: which of them are written, and what is remembered of them.

    Args:
        assembled: the site.
        publisher: completes the heads of pages.
        store: what earlier builds have written.
        navigation: the navigation of the site.
        inputs: what the files of all pages, and the heads of all pages, depend on.
        written: the site folder.
    """

    # More than twelve attributes: six are given, and the others are what becomes of the pages.
    def __init__(
        self,
        assembled: Assembled,
        publisher: Publisher,
        store: OutputStore,
        navigation: Navigation,
        inputs: SiteInputs,
        written: WrittenFiles,
    ) -> None:
        self._describe_site = functools.partial(describe_site, assembled, inputs.templates)
        self._navigation = NavigationInputs(navigation, assembled.converted.planned.loaded.config)
        self._inputs = inputs
        self._planned = assembled.converted.planned
        self._publisher = publisher
        self._store = store
        self._files = written
        self._site: str | None = None
        self._keys: dict[str, str] = {}
        self._skipped: dict[str, str] = {}
        self._written: dict[str, list[dict[str, Any]]] = {}
        self._begun = (0, 0)
        self._entries = search_entries(self._planned.loaded.config)

    def is_current(self, page: Page) -> bool:
        """Return whether the file of a page need not be written; its search entries are restored then."""
        path = page.file.src_uri
        known, key = self._store.pages.get(path), self._key(page)
        if known is None or not key or known.key != key:
            return False
        if known.stamp != self._files.stamp_before(page.file.dest_uri):
            return False  # another program has written it
        self._skipped[path] = page.file.dest_uri
        return True

    @property
    def skipped(self) -> Iterable[str]:
        """Return the output paths of the pages that were not written."""
        return self._skipped.values()

    def before(self, page: Page) -> None:
        """Begin to write a page."""
        self._key(page)
        self._begun = len(self._planned.loaded.findings), len(self._entries or ())

    def indexed(self, page: Page) -> None:
        """Record the search entries of a page."""
        found = (self._entries or [])[self._begun[1] :]
        self._written[page.file.src_uri] = [dict(entry) for entry in found]

    def after(self, page: Page) -> None:
        """Finish a page; one with findings is written again in the next build, and reports them again."""
        if len(self._planned.loaded.findings) > self._begun[0]:
            self._keys[page.file.src_uri] = ""

    def restore_search(self, files: Files) -> None:
        """Give the search the entries of skipped pages, in the order of a build that skips none."""
        if self._entries is None or not self._skipped:
            return
        merged: list[dict[str, Any]] = []
        for path in files.src_uris:
            if path in self._written:
                merged += self._written[path]
            elif path in self._skipped:
                merged += [dict(entry) for entry in self._store.pages[path].search]
        self._entries[:] = merged

    def finish(self, files: Files) -> None:
        """Remember the pages that are in the site folder now."""
        pages: dict[str, PageOutput] = {}
        for path, file in files.src_uris.items():
            key = self._keys.get(path)
            stamp = self._files.stamp_after(file.dest_uri) if key else None
            if not stamp or not key:
                continue
            if path in self._skipped:
                pages[path] = replace(self._store.pages[path], stamp=stamp)
            elif path in self._written:
                pages[path] = PageOutput(key, stamp, self._written[path])
        self._store.pages = pages
        heads = self._store.heads
        self._store.heads = {path: heads[path] for path in self._keys if path in heads}

    def _key(self, page: Page) -> str:
        """Return a digest of everything that a page's file depends on; empty if that is not known."""
        path = page.file.src_uri
        if path not in self._keys:
            self._keys[path] = self._digest(page)
        return self._keys[path]

    def _digest(self, page: Page) -> str:
        if self._site is None:
            self._site = self._describe_site()
        template = page.meta.get("template", "main.html")
        if not self._site or type(page) is not Page or template not in _OWN_TEMPLATES or "tags" in page.meta:
            return ""
        planned, file = self._planned, page.file
        info = planned.pages.infos.get(file.src_uri)
        try:
            facts = (
                [file.src_uri, file.dest_uri, file.inclusion.name, file.generated_by],
                [page.title, page.url, page.canonical_url, page.abs_url, page.edit_url],
                [page.update_date, page.is_homepage, info.toc if info else None],
                [_name(page.previous_page), _name(page.next_page)],
                [_describe_section(section) for section in page.ancestors],
                [page.meta, describe_headings(page.toc), planned.redirects.pages.get(file.src_uri)],
            )
            own = f"{describe_value(facts)}\n{self._navigation.of_page(page)}"
            parts = (self._site, own, self._head(page, own), page.content or "")
            return digest_text("\n".join(parts))
        except (UnknownInputError, TemplateError):
            return ""

    def _head(self, page: Page, own: str) -> str:
        """Return a digest of the head of a page, which is made again only if its inputs have changed."""
        reads = self._inputs.reads
        if not self._inputs.shared or reads is None:
            return self._publisher.head_of(page)
        path, key = page.file.src_uri, digest_text(f"{self._inputs.shared}\n{own}")
        known = self._store.heads.get(path)
        is_current = (
            known is not None
            and known.key == key
            and all(reads.describe_tool(name) == found for name, found in known.tools.items())
            and (known.others == reads.whole or reads.are_current(known.reads))
        )
        if known is not None and is_current:
            made = known if known.others == reads.whole else replace(known, others=reads.whole)
        else:
            reads.begin()
            digest = digest_text(self._publisher.head_of(page))
            keys = reads.end()
            tools = {names[0] if names else EVERY_TOOL for kind, *names in keys if kind == TOOLS}
            described = {name: reads.describe_tool(name) for name in tools}
            made = PageHead(key, reads.whole, reads.describe(keys), described, digest)
        self._store.heads[path] = made
        return made.digest


def _describe_section(section: StructureItem) -> list[object]:
    """Return the title of a section, and its index page, which breadcrumbs name."""
    children = getattr(section, "children", None) or ()
    first = children[0] if children else None
    if not isinstance(first, Page):
        return [section.title]
    return [section.title, first.title, first.canonical_url, first.is_index, first.is_homepage]


def _name(page: Page | None) -> list[object]:
    return [page.title, page.url] if page is not None else []
