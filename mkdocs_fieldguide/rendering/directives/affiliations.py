"""The directive `affiliations`: a list of organisations."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import COLUMNS, PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class AffiliationsDirective(PageDirective):
    """A list of organisations."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the list."""
        return page.renderers.people_lists.affiliations(slot.mark)


DIRECTIVE = AffiliationsDirective(
    "affiliations",
    Output.BLOCK,
    "A list of the organisations of the guide.",
    parameters=(
        Parameter("custom", "Only these organisations, by name or id, in this order.", "list"),
        Parameter("supported_by_list", "The same as `custom`.", "list"),
        Parameter("affiliations_list", "The same as `custom`.", "list"),
        Parameter("type", "Only organisations of this type."),
        *COLUMNS,
    ),
    includes=(
        "affiliation-tiles-selection",
        "supported-by-tiles-selection",
        "affiliation-tiles-page",
        "supported-by-tiles-page",
    ),
    adds_anchors=True,
)
