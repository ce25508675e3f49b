"""Full names in place of the short ids of people and organisations. Floor 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.roles import FUNDING, PAGE_ROLES
from mkdocs_fieldguide.model.tools import Tool


class AliasIndex:
    """Looks ids up; a text that is somebody's full name means that name, whosever id it is besides.

    Args:
        people: all people by name.
        organisations: all organisations by name.
    """

    def __init__(self, people: Mapping[str, Person], organisations: Mapping[str, Organisation]) -> None:
        self._names = people.keys() | organisations.keys()
        self._organisations = organisations
        self.people = {person.id: person.name for person in people.values() if person.id}
        self.organisation_ids = {entry.id: entry.name for entry in organisations.values() if entry.id}

    def resolve_credit(self, written: str, role: str = "") -> str:
        """Return the name of who is credited: people come first, and where money is given organisations."""
        if written in self._names:
            return written
        first, then = self.people, self.organisation_ids
        if role == FUNDING:
            first, then = then, first
        return first.get(written) or then.get(written) or written

    def resolve_organisation(self, written: str) -> str:
        """Return the name of an organisation."""
        return written if written in self._organisations else self.organisation_ids.get(written, written)

    def affiliations(self, person: Person) -> tuple[str, ...]:
        """Return a person's affiliations one by one, those that are organisations by name."""
        found: dict[str, None] = {}
        for text in person.affiliation:
            # The name of an organisation may hold what else stands between several.
            parts = [text] if self.resolve_organisation(text) in self._organisations else text.split(" / ")
            found.update((self.resolve_organisation(part.strip()), None) for part in parts if part.strip())
        return tuple(found)

    def page(self, page: PageInfo) -> PageInfo:
        """Return a page that names everybody in full."""
        if not self.people and not self.organisation_ids:
            return page
        changes: dict[str, Any] = {
            role: [self.resolve_credit(name, role) for name in getattr(page, role)] for role in PAGE_ROLES
        }
        changes["supported_by"] = [self.resolve_organisation(name) for name in page.supported_by]
        changes["contributions"] = {
            role: [self.resolve_credit(name, role) for name in names]
            for role, names in page.contributions.items()
        }
        changed = {key: value for key, value in changes.items() if value != getattr(page, key)}
        return page.model_copy(update=changed) if changed else page

    def person(self, person: Person) -> Person:
        """Return a collective whose members are named in full; anybody else as they are."""
        members = [self.resolve_credit(name) for name in person.members]
        return person if members == person.members else person.model_copy(update={"members": members})

    def tool(self, tool: Tool) -> Tool:
        """Return a tool whose organisations are named in full."""
        names = [self.resolve_organisation(name) for name in tool.organisation]
        return tool if names == tool.organisation else tool.model_copy(update={"organisation": names})
