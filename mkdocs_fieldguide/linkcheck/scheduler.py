"""Parallel requests, with a rate limit per host and retries."""

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
    """Timeouts and rate limits.

    Attributes:
        seconds: timeout per request.
        total: timeout of all requests, in seconds.
        pause: seconds between two requests to the same host.
        tries: maximum number of requests for a URL that times out or fails temporarily.
        longest_wait: maximum `Retry-After`, in seconds; a host that sends more gets no further requests.
        hosts: number of hosts that are requested in parallel.
    """

    seconds: float = 15.0
    total: float = 1200.0
    pause: float = 0.5
    tries: int = 3
    longest_wait: float = 30.0
    hosts: int = 12


DEFAULT_TIMEOUTS = Timeouts()


class _RateLimiter:
    """Allows one request per host at a time, with a pause in between."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free_at: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        with self._lock:
            turn = self._turns[host]
        with turn:
            time.sleep(max(0.0, self._free_at.get(host, 0.0) - time.monotonic()))
            try:
                yield
            finally:
                self._free_at[host] = time.monotonic() + self._pause

    def back_off(self, host: str, seconds: float) -> None:
        self._free_at[host] = max(self._free_at.get(host, 0.0), time.monotonic() + seconds)


def request_all(
    urls: Collection[str],
    allowed: Collection[str],
    timeouts: Timeouts = DEFAULT_TIMEOUTS,
    progress: Callable[[str], None] = lambda url: None,
) -> dict[str, LinkStatus]:
    """Request URLs, each once.

    Args:
        urls: distinct URLs.
        allowed: private hosts that may be requested.
        timeouts: timeouts and rate limits.
        progress: called with each URL after its request.

    Returns:
        The result of each URL, without those that the total timeout prevented.
    """
    limiter = _RateLimiter(timeouts.pause)
    options = RequestOptions(SsrfGuard(allowed), limiter.turn, timeouts.seconds)
    groups: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        groups[_host(url)].append(url)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in sorted(groups.values(), key=len, reverse=True):
        waiting.put(group)
    done: queue.SimpleQueue[tuple[str, LinkStatus | Exception]] = queue.SimpleQueue()
    deadline = time.monotonic() + timeouts.total

    def work() -> None:
        while True:
            try:
                group = waiting.get_nowait()
            except queue.Empty:
                return
            refused = None
            for url in group:
                if time.monotonic() > deadline:
                    return
                try:
                    result = refused or _request_with_retries(url, options, limiter, timeouts)
                except Exception as error:  # passed to the waiting thread
                    done.put((url, error))
                    continue
                # The host gets no further requests; its other URLs have the same result.
                refused = replace(result, wait=0.0) if result.wait > timeouts.longest_wait else refused
                done.put((url, result))

    for _ in range(min(timeouts.hosts, len(groups))):
        threading.Thread(target=work, daemon=True).start()
    results: dict[str, LinkStatus] = {}
    while len(results) < len(urls):
        try:
            url, result = done.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            break
        if isinstance(result, Exception):
            raise result
        results[url] = result
        progress(url)
    return results


def _request_with_retries(
    url: str, options: RequestOptions, limiter: _RateLimiter, timeouts: Timeouts
) -> LinkStatus:
    """Request a URL; retry after temporary failures."""
    result = request_url(url, options)
    for number in range(1, timeouts.tries):
        if result.wait > timeouts.longest_wait or (
            result.state is not LinkState.UNAVAILABLE and not result.wait
        ):
            break
        limiter.back_off(_host(url), result.wait or number * 2 * timeouts.pause)
        result = request_url(url, options)
    return result


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""
