"""Country summaries: national resources, organisations and supported pages by country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.registry.registry import Registry


@dataclass(frozen=True, slots=True)
class CountrySummary:
    """Content of the guide about one country.

    Attributes:
        code: two-letter country code, in upper case.
        name: the country's name.
        page: the country's page, if an author has written one.
        resources: national resources, and tools whose `country` is this one.
        organisations: the organisations in the country.
        supports: the pages that list the country as a supporter.
    """

    code: str
    name: str
    page: PageInfo | None
    resources: tuple[Tool, ...]
    organisations: tuple[Organisation, ...]
    supports: tuple[PageInfo, ...]


def summarise_countries(registry: Registry) -> Mapping[str, CountrySummary]:
    """Return the summaries by country code, sorted by country name.

    A country is included if it has a page, supports a page, or has a resource or an organisation.
    """
    pages: dict[str, PageInfo] = {}
    for page in registry.pages.values():
        if page.country_code:
            pages.setdefault(_normalise_code(page.country_code), page)
    resources: dict[str, list[Tool]] = {}
    for tool in (*registry.national_resources, *registry.tools.values()):
        resources.setdefault(_normalise_code(tool.country), []).append(tool)
    organisations: dict[str, list[Organisation]] = {}
    for organisation in registry.organisations.values():
        organisations.setdefault(_normalise_code(organisation.country), []).append(organisation)
    supports: dict[str, dict[str, PageInfo]] = {}
    for name, supported in registry.pages_by_organisation.items():
        listed = {page.path: page for page in supported if not page.search_exclude}
        if name not in registry.organisations and listed:
            supports.setdefault(_normalise_code(name), {}).update(listed)
    codes = {*pages, *resources, *organisations, *supports} & set(registry.countries)
    return {
        code: CountrySummary(
            code,
            registry.countries[code],
            pages.get(code),
            tuple(resources.get(code, ())),
            tuple(organisations.get(code, ())),
            tuple(supports.get(code, {}).values()),
        )
        for code in sorted(codes, key=lambda code: registry.countries[code].casefold())
    }


def _normalise_code(text: str | None) -> str:
    return (text or "").strip().upper()
