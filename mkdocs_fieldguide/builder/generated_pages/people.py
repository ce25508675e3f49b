"""Generated pages about people and organisations: a list of each, and a page for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.builder.generated_pages.base import Entries, EntryPage, ListingPage
from mkdocs_fieldguide.builder.generated_pages.plan import PagePlan
from mkdocs_fieldguide.export.schema_org.graph import LinkedData, PageFacts
from mkdocs_fieldguide.export.schema_org.nodes import Node
from mkdocs_fieldguide.model.pages import GeneratedKind
from mkdocs_fieldguide.registry.registry import Registry
from mkdocs_fieldguide.rendering.page.page import PageRenderer
from mkdocs_fieldguide.rendering.renderers import Renderers

_BEFORE_ARGUMENT = r"[^%}]{0,500}"
"""The part of a tag before an argument; bounded, since the text before it can match again in the same tag."""


@dataclass(frozen=True, slots=True)
class ContributorsPage(ListingPage):
    """The list of all people."""

    kind = GeneratedKind("contributors")
    order = 30
    option = "contributors"
    title_key = "contributors"
    tag_words = ("contributor",)
    # All people, not those with one role or from a list of names.
    tag = re.compile(
        r"(?:include\s+contributor-tiles-all\.html|\{\{-?\s*contributors\s*\(|\{%-?\s*contributors\b)"
        rf"(?!{_BEFORE_ARGUMENT}\b(?:role|custom)\s*=)"
    )

    @classmethod
    def entries(cls, registry: Registry) -> Entries:
        """Return all people."""
        return registry.people

    @classmethod
    def has_content(cls, plan: PagePlan) -> bool:
        """Return whether any person is not hidden."""
        return any(not person.hidden for person in plan.registry.people.values())

    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return the list of all people."""
        return renderers.people_lists.all_people()

    def items(self, linked: LinkedData) -> Iterator[tuple[str, str]]:
        """Yield all people who are not hidden."""
        for person in linked.nodes.registry.people.values():
            if not person.hidden:
                yield person.name, linked.nodes.person(person.name).get("url", "")


@dataclass(frozen=True, slots=True)
class AffiliationsPage(ListingPage):
    """The list of all organisations."""

    kind = GeneratedKind("affiliations")
    order = 40
    option = "affiliations"
    title_key = "affiliations"
    tag_words = ("affiliation", "supported-by")
    tag = re.compile(
        r"(?:include\s+(?:affiliation|supported-by)-tiles-selection\.html"
        rf"|\{{\{{-?\s*affiliations\s*\(|\{{%-?\s*affiliations\b)(?!{_BEFORE_ARGUMENT}\b(?:type|custom)\s*=)"
    )

    @classmethod
    def entries(cls, registry: Registry) -> Entries:
        """Return all organisations."""
        return registry.organisations

    @classmethod
    def has_content(cls, plan: PagePlan) -> bool:
        """Return whether any organisation is shown in lists."""
        return any(organisation.expose for organisation in plan.registry.organisations.values())

    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return the list of all organisations."""
        return renderers.people_lists.all_organisations()

    def items(self, linked: LinkedData) -> Iterator[tuple[str, str]]:
        """Yield each organisation that is shown in lists."""
        for organisation in linked.nodes.registry.organisations.values():
            if organisation.expose:
                yield organisation.name, linked.nodes.organisation(organisation.name).get("url", "")


@dataclass(frozen=True, slots=True)
class PersonPage(EntryPage):
    """The page of a person or collective."""

    kind = GeneratedKind(
        "person", listing="contributors", label="contributors", icon="material/account-outline"
    )
    order = 90
    option = "people"
    schema_type = "ProfilePage"
    open_graph_type = "profile"
    noindex = True
    breadcrumb = "contributors"

    @classmethod
    def entries(cls, registry: Registry) -> Entries:
        """Return all people."""
        return registry.people

    @classmethod
    def planned(cls, plan: PagePlan) -> Iterator[tuple[str, str, str]]:
        """Yield all people who are not hidden."""
        for person in plan.registry.people.values():
            if not person.hidden:
                yield person.name, person.name, person.slug

    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return the content of the person's page."""
        return renderers.people.person_page(renderers.context.registry.people[self.key])

    def main_entity(self, page: PageFacts, linked: LinkedData) -> Node | None:
        """Return the person."""
        return linked.nodes.detailed_person(linked.nodes.registry.people[self.key])


@dataclass(frozen=True, slots=True)
class OrganisationPage(EntryPage):
    """The page of an organisation."""

    kind = GeneratedKind("organisation", listing="affiliations", label="affiliations", icon="material/domain")
    order = 100
    option = "organisations"
    schema_type = "ProfilePage"
    noindex = True
    breadcrumb = "affiliations"

    @classmethod
    def entries(cls, registry: Registry) -> Entries:
        """Return all organisations."""
        return registry.organisations

    @classmethod
    def planned(cls, plan: PagePlan) -> Iterator[tuple[str, str, str]]:
        """Yield each organisation."""
        for organisation in plan.registry.organisations.values():
            yield organisation.name, organisation.name, organisation.slug

    def render(self, renderers: Renderers, page: PageRenderer) -> Markup:
        """Return the content of the organisation's page."""
        return renderers.people.organisation_page(renderers.context.registry.organisations[self.key])

    def main_entity(self, page: PageFacts, linked: LinkedData) -> Node | None:
        """Return the organisation."""
        return linked.nodes.detailed_organisation(linked.nodes.registry.organisations[self.key])
