"""The page that directives are rendered on, as far as they need it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.page.sections import PageSections
from mkdocs_fieldguide.rendering.page.toc import Headings, PageToc
from mkdocs_fieldguide.rendering.references.notes import NoteNumbers
from mkdocs_fieldguide.rendering.references.page_references import PageReferences
from mkdocs_fieldguide.rendering.renderers import Renderers
from mkdocs_fieldguide.rendering.tools.mentions import PageToolMentions


class PageContext:
    """One page while it is rendered.

    Args:
        renderers: the renderers for the page's depth.
        info: the page.
        slots: its slots, including those in the arguments of others, in reading order.
        notes: the numbers of its notes, in a citation style for notes.
        headings: returns the headings of its table of contents.
        render_nested: renders the Markdown in the arguments of a slot.

    Attributes:
        tools: the tools mentioned so far.
        references: what the page cites.
        sections: the sections below the text.
        toc: the table of contents in the text.
        unsearched: the parts of the page that the search does not index.
    """

    def __init__(
        self,
        renderers: Renderers,
        info: PageInfo,
        slots: Iterable[Slot],
        notes: NoteNumbers,
        headings: Headings,
        render_nested: Callable[[Slot], Markup],
    ) -> None:
        self.renderers = renderers
        self.info = info
        self.render_nested = render_nested
        slots = tuple(slots)
        self.calls: Sequence[Call] = [slot.mark.call for slot in slots if slot.mark.call]
        self.tools = PageToolMentions(renderers.tools)
        self.references = PageReferences(renderers.context, renderers.links, info.path, slots, notes)
        self.sections = PageSections(renderers, info, self.tools, self.references)
        self.toc = PageToc(headings)
        self.unsearched: list[Markup] = []
        self._numbers: Counter[str] = Counter()

    @property
    def context(self) -> RenderContext:
        """Return what is the same for all pages."""
        return self.renderers.context

    def next_number(self, kind: str) -> int:
        """Return how many things of this kind the page has so far, including this one."""
        self._numbers[kind] += 1
        return self._numbers[kind]

    def exclude_from_search(self, html: Markup) -> Markup:
        """Record a part of the page that the search does not index, and return it unchanged."""
        self.unsearched.append(html)
        return html

    @property
    def replaced_sections(self) -> frozenset[str]:
        """Return the ids of the sections whose content the author has placed in the text."""
        return frozenset(call.directive.replaced_section(call) for call in self.calls)

    def replaces(self, section: str) -> bool:
        """Return whether the author has placed the content of a section in the text."""
        return section in self.replaced_sections
