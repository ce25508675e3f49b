"""The page of a single tool."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.render.addresses import Links
from mkdocs_fieldguide.render.quotes import Quote
from mkdocs_fieldguide.render.site import Site
from mkdocs_fieldguide.render.tool_parts import ToolParts
from mkdocs_fieldguide.render.tools import PageLink, ToolRenderer


@dataclass(frozen=True, slots=True)
class NamingPage:
    """A page that names the tool.

    Attributes:
        page: the page.
        anchor: id of the first mention.
        count: how many mentions there are.
        quotes: the sentences around them.
    """

    page: PageLink
    anchor: str
    count: int
    quotes: tuple[Quote, ...]


class ToolPageRenderer:
    """Renders the pages of tools.

    Args:
        site: what is known of the site.
        links: links as seen from the pages.
        tools: renders tools as seen from there.
        parts: renders what of a tool is the same everywhere.
    """

    def __init__(self, site: Site, links: Links, tools: ToolRenderer, parts: ToolParts) -> None:
        self._parts = parts
        self._site = site
        self._links = links
        self._tools = tools

    def page(self, identifier: str) -> Markup:
        """Render what stands on a tool's own page, below its title."""
        registry = self._site.registry
        tool = registry.tools[identifier]
        parent = registry.tools.get(tool.instance_of or "")
        pages = self._pages(identifier)
        named = {item.page.url for item in pages}
        related = (registry.tools[other] for other in self._site.kinship.related(identifier))
        return self._site.templates.partial(
            "tool-page",
            tool=tool,
            outside=self._parts.outside(tool),
            links=self._parts.links(tool),
            pages=pages,
            instance_of=parent,
            instance_url=self._links.tool(parent.id) if parent else "",
            instances=self._tools.instances(tool),
            organisations=[PageLink(name, self._links.organisation(name)) for name in tool.organisation],
            related_tools=[PageLink(other.name, self._tools.address(other), other.id) for other in related],
            related=[page for page in self._tools.related_pages(tool) if page.url not in named],
        )

    def _pages(self, identifier: str) -> list[NamingPage]:
        registry = self._site.registry
        return [
            NamingPage(
                self._tools.link(registry.pages[path]),
                mentions[0].anchor,
                len(mentions),
                tuple(self._site.quotes.on(path).of_tool(identifier)),
            )
            for path, mentions in self._site.mentions.pages_of_tool(identifier).items()
            if path in registry.pages
        ]
