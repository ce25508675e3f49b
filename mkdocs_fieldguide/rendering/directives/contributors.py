"""The directive `contributors`: a list of people."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import COLUMNS, PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class ContributorsDirective(PageDirective):
    """A list of people."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the list."""
        return page.renderers.people_lists.contributors(slot.mark)


DIRECTIVE = ContributorsDirective(
    "contributors",
    Output.BLOCK,
    "A list of the people of the guide.",
    parameters=(
        Parameter("custom", "Only these people, by name or id, in this order.", "list"),
        Parameter("role", "Only people with this role."),
        *COLUMNS,
    ),
    includes=("contributor-tiles-all", "contributor-carousel-selection"),
    adds_anchors=True,
)
