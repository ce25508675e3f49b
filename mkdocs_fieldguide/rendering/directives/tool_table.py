"""The directive `tool_table`: a table of tools."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class ToolTableDirective(PageDirective):
    """A table of tools."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the table; the first one on a page that lists all tools is the listing itself."""
        call, context = slot.mark.call, page.context
        tag = call.name("tag") if call else ""
        number = page.next_number(self.name)
        listing = context.urls.parts.get("tools", ())
        if not tag and number == 1 and page.info.path in listing:
            return page.renderers.tool_tables.whole(page.info.path)
        tools = (*context.registry.tools.values(), *context.registry.national_resources)
        return page.renderers.tool_tables.table(
            (tool for tool in tools if not tag or tag in tool.related_page_ids),
            "tools",
            context.words("all_tools"),
            page.info.path,
            interactive=True,
            number=number,
        )


DIRECTIVE = ToolTableDirective(
    "tool_table",
    Output.BLOCK,
    "A table of the registry's tools.",
    parameters=(Parameter("tag", "Only tools related to the page with this id."),),
    includes=("resource-table-all",),
    adds_anchors=True,
    searchable=False,
)
