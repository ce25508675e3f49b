"""The directive `related_pages`: the page's related pages."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call, Output
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext
from mkdocs_fieldguide.rendering.page.sections import RELATED_PAGES


class RelatedPagesDirective(PageDirective):
    """The page's related pages."""

    def replaced_section(self, call: Call) -> str:
        """Return the section below the text that shows the same."""
        return RELATED_PAGES

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the related pages as tiles."""
        return page.sections.related()


DIRECTIVE = RelatedPagesDirective(
    "related_pages",
    Output.BLOCK,
    "The page's related pages, shown here instead of below its text.",
    includes=("related-pages",),
)
