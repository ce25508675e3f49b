"""Dates as people write them in bibliographies: `14 March 2014`, `15/03/2015`, `n.d.`, `2010–2012`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The abbreviations that BibTeX styles define for the months."""

SEASONS = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}
"""The seasons, with the numbers that CSL-JSON gives them as months."""

DateParts = list[int]
"""Year, month and day; month and day may be missing. In a range, the year 0 is an open end."""

_MAX_LENGTH = 60
_NO_DATE = re.compile(
    r"[(\[]?(?:n\.?\s?d|s\.?\s?[ad]|o\.?\s?j|no\s?date|undated|unknown|none|null|nan|0+|[?–—-]+)\.?[)\]]?",
    re.IGNORECASE,
)
_MONTH_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?P<month>(?:{_MONTH_NAMES}|{'|'.join(SEASONS)})\b)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_DAYS = rf"{_DAY}(?:\s*[–-]+\s*(?P<last>\d{{1,2}}))?"
_YEAR = r"(?P<year>\d{4})"
_GAP = r"(?:\s*,\s*|\s+|\s*-\s*)"
_WITH_NAME = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[a-z]{{3,9}},?\s+)?{_DAYS}(?:\s+of)?{_GAP}{_MONTH}{_GAP}{_YEAR}",
        rf"{_MONTH}{_GAP}(?:{_DAYS}{_GAP})?{_YEAR}",
        rf"{_YEAR}{_GAP}{_MONTH}(?:{_GAP}{_DAY})?",
    )
)
_YEAR_ONLY = re.compile(
    r"(?P<about>(?:c(?:irca|a)?\.?|about|~)\s*)?(?P<year>-?\d{3,4})(?P<doubt>\s*\(?[?~%]+\)?)?"
)
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*([./-])\s*(\d{1,2})(?:\s*\2\s*(\d{1,2}))?")
_MONTH_FIRST = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{4})")
_YEARS = re.compile(r"(\d{4})\s*[-–—/]+\s*(\d{4}|\d{2}|present|)", re.IGNORECASE)
_SINGLE_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20|21)\d\d(?!\d)")


class WrittenDate(NamedTuple):
    """A date read from a text.

    Attributes:
        parts: the date, or the start and the end of a range.
        is_exact: whether the text says this and nothing else; otherwise this is only a part of it.
        is_circa: whether the date is approximate.
    """

    parts: list[DateParts]
    is_exact: bool = True
    is_circa: bool = False


def is_no_date(text: str) -> bool:
    """Return whether a text says that there is no date, such as `n.d.`."""
    return len(text) <= _MAX_LENGTH and _NO_DATE.fullmatch(text.strip()) is not None


def parse_written_date(text: str) -> WrittenDate | None:
    """Return the date in a text, or at least its year; None if there is neither.

    A date of numbers whose day and month could be swapped, such as `03/04/2015`, is only a year.
    """
    text = " ".join(text.split()).strip("()[]{}., ")
    if len(text) > _MAX_LENGTH:
        return None
    for parse in _PARSERS:
        found = parse(text.casefold())
        if found is not None:
            return found
    years = set(_SINGLE_YEAR.findall(text))
    return WrittenDate([[int(years.pop())]], is_exact=False) if len(years) == 1 else None


def parse_month(text: str) -> int:
    """Return the number of a month or season by its English name or abbreviation; 0 if there is none."""
    folded = text.casefold().strip(". ")
    if folded in SEASONS:
        return SEASONS[folded]
    return MONTHS.index(folded[:3]) + 1 if folded[:3] in MONTHS else 0


def is_valid_date(year: int, month: int, day: int = 1) -> bool:
    """Return whether a month, and a day in it, exist."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(max(1, year), month)[1]


def _parse_year(text: str) -> WrittenDate | None:
    match = _YEAR_ONLY.fullmatch(text)
    if match is None:
        return None
    return WrittenDate([[int(match["year"])]], is_circa=bool(match["about"] or match["doubt"]))


def _parse_with_name(text: str) -> WrittenDate | None:
    for pattern in _WITH_NAME:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        found = match.groupdict()
        year, month, day = int(found["year"]), parse_month(found["month"]), int(found.get("day") or 0)
        last = int(found.get("last") or 0)
        if not day:
            return WrittenDate([[year, month]])
        if not is_valid_date(year, month, day) or (last and not is_valid_date(year, month, last)):
            return WrittenDate([[year, month]], is_exact=False)
        return WrittenDate([[year, month, day], *([[year, month, last]] if last else [])])
    return None


def _parse_day_first(text: str) -> WrittenDate | None:
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    # With full stops, the day comes first everywhere.
    orders = [(second, first)] if match[2] == "." else [(second, first), (first, second)]
    dates = {(year, month, day) for month, day in orders if is_valid_date(year, month, day)}
    return WrittenDate([list(dates.pop())]) if len(dates) == 1 else WrittenDate([[year]], is_exact=False)


def _parse_year_first(text: str) -> WrittenDate | None:
    match = _YEAR_FIRST.fullmatch(text)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[3]), int(match[4] or 0)
    if match[4] is None and match[2] != "-" and month == (year + 1) % 100:
        # `2010/11` is a month, or a year that ends in the next one.
        return None if month > 12 else WrittenDate([[year]], is_exact=False)
    if not is_valid_date(year, month):
        return WrittenDate([[year]]) if month == day == 0 else None
    is_exact = day == 0 or is_valid_date(year, month, day)
    return WrittenDate([[year, month, day] if day and is_exact else [year, month]], is_exact)


def _parse_month_first(text: str) -> WrittenDate | None:
    match = _MONTH_FIRST.fullmatch(text)
    if match is None or not 1 <= int(match[1]) <= 12:
        return None
    return WrittenDate([[int(match[2]), int(match[1])]])


def _parse_years(text: str) -> WrittenDate | None:
    match = _YEARS.fullmatch(text)
    if match is None:
        return None
    first, end = match.groups()
    if not end.isdigit():
        return WrittenDate([[int(first)], [0]])
    last = int(first[: 4 - len(end)] + end)
    return WrittenDate([[int(first)], [last]]) if last > int(first) else None


_PARSERS: tuple[Callable[[str], WrittenDate | None], ...] = (
    _parse_year, _parse_with_name, _parse_day_first, _parse_year_first, _parse_month_first, _parse_years,
)  # fmt: skip
