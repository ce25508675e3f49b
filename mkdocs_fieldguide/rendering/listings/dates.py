"""Days and times, as readers and as machines read them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mkdocs_fieldguide.model.dates import parse_time
from mkdocs_fieldguide.model.news_events import Event
from mkdocs_fieldguide.rendering.ui_strings import UiStrings


@dataclass(frozen=True, slots=True)
class TimeElement:
    """A moment or day, for a `time` element.

    Attributes:
        text: for readers.
        machine: for `datetime`; see https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-time-element.
    """

    text: str
    machine: str


def day_text(words: UiStrings, day: datetime.date) -> str:
    """Return a day in words, such as `31 May 2026`."""
    return words("date", day=day.day, month=words(f"month_{day.month:02d}"), year=day.year)


def day_of(words: UiStrings, day: datetime.date | None, written: str | None) -> TimeElement | None:
    """Return a day; one that cannot be read as the author wrote it; None for none."""
    if day is None:
        return TimeElement(written, "") if written else None
    return TimeElement(day_text(words, day), day.isoformat())


def days_of(words: UiStrings, event: Event) -> tuple[TimeElement, ...]:
    """Return the first and the last day of an event, only one where they are the same.

    What both have in common, month and year, stands behind the last one only.
    """
    first, last = event.begins, event.ends
    if first is None or last is None or first == last:
        only = day_of(words, first or last, event.first_day)
        return (only,) if only else ()
    if (first.year, first.month) == (last.year, last.month):
        begins = str(first.day)
    elif first.year == last.year:
        begins = words("date_in_a_year", day=first.day, month=words(f"month_{first.month:02d}"))
    else:
        begins = day_text(words, first)
    return TimeElement(begins, first.isoformat()), TimeElement(day_text(words, last), last.isoformat())


def times_of(event: Event) -> tuple[TimeElement, ...]:
    """Return when an event begins and ends on its days, as the author wrote it."""
    found = []
    for written, day in ((event.first_time, event.begins), (event.last_time, event.ends)):
        if not written:
            continue
        time = parse_time(written)
        machine = f"{time:%H:%M}" if time else ""
        found.append(TimeElement(written, f"{day}T{machine}" if day and machine else machine))
    return tuple(found)
