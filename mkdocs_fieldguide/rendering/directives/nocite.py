"""The directive `nocite`: references that the text does not cite."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call, Output
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class NociteDirective(PageDirective):
    """References that the text does not cite."""

    def listed_keys(self, call: Call) -> Sequence[str]:
        """Return the citation keys."""
        return call.words

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render nothing, and report unknown keys."""
        page.references.report_unknown(slot)
        return Markup("")


DIRECTIVE = NociteDirective(
    "nocite",
    Output.NOTHING,
    "Adds entries to the page's references without citing them in the text.",
    positional="citation keys",
    takes_citation_keys=True,
    minimum=1,
    maximum=None,
)
