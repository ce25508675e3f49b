"""The directive `guide_numbers`: the numbers of pages, tools, people and other entries."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class GuideNumbersDirective(PageDirective):
    """The numbers of pages, tools, people and other entries."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the numbers."""
        return page.renderers.landing.numbers(slot.mark)


DIRECTIVE = GuideNumbersDirective(
    "guide_numbers",
    Output.BLOCK,
    "The numbers of pages, tools, people and other entries, each with a link to its listing.",
    parameters=(
        Parameter(
            "custom",
            "Only these numbers, in this order: `pages`, `tools`, `people`, `organisations`, "
            "`references`, `countries`.",
            "list",
        ),
    ),
    searchable=False,
    landing_position=4,
)
