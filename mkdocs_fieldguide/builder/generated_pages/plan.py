"""The plan of a build's generated pages: which pages there are, and at which paths."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_fieldguide.config import ListingsConfig
from mkdocs_fieldguide.content.settings.page_types import PageType
from mkdocs_fieldguide.registry.countries import CountrySummary, summarise_countries
from mkdocs_fieldguide.registry.registry import Registry

if TYPE_CHECKING:
    from mkdocs_fieldguide.builder.generated_pages.base import GeneratedPage

_NO_PAGES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Listings:
    """Paths of the listings and of the pages of single entries.

    Attributes:
        generated: the pages to generate, by path.
        authored: for each page of an author that serves as a listing, the page that it replaces, by path.
        listings: path of each listing, generated or authored, by the listing's name.
        entries: paths of the pages of single entries by kind and key; of types, the listing of each type.
        parts: paths of all pages of a listing that is too long for one page, by the listing's name.
    """

    generated: Mapping[str, GeneratedPage] = field(default_factory=dict)
    authored: Mapping[str, GeneratedPage] = field(default_factory=dict)
    listings: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def tools(self) -> Mapping[str, str]:
        """Return the path of each tool's page by id."""
        return self.entries.get("tool", _NO_PAGES)

    @property
    def people(self) -> Mapping[str, str]:
        """Return the path of each person's page by name."""
        return self.entries.get("person", _NO_PAGES)

    @property
    def organisations(self) -> Mapping[str, str]:
        """Return the path of each organisation's page by name."""
        return self.entries.get("organisation", _NO_PAGES)

    @property
    def countries(self) -> Mapping[str, str]:
        """Return the path of each country's generated page by code."""
        return self.entries.get("country", _NO_PAGES)

    @property
    def types(self) -> Mapping[str, str]:
        """Return the path of the listing of each page type, generated or authored, by type."""
        return self.entries.get("type", _NO_PAGES)

    def without(self, paths: Collection[str]) -> Listings:
        """Return a copy without the generated pages at these paths, which cannot be written."""
        if not paths:
            return self

        def remaining(pages: Mapping[str, str]) -> dict[str, str]:
            return {key: path for key, path in pages.items() if path not in paths}

        return Listings(
            generated={path: page for path, page in self.generated.items() if path not in paths},
            authored=self.authored,
            listings=remaining(self.listings),
            entries={kind: remaining(pages) for kind, pages in self.entries.items()},
            parts={
                name: parts for name, parts in self.parts.items() if not any(path in paths for path in parts)
            },
        )

    def renamed(self, paths: Mapping[str, str]) -> Listings:
        """Return a copy with other paths of pages that authors wrote.

        Args:
            paths: the new path for each old one.
        """
        if not paths:
            return self

        def rename(pages: Mapping[str, str]) -> dict[str, str]:
            return {key: paths.get(path, path) for key, path in pages.items()}

        return Listings(
            generated=self.generated,
            authored={paths.get(path, path): page for path, page in self.authored.items()},
            listings=rename(self.listings),
            entries={kind: rename(pages) for kind, pages in self.entries.items()},
            parts={
                name: tuple(paths.get(path, path) for path in parts) for name, parts in self.parts.items()
            },
        )


class PagePlan:
    """Collects the pages that each kind plans, one kind after the other.

    Args:
        options: paths and folders of generated pages.
        bodies: text of the pages that authors wrote, by source path.
        registry: the whole guide.
        types: the types of its pages.
    """

    def __init__(
        self,
        options: ListingsConfig,
        bodies: Mapping[str, str],
        registry: Registry,
        types: Iterable[PageType] = (),
    ) -> None:
        self.options = options
        self.bodies = bodies
        self.registry = registry
        self.types = tuple(types)
        self.generated: dict[str, GeneratedPage] = {}
        self.authored: dict[str, GeneratedPage] = {}
        self.listings: dict[str, str] = {}
        self.entries: dict[str, dict[str, str]] = {}
        self.parts: dict[str, tuple[str, ...]] = {}

    @cached_property
    def countries(self) -> tuple[CountrySummary, ...]:
        """Return the countries of the guide."""
        return tuple(summarise_countries(self.registry).values())

    def add(self, page: GeneratedPage) -> None:
        """Generate a page, unless an author has written one at its path."""
        if page.path not in self.bodies:
            self.generated[page.path] = page

    def finish(self) -> Listings:
        """Return what was planned."""
        return Listings(self.generated, self.authored, self.listings, self.entries, self.parts)
