"""Who is credited: people and organisations."""

from __future__ import annotations

from typing import Annotated

from pydantic import AliasChoices, BeforeValidator, Field

from mkdocs_fieldguide.model.entries import NULL_STRINGS, CountryCode, Entry, NameList, OptionalText, slugify

PORTRAIT_FOLDER = "images/people"
"""Folder of the site in which people's pictures are found by the last part of their pages' addresses."""

PORTRAIT_EXTENSIONS = ("jpg", "png", "webp", "gif")
"""Endings of those pictures, the first that is there is taken."""

PORTRAIT_SIZE = 160
"""Pixels that GitHub is asked for: twice what a person's page shows, for screens with small pixels."""

COLLECTIVE_TYPES = ("collective", "group", "team", "consortium")
"""Types of entries among the people that are no single person."""


class Person(Entry):
    """Somebody who is credited, known by the full name, or a short id, that pages write.

    Attributes:
        id: short id that pages may write instead of the name; the person's page has it in its address.
        role: what they do, in words of the guide's own; a text may hold several, with commas between.
        affiliation: names of organisations; a text may join several with ` / `.
        former: they have left.
        until: the year, month or day in which they left, as `2025`, `2025-06` or `2025-06-30`.
        type: `collective` for a group that is credited like a person.
        members: names of a collective's members.
        hidden: they are shown nowhere.
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
        """Return the last part of the address of the person's page."""
        return slugify(self.id or self.name)

    @property
    def is_collective(self) -> bool:
        """Return whether this is a group of people."""
        return (self.type or "").casefold() in COLLECTIVE_TYPES

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the roles one by one."""
        parts = (part.strip() for text in self.role for part in text.split(","))
        return tuple(part for part in parts if part and part not in NULL_STRINGS)


class Organisation(Entry):
    """An infrastructure, institute, funder or project.

    Attributes:
        id: short id that pages, people and tools may write instead of the name.
        pid: a ROR id, or the address of another persistent id.
        expose: whether it stands in the list of all organisations.
        country: two-letter code of the country that it is in.
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
        """Return the last part of the address of the organisation's page."""
        return slugify(self.id or self.name)
