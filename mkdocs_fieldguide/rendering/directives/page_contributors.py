"""The directive `page_contributors`: the people credited on the page."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import COLUMNS, PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class PageContributorsDirective(PageDirective):
    """The people credited on the page."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the people."""
        return page.renderers.people_lists.page_contributors(slot.mark, page.info)


DIRECTIVE = PageContributorsDirective(
    "page_contributors",
    Output.BLOCK,
    "The people credited on this page.",
    parameters=(
        Parameter("custom", "Show these people instead, by name or id.", "list"),
        Parameter("contributors_list", "The same as `custom`.", "list"),
        Parameter("role", "Only people with this role."),
        *COLUMNS,
    ),
    includes=("contributor-minitiles-page",),
)
