"""Resolve the short ids of people and organisations to full names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.model.country_codes import resolve_country
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.roles import FUNDING, PAGE_ROLES
from mkdocs_fieldguide.model.tools import Tool


class AliasIndex:
    """Short ids of people and organisations; a full name takes precedence over an equal short id.

    Args:
        people: all people by name.
        organisations: all organisations by name.
    """

    def __init__(self, people: Mapping[str, Person], organisations: Mapping[str, Organisation]) -> None:
        self._names = people.keys() | organisations.keys()
        self._organisations = organisations
        self.people = {person.id: person.name for person in people.values() if person.id}
        self.organisation_ids = {entry.id: entry.name for entry in organisations.values() if entry.id}

    def resolve_credit(self, text: str, role: str = "") -> str:
        """Return the full name for a credit, or the text itself if it is unknown.

        An id that a person and an organisation share means the person, except in the funding role.
        """
        if text in self._names:
            return text
        country = resolve_country(text) if role == FUNDING else text
        primary, secondary = self.people, self.organisation_ids
        if role == FUNDING:
            primary, secondary = secondary, primary
        return primary.get(text) or secondary.get(text) or country

    def resolve_organisation(self, text: str) -> str:
        """Return the name of an organisation, or the text itself if it is unknown."""
        return text if text in self._organisations else self.organisation_ids.get(text, text)

    def resolve_supporter(self, text: str) -> str:
        """Return the name of an organisation or the code of a country; an unknown text unchanged."""
        name = self.resolve_organisation(text)
        return name if name in self._organisations else resolve_country(text)

    def list_affiliations(self, person: Person) -> tuple[str, ...]:
        """Return a person's affiliations as separate items, with the ids of organisations resolved."""
        names: dict[str, None] = {}
        for text in person.affiliation:
            # The name of an organisation may itself contain the separator.
            parts = [text] if self.resolve_organisation(text) in self._organisations else text.split(" / ")
            names.update((self.resolve_organisation(part.strip()), None) for part in parts if part.strip())
        return tuple(names)

    def resolve_page(self, page: PageInfo) -> PageInfo:
        """Return the page with full names in its credits, supporters and contributions."""
        changes: dict[str, Any] = {
            role: [self.resolve_credit(name, role) for name in getattr(page, role)] for role in PAGE_ROLES
        }
        changes["supported_by"] = [self.resolve_supporter(name) for name in page.supported_by]
        changes["contributions"] = {
            role: [self.resolve_credit(name, role) for name in names]
            for role, names in page.contributions.items()
        }
        changed = {key: value for key, value in changes.items() if value != getattr(page, key)}
        return page.model_copy(update=changed) if changed else page

    def resolve_person(self, person: Person) -> Person:
        """Return the person; the members of a collective have their full names."""
        members = [self.resolve_credit(name) for name in person.members]
        return person if members == person.members else person.model_copy(update={"members": members})

    def resolve_tool(self, tool: Tool) -> Tool:
        """Return the tool with the full names of its organisations."""
        names = [self.resolve_organisation(name) for name in tool.organisation]
        return tool if names == tool.organisation else tool.model_copy(update={"organisation": names})
