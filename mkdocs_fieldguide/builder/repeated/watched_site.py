"""Stand-ins for what depends on other pages, which record what is read of it.

Each class has the interface of one object of the context of rendering, as far as renderers use it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from mkdocs_fieldguide.registry.countries import CountrySummary
from mkdocs_fieldguide.registry.mentions import MentionIndex
from mkdocs_fieldguide.registry.page_index import PageMatch
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.registry.related_pages import RelatedPage, RelatedPages
from mkdocs_fieldguide.registry.related_tools import RelatedTools
from mkdocs_fieldguide.rendering.context import Indexes, RenderContext

if TYPE_CHECKING:
    from mkdocs_fieldguide.findings.suggestions import NameIndex
    from mkdocs_fieldguide.model.mentions import Mention
    from mkdocs_fieldguide.model.pages import PageInfo
    from mkdocs_fieldguide.model.tools import Tool

_Item = TypeVar("_Item")

_FROM_DATA = (
    *("affiliations", "aliases", "collectives", "countries", "events", "external_registries", "members"),
    *("news", "organisations", "people", "people_by_slug", "references"),
    *("unpublished", "unpublished_index"),
)
"""Attributes of the registry that depend on data, or on pages that are not part of the site."""

FROM_PAGES = (
    *("instances", "pages", "pages_by_organisation", "pages_by_person", "pages_by_type"),
    "tools_by_organisation",
)
"""Mappings of the registry that depend on pages. Its other attributes count as the whole site."""

TOOLS = "tool entries"
"""Kind of the entries of tools: they depend on data, but a page depends on the descriptions of few tools."""


class Record(Protocol):
    """Records that a value is read."""

    def __call__(self, *key: str) -> None:
        """Record the kind of a value and what it is about; the kind alone for all values of it."""


def watch(context: RenderContext, record: Record) -> RenderContext:
    """Return a context with what records its use, in place of what depends on pages.

    Args:
        context: the context of rendering.
        record: called with each value that is read.
    """
    registry = cast("Registry", _WatchedRegistry(context.registry, record))
    mentions = cast("MentionIndex", _WatchedMentions(context.mentions, record))
    return replace(
        context,
        registry=registry,
        mentions=mentions,
        urls=replace(context.urls, pages=_WatchedMapping(context.urls.pages, "url", record)),
        indexes=WatchedIndexes(context.indexes, registry, mentions, record),
    )


class _WatchedMapping(Mapping[str, _Item]):
    """A mapping that records which keys are read."""

    def __init__(self, items: Mapping[str, _Item], kind: str, record: Record) -> None:
        self._items = items
        self._kind = kind
        self._record = record

    def __getitem__(self, key: str) -> _Item:
        self._record(self._kind, key)
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        self._record(self._kind)
        return iter(self._items)

    def __len__(self) -> int:
        self._record(self._kind)
        return len(self._items)


class _WatchedRegistry:
    """The registry, with a record of what is read of it."""

    def __init__(self, registry: Registry, record: Record) -> None:
        self._registry = registry
        self._record = record
        for name in _FROM_DATA:
            setattr(self, name, getattr(registry, name))
        for name in FROM_PAGES:
            setattr(self, name, _WatchedMapping(getattr(registry, name), name, record))
        self.tools = _WatchedMapping(registry.tools, TOOLS, record)

    def __getattr__(self, name: str) -> object:
        self._record(name)
        return getattr(self._registry, name)

    def resolve_page(self, target: str, from_path: str) -> PageMatch:
        """Return the page that a target refers to."""
        self._record("resolve_page", target, from_path)
        return self._registry.resolve_page(target, from_path)

    def resolve_unpublished(self, target: str, from_path: str) -> PageInfo | None:
        """Return the page that a target would refer to if that page were part of the site."""
        return self._registry.resolve_unpublished(target, from_path)


class _WatchedMentions:
    """The index of mentions, with a record of what is read of it."""

    def __init__(self, mentions: MentionIndex, record: Record) -> None:
        self._mentions = mentions
        self._record = record

    def __getattr__(self, name: str) -> object:
        self._record(name)
        return getattr(self._mentions, name)

    def pages_of_tool(self, identifier: str) -> Mapping[str, Sequence[Mention]]:
        """Return the mentions of a tool, by page."""
        self._record("pages_of_tool", identifier)
        return self._mentions.pages_of_tool(identifier)

    def pages_of_reference(self, key: str) -> Mapping[str, Sequence[Mention]]:
        """Return the citations of a reference, by page."""
        self._record("pages_of_reference", key)
        return self._mentions.pages_of_reference(key)

    def tools_of_page(self, page: str) -> tuple[str, ...]:
        """Return the ids of the tools mentioned on a page."""
        self._record("tools_of_page", page)
        return self._mentions.tools_of_page(page)

    def references_of_page(self, page: str) -> tuple[str, ...]:
        """Return the keys of the references cited on a page."""
        self._record("references_of_page", page)
        return self._mentions.references_of_page(page)


class WatchedIndexes(Indexes):
    """What is derived from the registry, with a record of what is read of it."""

    def __init__(self, indexes: Indexes, registry: Registry, mentions: MentionIndex, record: Record) -> None:
        neighbours = _WatchedMapping(indexes.neighbours, "neighbours", record)
        super().__init__(registry, mentions, indexes.files, neighbours, indexes.contribution_dates)
        self._indexes = indexes
        self._record = record

    @cached_property
    def related_tools(self) -> RelatedTools:
        """Return which tools are mentioned together."""
        return cast("RelatedTools", _WatchedRelatedTools(self._indexes, self._record))

    @cached_property
    def related_pages(self) -> RelatedPages:
        """Return what pages have in common."""
        return cast("RelatedPages", _WatchedRelatedPages(self._indexes, self._record))

    @cached_property
    def countries(self) -> Mapping[str, CountrySummary]:
        """Return the countries of the guide by code."""
        return _WatchedMapping(self._indexes.countries, "countries", self._record)

    @cached_property
    def national_by_page(self) -> Mapping[str, Sequence[Tool]]:
        """Return the national resources that are related to each page, by the page's source path."""
        return _WatchedMapping(self._indexes.national_by_page, "national_by_page", self._record)

    @cached_property
    def unmentioned_by_page(self) -> Mapping[str, Sequence[Tool]]:
        """Return the tools that no page mentions and that are related to each page, by its source path."""
        return _WatchedMapping(self._indexes.unmentioned_by_page, "unmentioned_by_page", self._record)

    @property
    def all_tools(self) -> Sequence[Tool]:
        """Return all tools and national resources, sorted by name."""
        self._record("national_resources")
        return self._indexes.all_tools

    @property
    def page_names(self) -> NameIndex:
        """Return an index of the ids and base names of pages."""
        self._record("pages")
        return self._indexes.page_names


class _WatchedRelatedTools:
    """Ranks tools by co-mention, with a record of the tools that are asked about."""

    def __init__(self, indexes: Indexes, record: Record) -> None:
        self._indexes = indexes
        self._record = record

    def related(self, identifier: str) -> list[str]:
        """Return the ids of the tools most closely related to a tool."""
        self._record("related_tools", identifier)
        return self._indexes.related_tools.related(identifier)


class _WatchedRelatedPages:
    """Finds related pages, with a record of the pages that are asked about."""

    def __init__(self, indexes: Indexes, record: Record) -> None:
        self._indexes = indexes
        self._record = record

    def of(self, path: str, most: int, without: Iterable[str] = ()) -> list[RelatedPage]:
        """Return the pages most closely related to a page."""
        excluded = tuple(without)
        self._record("related_pages", path, str(most), *excluded)
        return self._indexes.related_pages.of(path, most, excluded)
