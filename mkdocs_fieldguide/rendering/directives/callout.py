"""The directive `callout`: a box with a note, tip or warning."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.markup.callouts import TYPES
from mkdocs_fieldguide.markup.directive import Admonition, Call, Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


def _type(call: Call) -> str:
    """Return the class of the admonition; an unknown type is a note."""
    return TYPES.get(call.text("type").casefold(), "note")


def _title(call: Call) -> str:
    """Return the given title, or the name of the type."""
    return call.text("title") or _type(call).capitalize()


class CalloutDirective(PageDirective):
    """A box with a note, tip or warning."""

    def admonition(self, call: Call) -> Admonition:
        """Return the callout as an admonition, so that its content may be any Markdown."""
        return Admonition(_type(call), _title(call), call.text("content"))

    def nested_markdown(self, call: Call) -> str:
        """Return the content."""
        return call.text("content")

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render a callout that could not become an admonition, such as an inline one or one in raw HTML."""
        call = slot.mark.call
        if call is None:
            return Markup("")
        return page.context.templates.partial(
            "callout",
            type=_type(call),
            title=page.context.text.placeholders.plain(_title(call)),
            content=page.render_nested(slot),
        )


DIRECTIVE = CalloutDirective(
    "callout",
    Output.CONTAINER,
    "A box with a note, a tip, a warning or important information.",
    parameters=(
        Parameter(
            "type",
            "`note`, `tip`, `warning` or `important`.",
            choices=("note", "tip", "warning", "important"),
        ),
        Parameter("content", "The text, in Markdown.", markdown=True),
        Parameter("title", "The title; by default the type."),
    ),
    includes=("callout",),
)
