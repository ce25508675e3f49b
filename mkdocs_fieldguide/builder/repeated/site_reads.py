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

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from mkdocs_fieldguide.builder.repeated.value_texts import ValueTexts
from mkdocs_fieldguide.builder.repeated.watched_site import FROM_PAGES, TOOLS, watch
from mkdocs_fieldguide.files.json_cache import digest_text
from mkdocs_fieldguide.rendering.context import RenderContext

if TYPE_CHECKING:
    from mkdocs_fieldguide.model.tools import Tool

_Item = TypeVar("_Item")

Key = tuple[str, ...]
"""Kind of a value, and what it is about; the kind alone for all values of it."""

_INDEXES = ("countries", "national_by_page", "neighbours", "unmentioned_by_page")
"""Mappings among the indexes that depend on pages."""

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
        self.context = watch(context, self.add)

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
            **{kind: getattr(registry, kind) for kind in FROM_PAGES},
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
