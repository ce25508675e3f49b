"""Puts one page together: its marks, the sections of ours below it, the cards at its end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from jinja2 import TemplateError
from markupsafe import Markup, escape

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.arguments import Call
from mkdocs_fieldguide.markup.callouts import callout_title, callout_type
from mkdocs_fieldguide.markup.html_slots import Slot, SlotContext
from mkdocs_fieldguide.markup.placeholders import Kind
from mkdocs_fieldguide.model.entries import slugify
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.page.edit_actions import Action
from mkdocs_fieldguide.rendering.page.figures import figure, inline_icon
from mkdocs_fieldguide.rendering.page.nested_markdown import MAX_DEPTH, MOST_NESTED
from mkdocs_fieldguide.rendering.page.sections import PageSections, Section
from mkdocs_fieldguide.rendering.page.toc import TOC_PLACE, Headings, no_headings
from mkdocs_fieldguide.rendering.references.page_references import PageReferences
from mkdocs_fieldguide.rendering.renderers import Renderers
from mkdocs_fieldguide.rendering.tables.author_tables import add_table_filters
from mkdocs_fieldguide.rendering.tools.mentions import PageToolMentions

MOST_CHARACTERS = 10_000_000
"""Characters of HTML that tags may put into one page: a few letters may stand for a table of many rows."""

_NESTED = MOST_CHARACTERS // MOST_NESTED
"""What a mark inside another one counts for, beside its HTML."""

_EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>")
_H1 = re.compile(r"<h1\b(?:(?!<h1\b).)*?</h1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A finished page.

    Attributes:
        html: the page's content.
        sections: the sections of ours in it, in their order.
        has_actions: whether buttons to its source stand beside its title.
        unsearched: the parts of `html` that the search does not look into.
    """

    html: str
    sections: tuple[Section, ...]
    has_actions: bool = False
    unsearched: tuple[str, ...] = ()


def _is_own(call: Call) -> bool:
    """Tell whether a directive shows what is the page's own, and would be shown below the text as well.

    Events do only if they are chosen by pages.
    """
    return call.directive.name != "events" or bool(call.names("related_pages"))


class PageRenderer:
    """One page while it is put together.

    Args:
        renderers: the renderers for the page's depth.
        info: the page.
        parts: its HTML, cut at its marks.
        headings: gives the headings that its table of contents shows.
    """

    def __init__(
        self,
        renderers: Renderers,
        info: PageInfo,
        parts: Sequence[str | Slot],
        headings: Headings = no_headings,
    ) -> None:
        self._renderers = renderers
        self._site = renderers.site
        self._info = info
        self._parts = parts
        self._headings = headings
        self._tools = PageToolMentions(renderers.tools)
        self._depth = 0
        self._spent = 0
        self._is_full = False
        self._contents_slot: Slot | None = None
        self._has_headings = False
        self._tiles: Counter[str] = Counter()
        self._tables: Counter[str] = Counter()
        self._unsearched: list[Markup] = []
        self._has_types = False
        self._slots = list(self._site.nested.all_slots(parts))
        self._references = PageReferences(self._site, renderers.links, info.path, self._slots)
        self._sections = PageSections(renderers, info, self._tools, self._references)
        self._makers: dict[str, Callable[[Slot], Markup]] = {
            "tool": self._tool,
            "cite": self._references.citation,
            "nocite": self._nocite,
            "reference": self._references.full_reference,
            "bibliography": self._references.bibliography,
            "bibliography_count": self._references.count,
            "cite_details": self._references.details,
            "callout": self._callout,
            "image": self._image,
            "octicon": lambda slot: inline_icon(self._site, slot.mark),
            "section_tiles": lambda slot: self.not_searched(self._section_tiles(slot)),
            "tool_table": lambda slot: self.not_searched(self._tool_table(slot)),
            "training_table": lambda slot: self.not_searched(self._training_table(slot)),
            "page_ids": lambda slot: self.not_searched(self._page_ids(slot)),
            "toc": self._toc,
            "related_pages": lambda slot: self._sections.related(),
            "more_information": lambda slot: self._sections.more(),
            "page_credits": self._credits,
            "page_citation": self._citation,
            "contributors": lambda slot: renderers.people_lists.contributors(slot.mark),
            "page_contributors": lambda slot: renderers.people_lists.page_contributors(slot.mark, info),
            "affiliations": lambda slot: renderers.people_lists.affiliations(slot.mark),
            "news": lambda slot: renderers.dated.news(slot.mark),
            "events": lambda slot: renderers.dated.events(slot.mark),
            "landing_search": lambda slot: self.not_searched(renderers.landing.search()),
            "type_tiles": lambda slot: self.not_searched(self._type_tiles(slot)),
            "guide_numbers": lambda slot: self.not_searched(renderers.landing.numbers(slot.mark)),
            "call_to_contribute": lambda slot: renderers.landing.call_to_contribute(slot.mark),
        }

    def assemble(
        self,
        title: str,
        below: str = "",
        *,
        headed: bool = False,
        actions: Sequence[Action] = (),
    ) -> RenderedPage:
        """Render the page.

        Args:
            title: the title to show where the text has no first heading of its own.
            below: what a generated page shows below its title.
            headed: whether the page needs its title from us, even without a type or summary.
            actions: the buttons beside the title.
        """
        text = add_table_filters(self._filled(), self._site.templates, self._site.words, self.not_searched)
        body = f"{text}{below}"
        used = {
            slot.mark.call.directive.name
            for slot in self._slots
            if slot.mark.call and _is_own(slot.mark.call)
        }
        sections = self._sections.render(used)
        info = self._info
        if info.is_landing:
            body = self._landing(body, title, used, actions)
        elif headed or actions or info.type or info.summary or info.page_img or info.generated:
            body = self._with_head(body, title, actions)
        cards = Markup("\n").join(part for part in (self._tools.cards, self._references.cards) if part)
        if cards:
            cards = self._site.templates.partial("cards", cards=cards)
        near = self._sections.neighbours()
        if places := body.count(TOC_PLACE):
            entries = self._headings(sections)
            contents = self._site.templates.partial("toc", entries=entries) if entries else Markup("")
            most = 1 + MOST_CHARACTERS // (len(contents) + 1)
            if places > most and self._contents_slot:
                self._report_too_large(self._contents_slot)
            body = body.replace(TOC_PLACE, contents, most).replace(TOC_PLACE, "")
            self._unsearched += [contents] * min(places, most)
        parts = (*(section.html for section in sections), near, cards)
        end = "\n".join(part for part in parts if part)
        # Not `+`: text that is added to Markup would be escaped.
        end = f"{end}{self._site.templates.sprite(f'{body}{end}')}"
        unsearched = (*self._unsearched, end) if end else tuple(self._unsearched)
        return RenderedPage(
            f"{body}\n{end}" if body and end else body or end, sections, bool(actions), unsearched
        )

    def look_through(self) -> None:
        """Look up everything that the page's marks name, and report what is wrong with it; render nothing.

        The sections below the text need no look: what they show is checked where it is loaded.
        """
        self._filled()
        if self._info.is_landing:
            self._renderers.landing.blocks(self._info)

    def not_searched(self, html: Markup) -> Markup:
        """Take down a part of the page that the search does not look into, and give it back."""
        self._unsearched.append(html)
        return html

    def excerpt(self, slot: Slot, away: str) -> Markup:
        """Render one mark of this page as it stands on another page.

        Args:
            slot: the mark's place there.
            away: link from there to this page.
        """
        call = slot.mark.call
        if call is not None and call.directive.name == "cite":
            return self._references.citation(slot, away=away)
        return self._rendered(slot).replace(TOC_PLACE, "")

    def all_references(self) -> Markup:
        """Render the whole bibliography, for a generated page."""
        return self._references.whole()

    @property
    def cards(self) -> Markup:
        """Return the cards of the tools that have been rendered with a button."""
        return self._tools.cards

    def _filled(self) -> str:
        filled = self._joined(self._parts)
        return _EMPTY_PARAGRAPH.sub("", filled) if len(self._parts) > 1 else filled

    def _joined(self, parts: Sequence[str | Slot]) -> str:
        return "".join(
            part if isinstance(part, str) else self._in_place(part, self._rendered(part)) for part in parts
        )

    @staticmethod
    def _in_place(slot: Slot, html: Markup) -> str:
        """Close the paragraph around a block, which cannot stand in it, and open it again."""
        return f"</p>\n{html}\n<p>" if slot.in_paragraph and slot.mark.is_block else html

    def _rendered(self, slot: Slot) -> Markup:
        """Render a mark, unless those before it have filled the page."""
        if self._spent > MOST_CHARACTERS:
            self._report_too_large(slot)
            return Markup("")
        html = self._made(slot)
        self._spent += len(html) + (_NESTED if self._depth else 0)
        return html

    def _report_too_large(self, slot: Slot) -> None:
        if not self._is_full:
            self._is_full = True
            self._site.findings.add(
                Code.TOO_LARGE,
                slot.mark.location,
                "The tags on this page show too much; from here on they show nothing.",
                "Use a tag that shows a long list once on a page.",
            )

    def _made(self, slot: Slot) -> Markup:
        mark = slot.mark
        for problem in mark.problems:
            self._site.findings.add(
                problem.code, mark.location, problem.message, problem.hint, fix=problem.fix
            )
        if mark.kind is Kind.GONE:
            return Markup("")
        if mark.call is None:
            title = mark.problems[0].message if mark.problems else ""
            return self._site.templates.partial("problem", text=mark.plain, title=title)
        depth = self._depth
        with error_boundary(
            self._site.findings, mark.location, f"“{shorten(mark.source)}”", (TemplateError,)
        ):
            return self._makers[mark.call.directive.name](slot)
        self._depth = depth
        return self._site.templates.partial("problem", text=mark.source, title="")

    def _tool(self, slot: Slot) -> Markup:
        call = slot.mark.call
        identifier = call.words[0] if call else ""
        return self._tools.mention(identifier, control=slot.where is SlotContext.TEXT)

    def _nocite(self, slot: Slot) -> Markup:
        self._references.report_unknown(slot)
        return Markup("")

    def _callout(self, slot: Slot) -> Markup:
        call = slot.mark.call
        if call is None:
            return Markup("")
        return self._site.templates.partial(
            "callout",
            type=callout_type(call),
            title=self._site.book.plain(callout_title(call)),
            content=self._inner(slot),
        )

    def _image(self, slot: Slot) -> Markup:
        return figure(self._site, slot.mark, self._renderers.links, self._inner(slot))

    def _inner(self, slot: Slot) -> Markup:
        """Render the Markdown that stands in a mark's arguments."""
        if self._depth >= MAX_DEPTH:
            return self._too_deep(slot)
        self._depth += 1
        html = self._joined(self._site.nested.parts(slot))
        self._depth -= 1
        return Markup(html)

    def _credits(self, slot: Slot) -> Markup:
        used = (part.mark.call.directive.name for part in self._slots if part.mark.call)
        return self._sections.credits(citation="page_citation" not in used)

    def _citation(self, slot: Slot) -> Markup:
        if self._site.citable(self._info.path) is None:
            self._site.findings.add(
                Code.NOTHING_TO_SHOW, slot.mark.location, "This page cannot be cited.", "No author wrote it."
            )
        return self._sections.citation()

    def _toc(self, slot: Slot) -> Markup:
        if self._contents_slot is None:
            self._has_headings = bool(self._headings(()))
        self._contents_slot = slot
        if not self._has_headings:
            self._site.findings.add(
                Code.NOTHING_TO_SHOW, slot.mark.location, "The page has no headings to list."
            )
        return TOC_PLACE

    def _section_tiles(self, slot: Slot) -> Markup:
        call = slot.mark.call
        wanted = call.text("type") if call else ""
        name = slugify(wanted) if wanted else "tiles"
        self._tiles[name] += 1
        return self._renderers.tiles.section(slot.mark, name, self._tiles[name])

    def _too_deep(self, slot: Slot) -> Markup:
        """Show the text of what stands too deep as it is: no page could hold what may double at each step."""
        text = self._site.nested.text(slot.mark)
        if text:
            self._site.findings.add(
                Code.MISPLACED_TAG,
                slot.mark.location,
                f"“{shorten(slot.mark.source)}” stands in more than {MAX_DEPTH} others, "
                "one inside the other.",
                "Its text is shown as it is written. Put it outside of some of them.",
            )
        return escape(self._site.book.restore(text))

    def _tool_table(self, slot: Slot) -> Markup:
        call = slot.mark.call
        tag = call.text("tag") if call else ""
        registry = self._site.registry
        self._tables["tools"] += 1
        number = self._tables["tools"]
        listing = self._site.addresses.parts.get("tools", ())
        if not tag and number == 1 and self._info.path in listing:
            return self._renderers.tool_tables.whole(self._info.path)
        tools = (*registry.tools.values(), *registry.national_resources)
        return self._renderers.tool_tables.table(
            (tool for tool in tools if not tag or tag in tool.related_page_ids),
            "tools",
            self._site.words("all_tools"),
            self._info.path,
            interactive=True,
            number=number,
        )

    def _training_table(self, slot: Slot) -> Markup:
        self._tables["training"] += 1
        return self._renderers.more.training_table(self._tables["training"])

    def _page_ids(self, slot: Slot) -> Markup:
        self._tables["page-ids"] += 1
        return self._renderers.tiles.page_ids(self._tables["page-ids"])

    def _with_head(self, body: str, title: str, actions: Sequence[Action]) -> str:
        match = _H1.search(body)
        heading = Markup(match[0]) if match else Markup("<h1>{}</h1>").format(title)
        self._renderers.types.check(self._info)
        head = self._site.templates.partial(
            "page-head",
            page=self._info,
            heading=heading,
            label=self._renderers.types.label(self._info),
            picture=self._renderers.types.picture(self._info),
            actions=actions,
        )
        # Not `+`: text that is added to Markup would be escaped.
        return f"{body[: match.start()]}{head}{body[match.end() :]}" if match else f"{head}\n{body}"

    def _type_tiles(self, slot: Slot) -> Markup:
        first = not self._has_types
        self._has_types = True
        return self._renderers.landing.type_tiles(slot.mark, anchor=first)

    def _landing(self, body: str, title: str, used: Collection[str], actions: Sequence[Action]) -> str:
        match = _H1.search(body)
        heading = Markup(match[0]) if match else Markup("<h1>{}</h1>").format(title)
        text = f"{body[: match.start()]}{body[match.end() :]}" if match else body
        return self._renderers.landing.page(
            self._info, heading, Markup(text), used, actions, self.not_searched
        )
