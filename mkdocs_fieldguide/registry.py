"""The graph of a guide: what is named, where, and what a name stands for.

Floor 1. Built once, when everything is loaded; nothing in it changes afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from mkdocs_fieldguide.model import Organisation, PageInfo, Person, Reference, Tool
from mkdocs_fieldguide.outside import OUTSIDE, OutsideRegistry
from mkdocs_fieldguide.page_index import PageIndex, PageMatch

T = TypeVar("T")

ROLES = ("contributors", "editors", "coordinators")
"""Front matter keys that name people."""


@dataclass(frozen=True)
class Registry:
    """Everything that a guide knows, and who is named where.

    Attributes:
        tools: by id.
        people: by full name.
        organisations: by name.
        countries: name of each country by its two-letter code.
        pages: by source path.
        references: by citation key.
        outside: the registries elsewhere that tools are linked to, by key.
        pages_by_person: the pages of each person by role (a front matter key), in the order of `pages`.
            Pages with `search_exclude` are in none of these listings.
        pages_by_organisation: the pages that name an organisation or country code as a supporter.
        pages_by_type: the pages of each type.
        instances: the tools and national resources that are an instance of a tool, by its id.
        national_resources: those of all country pages.
    """

    tools: Mapping[str, Tool] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, PageInfo] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    outside: Mapping[str, OutsideRegistry] = field(default_factory=lambda: OUTSIDE)
    pages_by_person: Mapping[str, Mapping[str, tuple[PageInfo, ...]]] = field(init=False, repr=False)
    pages_by_organisation: Mapping[str, tuple[PageInfo, ...]] = field(init=False, repr=False)
    pages_by_type: Mapping[str, tuple[PageInfo, ...]] = field(init=False, repr=False)
    instances: Mapping[str, tuple[Tool, ...]] = field(init=False, repr=False)
    national_resources: tuple[Tool, ...] = field(init=False, repr=False)
    page_index: PageIndex = field(init=False, repr=False)

    def __post_init__(self) -> None:
        def put(name: str, value: object) -> None:
            object.__setattr__(self, name, value)

        for name in ("tools", "people", "organisations", "countries", "pages", "references", "outside"):
            put(name, MappingProxyType(dict(getattr(self, name))))
        listed = [page for page in self.pages.values() if not page.search_exclude]
        by_person: dict[str, dict[str, list[PageInfo]]] = {}
        for role in ROLES:
            for name, pages in _grouped(
                (name, page) for page in listed for name in getattr(page, role)
            ).items():
                by_person.setdefault(name, {})[role] = pages
        national = tuple(tool for page in listed for tool in page.national_resources)
        derived = [tool for tool in (*self.tools.values(), *national) if tool.instance_of]
        put("pages_by_person", MappingProxyType({name: _frozen(roles) for name, roles in by_person.items()}))
        put(
            "pages_by_organisation",
            _frozen(_grouped((name, page) for page in listed for name in page.supported_by)),
        )
        put("pages_by_type", _frozen(_grouped((page.type, page) for page in listed if page.type)))
        put("instances", _frozen(_grouped((tool.instance_of or "", tool) for tool in derived)))
        put("national_resources", national)
        put("page_index", PageIndex.of(self.pages.values()))

    def resolve_page(self, target: str, from_path: str) -> PageMatch:
        """Return the page that a link or id on the page at `from_path` means; see `PageIndex.resolve`."""
        return self.page_index.resolve(target, from_path)


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Return the things of each name once, in their order."""
    groups: dict[str, dict[int, T]] = {}
    for name, thing in pairs:
        groups.setdefault(name, {})[id(thing)] = thing
    return {name: list(things.values()) for name, things in groups.items()}


def _frozen(groups: Mapping[str, list[T]]) -> Mapping[str, tuple[T, ...]]:
    return MappingProxyType({name: tuple(things) for name, things in groups.items()})
