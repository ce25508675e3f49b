"""Reading news and events: entries with dates."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs_fieldguide.diagnostics import Code, Findings, SourceMap
from mkdocs_fieldguide.load.places import RawEntry
from mkdocs_fieldguide.load.wording import shown

_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T\s].*)?")
_PERIOD = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([ap]m)?", re.IGNORECASE)
_DATES = ("date", "startDate", "endDate")
_TIMES = ("startTime", "endTime")
_YEARS = range(1900, 2200)


def read_dated(entries: Iterable[RawEntry], findings: Findings, what: str) -> tuple[Mapping[str, Any], ...]:
    """Return the entries that are mappings, as read.

    Args:
        entries: items of a list.
        findings: receives IMPOSSIBLE_DATE.
        what: an entry in words, such as `the event`.
    """
    found = []
    for entry in entries:
        if isinstance(entry.value, dict):
            found.append(entry.value)
            _check(entry.value, entry.source, findings, what)
    return tuple(found)


def _check(raw: Mapping[str, Any], source: SourceMap, findings: Findings, what: str) -> None:
    label = f"{what} “{shown(raw['name'])}”" if isinstance(raw.get("name"), str) else what
    dates = {}
    for key in _DATES:
        value = raw.get(key)
        if not isinstance(value, str) or not value.strip():
            continue
        dates[key] = _date(value)
        if dates[key] is None:
            findings.add(
                Code.IMPOSSIBLE_DATE,
                source.at(key),
                f"“{key}” of {label} is “{shown(value)}”, which is no date.",
                "Write year, month and day, as 2026-05-31.",
            )
    times = {}
    for key in _TIMES:
        value = raw.get(key)
        if isinstance(value, str) and value.strip():
            times[key] = _time(value)
            if times[key] is None:
                findings.add(
                    Code.IMPOSSIBLE_DATE,
                    source.at(key),
                    f"“{key}” of {label} is “{shown(value)}”, which is no time of day.",
                    "Write hours and minutes, as 14:30.",
                )
    _check_order(dates, times, source, findings, label)


def _check_order(
    dates: Mapping[str, datetime.date | None],
    times: Mapping[str, datetime.time | None],
    source: SourceMap,
    findings: Findings,
    label: str,
) -> None:
    begins, ends = dates.get("startDate"), dates.get("endDate")
    if begins and ends and ends < begins:
        findings.add(
            Code.IMPOSSIBLE_DATE,
            source.at("endDate"),
            f"{label[0].upper()}{label[1:]} ends on {ends}, before it begins on {begins}.",
        )
        return
    first, last = times.get("startTime"), times.get("endTime")
    if begins and first and last and last < first and ends in (None, begins):
        findings.add(
            Code.IMPOSSIBLE_DATE,
            source.at("endTime"),
            f"{label[0].upper()}{label[1:]} ends at {last:%H:%M}, before it begins at {first:%H:%M}.",
        )


def today() -> datetime.date:
    """Return the day of the build, which SOURCE_DATE_EPOCH sets (https://reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    return (datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch.isdecimal() else now).date()


def last_day(text: str) -> datetime.date | None:
    """Return the last day of a year, month or day: `2025`, `2025-06`, `2025-06-30`; None for no date."""
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


def _date(text: str) -> datetime.date | None:
    match = _DATE.fullmatch(text.strip())
    if match is None or int(match[1]) not in _YEARS:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _time(text: str) -> datetime.time | None:
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
