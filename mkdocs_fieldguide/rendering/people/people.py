"""People and organisations: chips, credits and their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.roles import FUNDING
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.listings.country import make_country_view
from mkdocs_fieldguide.rendering.people.role_labels import contribution_heading, role_label
from mkdocs_fieldguide.rendering.urls import Links

View = dict[str, Any]
"""The variables of a person or organisation in templates."""


class PeopleRenderer:
    """Renders people and organisations with links relative to one depth of the site."""

    def __init__(self, context: RenderContext, root: str) -> None:
        self._context = context
        self._links = Links(context.urls, root)
        self._chips: dict[tuple[str, str], View] = {}

    def credits(self, info: PageInfo, citation: str = "") -> Markup:
        """Render the credits of a page; empty if it has no credits and no citation.

        Args:
            info: the page.
            citation: the HTML of the citation of the page; empty for none.
        """
        groups: list[View] = []
        words = self._context.words
        for role, names in info.credits.items():
            people, organisations = self.partition_people_and_organisations(self._sorted(names, role), role)
            if people or organisations:
                title = role_label(words, role)
                groups.append(
                    {"role": role, "title": title, "people": people, "organisations": organisations}
                )
        supported_by = self._sorted(dict.fromkeys(info.supported_by), "supported_by")
        supporters = [self.organisation(name) for name in supported_by]
        if supporters:
            title = words("supported_by")
            groups.append({"role": "supported_by", "title": title, "people": [], "organisations": supporters})
        if not groups and not citation:
            return Markup("")
        return self._context.templates.partial("credits", groups=groups, citation=citation)

    def _sorted(self, names: Iterable[str], role: str) -> Iterable[str]:
        is_sorted = not self._context.options.sorted_credits.isdisjoint((role, "*"))
        return sorted(names, key=str.casefold) if is_sorted else names

    def partition_people_and_organisations(
        self, names: Iterable[str], role: str = ""
    ) -> tuple[list[View], list[View]]:
        """Return the people, except hidden ones, and the organisations among the names with a role."""
        registry = self._context.registry
        people, organisations = [], []
        for name in names:
            if name not in registry.people and (role == FUNDING or name in registry.organisations):
                organisations.append(self.organisation(name))
            elif not (person := self.person(name))["hidden"]:
                people.append(person)
        return people, organisations

    def person(self, name: str) -> View:
        """Return what a template shows of a person, registered or not."""
        if ("person", name) not in self._chips:
            person = self._context.registry.people.get(name)
            self._chips["person", name] = {
                "name": name,
                "url": self._links.person(name),
                "picture": self._picture(person) if person else "",
                "known": person,
                "hidden": bool(person and person.hidden),
            }
        return self._chips["person", name]

    def _picture(self, person: Person) -> str:
        # People whose names differ only by accents share a file name; the first one gets the file.
        stored = self._context.registry.people_by_slug.get(person.slug) == person.name
        return self._links.portrait(person, stored=stored)

    def organisation(self, name: str) -> View:
        """Return the variables of an organisation or, for a two-letter code, a country."""
        if ("organisation", name) not in self._chips:
            known = self._context.registry.organisations.get(name)
            country = None if known else make_country_view(self._context, self._links, name)
            self._chips["organisation", name] = {
                "name": name,
                "shown": country.name if country else name,
                "country": country,
                "url": country.url if country else self._links.organisation(name),
                "picture": self._links.picture(known.image_url if known else None),
                "known": known,
            }
        return self._chips["organisation", name]

    def person_page(self, person: Person) -> Markup:
        """Render the page of a person, except for its title."""
        registry = self._context.registry
        members, former = self._members(person.name) if person.is_collective else ([], [])
        return self._context.templates.partial(
            "person-page",
            person=self.person(person.name),
            roles=self.roles(person),
            affiliations=[self.organisation(name) for name in registry.affiliations.get(person.name, ())],
            collectives=self.partition_people_and_organisations(registry.collectives.get(person.name, ()))[0],
            members=[*members, *former],
            work=self._work(registry.pages_by_person.get(person.name, {})),
            dates=self._context.indexes.contribution_dates.get(person.name),
            email=person.email if self._context.options.show_email else None,
            listing=self._links.listing("contributors"),
        )

    def organisation_page(self, organisation: Organisation) -> Markup:
        """Render the page of an organisation, except for its title."""
        registry = self._context.registry
        name = organisation.name
        work = dict(registry.pages_by_person.get(name, {}))
        members, former = self._members(name)
        return self._context.templates.partial(
            "organisation-page",
            organisation=self.organisation(name),
            members=members,
            former=former,
            pages=self.page_links(registry.pages_by_organisation.get(name, ())),
            funded=self.page_links(work.pop(FUNDING, ())),
            work=self._work(work),
            tools=self._tools(registry.tools_by_organisation.get(name, ())),
            listing=self._links.listing("affiliations"),
        )

    def roles(self, person: Person) -> list[str]:
        """Return the labels of a person's roles."""
        return [role_label(self._context.words, role, own=True) for role in person.roles]

    def _members(self, name: str) -> tuple[list[View], list[View]]:
        """Return the current and the former members of an organisation or collective."""
        people = [person for person in self._context.registry.members.get(name, ()) if not person.hidden]
        return (
            [self.person(person.name) for person in people if not person.former],
            [self.person(person.name) for person in people if person.former],
        )

    def _work(self, by_role: Mapping[str, Sequence[PageInfo]]) -> list[View]:
        return [
            {
                "role": role,
                "title": contribution_heading(self._context.words, role),
                "pages": self.page_links(pages),
            }
            for role, pages in by_role.items()
        ]

    def _tools(self, tools: Iterable[Tool]) -> list[View]:
        links = [
            {
                "title": tool.name,
                "url": self._links.tool(tool.id) or tool.url or "",
                "type": tool.type or "",
            }
            for tool in tools
        ]
        return sorted(links, key=lambda link: link["title"].casefold())

    def page_links(self, pages: Iterable[PageInfo]) -> list[dict[str, str]]:
        """Return the variables of pages, sorted by title."""
        links = [
            {
                "title": page.title or page.base_name,
                "url": self._links.page(page.path),
                "type": page.type or "",
            }
            for page in pages
        ]
        return sorted(links, key=lambda link: link["title"].casefold())
