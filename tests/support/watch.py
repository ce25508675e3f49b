"""Watch a browser for what a page of ours never does."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Route, WebError

_ELSEWHERE = re.compile(r"^(https?|wss?)://(?!127\.0\.0\.1(:\d+)?(/|$))")

LATE = 0.5
"""Seconds for which a page is watched after its last request, however short its test is."""
PATIENCE = 5
"""Seconds after which a request that is not answered is given up."""


@dataclass(frozen=True)
class Problem:
    """Something a page did that it should not.

    Attributes:
        kind: `third-party`, `console`, `page-error` or `csp`.
        text: what happened.
        page: on which page.
    """

    kind: str
    text: str
    page: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}" + (f" (on {self.page})" if self.page else "")


@dataclass
class Watch:
    """Collects problems of all pages of the contexts it was put on."""

    problems: list[Problem] = field(default_factory=list)
    _pending: list[Request] = field(default_factory=list)
    _quiet_since: float = 0

    def put_on(self, context: BrowserContext) -> None:
        """Watch every page of `context`, and stop what would leave this machine."""
        self._quiet_since = time.monotonic()
        context.route(_ELSEWHERE, self._stop)
        context.on("request", self._on_request)
        context.on("requestfinished", self._on_answer)
        context.on("requestfailed", self._on_answer)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)

    def take_off(self, context: BrowserContext) -> None:
        """Stop watching `context`, which may be closed; its routes stay."""
        context.remove_listener("request", self._on_request)
        context.remove_listener("requestfinished", self._on_answer)
        context.remove_listener("requestfailed", self._on_answer)
        context.remove_listener("console", self._on_console)
        context.remove_listener("weberror", self._on_error)

    def wait_for_late_problems(self, context: BrowserContext) -> None:
        """Wait until `LATE` seconds after all requests were answered."""
        deadline = time.monotonic() + PATIENCE
        for page in context.pages:
            while self._pending and time.monotonic() < deadline:
                page.wait_for_timeout(20)
            page.wait_for_timeout(max(0, LATE + self._quiet_since - time.monotonic()) * 1000)

    def take(self, kind: str | None = None) -> list[Problem]:
        """Return the problems of this kind and forget them: a test that takes a problem expects it."""
        taken = [p for p in self.problems if kind in (None, p.kind)]
        self.problems = [p for p in self.problems if p not in taken]
        return taken

    def report(self) -> str:
        """Return all problems as lines; empty when there are none."""
        return "\n".join(str(problem) for problem in dict.fromkeys(self.problems))

    def _stop(self, route: Route) -> None:
        route.abort("blockedbyclient")

    def _on_request(self, request: Request) -> None:
        if _ELSEWHERE.match(request.url):
            self.problems.append(Problem("third-party", f"{request.method} {request.url}"))

        self._pending.append(request)

    def _on_answer(self, request: Request) -> None:
        if request in self._pending:
            self._pending.remove(request)
        self._quiet_since = time.monotonic()

    def _on_console(self, message: ConsoleMessage) -> None:
        where = _page_of(message.page)
        if "Content Security Policy" in message.text:
            self.problems.append(Problem("csp", message.text, where))
        elif message.type == "error" and not _ELSEWHERE.match(message.location["url"]):
            # A stopped request shows up here as well; it is reported as what it is.
            at = urlsplit(message.location["url"]).path
            self.problems.append(Problem("console", f"{message.text} [{at}]", where))

    def _on_error(self, error: WebError) -> None:
        self.problems.append(Problem("page-error", str(error.error), _page_of(error.page)))


def _page_of(page: Page | None) -> str:
    return page.url if page else ""
