"""The directive `octicon`: an icon of the theme."""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup

from mkdocs_fieldguide.files.symlinks import may_escape
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.directive import Output, Parameter, Shorthand
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext


def _option(words: list[str], name: str) -> str:
    """Return the value of an option written as `name:value` or `name:"some words"`."""
    for word, following in pairwise([*words, ""]):
        if word.startswith(name):
            return word.removeprefix(name) or following
    return ""


class OcticonDirective(PageDirective):
    """An icon of the theme."""

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the icon, or report that it does not exist."""
        call, context, mark = slot.mark.call, page.context, slot.mark
        if call is None:
            return Markup("")
        name, *options = call.words
        path = context.icons.find(name)
        if not path:
            if may_escape(name):
                code, hint = Code.OUTSIDE_PATH, "Use the name of an icon, such as rocket or material/web."
                message = (
                    f"The icon “{shorten(name, 120)}” is outside the theme's icon folders, so it is not read."
                )
            else:
                code, hint = Code.UNKNOWN_ICON, context.icons.suggest(name)
                message = f"The theme has no icon “{name[:120]}”."
            context.findings.add(code, mark.location, message, hint)
            return context.templates.partial("problem", text=mark.source, title=message)
        label = context.text.placeholders.plain(call.text("label")) or _option(options, "aria-label:")
        return context.templates.partial("icon", path=path, label=label)


DIRECTIVE = OcticonDirective(
    "octicon",
    Output.INLINE,
    "An icon: an Octicon by name, or any other icon of the theme by path.",
    positional="name of the icon",
    minimum=1,
    maximum=None,
    parameters=(
        Parameter("label", "Text alternative of the icon; by default it is hidden from screen readers."),
        Parameter("height", "Accepted, without effect; icons have the height of the text.", "ignored"),
        Parameter("width", "Accepted, without effect.", "ignored"),
        Parameter("class", "Accepted, without effect.", "ignored"),
    ),
    shorthands=(Shorthand.FONT_ICON,),
)
