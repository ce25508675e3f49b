"""Mentions and cards of tools."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from mkdocs_fieldguide.model.anchors import make_mention_anchor
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.listings.country import CountryView, make_country_view
from mkdocs_fieldguide.rendering.tools.shared_html import SharedToolHtml
from mkdocs_fieldguide.rendering.urls import Links


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page."""

    title: str
    url: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a tool, in a country or elsewhere."""

    name: str
    url: str
    country: CountryView | None


class ToolRenderer:
    """Renders tools with links relative to one depth of the site, and caches the results."""

    def __init__(self, context: RenderContext, root: str, parts: SharedToolHtml) -> None:
        self._context = context
        self._links = Links(context.urls, root)
        self._parts = parts
        self._cards: dict[str, Markup] = {}
        self._mentions: dict[tuple[str, bool, int], Markup] = {}
        self._related_pages: dict[int, dict[str, PageLink]] = {}
        self._page_links: dict[str, PageLink] = {}

    def mention(self, identifier: str, *, control: bool, count: int) -> Markup:
        """Render the mention of a known tool.

        Args:
            identifier: the tool's id.
            control: whether a button is allowed at this position.
            count: the number of earlier mentions of the tool on the page.
        """
        self._parts.asked.add(identifier)
        key = (identifier, control, count)
        if key not in self._mentions:
            self._mentions[key] = self._context.templates.partial(
                "tool-mention",
                tool=self._context.registry.tools[identifier],
                control=control,
                anchor=make_mention_anchor("fg-mention", identifier, count),
            )
        return self._mentions[key]

    def card(self, identifier: str) -> Markup:
        """Render the card of a tool, which is on the page once."""
        self._parts.asked.add(identifier)
        if identifier not in self._cards:
            tool = self._context.registry.tools[identifier]
            self._cards[identifier] = self._context.templates.partial(
                "tool-card",
                tool=tool,
                outside=self._parts.outside(tool),
                links=self._parts.links(tool, self._links.root),
                instances=self.instances(tool),
                page=self._links.tool(identifier),
                mentions=len(self._context.mentions.pages_of_tool(identifier)),
                edit=self._context.chrome.editing.entry(tool),
            )
        return self._cards[identifier]

    def instances(self, tool: Tool) -> list[Instance]:
        """Return the tools and national resources that are instances of a tool."""
        return [
            Instance(
                instance.name,
                self.address(instance),
                make_country_view(self._context, self._links, instance.country),
            )
            for instance in self._context.registry.instances.get(tool.id, ())
        ]

    def address(self, tool: Tool) -> str:
        """Return the link to a tool's page or, for a national resource or without a page, to its website."""
        own = self._context.registry.tools.get(tool.id) is tool
        return (self._links.tool(tool.id) if own else "") or tool.url or ""

    def related_pages(self, tool: Tool, this_page: str = "") -> list[PageLink]:
        """Return the pages in the tool's entry, and those that mention the tool."""
        key = id(tool)
        if key not in self._related_pages:
            infos: dict[str, PageInfo] = {}
            for page_id in tool.related_page_ids:
                if info := self._context.registry.resolve_page(page_id, "").page:
                    infos[info.path] = info
            for path in self._context.mentions.pages_of_tool(tool.id):
                if info := self._context.registry.pages.get(path):
                    infos.setdefault(path, info)
            self._related_pages[key] = {path: self.link(info) for path, info in infos.items()}
        return [link for path, link in self._related_pages[key].items() if path != this_page]

    def link(self, info: PageInfo) -> PageLink:
        """Return the link to a page."""
        if info.path not in self._page_links:
            title = info.title or info.base_name
            self._page_links[info.path] = PageLink(title, self._links.page(info.path), info.id)
        return self._page_links[info.path]


class PageToolMentions:
    """The tools that one page mentions."""

    def __init__(self, renderer: ToolRenderer) -> None:
        self._renderer = renderer
        self._counts: dict[str, int] = {}
        self._with_card: dict[str, None] = {}

    def mention(self, identifier: str, *, control: bool) -> Markup:
        """Render a mention, and count it."""
        count = self._counts.get(identifier, 0)
        self._counts[identifier] = count + 1
        if control:
            self._with_card.setdefault(identifier)
        return self._renderer.mention(identifier, control=control, count=count)

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the tools mentioned so far, without duplicates, in reading order."""
        return tuple(self._counts)

    @cached_property
    def cards(self) -> Markup:
        """Render the cards of the tools that have a button on the page."""
        return Markup("\n").join(self._renderer.card(identifier) for identifier in self._with_card)
