"""Check of external links: request or load cached results, report the links that do not work."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.files.json_cache import JsonCache, digest_text
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.linkcheck.collect import UrlLocations
from mkdocs_fieldguide.linkcheck.results import LinkState, LinkStatus
from mkdocs_fieldguide.linkcheck.scheduler import DEFAULT_TIMEOUTS, Timeouts, request_all

_CODES: Mapping[LinkState, Code] = {
    LinkState.BROKEN: Code.BROKEN_ADDRESS,
    LinkState.MOVED: Code.MOVED_ADDRESS,
    LinkState.BLOCKED: Code.BLOCKED_ADDRESS,
    LinkState.UNAVAILABLE: Code.UNAVAILABLE_ADDRESS,
    LinkState.PRIVATE: Code.PRIVATE_ADDRESS,
}
_CACHEABLE = (LinkState.WORKS, LinkState.MOVED)
"""States that are cached; links in any other state are requested in every run."""

_CACHE_SIZE = 20_000
_OFFLINE_THRESHOLD = 3
"""If none of at least this many requests reaches a server, the network is assumed to be down."""


@dataclass(frozen=True, slots=True)
class LinkCheckOptions:
    """Options of a link check.

    Attributes:
        ignored: patterns of URLs to skip; `*` matches any text.
        allowed: private hosts that may be requested.
        timeouts: timeouts and rate limits.
        days: cache lifetime of successful results.
        progress: called after each request, with the number of URLs done, their total, and the URL.
        today: date of the results.
    """

    ignored: Collection[str] = ()
    allowed: Collection[str] = ()
    timeouts: Timeouts = DEFAULT_TIMEOUTS
    days: int = 7
    progress: Callable[[int, int, str], None] = lambda done, total, url: None
    today: datetime.date = datetime.date.min


def check_external_links(
    urls: UrlLocations, options: LinkCheckOptions, cache: Path | None, findings: Findings
) -> list[str]:
    """Request each URL once; report failures at every location that links to it.

    Args:
        urls: the URLs with their locations.
        options: options of the check.
        cache: cache folder; None to cache nothing.
        findings: receives the problems.

    Returns:
        Notes on URLs that were not requested, as sentences.
    """
    results_cache = JsonCache(cache / "links.json" if cache else None, _CACHE_SIZE)
    selected = [url for url in urls if not _is_ignored(url, options.ignored)]
    results = {url: cached for url in selected if (cached := _load(results_cache, url, options))}
    pending = [url for url in selected if url not in results]
    count = 0

    def progress(url: str) -> None:
        nonlocal count
        count += 1
        options.progress(count, len(pending), url)

    new = request_all(pending, options.allowed, options.timeouts, progress)
    notes = _notes(len(pending), new)
    if _is_offline(new):
        new = {
            url: result
            if result.state is LinkState.PRIVATE
            else LinkStatus(LinkState.UNAVAILABLE, "cannot be reached from this machine")
            for url, result in new.items()
        }
    _store(results_cache, new, options.today)
    results.update(new)
    for url, result in results.items():
        code = _CODES.get(result.state)
        if code is None:
            continue
        last = _last_success(results_cache, url) if result.state is not LinkState.MOVED else ""
        hint = f"Its new URL is “{shorten(result.moved_to, 300)}”." if result.moved_to else last
        for location in urls[url]:
            findings.add(code, location, f"“{shorten(url, 200)}” {result.reason}.", hint)
    return notes


def _notes(requested: int, results: Mapping[str, LinkStatus]) -> list[str]:
    notes = []
    if len(results) < requested:
        missing = requested - len(results)
        notes.append(f"Timeout: {missing} of {requested} URLs were not requested; see --link-minutes.")
    if _is_offline(results):
        notes.append("No server could be reached; check the network connection.")
    return notes


def _is_offline(results: Mapping[str, LinkStatus]) -> bool:
    """Return whether the network of this machine is probably down, rather than all servers."""
    return len(results) >= _OFFLINE_THRESHOLD and not any(result.reached for result in results.values())


def _load(cache: JsonCache, url: str, options: LinkCheckOptions) -> LinkStatus | None:
    """Return the cached result of a URL; None if there is none or it has expired."""
    cached = _decode(cache.get(digest_text(url)))
    if cached is None or cached[1].state not in _CACHEABLE:
        return None
    age = (options.today - cached[0]).days
    return cached[1] if 0 <= age < options.days else None


def _store(cache: JsonCache, results: Mapping[str, LinkStatus], today: datetime.date) -> None:
    for url, result in results.items():
        if result.state in _CACHEABLE:
            value = {"url": url, "day": today.isoformat(), "state": result.state, "moved_to": result.moved_to}
            cache.put(digest_text(url), value)
    cache.save()


def _last_success(cache: JsonCache, url: str) -> str:
    cached = _decode(cache.get(digest_text(url)))
    return f"It last worked on {cached[0].isoformat()}." if cached else ""


def _decode(cached: Any) -> tuple[datetime.date, LinkStatus] | None:
    """Return the date and result of a cache entry; None if it is missing or damaged."""
    try:
        state = LinkState(cached["state"])
        moved_to = str(cached["moved_to"])
        reason = "has moved permanently" if state is LinkState.MOVED else ""
        return datetime.date.fromisoformat(cached["day"]), LinkStatus(state, reason, moved_to)
    except (KeyError, TypeError, ValueError):
        return None


def _is_ignored(url: str, patterns: Iterable[str]) -> bool:
    return any(_matches(url, pattern) for pattern in patterns)


def _matches(url: str, pattern: str) -> bool:
    """Return whether a pattern matches a whole URL, in linear time; `fnmatch` can take exponential time."""
    first, *others = pattern.split("*")
    if not others:
        return url == first
    if not url.startswith(first):
        return False
    position = len(first)
    *middle, last = others
    for part in middle:
        found = url.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return len(url) - position >= len(last) and url.endswith(last)
