"""Decides which pages of a `--dirty` build are already in the site folder as a clean build would write them.

What a page's file contains follows from the page, from values of the whole site, and from the programs. A
page is skipped only if a digest of all of them is that of the build that has written its file. Where it is
unknown what a file depends on, as with templates of other plugins, the page is written.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import TemplateError
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.compat import MATERIAL_SEARCH, handlers_of, search_entries
from mkdocs_fieldguide.builder.publishing import Publisher
from mkdocs_fieldguide.builder.repeated.descriptions import (
    UnknownInputError,
    describe_headings,
    describe_value,
)
from mkdocs_fieldguide.builder.repeated.output import WrittenFiles
from mkdocs_fieldguide.builder.repeated.output_store import OutputStore, PageHead, PageOutput
from mkdocs_fieldguide.builder.repeated.site_inputs import NavigationInputs, describe_site
from mkdocs_fieldguide.builder.repeated.site_reads import EVERY_TOOL, SiteReads
from mkdocs_fieldguide.builder.repeated.watched_site import TOOLS
from mkdocs_fieldguide.files.json_cache import digest_text

_OWN_TEMPLATES = ("main.html",)


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
        config = self._planned.loaded.config
        self._entries = search_entries(config)
        self._can_exclude = MATERIAL_SEARCH in handlers_of(config, "page_context")
        self._searched: dict[str, str] = {}
        self._excluded: tuple[str, object] | None = None

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

    def prepare_search(self, page: Page) -> None:
        """Exclude a page from the search if its entries are known: reading it takes long."""
        path = page.file.src_uri
        self._excluded = None
        if not self._can_exclude or not self._site or not self._keys.get(path):
            return
        try:
            facts = describe_value([page.url, page.title, page.meta, describe_headings(page.toc)])
        except UnknownInputError:
            return
        key = self._searched[path] = digest_text(f"{self._site}\n{facts}\n{page.content}")
        if self._store.searched.get(path) == key and path in self._store.pages:
            search = page.meta.get("search")
            self._excluded = path, search
            page.meta["search"] = {**(search if isinstance(search, dict) else {}), "exclude": True}

    def indexed(self, page: Page) -> None:
        """Record the search entries of a page."""
        path, entries = page.file.src_uri, self._entries
        if self._excluded is not None and entries is not None:
            _, search = self._excluded
            if search is None:
                page.meta.pop("search", None)
            else:
                page.meta["search"] = search
            entries += [dict(entry) for entry in self._store.pages[path].search]
        self._written[path] = [dict(entry) for entry in (entries or [])[self._begun[1] :]]

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
        before = self._store.searched
        searched = {**{path: before.get(path, "") for path in self._skipped}, **self._searched}
        self._store.searched = {path: key for path, key in searched.items() if path in pages}
        self._store.pages = pages
        heads = self._store.heads
        self._store.heads = {path: heads[path] for path in self._keys if path in heads}
        contents = self._store.contents
        self._store.contents = {path: contents[path] for path in self._keys if path in contents}

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
            parts = (self._site, own, self._head(page, own), self._content(page))
            return digest_text("\n".join(parts))
        except (UnknownInputError, TemplateError):
            return ""

    def _content(self, page: Page) -> str:
        """Return a digest of the content of a page; to compare two texts takes less time."""
        path, content = page.file.src_uri, page.content or ""
        known, digest = self._store.contents.get(path, ("", ""))
        if not digest or known != content:
            digest = digest_text(content)
            self._store.contents[path] = content, digest
        return digest

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
