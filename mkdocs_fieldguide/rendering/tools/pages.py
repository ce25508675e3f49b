"""The page of a single tool."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.tools.mention_excerpts import MentionExcerpt
from mkdocs_fieldguide.rendering.tools.mentions import PageLink, ToolRenderer
from mkdocs_fieldguide.rendering.tools.shared_html import SharedToolHtml
from mkdocs_fieldguide.rendering.urls import Links


@dataclass(frozen=True, slots=True)
class MentioningPage:
    """A page that mentions the tool.

    Attributes:
        page: the page.
        anchor: id of the first mention.
        count: the number of mentions.
        quotes: the sentences with the mentions.
    """

    page: PageLink
    anchor: str
    count: int
    quotes: tuple[MentionExcerpt, ...]


class ToolPageRenderer:
    """Renders the pages of tools.

    Args:
        context: the context of rendering.
        links: links relative to the pages.
        tools: renders tools for the same depth.
        parts: the HTML that pages of all depths share.
    """

    def __init__(
        self, context: RenderContext, links: Links, tools: ToolRenderer, parts: SharedToolHtml
    ) -> None:
        self._parts = parts
        self._context = context
        self._links = links
        self._tools = tools

    def page(self, identifier: str, exclude_from_search: Callable[[Markup], Markup]) -> Markup:
        """Render the page of a tool, except for its title.

        Args:
            identifier: the tool's id.
            exclude_from_search: excludes a part from the search index, and returns it: what all tools have in
                common, and sentences of other pages, which the search finds there.
        """
        registry = self._context.registry
        tool = registry.tools[identifier]
        parent = registry.tools.get(tool.instance_of or "")
        self._parts.asked |= {tool.id, tool.instance_of or ""}
        return self._context.templates.partial(
            "tool-page",
            tool=tool,
            outside=self._parts.outside(tool),
            links=exclude_from_search(self._parts.links(tool, self._links.root)),
            instance_of=parent,
            instance_url=self._links.tool(parent.id) if parent else "",
            instances=self._tools.instances(tool),
            organisations=[PageLink(name, self._links.organisation(name)) for name in tool.organisation],
            in_the_guide=exclude_from_search(self._in_the_guide(tool)),
        )

    def _in_the_guide(self, tool: Tool) -> Markup:
        """Render the pages that mention a tool, its related tools and its related pages."""
        registry = self._context.registry
        pages = self._pages(tool.id)
        mentioning = {item.page.url for item in pages}
        related = (registry.tools[other] for other in self._context.indexes.related_tools.related(tool.id))
        return self._context.templates.partial(
            "tool-in-the-guide",
            pages=pages,
            related_tools=[PageLink(other.name, self._tools.address(other), other.id) for other in related],
            related=[page for page in self._tools.related_pages(tool) if page.url not in mentioning],
        )

    def _pages(self, identifier: str) -> list[MentioningPage]:
        registry = self._context.registry
        return [
            MentioningPage(
                self._tools.link(registry.pages[path]),
                mentions[0].anchor,
                len(mentions),
                tuple(self._context.text.excerpts.of_tool(path, identifier)),
            )
            for path, mentions in self._context.mentions.pages_of_tool(identifier).items()
            if path in registry.pages
        ]
