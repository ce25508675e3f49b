"""People and organisations."""

from __future__ import annotations

from typing import Annotated

from pydantic import AliasChoices, BeforeValidator, Field

from mkdocs_fieldguide.model.entries import NULL_STRINGS, CountryCode, Entry, NameList, OptionalText, slugify

PORTRAIT_FOLDER = "images/people"
"""Folder with people's pictures, named after the slugs of their pages."""

PORTRAIT_EXTENSIONS = ("jpg", "png", "webp", "gif")
"""Extensions of those pictures; the first that exists is used."""

PORTRAIT_SIZE = 160
"""Pixels requested from GitHub: twice the displayed size, for high-resolution screens."""

COLLECTIVE_TYPES = ("collective", "group", "team", "consortium")
"""Types of entries for groups of people."""


class Person(Entry):
    """A person, whom pages credit by full name or short id.

    Attributes:
        id: short id that pages may use instead of the name; part of the URL of the person's page.
        role: free-text roles; a text may hold several, separated by commas.
        affiliation: names of organisations; a text may hold several, separated by ` / `.
        former: whether they have left.
        until: the year, month or day in which they left, as `2025`, `2025-06` or `2025-06-30`.
        type: `collective` for a group that is credited like a person.
        members: names of a collective's members.
        hidden: whether they are left out of the site.
    """

    name: str
    id: OptionalText = None
    git: OptionalText = None
    email: OptionalText = None
    orcid: OptionalText = None
    role: NameList = []
    affiliation: NameList = []
    image_url: OptionalText = None
    url: Annotated[OptionalText, Field(validation_alias=AliasChoices("url", "website"))] = None
    former: bool = False
    until: OptionalText = None
    type: OptionalText = None
    members: NameList = []
    hidden: bool = False

    @property
    def slug(self) -> str:
        """Return the last path segment of the URL of the person's page."""
        return slugify(self.id or self.name)

    @property
    def is_collective(self) -> bool:
        """Return whether this is a group of people."""
        return (self.type or "").casefold() in COLLECTIVE_TYPES

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the individual roles."""
        parts = (part.strip() for text in self.role for part in text.split(","))
        return tuple(part for part in parts if part and part not in NULL_STRINGS)


class Organisation(Entry):
    """An infrastructure, institute, funder or project.

    Attributes:
        id: short id that pages, people and tools may use instead of the name.
        pid: a ROR id, or the URL of another persistent id.
        expose: whether the list of all organisations includes it.
        country: two-letter code of its country.
    """

    name: str
    id: OptionalText = None
    image_url: OptionalText = None
    pid: OptionalText = None
    expose: Annotated[bool, BeforeValidator(lambda value: True if value is None else value)] = True
    type: OptionalText = None
    url: OptionalText = None
    country: CountryCode = None

    @property
    def slug(self) -> str:
        """Return the last path segment of the URL of the organisation's page."""
        return slugify(self.id or self.name)
