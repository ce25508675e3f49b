"""People and organisations."""

from __future__ import annotations

from typing import Annotated

from pydantic import AliasChoices, BeforeValidator, Field

from mkdocs_fieldguide.model.entries import (
    NULL_STRINGS,
    CountryCode,
    Entry,
    Name,
    NameList,
    OptionalName,
    OptionalText,
    slugify,
)

PORTRAIT_FOLDER = "images/people"
"""Folder with people's pictures, named after the slugs of their pages."""

PORTRAIT_EXTENSIONS = ("jpg", "png", "webp", "gif")
"""Extensions of those pictures; the first that exists is used."""

PORTRAIT_SIZE = 160
"""Pixels requested from GitHub: twice the displayed size, for high-resolution screens."""

COLLECTIVE_TYPES = ("collective", "group", "team", "consortium")
"""Types of entries for groups of people."""


class Person(Entry):
    """A person, whom pages credit by full name or short id."""

    # More than twelve attributes: one for each key of an entry in CONTRIBUTORS.yml.
    name: Name
    id: OptionalName = Field(
        None,
        description="Short id that pages may use instead of the name; part of the URL.",
    )
    git: OptionalText = None
    email: OptionalText = None
    orcid: OptionalText = None
    role: NameList = Field(
        [],
        description="What they do, in your own words; a text may contain several, separated by commas.",
    )
    affiliation: NameList = Field(
        [], description="Names of organisations; a text may contain several, separated by ` / `."
    )
    image_url: OptionalText = None
    url: Annotated[OptionalText, Field(validation_alias=AliasChoices("url", "website"))] = None
    former: bool = Field(False, description="Whether they have left.")
    until: OptionalText = Field(
        None, description="Year, month or day in which they left: `2025`, `2025-06` or `2025-06-30`."
    )
    type: OptionalName = Field(None, description="`collective` for a group that is credited like a person.")
    members: NameList = Field([], description="Names of the members of a collective.")
    hidden: bool = Field(False, description="Whether to hide them everywhere.")

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
    """An infrastructure, institute, funder or project."""

    name: Name
    id: OptionalName = Field(None, description="Short id that may be used instead of the name.")
    image_url: OptionalText = None
    pid: OptionalText = Field(None, description="A ROR id, or the URL of another persistent identifier.")
    expose: Annotated[bool, BeforeValidator(lambda value: True if value is None else value)] = Field(
        True, description="Whether it is in the list of all organisations."
    )
    type: OptionalName = None
    url: OptionalText = None
    country: CountryCode = Field(None, description="Two-letter code of its country.")

    @property
    def slug(self) -> str:
        """Return the last path segment of the URL of the organisation's page."""
        return slugify(self.id or self.name)
