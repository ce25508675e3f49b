"""The base class of directives, and parameters that several of them share."""

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
    Parameter("col", "Maximum number of columns.", "number"),
    Parameter("sort", "`true` sorts by name, `false` keeps the given order.", "flag"),
)
"""Parameters of directives whose output has columns."""

LIST_FRAME = (
    Parameter("title", "Heading of the list; `true` for a default one.", is_switch=True),
    Parameter(
        "caption",
        "Text of a link below the list, such as “All news”; `true` for a default one.",
        is_switch=True,
    ),
    Parameter("caption_url", "Target of that link: a page or a URL."),
    Parameter(
        "truncate",
        "Maximum length of descriptions, in characters; `true` folds those of more than 40 words.",
        "number",
        is_switch=True,
    ),
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
            slot: the slot of the call; its `mark` contains the arguments.
        """

    def render_landing_block(self, page: PageContext) -> Markup:
        """Return the HTML of a block on a landing page, for a directive that is not in the page's text."""
        return self.render(page, self.slot_on(page))

    def slot_on(self, page: PageContext, **values: Any) -> Slot:
        """Return a slot for a generated call with these arguments."""
        info = page.info
        call = Call(self, (), values)
        mark = Placeholder(-1, Kind.CALL, "", info.path, info.defined_at, call=call)
        return Slot(mark, SlotContext.TEXT)
