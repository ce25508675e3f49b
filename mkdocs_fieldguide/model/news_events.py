"""News and events: entries with dates. The keys are those of the ELIXIR Toolkit Theme's data files."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import AliasChoices, BeforeValidator, Field, WithJsonSchema

from mkdocs_fieldguide.model.entries import NULL_STRINGS, SCALAR, Entry, OptionalText, PageIds, flatten_ids

_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T\s].*)?")
_PERIOD = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([ap]m)?", re.IGNORECASE)
_YEARS = range(1900, 2200)


def read_date(text: str | None) -> datetime.date | None:
    """Parse a date such as `2026-05-31`; return None if it is not a valid date."""
    match = _DATE.fullmatch((text or "").strip())
    if match is None or int(match[1]) not in _YEARS:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def read_time(text: str | None) -> datetime.time | None:
    """Parse the time at the start of a text such as `14:30` or `2:30 pm CET`; or return None."""
    match = _TIME.match((text or "").strip())
    if match is None:
        return None
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3].casefold() == "pm" else 0)
    try:
        return datetime.time(hour, int(match[2]))
    except ValueError:
        return None


def today() -> datetime.date:
    """Return the date of the build; SOURCE_DATE_EPOCH overrides it (https://reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    return (datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch.isdecimal() else now).date()


def last_day(text: str) -> datetime.date | None:
    """Return the last day of the period `2025`, `2025-06` or `2025-06-30`; None if it is not a valid date."""
    match = _PERIOD.fullmatch(text.strip())
    if match is None or int(match[1]) not in _YEARS:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return datetime.date(year, month, day)
        first_after = datetime.date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
        return first_after - datetime.timedelta(days=1) if month <= 12 else None
    except ValueError:
        return None


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
        name = ", ".join(text.strip() for text in texts if text.strip() not in NULL_STRINGS) or url
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
    date: OptionalText = Field(None, description="The day, as 2026-05-31.")
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
        None, description="The first day, as 2026-05-31."
    )
    last_day: Annotated[OptionalText, Field(validation_alias=AliasChoices("endDate"))] = Field(
        None, description="The last day of several."
    )
    first_time: Annotated[OptionalText, Field(validation_alias=AliasChoices("startTime"))] = Field(
        None, description="When it begins, as 14:30; text after it, such as a time zone, is shown too."
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
