"""The registry: all loaded content and the relations derived from it. It is built once and immutable."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

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
    """All content of the guide, and the relations between its parts.

    The constructor takes the content; the relations, from `pages_by_person` on, are derived from it. Pages
    with `search_exclude` still count as work of people and organisations, but are in no other relation.

    Attributes:
        tools: tools by id.
        people: people by full name; the members of collectives have their full names.
        organisations: organisations by name.
        countries: country names by two-letter code.
        pages: pages by source path; their credits have full names instead of short ids.
        references: references by citation key.
        news: news items, in file order.
        events: events, in file order.
        external_registries: registries such as bio.tools that tools link to, by key.
        pages_by_person: pages that credit a name, by name and role, in the order of `pages`; includes
            organisations in a role.
        people_by_slug: name of the first person with each URL slug.
        aliases: resolves short ids to full names.
        unregistered_names: credited names that have no entry, without funders, by first mention.
        affiliations: affiliations of each person as separate items; organisations by their full name.
        members: members of each organisation and each collective.
        collectives: names of the collectives of each person.
        pages_by_organisation: pages supported by an organisation (by name) or a country (by code).
        tools_by_organisation: tools and national resources that each organisation provides.
        pages_by_type: pages of each page type.
        instances: tools and national resources that are instances of a tool, by its id.
        national_resources: the national resources of all country pages.
        page_index: resolves what authors write to pages.
        unpublished: pages that are not part of the site, by source path; they are in no relation.
        unpublished_index: resolves what authors write to these.
    """

    # More than seven parameters and twelve attributes: this is the data model of the site. Rendering, checks
    # and exports each need several of its mappings, and all of them come from one pass over the content.
    tools: Mapping[str, Tool] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, PageInfo] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    news: tuple[News, ...] = ()
    events: tuple[Event, ...] = ()
    external_registries: Mapping[str, ExternalRegistry] = field(default_factory=lambda: BUILT_IN_REGISTRIES)
    unpublished: Mapping[str, PageInfo] = field(default_factory=dict)
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
    unpublished_index: PageIndex = field(init=False, repr=False)

    def __post_init__(self) -> None:
        aliases = AliasIndex(self.people, self.organisations)
        self._set("aliases", aliases)
        self._set_mapping("tools", {id_: aliases.resolve_tool(tool) for id_, tool in self.tools.items()})
        self._set_mapping("people", {key: aliases.resolve_person(one) for key, one in self.people.items()})
        self._set_mapping("pages", {path: aliases.resolve_page(page) for path, page in self.pages.items()})
        for name in ("organisations", "countries", "references", "external_registries"):
            self._set_mapping(name, dict(getattr(self, name)))
        self._set("unpublished_index", PageIndex.of(self.unpublished.values()))
        self._relate_people()
        self._relate_pages()
        self._relate_tools()

    def with_titles(self, titles: Mapping[str, str]) -> Registry:
        """Return a copy with other page titles; no relation and no name depends on titles.

        Args:
            titles: titles by source path; other pages keep their titles.
        """
        pages = {
            path: page.model_copy(update={"title": titles[path]}) if path in titles else page
            for path, page in self.pages.items()
        }
        titled = copy.copy(self)
        titled._set_mapping("pages", pages)
        titled._relate_pages()
        return titled

    def _listed_pages(self) -> list[PageInfo]:
        return [page for page in self.pages.values() if not page.search_exclude]

    def _set(self, name: str, value: object) -> None:
        """Set a field of this frozen instance while it is being built."""
        object.__setattr__(self, name, value)

    def _set_mapping(self, name: str, value: dict[str, Any]) -> None:
        self._set(name, MappingProxyType(value))

    def _relate_pages(self) -> None:
        """Derive what depends on pages: page index, credits, supporters and page types."""
        # A page that only redirects is nobody's work.
        credited = [page for page in self.pages.values() if not page.redirect_to]
        by_person: dict[str, dict[str, list[PageInfo]]] = {}
        unregistered: dict[str, None] = {}
        for page in credited:
            for role, names in page.credits.items():
                for name in names:
                    by_person.setdefault(name, {}).setdefault(role, []).append(page)
                    if page.search_exclude or role == FUNDING:
                        continue
                    if name not in self.people and name not in self.organisations:
                        unregistered[name] = None
        self._set("unregistered_names", tuple(unregistered))
        self._set_mapping("pages_by_person", {name: _sort_roles(roles) for name, roles in by_person.items()})
        self._set(
            "pages_by_organisation", _group((name, page) for page in credited for name in page.supported_by)
        )
        listed = self._listed_pages()
        self._set("pages_by_type", _group((page.type, page) for page in listed if page.type))
        self._set("page_index", PageIndex.of(self.pages.values()))

    def _relate_tools(self) -> None:
        """Derive what depends on tools and national resources: organisations and instances."""
        national = tuple(tool for page in self._listed_pages() for tool in page.national_resources)
        tools = (*self.tools.values(), *national)
        resolve = self.aliases.resolve_organisation
        self._set("national_resources", national)
        self._set(
            "tools_by_organisation",
            _group((resolve(name), tool) for tool in tools for name in tool.organisation),
        )
        self._set("instances", _group((tool.instance_of, tool) for tool in tools if tool.instance_of))

    def _relate_people(self) -> None:
        """Derive what depends on people: affiliations, members, collectives and slugs."""
        people = self.people.values()
        affiliations = {name: self.aliases.list_affiliations(person) for name, person in self.people.items()}
        of_organisations = [(name, person) for person in people for name in affiliations[person.name]]
        of_collectives = [
            (group.name, self.people.get(name) or Person(name=name))
            for group in people
            for name in group.members
        ]
        self._set_mapping("people_by_slug", {person.slug: person.name for person in reversed(list(people))})
        self._set_mapping("affiliations", affiliations)
        self._set("members", _group((*of_organisations, *of_collectives)))
        self._set("collectives", _group((person.name, group) for group, person in of_collectives))

    def resolve_page(self, target: str, from_path: str) -> PageMatch:
        """Return the page that a target on the page at `from_path` refers to; see `PageIndex.resolve`."""
        return self.page_index.resolve(target, from_path)

    def resolve_unpublished(self, target: str, from_path: str) -> PageInfo | None:
        """Return the page that a target would refer to if that page were part of the site."""
        candidates = self.unpublished_index.resolve(target, from_path).candidates if self.unpublished else ()
        return candidates[0] if candidates else None


def _group(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    """Return the values by key, in order and without repeated objects."""
    groups: dict[str, dict[int, T]] = {}
    for key, value in pairs:
        groups.setdefault(key, {})[id(value)] = value
    return MappingProxyType({key: tuple(values.values()) for key, values in groups.items()})


def _sort_roles(pages_by_role: Mapping[str, list[PageInfo]]) -> Mapping[str, tuple[PageInfo, ...]]:
    roles = sorted(pages_by_role, key=role_rank)
    return MappingProxyType({role: tuple(pages_by_role[role]) for role in roles})
