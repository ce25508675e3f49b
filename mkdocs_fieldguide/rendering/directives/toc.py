"""The directive `toc`: the page's table of contents."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.markup.directive import Output
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext
from mkdocs_fieldguide.rendering.page.toc import TOC_MARKER


class TocDirective(PageDirective):
    """The page's table of contents."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render a marker that is replaced when all headings of the page are known."""
        if not page.toc.mark(slot):
            page.context.findings.add(
                Code.NOTHING_TO_SHOW, slot.mark.location, "The page has no headings to list."
            )
        return TOC_MARKER


DIRECTIVE = TocDirective(
    "toc",
    Output.BLOCK,
    "The page's table of contents, in addition to the one in the sidebar.",
    includes=("toc",),
)
