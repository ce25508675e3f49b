"""The directive `news`: a list of news."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import LIST_FRAME, PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class NewsDirective(PageDirective):
    """A list of news."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the list."""
        return page.renderers.news_events.news(slot.mark)

    def render_landing_block(self, page: PageContext) -> Markup:
        """Render the three latest news items; empty if there are none."""
        if not page.context.registry.news:
            return Markup("")
        return self.render(page, self.slot_on(page, limit=3, title=page.context.words("news")))


DIRECTIVE = NewsDirective(
    "news",
    Output.BLOCK,
    "A list of news, the latest first.",
    parameters=(
        Parameter("limit", "Maximum number of news items.", "number"),
        *LIST_FRAME,
    ),
    includes=("news",),
    landing_position=5,
)
