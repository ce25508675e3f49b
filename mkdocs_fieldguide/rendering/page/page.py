"""Renders a page: its text with all directives, the sections below it, and its cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.markup.directive import Call
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.directives import DIRECTIVES
from mkdocs_fieldguide.rendering.page.edit_actions import Action
from mkdocs_fieldguide.rendering.page.landing_page import landing_blocks, render_landing_page
from mkdocs_fieldguide.rendering.page.page_context import PageContext
from mkdocs_fieldguide.rendering.page.sections import Section
from mkdocs_fieldguide.rendering.page.slot_renderer import SlotRenderer, max_copies
from mkdocs_fieldguide.rendering.page.toc import TOC_MARKER, Headings, no_headings
from mkdocs_fieldguide.rendering.references.notes import NO_NOTES, NotePlan, attach_notes
from mkdocs_fieldguide.rendering.renderers import Renderers
from mkdocs_fieldguide.rendering.tables.author_tables import add_table_filters

_H1 = re.compile(r"<h1\b(?:(?!<h1\b).)*?</h1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A finished page.

    Attributes:
        html: the content of the page.
        sections: the generated sections below its text, in order.
        has_actions: whether buttons for its source are next to its title.
        unsearched: the parts of `html` that the search does not index.
    """

    html: str
    sections: tuple[Section, ...]
    has_actions: bool = False
    unsearched: tuple[str, ...] = ()


class PageRenderer:
    """Renders one page.

    Args:
        renderers: the renderers for the page's depth.
        info: the page.
        parts: its HTML, split at its slots.
        headings: returns the headings of its table of contents.
    """

    def __init__(
        self,
        renderers: Renderers,
        info: PageInfo,
        parts: Sequence[str | Slot],
        headings: Headings = no_headings,
    ) -> None:
        self._parts = parts
        self._renderers = renderers
        self._info = info
        formatter = renderers.context.citations.formatter("")
        attach = self._attach_notes if formatter.is_note or formatter.superscript else None
        self._slots = SlotRenderer(renderers.context, self._render_call, attach)
        slots = tuple(renderers.context.text.nested.all_slots(parts))
        self._notes = NotePlan(parts, slots, self._is_citation) if formatter.is_note else None
        numbers = self._notes.numbers if self._notes else NO_NOTES
        self._page = PageContext(renderers, info, slots, numbers, headings, self._slots.render_nested)

    def assemble(
        self,
        title: str,
        below: str = "",
        *,
        headed: bool = False,
        actions: Sequence[Action] = (),
        changed: str = "",
    ) -> RenderedPage:
        """Render the page.

        Args:
            title: the title, for a page whose text does not begin with a heading.
            below: the content of a generated page, below its title.
            headed: whether to show a title even if the page has neither a type nor a summary.
            actions: the buttons next to the title.
            changed: the date of the last change to show; empty to show none.
        """
        page, info, context = self._page, self._info, self._renderers.context
        text = add_table_filters(
            self._slots.fill(self._with_notes()), context.templates, context.words, page.exclude_from_search
        )
        body = f"{text}{below}"
        sections = page.sections.render(page.replaced_sections)
        if info.is_landing:
            body = self._with_landing_layout(body, title, actions)
        elif headed or actions or info.type or info.summary or info.page_img or info.generated:
            body = self._with_head(body, title, actions)
        cards = Markup("\n").join(part for part in (page.tools.cards, page.references.cards) if part)
        if cards:
            cards = context.templates.partial("cards", cards=cards)
        below_sections = (page.sections.last_change(changed), page.sections.neighbours(), cards)
        body = self._with_toc(body, sections)
        parts = (*(section.html for section in sections), *below_sections)
        end = "\n".join(part for part in parts if part)
        # Not `+`: adding text to Markup escapes it.
        end = f"{end}{context.templates.sprite(f'{body}{end}')}"
        unsearched = (*page.unsearched, end) if end else tuple(page.unsearched)
        return RenderedPage(
            f"{body}\n{end}" if body and end else body or end, sections, bool(actions), unsearched
        )

    def check(self) -> None:
        """Report what is wrong with the page's directives, without the rest of the page.

        The sections below the text need no check: their data is checked where it is loaded.
        """
        self._slots.fill(self._parts)
        if self._info.is_landing:
            landing_blocks(self._page)

    def exclude_from_search(self, html: Markup) -> Markup:
        """Record a part of the page that the search does not index, and return it unchanged."""
        return self._page.exclude_from_search(html)

    def render_excerpt(self, slot: Slot, base_url: str) -> Markup:
        """Render one slot of this page for an excerpt on another page.

        Args:
            slot: the slot on the other page.
            base_url: relative URL of this page, as seen from the other one.
        """
        call = slot.mark.call
        if call is not None and call.directive.cited_keys(call):
            return self._page.references.citation(slot, base_url=base_url)
        return self._slots.render(slot).replace(TOC_MARKER, "")

    def all_references(self) -> Markup:
        """Render the whole bibliography, for a generated page."""
        return self._page.references.whole()

    @property
    def cards(self) -> Markup:
        """Return the cards of the tools that have been rendered with a button."""
        return self._page.tools.cards

    def _render_call(self, call: Call, slot: Slot) -> Markup:
        directive = DIRECTIVES[call.directive.name]
        html = directive.render(self._page, slot)
        return html if directive.searchable else self._page.exclude_from_search(html)

    def _with_notes(self) -> Sequence[str | Slot]:
        """Return the parts of the page with the list of its notes, in a citation style for notes."""
        plan = self._notes
        if plan is None or not plan.cited:
            return self._parts
        notes = {
            plan.numbers.own[slot.mark.number]: self._slots.limit(slot, self._page.references.note)
            for slot in plan.cited
        }
        templates = self._page.context.templates
        return plan.parts(notes, lambda items: templates.partial("notes", items=Markup(items)))

    def _attach_notes(self, parts: Sequence[str | Slot]) -> Sequence[str | Slot]:
        if self._notes is None:
            return attach_notes(parts, self._is_citation, move=False)
        own = self._notes.numbers.own
        return attach_notes(parts, lambda slot: slot.mark.number in own, move=True)

    def _is_citation(self, slot: Slot) -> bool:
        call, references = slot.mark.call, self._renderers.context.registry.references
        return call is not None and any(key in references for key in call.directive.cited_keys(call))

    def _with_toc(self, body: str, sections: Sequence[Section]) -> str:
        """Replace the markers of the table of contents, as far as the maximum size of a page allows."""
        count = body.count(TOC_MARKER)
        if not count:
            return body
        page = self._page
        entries = page.toc.entries(sections)
        toc = page.context.templates.partial("toc", entries=entries) if entries else Markup("")
        most = max_copies(toc)
        if count > most and page.toc.last_slot:
            self._slots.report_too_large(page.toc.last_slot)
        page.unsearched += [toc] * min(count, most)
        return body.replace(TOC_MARKER, toc, most).replace(TOC_MARKER, "")

    def _with_head(self, body: str, title: str, actions: Sequence[Action]) -> str:
        match = _H1.search(body)
        heading = Markup(match[0]) if match else Markup("<h1>{}</h1>").format(title)
        types = self._renderers.types
        types.check(self._info)
        head = self._page.context.templates.partial(
            "page-head",
            page=self._info,
            heading=heading,
            label=types.label(self._info),
            picture=types.picture(self._info),
            actions=actions,
        )
        # Not `+`: adding text to Markup escapes it.
        return f"{body[: match.start()]}{head}{body[match.end() :]}" if match else f"{head}\n{body}"

    def _with_landing_layout(self, body: str, title: str, actions: Sequence[Action]) -> str:
        match = _H1.search(body)
        heading = Markup(match[0]) if match else Markup("<h1>{}</h1>").format(title)
        text = f"{body[: match.start()]}{body[match.end() :]}" if match else body
        return render_landing_page(self._page, heading, Markup(text), actions)
