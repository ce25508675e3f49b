"""The directive `page_credits`: the page's credits."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call, Output
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext
from mkdocs_fieldguide.rendering.page.sections import CITATION, CREDITS


class PageCreditsDirective(PageDirective):
    """The page's credits."""

    def replaced_section(self, call: Call) -> str:
        """Return the section below the text that shows the same."""
        return CREDITS

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the credits, with the citation unless it is elsewhere on the page."""
        return page.sections.credits(citation=not page.replaces(CITATION))


DIRECTIVE = PageCreditsDirective(
    "page_credits",
    Output.BLOCK,
    "The page's credits, shown here instead of below its text.",
    includes=("page-metadata-tabs",),
)
