"""Parser of dates and times of day in data, in front matter and in bibliographies."""

from __future__ import annotations

import calendar
import datetime
import re

_DATE = re.compile(r"(?P<year>-?\d{1,4})(?:([-/])(?P<month>\d{1,2})(?:([-/])(?P<day>\d{1,2}))?)?")
_TIME_AFTER_DATE = re.compile(r"(?:[T\s].*)?")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([ap]m)?", re.IGNORECASE)
_ALL_YEARS = range(datetime.MINYEAR, datetime.MAXYEAR + 1)

PLAUSIBLE_YEARS = range(1900, 2200)
"""Years of news, events and people; any other year is a typo."""


def parse_date(
    text: str,
    *,
    separators: str = "-",
    padded: bool = False,
    with_time: bool = True,
    years: range = _ALL_YEARS,
) -> datetime.date | None:
    """Parse a date such as `2026-05-31`; return None if it is not a valid date.

    Args:
        text: the text; surrounding white space is ignored.
        separators: characters allowed between year, month and day.
        padded: whether month and day must have two digits.
        with_time: whether a time may follow, which is ignored.
        years: valid years.
    """
    text = text.strip()
    match = _match(text, separators, years)
    if match is None or match["day"] is None:
        return None
    if padded and not len(match["month"]) == len(match["day"]) == 2:
        return None
    rest = text[match.end() :]
    if not (_TIME_AFTER_DATE.fullmatch(rest) if with_time else rest == ""):
        return None
    try:
        return datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def parse_period_end(text: str) -> datetime.date | None:
    """Return the last day of the period `2025`, `2025-06` or `2025-06-30`; None if it is not a valid date."""
    text = text.strip()
    match = _match(text, "-/", PLAUSIBLE_YEARS)
    if match is None or match.end() != len(text):
        return None
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    try:
        if day:
            return datetime.date(year, month, day)
        month = month or 12  # some write an unknown month or day as 00
        return datetime.date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def split_partial_date(text: str) -> tuple[int, int, int, str] | None:
    """Parse `2021`, `2021-05` or `2021-05-31` at the start of a text, without checking the numbers.

    Bibliographies have negative years, seasons as months, and signs of uncertainty after the date.

    Returns:
        Year, month, day (0 if they are missing) and the rest of the text; None if there is no date.
    """
    match = _DATE.match(text)
    if match is None or "/" in match[0]:
        return None
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    return year, month, day, text[match.end() :]


def parse_time(text: str) -> datetime.time | None:
    """Parse the time at the start of a text such as `14:30` or `2:30 pm CET`; or return None."""
    match = _TIME.match(text.strip())
    if match is None:
        return None
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3].casefold() == "pm" else 0)
    try:
        return datetime.time(hour, int(match[2]))
    except ValueError:
        return None


def _match(text: str, separators: str, years: range) -> re.Match[str] | None:
    """Match a date with a four-digit year at the start of a text."""
    match = _DATE.match(text)
    if match is None or len(match["year"]) != 4 or int(match["year"]) not in years:
        return None
    return match if set(filter(None, match.group(2, 4))) <= set(separators) else None
