"""Generated pages about tools: the table of all tools, its further parts, and a page for each tool."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from mkdocs_fieldguide.builder.generated_pages.base import Entries, EntryPage, ListingPage
from mkdocs_fieldguide.builder.generated_pages.plan import PagePlan
from mkdocs_fieldguide.export.schema_org.graph import LinkedData, PageFacts
from mkdocs_fieldguide.export.schema_org.nodes import Node
from mkdocs_fieldguide.markup.strip_code import strip_code_and_comments
from mkdocs_fieldguide.model.entries import slugify
from mkdocs_fieldguide.model.pages import GeneratedKind
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.page.page import PageRenderer
from mkdocs_fieldguide.rendering.renderers import Renderers
from mkdocs_fieldguide.rendering.tables.large_tables import parts_of
from mkdocs_fieldguide.rendering.ui_strings import UiStrings

_MENTION = re.compile(r"""\btool\b\s*(?:\(\s*)?(?:"([^"\n]+)"|'([^'\n]+)'|([\w.+:-]+))""")
"""A tag or macro that mentions a tool."""

_INDEX = re.compile(r"(?:(?:^|/)(?:index|README))?\.\w+$")


@dataclass(frozen=True, slots=True)
class ToolsPage(ListingPage):
    """The table of all tools."""

    kind = GeneratedKind("tools")
    order = 10
    option = "tools"
    title_key = "all_tools"
    tag_words = ("resource-table-all", "tool_table")
    tag = re.compile(r"\{%-?\s*include\s+resource-table-all\.html\s*-?%\}|\btool_table\s*(?:\(\s*\)|-?%\})")

    @classmethod
    def entries(cls, registry: Registry) -> Entries:
        """Return all tools."""
        return registry.tools

    def theme_meta(self) -> dict[str, object]:
        """Hide the table of contents: the page has no headings, and the table needs the width."""
        return {"hide": ["toc"]}

    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return the table, or its first part."""
        return page.exclude_from_search(renderers.tool_tables.whole(self.path))

    def items(self, linked: LinkedData) -> Iterator[tuple[str, str]]:
        """Yield all tools and national resources."""
        registry = linked.nodes.registry
        for tool in (*registry.tools.values(), *registry.national_resources):
            yield tool.name, linked.nodes.tool(tool).get("url", "")

    def main_entity(self, page: PageFacts, linked: LinkedData) -> Node | None:
        """Return a data set where the table can be downloaded, a list otherwise."""
        if linked.site.files:
            return linked.dataset(page)
        return linked.item_list(page, self.items(linked))


@dataclass(frozen=True, slots=True)
class ToolsPartPage(ToolsPage):
    """A further page of a table of tools that has too many rows for one page.

    Attributes:
        part: the number of the part, from 1; part 0 is on the listing itself.
        parts: the number of parts.
    """

    order: ClassVar[int] = 70
    schema_type: ClassVar[str] = "WebPage"
    breadcrumb: ClassVar[str] = "tools"

    part: int = 1
    parts: int = 2

    @classmethod
    def plan(cls, plan: PagePlan) -> None:
        """Plan the second and all further parts; none if the whole table fits on one page."""
        listing = plan.listings.get(cls.kind.name, "")
        rows = len(plan.registry.tools) + len(plan.registry.national_resources)
        count = parts_of(rows) if listing else 1
        if count < 2:
            return
        folder = _INDEX.sub("", listing)
        paths = [listing]
        for number in range(2, count + 1):
            path = f"{folder}/page-{number}.md".lstrip("/")
            while path in plan.bodies or path in plan.generated:
                path = f"{path.removesuffix('.md')}-of-table.md"
            paths.append(path)
            plan.add(cls(path, part=number - 1, parts=count))
        plan.parts[cls.kind.name] = tuple(paths)

    def display_title(self, ui: UiStrings) -> str:
        """Return the title of the table with the number of the part."""
        return ui("table_page", title=ui(self.title_key), number=self.part + 1, count=self.parts)

    def theme_meta(self) -> dict[str, object]:
        """Exclude the part from the site's search: the first page contains all tools."""
        return {"hide": ["toc"], "search": {"exclude": True}}

    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return this part of the table."""
        return page.exclude_from_search(renderers.tool_tables.whole(self.path, self.part))

    def main_entity(self, page: PageFacts, linked: LinkedData) -> Node | None:
        """Return None: the listing itself describes the whole table."""
        return None


@dataclass(frozen=True, slots=True)
class ToolPage(EntryPage):
    """The page of a tool."""

    kind = GeneratedKind("tool", listing="tools", label="all_tools", icon="material/tools")
    order = 80
    option = "tool_pages"
    breadcrumb = "tools"

    @classmethod
    def entries(cls, registry: Registry) -> Entries:
        """Return all tools."""
        return registry.tools

    @classmethod
    def planned(cls, plan: PagePlan) -> Iterator[tuple[str, str, str]]:
        """Yield each tool; with `tool_pages_for: named`, only the tools that pages mention."""
        tools = plan.registry.tools.values()
        if plan.options.tool_pages_for == "named":
            mentioned = find_mentioned_tools(plan.bodies.values())
            yield from ((tool.id, tool.name, slugify(tool.id)) for tool in tools if tool.id in mentioned)
        else:
            yield from ((tool.id, tool.name, slugify(tool.id)) for tool in tools)

    def theme_meta(self) -> dict[str, object]:
        """Rank the page above those that mention the tool when readers search for its name."""
        return {"search": {"boost": 2}}

    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return the content of the tool's page."""
        return renderers.tool_pages.page(self.key, page.exclude_from_search)

    def meta_description(self, registry: Registry) -> str:
        """Return the tool's description."""
        return registry.tools[self.key].description

    def main_entity(self, page: PageFacts, linked: LinkedData) -> Node | None:
        """Return the tool with the pages that mention it."""
        mentioned_on = linked.page_nodes(linked.mentions.pages_of_tool(self.key))
        return linked.nodes.detailed_tool(linked.nodes.registry.tools[self.key], mentioned_on)


def find_mentioned_tools(bodies: Iterable[str]) -> set[str]:
    """Return the ids of the tools that texts mention outside code and comments."""
    return {
        match[1] or match[2] or match[3]
        for body in bodies
        if "tool" in body
        for match in _MENTION.finditer(strip_code_and_comments(body))
    }
