"""Dates and times for `time` elements."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from babel.dates import format_date

from mkdocs_fieldguide.model.dates import parse_time
from mkdocs_fieldguide.model.news_events import Event
from mkdocs_fieldguide.rendering.ui_strings import UiStrings


@dataclass(frozen=True, slots=True)
class TimeElement:
    """A date or time, for a `time` element.

    Attributes:
        text: the text.
        machine: the value of `datetime`; see https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-time-element.
    """

    text: str
    machine: str


def format_day(words: UiStrings, day: datetime.date) -> str:
    """Return a date as text, such as `31 May 2026`, in the language of the site."""
    if words.date_locale:
        return format_date(day, "long", words.date_locale)
    return words("date", day=day.day, month=words(f"month_{day.month:02d}"), year=day.year)


def make_day_element(words: UiStrings, day: datetime.date | None, written: str | None) -> TimeElement | None:
    """Return a date, or the author's text if it is no valid date; None if there is neither."""
    if day is None:
        return TimeElement(written, "") if written else None
    return TimeElement(format_day(words, day), day.isoformat())


def make_day_elements(words: UiStrings, event: Event) -> tuple[TimeElement, ...]:
    """Return the first and the last date of an event; only one if they are the same.

    In English, the first date omits month and year if they are those of the last date; other languages may
    have the year first.
    """
    first, last = event.begins, event.ends
    if first is None or last is None or first == last:
        only = make_day_element(words, first or last, event.first_day)
        return (only,) if only else ()
    if words.date_locale:
        begins = format_day(words, first)
    elif (first.year, first.month) == (last.year, last.month):
        begins = str(first.day)
    elif first.year == last.year:
        begins = words("date_in_a_year", day=first.day, month=words(f"month_{first.month:02d}"))
    else:
        begins = format_day(words, first)
    return TimeElement(begins, first.isoformat()), TimeElement(format_day(words, last), last.isoformat())


def make_time_elements(event: Event) -> tuple[TimeElement, ...]:
    """Return the start and end time of an event, as the author wrote them."""
    found = []
    for written, day in ((event.first_time, event.begins), (event.last_time, event.ends)):
        if not written:
            continue
        time = parse_time(written)
        machine = f"{time:%H:%M}" if time else ""
        found.append(TimeElement(written, f"{day}T{machine}" if day and machine else machine))
    return tuple(found)
