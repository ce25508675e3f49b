"""The generated sections below a page's text."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from jinja2 import TemplateError
from markupsafe import Markup

from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.news_events import read_date
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.registry.related_pages import RelatedPage
from mkdocs_fieldguide.rendering.listings.country import make_country_view
from mkdocs_fieldguide.rendering.listings.dates import make_day_element
from mkdocs_fieldguide.rendering.references.lists import FORMATS
from mkdocs_fieldguide.rendering.references.page_references import PageReferences
from mkdocs_fieldguide.rendering.renderers import Renderers
from mkdocs_fieldguide.rendering.tools.mentions import PageToolMentions

RELATED_PAGES = "fg-related"
MORE_INFORMATION = "fg-more"
PAGE_EVENTS = "fg-page-events"
CREDITS = "fg-credits"
CITATION = "fg-page-citation"
"""The citation of the page, which is a part of the credits, not a section of its own."""


@dataclass(frozen=True, slots=True)
class Section:
    """A generated section of a page.

    Attributes:
        id: its id and class.
        title: its heading, as plain text.
        html: the HTML of the whole section.
    """

    id: str
    title: str
    html: Markup


class PageSections:
    """Renders the sections of one page, once its text is rendered.

    Args:
        renderers: the renderers for the page's depth.
        info: the page.
        tools: the tools that its text has mentioned.
        references: what its text has cited.
    """

    def __init__(
        self, renderers: Renderers, info: PageInfo, tools: PageToolMentions, references: PageReferences
    ) -> None:
        self._renderers = renderers
        self._context = renderers.context
        self._info = info
        self._tools = tools
        self._references = references

    def render(self, replaced: Collection[str]) -> tuple[Section, ...]:
        """Return the sections that are not empty.

        Args:
            replaced: ids of the sections whose content is in the text already.
        """
        return tuple(
            Section(
                identifier,
                title,
                self._context.templates.partial("section", id=identifier, title=title, body=body),
            )
            for identifier, title, body in self._bodies(replaced)
            if body
        )

    def related(self) -> Markup:
        """Render the related pages as tiles: first those that the page names, then the most similar."""
        registry = self._context.registry
        found: dict[str, PageInfo] = {}
        for page_id in self._info.related_page_ids:
            page = registry.resolve_page(page_id, self._info.path).page
            if page is not None and page.path != self._info.path:
                found.setdefault(page.path, page)
        near = self._context.indexes.related_pages.of(
            self._info.path, self._context.options.related_pages - len(found), found
        )
        if self._info.generated or self._info.search_exclude:
            near = []
        reasons = {relation.page.path: self._reason(relation) for relation in near}
        pages = [*found.values(), *(relation.page for relation in near)]
        return self._renderers.tiles.tiles(pages, reasons=reasons) if pages else Markup("")

    def neighbours(self) -> Markup:
        """Render links to the previous and the next page of the same type, if any."""
        before, after = self._context.indexes.neighbours.get(self._info.path, (None, None))
        if before is None and after is None:
            return Markup("")
        return self._context.templates.partial(
            "neighbours",
            label=self._context.options.page_types(self._info.type or "").label,
            before=self._renderers.tiles.link(before) if before else None,
            after=self._renderers.tiles.link(after) if after else None,
        )

    def last_change(self, date: str) -> Markup:
        """Render the date of the last change; empty if it is not known."""
        shown = make_day_element(self._context.words, read_date(date), None)
        return self._context.templates.partial("last-change", date=shown) if shown else Markup("")

    def _reason(self, relation: RelatedPage) -> str:
        """Return why a page is related, for one that the page itself does not name."""
        words, tools = self._context.words, self._context.registry.tools
        names = [tools[identifier].name for identifier in relation.tools if identifier in tools]
        if names:
            more = words("and_more", count=len(names) - 2)
            shown = ", ".join(names[:2])
            return words("shared_tools", names=f"{shown} {more}" if len(names) > 2 else shown)
        return words("shared_references" if relation.references else "shared_people")

    def more(self) -> Markup:
        """Render the links to further information; empty if there are none."""
        return self._renderers.more_information.section(self._info)

    def credits(self, *, citation: bool = True) -> Markup:
        """Render the credits; empty if the page has neither people nor a citation to show.

        Args:
            citation: whether they may contain the citation of the page.
        """
        shown = self.citation(headed=True) if citation and self._info.page_citation else ""
        return self._renderers.people.credits(self._info, shown)

    def citation(self, *, headed: bool = False) -> Markup:
        """Render how to cite the page or the guide; empty if the page cannot be cited.

        Args:
            headed: whether to add a heading.
        """
        cited = self._context.citations.of_page(self._info.path)
        if cited is None:
            return Markup("")
        links = self._renderers.links
        files = [(form, links.published(f"{cited.file}.{ending}")) for form, ending in FORMATS.items()]
        return self._context.templates.partial(
            "page-citation",
            entry=Markup(cited.entry.html),
            text=cited.entry.text,
            files=[(form, url) for form, url in files if url],
            date=make_day_element(self._context.words, read_date(cited.date), None),
            of_guide=cited.of_guide,
            headed=headed,
        )

    def _bodies(self, replaced: Collection[str]) -> Iterator[tuple[str, str, Markup]]:
        words = self._context.words
        yield "fg-references", words("references"), self._render_safely(self._references.remaining)
        yield from self._country()
        if RELATED_PAGES not in replaced:
            yield RELATED_PAGES, words("related_pages"), self._render_safely(self.related)
        if MORE_INFORMATION not in replaced:
            yield MORE_INFORMATION, words("more_information"), self._render_safely(self.more)
        if PAGE_EVENTS not in replaced:
            events = functools.partial(self._renderers.news_events.of_page, self._info)
            yield PAGE_EVENTS, words("events"), self._render_safely(events)
        if not self._info.is_landing:  # The tools that a landing page mentions are not its subject.
            yield "fg-page-tools", words("on_this_page"), self._render_safely(self._page_tools)
        yield "fg-page-national", words("national_resources"), self._render_safely(self._national)
        if CREDITS not in replaced:
            credits = functools.partial(self.credits, citation=CITATION not in replaced)
            yield CREDITS, words("credits"), self._render_safely(credits)

    def _render_safely(self, make: Callable[[], Markup]) -> Markup:
        """Return a section; empty, with a finding, if rendering it raises an unexpected error."""
        location = Location(self._info.defined_at.file, 1)
        with error_boundary(self._context.findings, location, "a section below this page", (TemplateError,)):
            return make()
        return Markup("")

    def _page_tools(self) -> Markup:
        tools = [self._context.registry.tools[identifier] for identifier in self._tools.ids]
        tools += self._context.indexes.unmentioned_by_page.get(self._info.path, ())
        return self._table(tools, "page-tools", self._context.words("on_this_page"))

    def _national(self) -> Markup:
        tools = self._context.indexes.national_by_page.get(self._info.path, ())
        return self._table(tools, "page-national", self._context.words("national_resources"))

    def _country(self) -> Iterator[tuple[str, str, Markup]]:
        country = make_country_view(self._context, self._renderers.links, self._info.country_code)
        if country is None:
            return
        tools = self._context.registry.tools
        main = [tools[identifier] for identifier in self._info.ref_to_main_resources if identifier in tools]
        words = self._context.words
        title = words("country_resources", name=country.name)
        resources = self._table(self._info.national_resources, "country-resources", title)
        yield "fg-country-resources", title, resources
        title = words("country_main", name=country.name)
        yield "fg-country-main", title, self._table(main, "country-main", title)

    def _table(self, tools: Collection[Tool], name: str, title: str) -> Markup:
        if not tools:
            return Markup("")
        interactive = self._info.datatable
        tables = self._renderers.tool_tables
        return tables.table(tools, name, title, self._info.path, interactive=interactive, of_page=True)
