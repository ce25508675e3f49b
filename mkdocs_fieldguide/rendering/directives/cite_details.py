"""The directive `cite_details`: a link to a reference on the page with all references."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class CiteDetailsDirective(PageDirective):
    """A link to a reference on the page with all references."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the link."""
        return page.references.details(slot)


DIRECTIVE = CiteDetailsDirective(
    "cite_details",
    Output.INLINE,
    "A link to an entry on the page with all references.",
    positional="citation key",
    takes_citation_keys=True,
    minimum=1,
    maximum=1,
    parameters=(Parameter("text", "The text of the link.", short="t"),),
)
