"""The directive `call_to_contribute`: a box that invites readers to contribute."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class CallToContributeDirective(PageDirective):
    """A box that invites readers to contribute."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the box."""
        return page.renderers.landing.call_to_contribute(slot.mark)


DIRECTIVE = CallToContributeDirective(
    "call_to_contribute",
    Output.BLOCK,
    "A box that invites readers to contribute, with a link to instructions.",
    parameters=(
        Parameter("title", "Heading of the box."),
        Parameter("content", "Text of the box, as inline Markdown."),
        Parameter("url", "Target of the link: a page or a URL."),
        Parameter("button", "Text of the link."),
    ),
    landing_position=6,
)
