"""Cached HTML of tools that pages, cards and tables share."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.model.external_registries import ExternalLink, external_links
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.model.urls import is_local
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.listings.country import make_country_view
from mkdocs_fieldguide.rendering.urls import Links


class SharedToolHtml:
    """Renders the parts of tools that cards, rows and pages share.

    Args:
        context: the context of rendering.

    Attributes:
        asked: ids of the tools whose HTML was asked for, or was passed to a template; a cache of pages clears
            it. Whoever passes a tool to a template without a method of this class adds it.
    """

    def __init__(self, context: RenderContext) -> None:
        self._context = context
        # The keys are identities, as national resources may have the same id as a tool or as each other.
        self._outside: dict[int, list[ExternalLink]] = {}
        self._links: dict[tuple[int, str], Markup] = {}
        self._cells: dict[tuple[int, str], tuple[Markup, Markup]] = {}
        self.asked: set[str] = set()

    def forget(self) -> None:
        """Forget what was rendered; it is rendered again if it is asked for."""
        for cache in (self._outside, self._links, self._cells):
            cache.clear()

    def outside(self, tool: Tool) -> list[ExternalLink]:
        """Return the links to external registries."""
        self.asked.add(tool.id)
        if id(tool) not in self._outside:
            self._outside[id(tool)] = external_links(
                tool.registry, self._context.registry.external_registries
            )
        return self._outside[id(tool)]

    def links(self, tool: Tool, root: str) -> Markup:
        """Render the links to the website and to external registries.

        Args:
            tool: the tool.
            root: relative URL of the site's root, as in `Links.root`.
        """
        self.asked.add(tool.id)
        key = id(tool), root if is_local(tool.url or "") else ""
        if key not in self._links:
            self._links[key] = self._context.templates.at(root).partial(
                "tool-links", tool=tool, outside=self.outside(tool)
            )
        return self._links[key]

    def cells(self, tool: Tool, root: str) -> tuple[Markup, Markup]:
        """Return the name and the description in a row, which all tables at one depth of the site share.

        Args:
            tool: the tool.
            root: relative URL of the site's root, as in `Links.root`.
        """
        self.asked |= {tool.id, tool.instance_of or ""}
        key = id(tool), root
        if key not in self._cells:
            links, tools = Links(self._context.urls, root), self._context.registry.tools
            partial = self._context.templates.at(root).partial
            name = partial(
                "tool-table-name",
                tool=tool,
                page=links.tool(tool.id),
                country=make_country_view(self._context, links, tool.country),
                instance_of=tools.get(tool.instance_of or ""),
                instance_url=links.tool(tool.instance_of or ""),
            )
            tool_links = self.links(tool, root)
            about = partial("tool-table-about", tool=tool, outside=self.outside(tool), links=tool_links)
            self._cells[key] = name, about
        return self._cells[key]
