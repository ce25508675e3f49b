"""Asking many addresses: several hosts at once, each politely."""

from __future__ import annotations

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from mkdocs_fieldguide.linkcheck.request import RequestOptions, request_url
from mkdocs_fieldguide.linkcheck.results import LinkState, LinkStatus
from mkdocs_fieldguide.net.public_only import SsrfGuard


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How addresses are asked.

    Attributes:
        seconds: for one question.
        total: seconds for all of them.
        pause: seconds between two questions to one host.
        tries: how often one is asked that does not answer.
        longest_wait: seconds that a host may ask us to wait; for longer, it is left alone.
        hosts: how many are asked at once.
    """

    seconds: float = 15.0
    total: float = 1200.0
    pause: float = 0.5
    tries: int = 3
    longest_wait: float = 30.0
    hosts: int = 12


DEFAULT_TIMEOUTS = Timeouts()


class _RateLimiter:
    """Lets one at a time ask a host, and each only a moment after the last."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free_at: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        with self._lock:
            own = self._turns[host]
        with own:
            time.sleep(max(0.0, self._free_at.get(host, 0.0) - time.monotonic()))
            try:
                yield
            finally:
                self._free_at[host] = time.monotonic() + self._pause

    def rest(self, host: str, seconds: float) -> None:
        self._free_at[host] = max(self._free_at.get(host, 0.0), time.monotonic() + seconds)


def request_all(
    urls: Collection[str],
    allowed: Collection[str],
    patience: Timeouts = DEFAULT_TIMEOUTS,
    progress: Callable[[str], None] = lambda url: None,
) -> dict[str, LinkStatus]:
    """Ask addresses, each once.

    Args:
        urls: different addresses.
        allowed: names of hosts that may be asked though they are private.
        patience: how long to wait.
        progress: is told each address that is done.

    Returns:
        The answers; what time was too short for is missing.
    """
    manners = _RateLimiter(patience.pause)
    asking = RequestOptions(SsrfGuard(allowed), manners.turn, patience.seconds)
    groups: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        groups[_host(url)].append(url)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in sorted(groups.values(), key=len, reverse=True):
        waiting.put(group)
    done: queue.SimpleQueue[tuple[str, LinkStatus | Exception]] = queue.SimpleQueue()
    deadline = time.monotonic() + patience.total

    def work() -> None:
        while True:
            try:
                group = waiting.get_nowait()
            except queue.Empty:
                return
            busy = None
            for url in group:
                if time.monotonic() > deadline:
                    return
                try:
                    answer = busy or _asked(url, asking, manners, patience)
                except Exception as error:  # handed over to the thread that waits
                    done.put((url, error))
                    continue
                # Who asks for more patience than we have is asked nothing more.
                busy = replace(answer, wait=0.0) if answer.wait > patience.longest_wait else busy
                done.put((url, answer))

    for _ in range(min(patience.hosts, len(groups))):
        threading.Thread(target=work, daemon=True).start()
    answers: dict[str, LinkStatus] = {}
    while len(answers) < len(urls):
        try:
            url, answer = done.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            break
        if isinstance(answer, Exception):
            raise answer
        answers[url] = answer
        progress(url)
    return answers


def _asked(url: str, asking: RequestOptions, manners: _RateLimiter, patience: Timeouts) -> LinkStatus:
    """Ask until there is an answer, or enough is enough."""
    answer = request_url(url, asking)
    for number in range(1, patience.tries):
        if answer.wait > patience.longest_wait or (answer.state is not LinkState.SILENT and not answer.wait):
            break
        manners.rest(_host(url), answer.wait or number * 2 * patience.pause)
        answer = request_url(url, asking)
    return answer


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""
