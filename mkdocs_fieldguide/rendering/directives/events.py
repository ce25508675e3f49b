"""The directive `events`: a list of events."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call, Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import LIST_FRAME, PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext
from mkdocs_fieldguide.rendering.page.sections import PAGE_EVENTS


class EventsDirective(PageDirective):
    """A list of events."""

    def replaced_section(self, call: Call) -> str:
        """Return the section of the page's own events if the list is about certain pages."""
        return PAGE_EVENTS if call.names("related_pages") else ""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the list."""
        return page.renderers.news_events.events(slot.mark)


DIRECTIVE = EventsDirective(
    "events",
    Output.BLOCK,
    "A list of events: first upcoming events, the earliest first, then past events.",
    parameters=(
        Parameter("event_type", "Only `upcoming_event` or only `past_event`."),
        Parameter("related_pages", "Only events about one of these pages.", "list"),
        Parameter("limit", "Maximum number of events.", "number"),
        Parameter("col", "Maximum number of columns.", "number"),
        *LIST_FRAME,
    ),
    includes=("events",),
)
