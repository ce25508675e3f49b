"""Generated pages about countries: a list of them, and a page for each that no author wrote about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.builder.generated_pages.base import EntryPage, ListingPage
from mkdocs_fieldguide.builder.generated_pages.plan import PagePlan
from mkdocs_fieldguide.export.schema_org.graph import LinkedData
from mkdocs_fieldguide.model.pages import GeneratedKind
from mkdocs_fieldguide.rendering.page.page import PageRenderer
from mkdocs_fieldguide.rendering.renderers import Renderers


@dataclass(frozen=True, slots=True)
class CountriesPage(ListingPage):
    """The list of all countries. No tag shows it, so that an author can write it only at its path."""

    kind = GeneratedKind("countries")
    order = 50
    option = "countries"
    title_key = "countries"

    @classmethod
    def has_content(cls, plan: PagePlan) -> bool:
        """Return whether the guide has a country."""
        return bool(plan.countries)

    def theme_meta(self) -> dict[str, object]:
        """Hide the table of contents: the page has no headings, and the table needs the width."""
        return {"hide": ["toc"]}

    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return the list of all countries."""
        return renderers.countries.all()

    def items(self, linked: LinkedData) -> Iterator[tuple[str, str]]:
        """Yield each country that has a page."""
        nodes = linked.nodes
        for code, url in nodes.country_pages.items():
            yield nodes.registry.countries.get(code, code), nodes.root + url


@dataclass(frozen=True, slots=True)
class CountryPage(EntryPage):
    """The page of a country."""

    kind = GeneratedKind("country", listing="countries", label="countries", icon="material/earth")
    order = 110
    option = "country_pages"
    schema_type = "CollectionPage"

    @classmethod
    def planned(cls, plan: PagePlan) -> Iterator[tuple[str, str, str]]:
        """Yield each country that no author wrote a page about."""
        for country in plan.countries:
            if country.page is None:
                yield country.code, country.name, country.code.lower()

    @property
    def country(self) -> str:
        """Return the code of the country."""
        return self.key

    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return the content of the country's page."""
        return renderers.countries.page(self.key)
