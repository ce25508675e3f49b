"""What all directives have in common once they are rendered, and parameters that several of them share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call, Directive, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot, SlotContext
from mkdocs_fieldguide.markup.placeholders import Kind, Placeholder
from mkdocs_fieldguide.rendering.page.page_context import PageContext

COLUMNS = (
    Parameter("col", "How many to a row, at most.", "number"),
    Parameter("sort", "`true` sorts by name, `false` keeps the given order.", "flag"),
)
"""Parameters of everything that is laid out in columns."""

LIST_FRAME = (
    Parameter("title", "A heading above it."),
    Parameter("caption", "The words of a link below it, such as “All news”."),
    Parameter("caption_url", "Where that link leads: a page or an address."),
    Parameter("truncate", "Cuts descriptions after so many characters.", "number"),
)
"""Parameters of lists of news and events."""


@dataclass(frozen=True, slots=True)
class PageDirective(Directive, ABC):
    """A directive that can be rendered."""

    @abstractmethod
    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Return the HTML of one call, and report what is wrong with it.

        Args:
            page: the page that is being rendered.
            slot: the place of the call, whose mark holds the arguments.
        """

    def render_landing_block(self, page: PageContext) -> Markup:
        """Return the HTML of a block on a landing page whose author has not written the directive."""
        return self.render(page, self.slot_on(page))

    def slot_on(self, page: PageContext, **values: Any) -> Slot:
        """Return a slot for a call with these arguments that no author has written."""
        info = page.info
        call = Call(self, (), values)
        mark = Placeholder(-1, Kind.CALL, "", info.path, info.defined_at, call=call)
        return Slot(mark, SlotContext.TEXT)
