"""The directive `type_tiles`: a tile for each type of page."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class TypeTilesDirective(PageDirective):
    """A tile for each page type."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the tiles; the first ones on the page have an anchor."""
        return page.renderers.landing.type_tiles(slot.mark, anchor=page.next_number(self.name) == 1)


DIRECTIVE = TypeTilesDirective(
    "type_tiles",
    Output.BLOCK,
    "A tile for each page type.",
    parameters=(
        Parameter("custom", "Only these types, in this order.", "list"),
        Parameter("except", "Types to leave out.", "list"),
        Parameter("col", "Maximum number of columns.", "number"),
    ),
    searchable=False,
    landing_position=3,
)
