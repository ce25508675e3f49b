"""Asking the addresses that a guide leads to, or remembering their answers, and reporting what is wrong."""

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
    LinkState.SILENT: Code.SILENT_ADDRESS,
    LinkState.PRIVATE: Code.PRIVATE_ADDRESS,
}
_KEPT = (LinkState.WORKS, LinkState.MOVED)
"""What is believed for some days; all else is asked anew."""

_ROOM = 20_000
_MANY = 3


@dataclass(frozen=True, slots=True)
class LinkCheckOptions:
    """How the addresses of a guide are asked.

    Attributes:
        ignored: patterns of addresses that are not asked; `*` stands for anything.
        allowed: names of hosts that may be asked though they are private.
        patience: how long to wait.
        days: how long a good answer is believed.
        progress: is told how many are done, of how many, and the last one.
        today: the day of the questions.
    """

    ignored: Collection[str] = ()
    allowed: Collection[str] = ()
    patience: Timeouts = DEFAULT_TIMEOUTS
    days: int = 7
    progress: Callable[[int, int, str], None] = lambda done, total, url: None
    today: datetime.date = datetime.date.min


def check_external_links(
    addresses: UrlLocations, inquiry: LinkCheckOptions, cache: Path | None, findings: Findings
) -> list[str]:
    """Ask each address once, and report what does not work at every place where it is written.

    Args:
        addresses: the addresses and their places.
        inquiry: how they are asked.
        cache: folder in which answers live between runs; None for nowhere.
        findings: receives the problems.

    Returns:
        Sentences on what was not asked, and why.
    """
    memory = JsonCache(cache / "links.json" if cache else None, _ROOM)
    wanted = [url for url in addresses if not _is_ignored(url, inquiry.ignored)]
    answers = {url: known for url in wanted if (known := _remembered(memory, url, inquiry))}
    asked = [url for url in wanted if url not in answers]
    count = 0

    def progress(url: str) -> None:
        nonlocal count
        count += 1
        inquiry.progress(count, len(asked), url)

    new = request_all(asked, inquiry.allowed, inquiry.patience, progress)
    notes = _notes(len(asked), new)
    if _is_alone(new):
        new = {
            url: answer
            if answer.state is LinkState.PRIVATE
            else LinkStatus(LinkState.SILENT, "cannot be reached from here")
            for url, answer in new.items()
        }
    _remember(memory, new, inquiry.today)
    answers.update(new)
    for url, answer in answers.items():
        code = _CODES.get(answer.state)
        if code is None:
            continue
        last = _last_day(memory, url) if answer.state is not LinkState.MOVED else ""
        hint = f"It is now at “{shorten(answer.moved_to, 300)}”." if answer.moved_to else last
        for location in addresses[url]:
            findings.add(code, location, f"“{shorten(url, 200)}” {answer.reason}.", hint)
    return notes


def _notes(asked: int, answers: Mapping[str, LinkStatus]) -> list[str]:
    notes = []
    if len(answers) < asked:
        notes.append(f"The time was too short to ask {asked - len(answers)} of {asked} addresses.")
    if _is_alone(answers):
        notes.append("No server could be reached; is there a network?")
    return notes


def _is_alone(answers: Mapping[str, LinkStatus]) -> bool:
    """Tell whether it is rather our network that is broken."""
    return len(answers) >= _MANY and not any(answer.reached for answer in answers.values())


def _remembered(memory: JsonCache, url: str, inquiry: LinkCheckOptions) -> LinkStatus | None:
    kept = _read(memory.get(digest_text(url)))
    if kept is None or kept[1].state not in _KEPT:
        return None
    age = (inquiry.today - kept[0]).days
    return kept[1] if 0 <= age < inquiry.days else None


def _remember(memory: JsonCache, answers: Mapping[str, LinkStatus], today: datetime.date) -> None:
    for url, answer in answers.items():
        if answer.state in _KEPT:
            value = {"url": url, "day": today.isoformat(), "state": answer.state, "moved_to": answer.moved_to}
            memory.put(digest_text(url), value)
    memory.save()


def _last_day(memory: JsonCache, url: str) -> str:
    kept = _read(memory.get(digest_text(url)))
    return f"It last worked on {kept[0].isoformat()}." if kept else ""


def _read(kept: Any) -> tuple[datetime.date, LinkStatus] | None:
    """Read what the cache holds; None where it is missing or damaged."""
    try:
        state = LinkState(kept["state"])
        moved_to = str(kept["moved_to"])
        reason = "has moved" if state is LinkState.MOVED else ""
        return datetime.date.fromisoformat(kept["day"]), LinkStatus(state, reason, moved_to)
    except (KeyError, TypeError, ValueError):
        return None


def _is_ignored(url: str, patterns: Iterable[str]) -> bool:
    return any(_fits(url, pattern) for pattern in patterns)


def _fits(url: str, pattern: str) -> bool:
    """Tell whether a pattern fits a whole address, in time that does not grow with its stars."""
    first, *others = pattern.split("*")
    if not others:
        return url == first
    if not url.startswith(first):
        return False
    at = len(first)
    *middle, last = others
    for part in middle:
        found = url.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(url) - at >= len(last) and url.endswith(last)
