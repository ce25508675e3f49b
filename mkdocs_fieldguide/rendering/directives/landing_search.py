"""The directive `landing_search`: a large search field."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class LandingSearchDirective(PageDirective):
    """A large search field."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the field."""
        return page.renderers.landing.search()


DIRECTIVE = LandingSearchDirective(
    "landing_search",
    Output.BLOCK,
    "A large field that opens the search; it requires JavaScript, as the search does.",
    searchable=False,
    landing_position=1,
)
