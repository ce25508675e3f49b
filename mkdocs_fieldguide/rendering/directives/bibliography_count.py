"""The directive `bibliography_count`: the number of references."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class BibliographyCountDirective(PageDirective):
    """The number of references."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the number."""
        return page.references.count(slot)


DIRECTIVE = BibliographyCountDirective(
    "bibliography_count",
    Output.INLINE,
    "The number of references, of all or of those that match.",
    parameters=(
        Parameter("cited", "Only references that the page cites.", "flag", short="c"),
        Parameter("file", "Only entries of this file; can be repeated.", "list", short="f"),
        Parameter("query", "Only entries that match a query, such as `@article[year>=2020]`.", short="q"),
        Parameter("remove_duplicates", "Accepted, without effect; keys are unique.", "ignored", short="r"),
    ),
)
