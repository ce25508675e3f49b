"""People and organisations: chips, credits, tiles, and their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.model import Organisation, PageInfo, Person
from mkdocs_fieldguide.render.addresses import Links
from mkdocs_fieldguide.render.countries import country_view
from mkdocs_fieldguide.render.site import Site

ROLES = ("contributors", "editors", "coordinators")
"""The roles of front matter, in the order in which credits show them."""


class PeopleRenderer:
    """Renders people and organisations as seen from pages at one depth of the site."""

    def __init__(self, site: Site, root: str) -> None:
        self._site = site
        self._links = Links(site.addresses, root)
        self._chips: dict[tuple[str, str], dict[str, Any]] = {}

    def credits(self, info: PageInfo) -> Markup:
        """Render the credits of a page; nothing when it names nobody."""
        groups: list[dict[str, Any]] = []
        for role in ROLES:
            people = [self.person(name) for name in dict.fromkeys(getattr(info, role))]
            if people := [person for person in people if not person["hidden"]]:
                groups.append({"role": role, "people": people, "organisations": []})
        supporters = [self.organisation(name) for name in dict.fromkeys(info.supported_by)]
        if supporters:
            groups.append({"role": "supported_by", "people": [], "organisations": supporters})
        return self._site.templates.partial("credits", groups=groups) if groups else Markup("")

    def person(self, name: str) -> dict[str, Any]:
        """Return what a template shows of a person, known or only named."""
        if ("person", name) not in self._chips:
            person = self._site.registry.people.get(name)
            self._chips["person", name] = {
                "name": name,
                "url": self._links.person(name),
                "picture": self._links.picture(person.image_url if person else None),
                "known": person,
                "hidden": bool(person and person.hidden),
            }
        return self._chips["person", name]

    def organisation(self, name: str) -> dict[str, Any]:
        """Return what a template shows of an organisation or, by its two-letter code, a country."""
        if ("organisation", name) not in self._chips:
            known = self._site.registry.organisations.get(name)
            country = None if known else country_view(self._site, self._links, name)
            self._chips["organisation", name] = {
                "name": name,
                "shown": country.name if country else name,
                "country": country,
                "url": country.url if country else self._links.organisation(name),
                "picture": self._links.picture(known.image_url if known else None),
                "known": known,
            }
        return self._chips["organisation", name]

    def people_tiles(self, people: Iterable[Person], columns: int = 0) -> Markup:
        """Render tiles of people."""
        shown = []
        for person in people:
            if not person.hidden:
                roles = self._site.registry.pages_by_person.get(person.name, {})
                pages = {page.path for of_role in roles.values() for page in of_role}
                shown.append({**self.person(person.name), "pages": len(pages), "roles": list(roles)})
        return self._site.templates.partial("people", people=shown, columns=columns)

    def organisation_tiles(self, organisations: Iterable[Organisation], columns: int = 0) -> Markup:
        """Render tiles of organisations, grouped by type in the order in which types first appear."""
        by_type: dict[str, list[dict[str, Any]]] = {}
        for organisation in organisations:
            pages = self._site.registry.pages_by_organisation.get(organisation.name, ())
            shown = {**self.organisation(organisation.name), "pages": len(pages)}
            by_type.setdefault(organisation.type or "", []).append(shown)
        return self._site.templates.partial("organisations", groups=by_type, columns=columns)

    def person_page(self, person: Person) -> Markup:
        """Render what stands on a person's own page, below the name."""
        registry = self._site.registry
        return self._site.templates.partial(
            "person-page",
            person=self.person(person.name),
            affiliations=[self.organisation(name) for name in person.affiliations],
            work=self._work(registry.pages_by_person.get(person.name, {})),
            email=person.email if self._site.privacy.email else None,
            listing=self._links.listing("contributors"),
        )

    def organisation_page(self, organisation: Organisation) -> Markup:
        """Render what stands on an organisation's own page, below the name."""
        registry = self._site.registry
        members = [
            self.person(person.name)
            for person in registry.people.values()
            if organisation.name in person.affiliations and not person.hidden
        ]
        return self._site.templates.partial(
            "organisation-page",
            organisation=self.organisation(organisation.name),
            members=members,
            pages=self.page_links(registry.pages_by_organisation.get(organisation.name, ())),
            listing=self._links.listing("affiliations"),
        )

    def _work(self, by_role: Mapping[str, Sequence[PageInfo]]) -> list[dict[str, Any]]:
        return [{"role": role, "pages": self.page_links(pages)} for role, pages in by_role.items() if pages]

    def page_links(self, pages: Iterable[PageInfo]) -> list[dict[str, str]]:
        """Return what a template shows of pages, by title."""
        links = [
            {
                "title": page.title or page.base_name,
                "url": self._links.page(page.path),
                "type": page.type or "",
            }
            for page in pages
        ]
        return sorted(links, key=lambda link: link["title"].casefold())
