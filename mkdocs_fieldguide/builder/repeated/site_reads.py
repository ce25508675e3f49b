"""What pages read of the site while they are made.

Much of a page depends on other pages: who has written them, which tools they mention, where they are. A new
page changes these values, but each page reads few of them. So they are recorded, and a page is made again
only if it has read a value that is another one now. Values that depend on data files alone are not recorded:
they are part of what every page depends on, see `describe_content`.

Renderers store HTML that several pages show, so that the site is read only for the first of them. What is
stored about tools counts as read whenever a page asks for the tool, see `SharedToolHtml.asked`. Where the
links in data lead is compared as a whole. Everything else that is stored depends on data, or on a page or its
URL, which has to be read to ask for it.
"""

# More than 300 lines: each class below records the use of one object of the context, so they change together.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from mkdocs_fieldguide.builder.repeated.value_texts import ValueTexts
from mkdocs_fieldguide.files.json_cache import digest_text
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

Key = tuple[str, ...]
"""Kind of a value, and what it is about; the kind alone for all values of it."""

_FROM_DATA = (
    *("affiliations", "aliases", "collectives", "countries", "events", "external_registries", "members"),
    *("news", "organisations", "people", "people_by_slug", "references"),
    *("unpublished", "unpublished_index"),
)
"""Attributes of the registry that depend on data, or on pages that are not part of the site."""

_FROM_PAGES = (
    *("instances", "pages", "pages_by_organisation", "pages_by_person", "pages_by_type"),
    "tools_by_organisation",
)
"""Mappings of the registry that depend on pages. Its other attributes count as the whole site."""

_INDEXES = ("countries", "national_by_page", "neighbours", "unmentioned_by_page")
"""Mappings among the indexes that depend on pages."""

TOOLS = "tool entries"
"""Kind of the entries of tools: they depend on data, but a page depends on the descriptions of few tools."""

EVERY_TOOL = "\0"
"""Stands for all tools, as no id contains this character."""

_TUPLES = ("national_resources", "unregistered_names")
"""Attributes that depend on pages, and of which pages read all."""


class SiteReads:
    """Records what is read of a site, and describes it.

    Args:
        context: the context of rendering.

    Attributes:
        context: the same, with a record of its use.
        whole: a digest of everything that can be read; empty if it is unknown.
        leads_to_the_same: whether the links in data lead where they led in the build before.
    """

    def __init__(self, context: RenderContext) -> None:
        self._context = context
        self._text_of: ValueTexts | None = None
        self.whole = ""
        self.leads_to_the_same = True
        self._values: dict[Key, str] = {}
        self._descriptions: dict[str, str] = {}
        self._keys: set[Key] | None = None
        self.context = self._watched()

    def describe_with(self, front_matter: Mapping[str, str], whole: str) -> None:
        """Set how values are described.

        Args:
            front_matter: the front matter of each page, by source path: links for editing lead to its lines.
            whole: a digest of everything that can be read.
        """
        self._text_of = ValueTexts(self._context, front_matter)
        self.whole = whole

    def begin(self) -> None:
        """Begin to record."""
        self._keys = set()

    def end(self) -> set[Key]:
        """Return what was read since `begin`."""
        keys, self._keys = self._keys or set(), None
        return keys

    def describe(self, keys: Iterable[Key]) -> dict[Key, str]:
        """Return a digest of each value; not of the entries of tools."""
        return {key: self._value(key) for key in keys if key[0] != TOOLS}

    def add(self, *key: str) -> None:
        """Record that a value is read."""
        if self._keys is not None:
            self._keys.add(key)

    def are_current(self, values: Mapping[Key, str]) -> bool:
        """Return whether values are the same as when they were read."""
        return self.leads_to_the_same and all(self._value(key) == value for key, value in values.items())

    def describe_tool(self, identifier: str) -> str:
        """Return a digest of the description of a tool, or of all descriptions for `EVERY_TOOL`."""
        if identifier not in self._descriptions:
            tools = self._context.registry.tools
            chosen = [tools[identifier]] if identifier in tools else []
            every = tools.values() if identifier == EVERY_TOOL else chosen
            self._descriptions[identifier] = digest_text("\0".join(tool.description for tool in every))
        return self._descriptions[identifier]

    def _value(self, key: Key) -> str:
        if key not in self._values:
            found = self._find(*key)
            is_known = self._text_of is not None and found is not None
            self._values[key] = (
                digest_text(self._text_of(found)) if self._text_of and is_known else self.whole
            )
        return self._values[key]

    def _find(self, kind: str, *names: str) -> object:
        """Return a value; None for the whole site."""
        if not names:
            return getattr(self._context.registry, kind) if kind in _TUPLES else None
        name, *others = names
        if kind in self._mappings:
            return [self._mappings[kind].get(name)]
        return self._finders[kind](name, *others)

    @cached_property
    def _mappings(self) -> Mapping[str, Mapping[str, object]]:
        registry, indexes = self._context.registry, self._context.indexes
        return {
            "url": self._context.urls.pages,
            **{kind: getattr(registry, kind) for kind in _FROM_PAGES},
            **{kind: getattr(indexes, kind) for kind in _INDEXES},
        }

    @cached_property
    def _finders(self) -> Mapping[str, Callable[..., object]]:
        indexes, mentions = self._context.indexes, self._context.mentions
        return {
            "pages_of_reference": mentions.pages_of_reference,
            "pages_of_tool": mentions.pages_of_tool,
            "references_of_page": mentions.references_of_page,
            "related_pages": lambda path, most, *without: indexes.related_pages.of(path, int(most), without),
            "related_tools": indexes.related_tools.related,
            "resolve_page": self._context.registry.resolve_page,
            "tool": self._of_tool,
            "tools_of_page": mentions.tools_of_page,
        }

    def _of_tool(self, identifier: str) -> object:
        """Return what the HTML of a tool, and of national resources with its id, takes from pages."""
        registry, pages = self._context.registry, self._context.registry.pages
        own = [registry.tools[identifier]] if identifier in registry.tools else []
        tools = [*own, *self._national.get(identifier, ())]
        mentions = self._context.mentions.pages_of_tool(identifier)
        return [
            tools,
            [registry.resolve_page(name, "").page for tool in tools for name in tool.related_page_ids],
            [[path, found, pages.get(path)] for path, found in mentions.items()],
            registry.instances.get(identifier),
        ]

    @cached_property
    def _national(self) -> Mapping[str, Sequence[Tool]]:
        found: dict[str, list[Tool]] = {}
        for tool in self._context.registry.national_resources:
            found.setdefault(tool.id, []).append(tool)
        return found

    def _watched(self) -> RenderContext:
        """Return the context with what records its use, in place of what depends on pages."""
        context = self._context
        registry = cast("Registry", _WatchedRegistry(context.registry, self))
        mentions = cast("MentionIndex", _WatchedMentions(context.mentions, self))
        return replace(
            context,
            registry=registry,
            mentions=mentions,
            urls=replace(context.urls, pages=_WatchedMapping(context.urls.pages, "url", self)),
            indexes=_WatchedIndexes(context.indexes, registry, mentions, self),
        )


class _WatchedMapping(Mapping[str, _Item]):
    """A mapping that records which keys are read."""

    def __init__(self, items: Mapping[str, _Item], kind: str, reads: SiteReads) -> None:
        self._items = items
        self._kind = kind
        self._reads = reads

    def __getitem__(self, key: str) -> _Item:
        self._reads.add(self._kind, key)
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        self._reads.add(self._kind)
        return iter(self._items)

    def __len__(self) -> int:
        self._reads.add(self._kind)
        return len(self._items)


class _WatchedRegistry:
    """The registry, with a record of what is read of it."""

    def __init__(self, registry: Registry, reads: SiteReads) -> None:
        self._registry = registry
        self._reads = reads
        for name in _FROM_DATA:
            setattr(self, name, getattr(registry, name))
        for name in _FROM_PAGES:
            setattr(self, name, _WatchedMapping(getattr(registry, name), name, reads))
        self.tools = _WatchedMapping(registry.tools, TOOLS, reads)

    def __getattr__(self, name: str) -> object:
        self._reads.add(name)
        return getattr(self._registry, name)

    def resolve_page(self, target: str, from_path: str) -> PageMatch:
        """Return the page that a target refers to."""
        self._reads.add("resolve_page", target, from_path)
        return self._registry.resolve_page(target, from_path)

    def resolve_unpublished(self, target: str, from_path: str) -> PageInfo | None:
        """Return the page that a target would refer to if that page were part of the site."""
        return self._registry.resolve_unpublished(target, from_path)


class _WatchedMentions:
    """The index of mentions, with a record of what is read of it."""

    def __init__(self, mentions: MentionIndex, reads: SiteReads) -> None:
        self._mentions = mentions
        self._reads = reads

    def __getattr__(self, name: str) -> object:
        self._reads.add(name)
        return getattr(self._mentions, name)

    def pages_of_tool(self, identifier: str) -> Mapping[str, Sequence[Mention]]:
        """Return the mentions of a tool, by page."""
        self._reads.add("pages_of_tool", identifier)
        return self._mentions.pages_of_tool(identifier)

    def pages_of_reference(self, key: str) -> Mapping[str, Sequence[Mention]]:
        """Return the citations of a reference, by page."""
        self._reads.add("pages_of_reference", key)
        return self._mentions.pages_of_reference(key)

    def tools_of_page(self, page: str) -> tuple[str, ...]:
        """Return the ids of the tools mentioned on a page."""
        self._reads.add("tools_of_page", page)
        return self._mentions.tools_of_page(page)

    def references_of_page(self, page: str) -> tuple[str, ...]:
        """Return the keys of the references cited on a page."""
        self._reads.add("references_of_page", page)
        return self._mentions.references_of_page(page)


class _WatchedIndexes(Indexes):
    """What is derived from the registry, with a record of what is read of it."""

    def __init__(
        self, indexes: Indexes, registry: Registry, mentions: MentionIndex, reads: SiteReads
    ) -> None:
        neighbours = _WatchedMapping(indexes.neighbours, "neighbours", reads)
        super().__init__(registry, mentions, indexes.files, neighbours, indexes.contribution_dates)
        self._indexes = indexes
        self._reads = reads

    @cached_property
    def related_tools(self) -> RelatedTools:
        """Return which tools are mentioned together."""
        return cast("RelatedTools", _WatchedRelatedTools(self._indexes, self._reads))

    @cached_property
    def related_pages(self) -> RelatedPages:
        """Return what pages have in common."""
        return cast("RelatedPages", _WatchedRelatedPages(self._indexes, self._reads))

    @cached_property
    def countries(self) -> Mapping[str, CountrySummary]:
        """Return the countries of the guide by code."""
        return _WatchedMapping(self._indexes.countries, "countries", self._reads)

    @cached_property
    def national_by_page(self) -> Mapping[str, Sequence[Tool]]:
        """Return the national resources that are related to each page, by the page's source path."""
        return _WatchedMapping(self._indexes.national_by_page, "national_by_page", self._reads)

    @cached_property
    def unmentioned_by_page(self) -> Mapping[str, Sequence[Tool]]:
        """Return the tools that no page mentions and that are related to each page, by its source path."""
        return _WatchedMapping(self._indexes.unmentioned_by_page, "unmentioned_by_page", self._reads)

    @property
    def all_tools(self) -> Sequence[Tool]:
        """Return all tools and national resources, sorted by name."""
        self._reads.add("national_resources")
        return self._indexes.all_tools

    @property
    def page_names(self) -> NameIndex:
        """Return an index of the ids and base names of pages."""
        self._reads.add("pages")
        return self._indexes.page_names


class _WatchedRelatedTools:
    """Ranks tools by co-mention, with a record of the tools that are asked about."""

    def __init__(self, indexes: Indexes, reads: SiteReads) -> None:
        self._indexes = indexes
        self._reads = reads

    def related(self, identifier: str) -> list[str]:
        """Return the ids of the tools most closely related to a tool."""
        self._reads.add("related_tools", identifier)
        return self._indexes.related_tools.related(identifier)


class _WatchedRelatedPages:
    """Finds related pages, with a record of the pages that are asked about."""

    def __init__(self, indexes: Indexes, reads: SiteReads) -> None:
        self._indexes = indexes
        self._reads = reads

    def of(self, path: str, most: int, without: Iterable[str] = ()) -> list[RelatedPage]:
        """Return the pages most closely related to a page."""
        excluded = tuple(without)
        self._reads.add("related_pages", path, str(most), *excluded)
        return self._indexes.related_pages.of(path, most, excluded)
