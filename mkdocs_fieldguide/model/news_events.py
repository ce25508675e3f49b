"""News and events: entries with dates. The keys are those of the ELIXIR Toolkit Theme's data files."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import AliasChoices, BeforeValidator, Field, WithJsonSchema

from mkdocs_fieldguide.model.dates import PLAUSIBLE_YEARS, parse_date
from mkdocs_fieldguide.model.entries import NULL_STRINGS, SCALAR, Entry, OptionalText, PageIds, flatten_ids
from mkdocs_fieldguide.model.urls import SITE


def read_date(text: str | None) -> datetime.date | None:
    """Parse the date of a news entry or an event, in which slashes and a time after the date are allowed."""
    return parse_date(text or "", separators="-/", years=PLAUSIBLE_YEARS)


@dataclass(frozen=True, slots=True)
class Venue:
    """The venue of an event."""

    name: str
    url: str = ""


def _venues(value: object) -> tuple[Venue, ...]:
    """Parse one or several venues, each a text or a mapping with `name` and `url`."""
    if isinstance(value, (list, tuple)):
        return tuple(venue for part in value for venue in _venues(part))
    if isinstance(value, Venue):
        return (value,)
    if isinstance(value, Mapping):
        url = str(value.get("url") or "")
        texts = (part for key, part in value.items() if key != "url" and isinstance(part, str))
        name = ", ".join(text.strip() for text in texts if text.strip() not in NULL_STRINGS)
        name = name or url.removeprefix(SITE)
        return (Venue(name, url),) if name else ()
    text = str(value if value is not None else "").strip()
    return () if text in NULL_STRINGS else (Venue(text),)


_VENUE: dict[str, Any] = {
    "anyOf": [SCALAR, {"type": "object", "properties": {"name": SCALAR, "url": SCALAR}}],
}
_VENUES = {"anyOf": [*_VENUE["anyOf"], {"type": "array", "items": _VENUE}]}


class News(Entry):
    """Something new in the guide."""

    markdown_keys: ClassVar[tuple[str, ...]] = ("name", "description")

    name: str = Field(description="What is new.")
    date: OptionalText = Field(None, description="The date, such as 2026-05-31.")
    description: str = Field("", description="Details, in Markdown.")
    linked_pr: OptionalText = Field(None, description="Number or URL of the pull request that added it.")

    @cached_property
    def day(self) -> datetime.date | None:
        """Return the date; None if it is missing or invalid."""
        return read_date(self.date)


class Event(Entry):
    """An event."""

    markdown_keys: ClassVar[tuple[str, ...]] = ("description",)

    name: str = Field(description="What takes place.")
    first_day: Annotated[OptionalText, Field(validation_alias=AliasChoices("startDate"))] = Field(
        None, description="The first day, such as 2026-05-31."
    )
    last_day: Annotated[OptionalText, Field(validation_alias=AliasChoices("endDate"))] = Field(
        None, description="The last day of several."
    )
    first_time: Annotated[OptionalText, Field(validation_alias=AliasChoices("startTime"))] = Field(
        None,
        description="When it begins, such as 14:30; a time zone or other text may follow.",
    )
    last_time: Annotated[OptionalText, Field(validation_alias=AliasChoices("endTime"))] = Field(
        None, description="When it ends."
    )
    location: Annotated[tuple[Venue, ...], BeforeValidator(_venues), WithJsonSchema(_VENUES)] = Field(
        (), description="Venue: a text, a mapping with `name` and `url`, or a list of those."
    )
    description: str = Field("", description="Details, in Markdown.")
    url: OptionalText = Field(None, description="URL of further information.")
    related_pages: PageIds = None

    @cached_property
    def begins(self) -> datetime.date | None:
        """Return the first day; None if it is missing or invalid."""
        return read_date(self.first_day)

    @cached_property
    def ends(self) -> datetime.date | None:
        """Return the last day; the first day if the data has no valid last day."""
        last = read_date(self.last_day)
        return self.begins if last is None or (self.begins and last < self.begins) else last

    @property
    def related_page_ids(self) -> tuple[str, ...]:
        """Return the ids of related pages."""
        return tuple(flatten_ids(self.related_pages))
