"""The directive `guide_numbers`: the numbers of pages, tools, people, …."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class GuideNumbersDirective(PageDirective):
    """The numbers of pages, tools, people, …."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the numbers."""
        return page.renderers.landing.numbers(slot.mark)


DIRECTIVE = GuideNumbersDirective(
    "guide_numbers",
    Output.BLOCK,
    "How much of everything the guide holds; each number leads to its listing.",
    parameters=(
        Parameter(
            "custom",
            "Only these, in this order: `pages`, `tools`, `people`, `organisations`, "
            "`references`, `countries`.",
            "list",
        ),
    ),
    searchable=False,
    landing_position=4,
)
