"""The graph of a guide: what is named, where, and what a name stands for.

Floor 1. Built once, when everything is loaded; nothing in it changes afterwards.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from mkdocs_fieldguide.model.external_registries import BUILT_IN_REGISTRIES, ExternalRegistry
from mkdocs_fieldguide.model.news_events import Event, News
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.model.roles import FUNDING, role_rank
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.registry.aliases import AliasIndex
from mkdocs_fieldguide.registry.page_index import PageIndex, PageMatch

T = TypeVar("T")


@dataclass(frozen=True)
class Registry:
    """Everything that a guide knows, and who is named where.

    Attributes:
        tools: by id.
        people: by full name; a collective's members are named in full.
        organisations: by name.
        countries: name of each country by its two-letter code.
        pages: by source path; people and organisations are named in full, by whatever id they are written.
        references: by citation key.
        news: in the order of the file.
        events: in the order of the file.
        external_registries: the registries elsewhere that tools are linked to, by key.
        pages_by_person: the pages that credit a name by role, in the order of `pages`; names of organisations
            that stand in a role are among them. Pages with `search_exclude` are in none of these listings.
        people_by_slug: the name of the first person with each last part of a page's address.
        aliases: finds the names for short ids.
        unregistered_names: credited names that have no entry, without funders, by first mention.
        affiliations: the affiliations of each person, one by one; those that are organisations by name.
        members: the people of each organisation, and of each collective.
        collectives: the names of the collectives that each person is a member of.
        pages_by_organisation: the pages that name an organisation or country code as a supporter.
        tools_by_organisation: the tools and national resources that each organisation makes or runs.
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
    news: tuple[News, ...] = ()
    events: tuple[Event, ...] = ()
    external_registries: Mapping[str, ExternalRegistry] = field(default_factory=lambda: BUILT_IN_REGISTRIES)
    pages_by_person: Mapping[str, Mapping[str, tuple[PageInfo, ...]]] = field(init=False, repr=False)
    people_by_slug: Mapping[str, str] = field(init=False, repr=False)
    aliases: AliasIndex = field(init=False, repr=False)
    unregistered_names: tuple[str, ...] = field(init=False, repr=False)
    affiliations: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)
    members: Mapping[str, tuple[Person, ...]] = field(init=False, repr=False)
    collectives: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)
    pages_by_organisation: Mapping[str, tuple[PageInfo, ...]] = field(init=False, repr=False)
    tools_by_organisation: Mapping[str, tuple[Tool, ...]] = field(init=False, repr=False)
    pages_by_type: Mapping[str, tuple[PageInfo, ...]] = field(init=False, repr=False)
    instances: Mapping[str, tuple[Tool, ...]] = field(init=False, repr=False)
    national_resources: tuple[Tool, ...] = field(init=False, repr=False)
    page_index: PageIndex = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name in (
            "tools",
            "people",
            "organisations",
            "countries",
            "pages",
            "references",
            "external_registries",
        ):
            self._put(name, MappingProxyType(dict(getattr(self, name))))
        ids = AliasIndex(self.people, self.organisations)
        self._put("aliases", ids)
        self._put("pages", MappingProxyType({path: ids.page(page) for path, page in self.pages.items()}))
        self._put("people", MappingProxyType({key: ids.person(one) for key, one in self.people.items()}))
        self._put("tools", MappingProxyType({key: ids.tool(tool) for key, tool in self.tools.items()}))
        self._relate_people(ids)
        self._relate_pages()
        national = tuple(tool for page in self._listed_pages() for tool in page.national_resources)
        self._relate_tools(ids, national)

    def with_titles(self, titles: Mapping[str, str]) -> Registry:
        """Return this registry with other page titles; titles decide no relation and resolve no name.

        Args:
            titles: the titles by source path; pages without one here keep theirs.
        """
        pages = {
            path: page.model_copy(update={"title": titles[path]}) if path in titles else page
            for path, page in self.pages.items()
        }
        titled = copy.copy(self)
        titled._put("pages", MappingProxyType(pages))
        titled._relate_pages()
        return titled

    def _listed_pages(self) -> list[PageInfo]:
        return [page for page in self.pages.values() if not page.search_exclude]

    def _put(self, name: str, value: object) -> None:
        """Set a field; only before the registry is handed out."""
        object.__setattr__(self, name, value)

    def _relate_pages(self) -> None:
        """Index the pages, and relate those that listings show to the people and types that they name."""
        listed = self._listed_pages()
        by_person: dict[str, dict[str, list[PageInfo]]] = {}
        unregistered_names: dict[str, None] = {}
        for page in listed:
            for role, names in page.credits.items():
                for name in names:
                    by_person.setdefault(name, {}).setdefault(role, []).append(page)
                    if role != FUNDING and name not in self.people and name not in self.organisations:
                        unregistered_names[name] = None
        self._put("unregistered_names", tuple(unregistered_names))
        self._put(
            "pages_by_person", MappingProxyType({name: _by_rank(roles) for name, roles in by_person.items()})
        )
        supported = ((name, page) for page in listed for name in page.supported_by)
        self._put("pages_by_organisation", _frozen(_grouped(supported)))
        self._put("pages_by_type", _frozen(_grouped((page.type, page) for page in listed if page.type)))
        self._put("page_index", PageIndex.of(self.pages.values()))

    def _relate_tools(self, ids: AliasIndex, national: tuple[Tool, ...]) -> None:
        """Put tools and national resources to the organisations and the tools that they name."""
        every = (*self.tools.values(), *national)
        made_by = ((ids.resolve_organisation(name), tool) for tool in every for name in tool.organisation)
        self._put("national_resources", national)
        self._put("tools_by_organisation", _frozen(_grouped(made_by)))
        self._put(
            "instances", _frozen(_grouped((tool.instance_of, tool) for tool in every if tool.instance_of))
        )

    def _relate_people(self, ids: AliasIndex) -> None:
        """Put people, organisations and collectives together."""
        affiliations = {name: ids.affiliations(person) for name, person in self.people.items()}
        of_organisations = [
            (name, person) for person in self.people.values() for name in affiliations[person.name]
        ]
        of_collectives = [
            (group.name, self.people.get(name) or Person(name=name))
            for group in self.people.values()
            for name in group.members
        ]
        slugs = {person.slug: person.name for person in reversed(list(self.people.values()))}
        self._put("people_by_slug", MappingProxyType(slugs))
        self._put("affiliations", MappingProxyType(affiliations))
        self._put("members", _frozen(_grouped((*of_organisations, *of_collectives))))
        self._put("collectives", _frozen(_grouped((person.name, group) for group, person in of_collectives)))

    def resolve_page(self, target: str, from_path: str) -> PageMatch:
        """Return the page that a link or id on the page at `from_path` means; see `PageIndex.resolve`."""
        return self.page_index.resolve(target, from_path)


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Return the things of each name once, in their order."""
    groups: dict[str, dict[int, T]] = {}
    for name, thing in pairs:
        groups.setdefault(name, {})[id(thing)] = thing
    return {name: list(things.values()) for name, things in groups.items()}


def _by_rank(groups: Mapping[str, list[T]]) -> Mapping[str, tuple[T, ...]]:
    return _frozen({role: groups[role] for role in sorted(groups, key=role_rank)})


def _frozen(groups: Mapping[str, list[T]]) -> Mapping[str, tuple[T, ...]]:
    return MappingProxyType({name: tuple(things) for name, things in groups.items()})
