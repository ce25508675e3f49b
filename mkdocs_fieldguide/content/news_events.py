"""Loaders of news and events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from mkdocs_fieldguide.content.field_checks import clean_urls
from mkdocs_fieldguide.content.source_maps import RawEntry, submap
from mkdocs_fieldguide.content.validation import check_keys, list_known_keys, validate_entry
from mkdocs_fieldguide.content.yaml.error_messages import expect_mapping
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.findings.wording import capitalise, describe_value, shorten
from mkdocs_fieldguide.model.dates import parse_time
from mkdocs_fieldguide.model.entries import NULL_STRINGS
from mkdocs_fieldguide.model.location import SourceMap
from mkdocs_fieldguide.model.news_events import Event, News, read_date

_NEWS_KEYS = list_known_keys(News)
_EVENT_KEYS = list_known_keys(Event)
_HINT_DATE = "Write year, month and day, as in 2026-05-31."
_HINT_TIME = "Write hours and minutes, as in 14:30."


def read_news(entries: Iterable[RawEntry], findings: Findings) -> tuple[News, ...]:
    """Return the news, in file order.

    Args:
        entries: items of a list.
        findings: receives problems in the entries.
    """
    found = []
    for raw, source, label in _find_mappings(entries, findings, "the news"):
        with error_boundary(findings, source.start, label):
            check_keys(raw, _NEWS_KEYS, source, findings, label)
            if _is_invalid(raw, "date", read_date):
                _report_invalid(raw, "date", "date", source, findings, label)
            request = raw.get("linked_pr")
            if isinstance(request, str) and not request.strip().lstrip("#").isdigit():
                clean_urls(raw, ("linked_pr",), source, findings, label)
            news = validate_entry(News, raw, source, findings, label)
            if news is not None:
                found.append(news)
    return tuple(found)


def read_events(entries: Iterable[RawEntry], findings: Findings) -> tuple[Event, ...]:
    """Return the events, in file order.

    Args:
        entries: items of a list.
        findings: receives problems in the entries.
    """
    found = []
    for raw, source, label in _find_mappings(entries, findings, "the event"):
        with error_boundary(findings, source.start, label):
            check_keys(raw, _EVENT_KEYS, source, findings, label)
            clean_urls(raw, ("url",), source, findings, label)
            raw["location"] = _clean_venues(raw.get("location"), source, findings, label)
            for key in ("startDate", "endDate"):
                if _is_invalid(raw, key, read_date):
                    _report_invalid(raw, key, "date", source, findings, label)
            for key in ("startTime", "endTime"):
                if _is_invalid(raw, key, parse_time):
                    _report_invalid(raw, key, "time", source, findings, label)
            event = validate_entry(Event, raw, source, findings, label)
            if event is not None:
                _check_order(event, findings, label)
                found.append(event)
    return tuple(found)


def _find_mappings(
    entries: Iterable[RawEntry], findings: Findings, kind: str
) -> Iterable[tuple[dict[str, Any], SourceMap, str]]:
    """Yield the entries that are mappings, with their locations and descriptions; report the others."""
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
                f"The entry for {kind} is {describe_value(value)}; it is left out.",
                expect_mapping(value),
            )


def _is_invalid(raw: Mapping[str, Any], key: str, read: Callable[[str], object]) -> bool:
    """Return whether the value of a key is a text that `read` cannot parse."""
    value = raw.get(key)
    return isinstance(value, str) and value.strip() not in NULL_STRINGS and read(value) is None


def _report_invalid(
    raw: Mapping[str, Any],
    key: str,
    kind: Literal["date", "time"],
    source: SourceMap,
    findings: Findings,
    label: str,
) -> None:
    message = f"“{key}” of {label} is “{shorten(raw[key])}”, which is not a valid {kind}."
    hint = _HINT_DATE if kind == "date" else _HINT_TIME
    findings.add(Code.IMPOSSIBLE_DATE, source.at(key), message, hint)


def _clean_venues(value: object, source: SourceMap, findings: Findings, label: str) -> object:
    """Return venues without URLs that are not allowed; the names are displayed nevertheless."""
    if isinstance(value, list):
        return [_clean_venues(venue, source, findings, label) for venue in value]
    if not isinstance(value, dict):
        return value
    clean = dict(value)
    clean_urls(clean, ("url",), submap(source, "location"), findings, f"a venue of {label}")
    if not any(isinstance(text, str) and text.strip() for key, text in clean.items() if key != "url"):
        clean["name"] = value.get("url")
    return clean


def _check_order(event: Event, findings: Findings, label: str) -> None:
    begins, last = event.begins, read_date(event.last_day)
    if begins and last and last < begins:
        findings.add(
            Code.IMPOSSIBLE_DATE,
            event.source.at("endDate"),
            f"{capitalise(label)} ends on {last}, before it begins on {begins}.",
        )
        return
    first, until = parse_time(event.first_time or ""), parse_time(event.last_time or "")
    if begins and first and until and until < first and event.ends == begins:
        findings.add(
            Code.IMPOSSIBLE_DATE,
            event.source.at("endTime"),
            f"{capitalise(label)} ends at {until:%H:%M}, before it begins at {first:%H:%M}.",
        )
