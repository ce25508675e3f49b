"""References of the pages of a site, and the files with them."""

from __future__ import annotations

import html
from functools import cached_property

from mkdocs.utils import get_build_datetime

from mkdocs_fieldguide.builder.converting import Converted
from mkdocs_fieldguide.citations.formatter import FormattedEntry, Formatter
from mkdocs_fieldguide.citations.page_reference import make_page_reference
from mkdocs_fieldguide.export.references.files import build_reference_files
from mkdocs_fieldguide.model.anchors import make_file_name
from mkdocs_fieldguide.model.page_dates import read_page_dates
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.registry.authorship import find_authorship
from mkdocs_fieldguide.rendering.context import PageCitation

_GUIDE = "guide"
_FOLDER = "pages"


class PageCitations:
    """Creates the references of pages on demand.

    Args:
        converted: the site, its pages converted. In a dry run no reference is formatted.

    Attributes:
        asked: source paths of the pages that were asked for; a cache of pages clears it.
    """

    def __init__(self, converted: Converted) -> None:
        self._loaded = converted.planned.loaded
        self._registry = converted.registry
        self._pages = {page.file.src_uri: page for page in converted.pages}
        self._made: dict[str, Reference] = {}
        self._names: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self.asked: set[str] = set()

    def __call__(self, path: str) -> PageCitation | None:
        """Return how the page at this path is cited; None for a generated page."""
        self.asked.add(path)
        page, info = self._pages.get(path), self._registry.pages.get(path)
        if page is None or info is None:
            return None
        if self._loaded.dry:
            return PageCitation(FormattedEntry("", ""), "")
        date = read_page_dates(page.meta).last
        guide = self._loaded.sources.guide
        if guide is not None:
            self._made.setdefault(_GUIDE, guide)
            return PageCitation(self._formatter.entry(_GUIDE), _GUIDE, date, of_guide=True)
        name = self._name_of(path, info.id)
        by = find_authorship(info, self._registry)
        self._made[name] = make_page_reference(
            info.id,
            info.title or html.unescape(str(page.title or info.base_name)),
            site=self._loaded.config.site_name,
            authors=by.authors,
            editors=by.editors,
            bodies=self._bodies,
            url=page.canonical_url or "",
            date=date,
            # Styles need a date after “Retrieved” for a page without a date of its own.
            accessed="" if date else get_build_datetime().date().isoformat(),
            location=info.defined_at,
        )
        return PageCitation(self._formatter.entry(name), name, date)

    def files(self) -> dict[str, str]:
        """Return the files of all references so far, by path."""
        found: dict[str, str] = {}
        for name, reference in self._made.items():
            found.update(build_reference_files(name, reference))
        return found

    def save(self) -> None:
        """Write the formatted references to the cache."""
        if self._made:
            self._formatter.save()

    def _name_of(self, path: str, identifier: str) -> str:
        """Return the name of a page's files; pages with the same id get different names."""
        if path in self._named:
            return self._named[path]
        plain = name = f"{_FOLDER}/{make_file_name(identifier)}"
        while self._names.setdefault(name.casefold(), path) != path:
            self._counts[plain] = self._counts.get(plain, 1) + 1
            name = f"{plain}-{self._counts[plain]}"
        self._named[path] = name
        return name

    @cached_property
    def _bodies(self) -> frozenset[str]:
        """Return the names of collectives and organisations."""
        people = self._registry.people
        collectives = {person.name for person in people.values() if person.is_collective}
        return frozenset(collectives | {name for name in self._registry.organisations if name not in people})

    @cached_property
    def _formatter(self) -> Formatter:
        loaded = self._loaded
        return Formatter(
            self._made,
            loaded.sources.style,
            loaded.options.citation_locale,
            loaded.cache.guide if loaded.cache else None,
            disambiguated=False,
            findings=loaded.findings,
        )
