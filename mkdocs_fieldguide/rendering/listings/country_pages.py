"""Generated pages of countries, and the list of all countries."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.listings.country import make_country_view
from mkdocs_fieldguide.rendering.people.lists import PeopleLists
from mkdocs_fieldguide.rendering.people.people import PeopleRenderer
from mkdocs_fieldguide.rendering.tools.tables import ToolTables
from mkdocs_fieldguide.rendering.urls import Links


class CountryRenderer:
    """Renders the pages of countries.

    Args:
        context: the context of rendering.
        links: links relative to the pages.
        tables: renders tables of tools for the same depth.
        lists: renders lists of organisations for the same depth.
        people: makes links to pages for the same depth.
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
        """Render the page of a country, except for its title."""
        country = self._context.indexes.countries[code]
        return self._context.templates.partial(
            "country-page",
            country=make_country_view(self._context, self._links, code),
            resources=self._tables.table(
                country.resources,
                "country-resources",
                self._context.words("national_resources"),
                interactive=True,
            )
            if country.resources
            else "",
            organisations=self._lists.organisation_tiles(entry.name for entry in country.organisations)
            if country.organisations
            else "",
            pages=self._people.page_links(country.supports),
        )

    def all(self) -> Markup:
        """Render the list of all countries."""
        rows = [
            {
                "country": make_country_view(self._context, self._links, code),
                "resources": len(country.resources),
                "organisations": len(country.organisations),
                "pages": len(country.supports),
            }
            for code, country in self._context.indexes.countries.items()
        ]
        return self._context.templates.partial("countries", rows=rows)
