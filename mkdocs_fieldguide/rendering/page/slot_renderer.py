"""Replaces the slots in a page's HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jinja2 import TemplateError
from markupsafe import Markup, escape

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.directive import Call
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.markup.placeholders import Kind
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.page.nested_markdown import MAX_DEPTH, MAX_NESTED

MAX_CHARACTERS = 10_000_000
"""Maximum length of the HTML that tags may add to one page: a short tag may produce a table of many rows."""

_NESTED_COST = MAX_CHARACTERS // MAX_NESTED
"""What a slot inside the arguments of another one counts for, in addition to its HTML."""

_EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>")


def max_copies(html: str) -> int:
    """Return how many copies of a piece of HTML fit into one page; at least one."""
    return 1 + MAX_CHARACTERS // (len(html) + 1)


class SlotRenderer:
    """Renders the slots of one page, within limits for their size and depth.

    Args:
        context: the context of rendering.
        render_call: renders a call of a directive.
        arrange: changes the text around slots before they are rendered.
    """

    def __init__(
        self,
        context: RenderContext,
        render_call: Callable[[Call, Slot], Markup],
        arrange: Callable[[Sequence[str | Slot]], Sequence[str | Slot]] | None = None,
    ) -> None:
        self._arrange = arrange
        self._context = context
        self._render_call = render_call
        self._depth = 0
        self._characters = 0
        self._is_full = False

    def fill(self, parts: Sequence[str | Slot]) -> str:
        """Return the HTML of a page with its slots rendered.

        Args:
            parts: the HTML, split at its slots.
        """
        filled = self._join(parts)
        return _EMPTY_PARAGRAPH.sub("", filled) if len(parts) > 1 else filled

    def render(self, slot: Slot) -> Markup:
        """Return the HTML of a slot; an empty one if the page has reached its maximum size."""
        return self.limit(slot, self._render)

    def limit(self, slot: Slot, render: Callable[[Slot], Markup]) -> Markup:
        """Return what `render` returns for a slot; nothing if the page has reached its maximum size."""
        if self._characters > MAX_CHARACTERS:
            self.report_too_large(slot)
            return Markup("")
        html = render(slot)
        self._characters += len(html) + (_NESTED_COST if self._depth else 0)
        return html

    def render_nested(self, slot: Slot) -> Markup:
        """Return the HTML of the Markdown in the arguments of a slot."""
        if self._depth >= MAX_DEPTH:
            return self._render_too_deep(slot)
        self._depth += 1
        html = self._join(self._context.text.nested.parts(slot))
        self._depth -= 1
        return Markup(html)

    def report_too_large(self, slot: Slot) -> None:
        """Report once that the page has reached its maximum size."""
        if not self._is_full:
            self._is_full = True
            self._context.findings.add(
                Code.TOO_LARGE,
                slot.mark.location,
                "The output of the tags on this page is too large; this tag and all later ones are left out.",
                "Use tags that show long lists only once on a page.",
            )

    def _join(self, parts: Sequence[str | Slot]) -> str:
        if self._arrange is not None:
            parts = self._arrange(parts)
        return "".join(
            part if isinstance(part, str) else _fit_into_paragraph(part, self.render(part)) for part in parts
        )

    def _render(self, slot: Slot) -> Markup:
        mark = slot.mark
        for problem in mark.problems:
            self._context.findings.add(
                problem.code, mark.location, problem.message, problem.hint, fix=problem.fix
            )
        if mark.kind is Kind.EMPTY:
            return Markup("")
        if mark.call is None:
            title = mark.problems[0].message if mark.problems else ""
            return self._context.templates.partial("problem", text=mark.plain, title=title)
        depth = self._depth
        with error_boundary(
            self._context.findings, mark.location, f"“{shorten(mark.source)}”", (TemplateError,)
        ):
            return self._render_call(mark.call, slot)
        self._depth = depth
        return self._context.templates.partial("problem", text=mark.source, title="")

    def _render_too_deep(self, slot: Slot) -> Markup:
        """Return the Markdown itself: at each level the size of the page may double."""
        text = self._context.text.nested.text(slot.mark)
        if text:
            self._context.findings.add(
                Code.MISPLACED_TAG,
                slot.mark.location,
                f"“{shorten(slot.mark.source)}” is nested more than {MAX_DEPTH} levels deep.",
                "Its text is shown unconverted. Move it out of some of the enclosing tags.",
            )
        return escape(self._context.text.placeholders.restore(text))


def _fit_into_paragraph(slot: Slot, html: Markup) -> str:
    """Close the paragraph around a block, which a paragraph cannot contain, and open it again."""
    return f"</p>\n{html}\n<p>" if slot.in_paragraph and slot.mark.is_block else html
