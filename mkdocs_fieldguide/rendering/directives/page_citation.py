"""The directive `page_citation`: how to cite the page."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.markup.directive import Call, Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext
from mkdocs_fieldguide.rendering.page.sections import CITATION


class PageCitationDirective(PageDirective):
    """How to cite the page."""

    def replaced_section(self, call: Call) -> str:
        """Return the section below the text that shows the same."""
        return CITATION

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the citation, or report that the page cannot be cited."""
        if page.context.citations.of_page(page.info.path) is None:
            page.context.findings.add(
                Code.NOTHING_TO_SHOW,
                slot.mark.location,
                "This page cannot be cited.",
                "Generated pages have no citation.",
            )
        return page.sections.citation()


DIRECTIVE = PageCitationDirective(
    "page_citation",
    Output.BLOCK,
    "How to cite the page or the guide, shown here instead of in the credits.",
    parameters=(
        Parameter("title", "Accepted, without effect; the page's own title is used.", "ignored"),
        Parameter(
            "contributors", "Accepted, without effect; the authors are those of the credits.", "ignored"
        ),
        Parameter("contributors_list", "Accepted, without effect, as `contributors`.", "ignored"),
        Parameter("sort", "Accepted, without effect; authors have the order of the page.", "ignored"),
        Parameter("url", "Accepted, without effect; the page's own URL is used.", "ignored"),
    ),
    includes=("citation-page",),
)
