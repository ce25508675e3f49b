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
    "A box that asks readers to contribute, and leads to how.",
    parameters=(
        Parameter("title", "Its heading."),
        Parameter("content", "Its text, in Markdown inside a line."),
        Parameter("url", "Where it leads: a page or an address."),
        Parameter("button", "The words of the link."),
    ),
    landing_position=6,
)
