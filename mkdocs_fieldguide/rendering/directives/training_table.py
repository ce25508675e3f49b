"""The directive `training_table`: a table of training material."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Output
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


class TrainingTableDirective(PageDirective):
    """A table of training material."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the table."""
        return page.renderers.more_information.training_table(page.next_number(self.name))


DIRECTIVE = TrainingTableDirective(
    "training_table",
    Output.BLOCK,
    "A table of the training material in the front matter of all pages.",
    includes=("training-table-all",),
    adds_anchors=True,
    searchable=False,
)
