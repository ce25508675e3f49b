"""The directive `tool`: a mention of a tool."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name, unambiguous_match
from mkdocs_fieldguide.markup.context import ExpansionContext
from mkdocs_fieldguide.markup.directive import Call, Output
from mkdocs_fieldguide.markup.html_slots import Slot, SlotContext
from mkdocs_fieldguide.markup.problem import Problem
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class ToolDirective(PageDirective):
    """A mention of a tool."""

    def plain_text(self, call: Call, context: ExpansionContext) -> tuple[str, Problem | None]:
        """Return the name of the tool, or its id and a problem if the registry has no such tool."""
        tool = call.words[0]
        if tool in context.tool_names:
            return context.tool_names[tool], None
        return tool, Problem(
            Code.UNKNOWN_TOOL,
            f"No tool has the id “{tool[:60]}”.",
            suggest_name(tool, context.tool_ids),
            unambiguous_match(tool, context.tool_ids),
        )

    def mentioned_tools(self, call: Call) -> Sequence[str]:
        """Return the id of the tool."""
        return call.words

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the name of the tool, with a button for its card where a control is allowed."""
        call = slot.mark.call
        identifier = call.words[0] if call else ""
        return page.tools.mention(identifier, control=slot.where is SlotContext.TEXT)


DIRECTIVE = ToolDirective(
    "tool",
    Output.INLINE,
    "Mentions a tool of the registry, with a card that opens on demand.",
    positional="id of the tool",
    minimum=1,
    maximum=1,
)
