"""The directive `reference`: the full reference of one entry."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call, Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class ReferenceDirective(PageDirective):
    """The full reference of one entry."""

    def used_keys(self, call: Call) -> Sequence[str]:
        """Return the citation key."""
        return call.words

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the reference in the site's style."""
        return page.references.full_reference(slot)


DIRECTIVE = ReferenceDirective(
    "reference",
    Output.INLINE,
    "The full reference of one entry.",
    positional="citation key",
    takes_citation_keys=True,
    minimum=1,
    maximum=1,
    parameters=(Parameter("file", "The bibliography file that contains the key.", short="f"),),
)
