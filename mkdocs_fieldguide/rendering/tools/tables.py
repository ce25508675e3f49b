"""Tables of tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.model.natural_order import make_natural_key
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.listings.country import make_country_view
from mkdocs_fieldguide.rendering.tables.facets import (
    ROWS_FOR_FILTERS,
    Facet,
    build_facets,
    join_facet_values,
    name_filters,
)
from mkdocs_fieldguide.rendering.tables.large_tables import ROWS_PER_PAGE, Row, format_rows, make_rows_url
from mkdocs_fieldguide.rendering.templates import find_icons
from mkdocs_fieldguide.rendering.tools.mentions import PageLink, ToolRenderer
from mkdocs_fieldguide.rendering.tools.shared_html import SharedToolHtml
from mkdocs_fieldguide.rendering.urls import Links

SHOWN_PAGES = 3
"""Number of related pages in a row; readers have to open the list of the others."""

MAX_PAGES = 100
"""Maximum number of related pages in a row. A tool that all pages mention would otherwise make each of them
longer with each page; its own page lists all."""


@dataclass(frozen=True, slots=True)
class ToolRow:
    """A row before it is rendered.

    Attributes:
        tool: the tool.
        related: the pages related to it.
        chosen_by: its values and labels for each filter, by name of the filter.
    """

    tool: Tool
    related: Sequence[PageLink]
    chosen_by: Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a large table that one page shows.

    Attributes:
        urls: URLs of the pages that show the parts; empty for a table on one page.
        number: the number of the part, from 0.
        count: the number of rows in all parts; 0 for the rows of this part.
        rows_url: URL of the file with all rows.
        icons: the icons that the rows in that file refer to.
    """

    urls: Sequence[str] = ()
    number: int = 0
    count: int = 0
    rows_url: str = ""
    icons: Sequence[Markup] = ()


_WHOLE = _Part()


class ToolTables:
    """Renders tables of tools with links relative to one depth of the site.

    Args:
        context: the context of rendering.
        links: links relative to the pages.
        tools: renders tools for the same depth.
        parts: the HTML that pages of all depths share.
    """

    def __init__(
        self, context: RenderContext, links: Links, tools: ToolRenderer, parts: SharedToolHtml
    ) -> None:
        self._context = context
        self._links = links
        self._tools = tools
        self._parts = parts
        self._pills: dict[PageLink, Markup] = {}
        self.files: dict[str, str] = {}
        """Files with rows that the script loads, by path below the site's root."""

    def table(
        self,
        tools: Iterable[Tool],
        name: str,
        title: str,
        this_page: str = "",
        *,
        interactive: bool = False,
        number: int = 1,
        of_page: bool = False,
    ) -> Markup:
        """Render a table of tools.

        Args:
            tools: the tools.
            name: the table's name, for `data-fg-table`.
            title: a label for assistive technology.
            this_page: source path of the page, which is omitted from the related pages.
            interactive: whether to add search and sorting.
            number: the number of this table among those of the same name on the page.
            of_page: whether the tools belong to this page. They stay in their order, and their other pages
                are below the descriptions, as many have none. Otherwise, rows are sorted by name.
        """
        tools = list(tools) if of_page else sorted(tools, key=_by_name)
        filtered = interactive and len(tools) >= ROWS_FOR_FILTERS
        rows = [self._row(tool, this_page, filtered=filtered) for tool in tools]
        facets = self._facets(rows) if filtered else None
        return self._render(
            [self._html(row, facets, of_page=of_page) for row in rows],
            name=name,
            title=title,
            facets=facets,
            interactive=interactive,
            number=number,
            of_page=of_page,
        )

    def whole(self, this_page: str, part: int = 0) -> Markup:
        """Render the table of all tools and national resources, or a part of it if it is too large.

        Args:
            this_page: source path of the listing.
            part: the number of the part, from 0; search and sorting on the first part apply to all rows.
        """
        title = self._context.words("all_tools")
        parts = [self._links.page(path) for path in self._context.urls.parts.get("tools", ())]
        if not parts:
            return self.table(self._all, "tools", title, this_page, interactive=True)
        if part:
            some = self._all[part * ROWS_PER_PAGE : (part + 1) * ROWS_PER_PAGE]
            rows = [self._html(self._row(tool, this_page), None) for tool in some]
            return self._render(rows, name="tools", title=title, part=_Part(parts, part))
        every = [self._row(tool, this_page, filtered=True) for tool in self._all]
        facets = self._facets(every)
        shown: list[Markup] = []
        icons: set[str] = set()

        def published() -> Iterator[Row]:
            # One after the other, since the rows of thousands of tools would take much memory.
            for row in every:
                html = self._html(row, facets)
                icons.update(find_icons(html))
                if len(shown) < ROWS_PER_PAGE:
                    shown.append(html)
                yield self._published(row, html)

        text = format_rows(published())
        address = make_rows_url("tools", text)
        self.files[address.path] = text
        return self._render(
            shown,
            name="tools",
            title=title,
            facets=facets,
            interactive=True,
            part=_Part(
                parts,
                count=len(every),
                rows_url=self._links.root + self._context.urls.folder + address.versioned,
                icons=self._context.templates.icons_of(icons),
            ),
        )

    @property
    def _all(self) -> Sequence[Tool]:
        return self._context.indexes.all_tools

    def _render(
        self,
        rows: Sequence[Markup],
        *,
        name: str,
        title: str,
        facets: Sequence[Facet] | None = None,
        interactive: bool = False,
        number: int = 1,
        of_page: bool = False,
        part: _Part = _WHOLE,
    ) -> Markup:
        # More than seven parameters: the kinds of tables differ in each of them.
        words = self._context.words
        return self._context.templates.partial(
            "tool-table",
            rows=rows,
            count=part.count or len(rows),
            table=name,
            **name_filters(name, words("filter_type", name=title), number),
            interactive=interactive,
            of_page=of_page,
            facets=facets,
            parts=part.urls,
            part=part.number,
            fetched=part.rows_url,
            icons=part.icons,
        )

    def _row(self, tool: Tool, this_page: str, *, filtered: bool = False) -> ToolRow:
        related = self._tools.related_pages(tool, this_page)
        return ToolRow(tool, related, self._chosen_by(tool, related) if filtered else {})

    def _html(self, row: ToolRow, facets: Sequence[Facet] | None, *, of_page: bool = False) -> Markup:
        name, about = self._parts.cells(row.tool, self._links.root)
        return self._context.templates.partial(
            "tool-table-row",
            tool=row.tool,
            page=self._links.tool(row.tool.id),
            name=name,
            about=about,
            of_page=of_page,
            related=[self._pill(page) for page in row.related[:SHOWN_PAGES]],
            others=[self._pill(page) for page in row.related[SHOWN_PAGES:MAX_PAGES]],
            count=len(row.related),
            hidden=len(row.related) - SHOWN_PAGES,
            more=len(row.related) - MAX_PAGES,
            values={one.name: "|".join(_values(row, one.name)) for one in facets or ()},
        )

    def _pill(self, page: PageLink) -> Markup:
        """Return the HTML of a related page; it is cached, as thousands of rows have the same pages."""
        if page not in self._pills:
            self._pills[page] = self._context.templates.partial("page-pill", page=page)
        return self._pills[page]

    @staticmethod
    def _published(row: ToolRow, html: Markup) -> Row:
        values = {name: _values(row, name) for name, pairs in row.chosen_by.items() if pairs}
        return Row(html, (row.tool.name, None, len(row.related)), values)

    def _chosen_by(self, tool: Tool, related: Sequence[PageLink]) -> dict[str, list[tuple[str, str]]]:
        """Return the values and labels of a row for each filter."""
        country = make_country_view(self._context, self._links, tool.country)
        kind = (tool.type or "").replace("_", " ")
        return {
            "type": join_facet_values({kind: kind[:1].upper() + kind[1:]} if kind else {}),
            "registry": join_facet_values({link.key: link.label for link in self._parts.outside(tool)}),
            "country": join_facet_values({country.code: country.name} if country else {}),
            "page": join_facet_values({page.id: page.title for page in related}),
        }

    def _facets(self, rows: Sequence[ToolRow]) -> list[Facet]:
        words = self._context.words
        labels = {
            "type": words("type"),
            "registry": words("registries"),
            "country": words("country"),
            "page": words("related_pages"),
        }
        return build_facets(labels, [row.chosen_by for row in rows])


def _by_name(tool: Tool) -> tuple[str | tuple[int, str], ...]:
    return make_natural_key(tool.name)


def _values(row: ToolRow, facet_name: str) -> list[str]:
    return [value for value, _ in row.chosen_by.get(facet_name, ())]
