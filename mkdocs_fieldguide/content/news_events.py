"""Reading news and events: entries with dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mkdocs_fieldguide.content.field_checks import clean_urls
from mkdocs_fieldguide.content.source_maps import RawEntry
from mkdocs_fieldguide.content.validation import check_keys, list_known_keys, validate_entry
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import capitalise, describe_value, shorten
from mkdocs_fieldguide.model.entries import NULL_STRINGS
from mkdocs_fieldguide.model.location import SourceMap
from mkdocs_fieldguide.model.news_events import Event, News, read_date, read_time
from mkdocs_fieldguide.model.urls import safe_url

_NEWS_KEYS = list_known_keys(News)
_EVENT_KEYS = list_known_keys(Event)
_DAY = "Write year, month and day, as 2026-05-31."
_CLOCK = "Write hours and minutes, as 14:30."


def read_news(entries: Iterable[RawEntry], findings: Findings) -> tuple[News, ...]:
    """Return the news, in the order of the file.

    Args:
        entries: items of a list.
        findings: receives what is wrong with them.
    """
    found = []
    for raw, source, what in _mappings(entries, findings, "the news"):
        with error_boundary(findings, source.start, what):
            check_keys(raw, _NEWS_KEYS, source, findings, what)
            _read(raw, "date", read_date, "date", _DAY, source, findings, what)
            request = raw.get("linked_pr")
            if isinstance(request, str) and not request.strip().lstrip("#").isdigit():
                clean_urls(raw, ("linked_pr",), source, findings, what)
            news = validate_entry(News, raw, source, findings, what)
            if news is not None:
                found.append(news)
    return tuple(found)


def read_events(entries: Iterable[RawEntry], findings: Findings) -> tuple[Event, ...]:
    """Return the events, in the order of the file.

    Args:
        entries: items of a list.
        findings: receives what is wrong with them.
    """
    found = []
    for raw, source, what in _mappings(entries, findings, "the event"):
        with error_boundary(findings, source.start, what):
            check_keys(raw, _EVENT_KEYS, source, findings, what)
            clean_urls(raw, ("url",), source, findings, what)
            _check_places(raw.get("location"), source, findings, what)
            for key in ("startDate", "endDate"):
                _read(raw, key, read_date, "date", _DAY, source, findings, what)
            for key in ("startTime", "endTime"):
                _read(raw, key, read_time, "time of day", _CLOCK, source, findings, what)
            event = validate_entry(Event, raw, source, findings, what)
            if event is not None:
                _check_order(event, findings, what)
                found.append(event)
    return tuple(found)


def _mappings(
    entries: Iterable[RawEntry], findings: Findings, kind: str
) -> Iterable[tuple[dict[str, Any], SourceMap, str]]:
    """Give the entries that are mappings, with their places and what to call them; report the others."""
    for entry in entries:
        value = entry.value
        if isinstance(value, dict):
            name = value.get("name")
            yield (
                dict(value),
                entry.source,
                f"{kind} “{shorten(name)}”" if isinstance(name, str) else kind,
            )
        elif value is not None:
            findings.add(
                Code.WRONG_TYPE,
                entry.source.start,
                f"Where {kind} should stand is {describe_value(value)}; it is left out.",
                "Expected is a mapping.",
            )


def _read(
    raw: Mapping[str, Any],
    key: str,
    read: Callable[[str], object],
    kind: str,
    hint: str,
    source: SourceMap,
    findings: Findings,
    what: str,
) -> None:
    value = raw.get(key)
    if isinstance(value, str) and value.strip() not in NULL_STRINGS and read(value) is None:
        message = f"“{key}” of {what} is “{shorten(value)}”, which is no {kind}."
        findings.add(Code.IMPOSSIBLE_DATE, source.at(key), message, hint)


def _check_places(value: object, source: SourceMap, findings: Findings, what: str) -> None:
    """Report addresses of places that cannot be linked; their names are shown all the same."""
    for place in value if isinstance(value, list) else [value]:
        url = place.get("url") if isinstance(place, dict) else None
        if isinstance(url, str) and url.strip() not in NULL_STRINGS and safe_url(url) is None:
            findings.add(
                Code.UNSAFE_URL,
                source.at("location"),
                f"A place of {what} has the address “{shorten(url)}”, which cannot be linked.",
            )


def _check_order(event: Event, findings: Findings, what: str) -> None:
    begins, last = event.begins, read_date(event.last_day)
    if begins and last and last < begins:
        findings.add(
            Code.IMPOSSIBLE_DATE,
            event.source.at("endDate"),
            f"{capitalise(what)} ends on {last}, before it begins on {begins}.",
        )
        return
    first, until = read_time(event.first_time), read_time(event.last_time)
    if begins and first and until and until < first and event.ends == begins:
        findings.add(
            Code.IMPOSSIBLE_DATE,
            event.source.at("endTime"),
            f"{capitalise(what)} ends at {until:%H:%M}, before it begins at {first:%H:%M}.",
        )
