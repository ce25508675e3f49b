"""How the pages of a site are cited, and the files with their references."""

from __future__ import annotations

import html
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime

from mkdocs_fieldguide.builder.sources import Sources
from mkdocs_fieldguide.citations.formatter import Entry, Formatter
from mkdocs_fieldguide.citations.page_reference import page_reference
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.export.references.files import reference_files
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.anchors import file_name
from mkdocs_fieldguide.model.page_dates import page_dates
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.registry.authorship import find_authorship
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.context import PageCitation

_GUIDE = "guide"
_FOLDER = "pages"


class PageCitations:
    """Makes the references of pages, each when it is asked for.

    Args:
        config: the site's configuration.
        options: the plugin's options.
        sources: the citation style, and how the whole guide wants to be cited.
        registry: everything that is known.
        pages: the pages of the site by source path; filled later.
        findings: receives references that cannot be formatted.
        cache: where formatted references live between builds; None for nowhere.
        dry: only tell what can be cited; nothing is formatted.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        options: FieldguideConfig,
        sources: Sources,
        registry: Registry,
        pages: Mapping[str, Page],
        findings: Findings,
        *,
        cache: Path | None = None,
        dry: bool = False,
    ) -> None:
        self._cache = cache
        self._dry = dry
        self._config = config
        self._options = options
        self._sources = sources
        self._registry = registry
        self._pages = pages
        self._findings = findings
        self._made: dict[str, Reference] = {}
        self._names: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def __call__(self, path: str) -> PageCitation | None:
        """Return how the page at this path is cited; None for one that no author wrote."""
        page, info = self._pages.get(path), self._registry.pages.get(path)
        if page is None or info is None:
            return None
        if self._dry:
            return PageCitation(Entry("", ""), "")
        date = page_dates(page.meta).last
        guide = self._sources.guide
        if guide is not None:
            self._made.setdefault(_GUIDE, guide)
            return PageCitation(self._formatter.entry(_GUIDE), _GUIDE, date, of_guide=True)
        name = self._name_of(path, info.id)
        by = find_authorship(info, self._registry)
        self._made[name] = page_reference(
            info.id,
            info.title or html.unescape(str(page.title or info.base_name)),
            site=self._config.site_name,
            authors=by.authors,
            editors=by.editors,
            bodies=self._bodies,
            url=page.canonical_url or "",
            date=date,
            # Styles say when an undated page was read: “Retrieved” alone would be half a sentence.
            accessed="" if date else get_build_datetime().date().isoformat(),
            place=info.place,
        )
        return PageCitation(self._formatter.entry(name), name, date)

    def files(self) -> dict[str, str]:
        """Return the references that were asked for, as files by their path."""
        found: dict[str, str] = {}
        for name, reference in self._made.items():
            found.update(reference_files(name, reference))
        return found

    def save(self) -> None:
        """Keep formatted references for the next build."""
        if self._made:
            self._formatter.save()

    def _name_of(self, path: str, identifier: str) -> str:
        """Return the name of a page's files; two pages of one id are told apart."""
        if path in self._named:
            return self._named[path]
        plain = name = f"{_FOLDER}/{file_name(identifier)}"
        while self._names.setdefault(name.casefold(), path) != path:
            self._counts[plain] = self._counts.get(plain, 1) + 1
            name = f"{plain}-{self._counts[plain]}"
        self._named[path] = name
        return name

    @cached_property
    def _bodies(self) -> frozenset[str]:
        """Return the names that are no person's."""
        people = self._registry.people
        collectives = {person.name for person in people.values() if person.is_collective}
        return frozenset(collectives | {name for name in self._registry.organisations if name not in people})

    @cached_property
    def _formatter(self) -> Formatter:
        return Formatter(
            self._made,
            self._sources.style,
            self._options.citation_locale,
            self._cache,
            disambiguated=False,
            findings=self._findings,
        )
