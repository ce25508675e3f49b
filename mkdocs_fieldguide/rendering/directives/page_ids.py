"""The directive `page_ids`: a table of page ids."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class PageIdsDirective(PageDirective):
    """A table of page ids."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the table."""
        return page.renderers.tiles.page_ids(page.next_number(self.name))


DIRECTIVE = PageIdsDirective(
    "page_ids",
    Output.BLOCK,
    "A table of all page ids, for authors who link to pages.",
    parameters=(Parameter("sidebar", "Accepted, without effect; all pages are listed.", "ignored"),),
    includes=("pageids-overview",),
    adds_anchors=True,
    searchable=False,
)
