"""The directive `more_information`: the page's links to further information."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call, Output
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext
from mkdocs_fieldguide.rendering.page.sections import MORE_INFORMATION


class MoreInformationDirective(PageDirective):
    """The page's links to further information."""

    def replaced_section(self, call: Call) -> str:
        """Return the section below the text that shows the same."""
        return MORE_INFORMATION

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the links."""
        return page.sections.more()


DIRECTIVE = MoreInformationDirective(
    "more_information",
    Output.BLOCK,
    "The page's links to training and further information, shown here instead of below its text.",
    includes=("more-information-tiles",),
)
