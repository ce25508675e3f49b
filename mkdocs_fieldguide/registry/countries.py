"""What a guide knows of each country: its resources, organisations, and the pages that it supports.

Floor 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.registry.registry import Registry


@dataclass(frozen=True, slots=True)
class CountrySummary:
    """A country of which the guide knows something.

    Attributes:
        code: two capital letters.
        name: the country's name.
        page: the page about it that an author wrote; None if there is none.
        resources: national resources, and tools of the registry that are said to be of the country.
        organisations: the organisations in it.
        supports: the pages that name it as a supporter.
    """

    code: str
    name: str
    page: PageInfo | None
    resources: tuple[Tool, ...]
    organisations: tuple[Organisation, ...]
    supports: tuple[PageInfo, ...]


def summarise_countries(registry: Registry) -> Mapping[str, CountrySummary]:
    """Return the countries of a guide by code, in the order of their names.

    A country is one of the guide's if a page is about it, or supported by it, or a resource or organisation
    is in it.
    """
    pages: dict[str, PageInfo] = {}
    for page in registry.pages.values():
        if page.country_code:
            pages.setdefault(_code(page.country_code), page)
    resources: dict[str, list[Tool]] = {}
    for tool in (*registry.national_resources, *registry.tools.values()):
        resources.setdefault(_code(tool.country), []).append(tool)
    organisations: dict[str, list[Organisation]] = {}
    for organisation in registry.organisations.values():
        organisations.setdefault(_code(organisation.country), []).append(organisation)
    supports: dict[str, dict[str, PageInfo]] = {}
    for name, supported in registry.pages_by_organisation.items():
        if name not in registry.organisations:
            supports.setdefault(_code(name), {}).update({page.path: page for page in supported})
    named = {*pages, *resources, *organisations, *supports} & set(registry.countries)
    return {
        code: CountrySummary(
            code,
            registry.countries[code],
            pages.get(code),
            tuple(resources.get(code, ())),
            tuple(organisations.get(code, ())),
            tuple(supports.get(code, {}).values()),
        )
        for code in sorted(named, key=lambda code: registry.countries[code].casefold())
    }


def _code(text: str | None) -> str:
    return (text or "").strip().upper()
