"""The page of a country that no author wrote about, and the list of all countries."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.listings.country import country_view
from mkdocs_fieldguide.rendering.people.lists import PeopleLists
from mkdocs_fieldguide.rendering.people.people import PeopleRenderer
from mkdocs_fieldguide.rendering.tools.tables import ToolTables
from mkdocs_fieldguide.rendering.urls import Links


class CountryRenderer:
    """Renders what the guide knows of countries.

    Args:
        context: what rendering knows of the site.
        links: links as seen from the pages.
        tables: renders tools as seen from there.
        lists: renders lists of organisations as seen from there.
        people: gives links to pages as seen from there.
    """

    def __init__(
        self,
        context: RenderContext,
        links: Links,
        tables: ToolTables,
        lists: PeopleLists,
        people: PeopleRenderer,
    ) -> None:
        self._context = context
        self._links = links
        self._tables = tables
        self._lists = lists
        self._people = people

    def page(self, code: str) -> Markup:
        """Render what stands on a country's page, below its name."""
        nation = self._context.indexes.countries[code]
        return self._context.templates.partial(
            "country-page",
            country=country_view(self._context, self._links, code),
            resources=self._tables.table(
                nation.resources,
                "country-resources",
                self._context.words("national_resources"),
                interactive=True,
            )
            if nation.resources
            else "",
            organisations=self._lists.organisation_tiles(entry.name for entry in nation.organisations)
            if nation.organisations
            else "",
            pages=self._people.page_links(nation.supports),
        )

    def all(self) -> Markup:
        """Render the list of all countries."""
        rows = [
            {
                "country": country_view(self._context, self._links, code),
                "resources": len(nation.resources),
                "organisations": len(nation.organisations),
                "pages": len(nation.supports),
            }
            for code, nation in self._context.indexes.countries.items()
        ]
        return self._context.templates.partial("countries", rows=rows)
