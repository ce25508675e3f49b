"""Watch a browser for what our pages must not do, such as requests to other hosts."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

_OTHER_HOST = re.compile(r"^(https?|wss?)://(?!127\.0\.0\.1(:\d+)?(/|$))")

LATE = 0.5
"""Seconds for which a page is watched after its last request, however short the test is."""
PATIENCE = 5
"""Seconds to wait for the answer to a request."""


@dataclass(frozen=True)
class Problem:
    """Something that a page must not do.

    Attributes:
        kind: `third-party`, `console`, `page-error` or `csp`.
        text: what happened.
        page: the URL of the page.
    """

    kind: str
    text: str
    page: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}" + (f" (on {self.page})" if self.page else "")


@dataclass
class Watch:
    """Collects the problems of all pages of the watched contexts."""

    problems: list[Problem] = field(default_factory=list)
    _pending: list[Request] = field(default_factory=list)
    _quiet_since: float = 0

    def attach(self, context: BrowserContext) -> None:
        """Watch every page of `context`."""
        self._quiet_since = time.monotonic()
        context.on("request", self._on_request)
        context.on("requestfinished", self._on_answer)
        context.on("requestfailed", self._on_answer)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)

    def detach(self, context: BrowserContext) -> None:
        """Stop watching `context`, which may be closed."""
        context.remove_listener("request", self._on_request)
        context.remove_listener("requestfinished", self._on_answer)
        context.remove_listener("requestfailed", self._on_answer)
        context.remove_listener("console", self._on_console)
        context.remove_listener("weberror", self._on_error)

    def wait_for_late_problems(self, context: BrowserContext) -> None:
        """Wait until `LATE` seconds after the last answer."""
        deadline = time.monotonic() + PATIENCE
        for page in context.pages:
            while self._pending and time.monotonic() < deadline:
                page.wait_for_timeout(20)
            page.wait_for_timeout(max(0, LATE + self._quiet_since - time.monotonic()) * 1000)

    def take(self, kind: str | None = None) -> list[Problem]:
        """Return and forget the problems of this kind, or of all kinds: the test expects them."""
        taken = [p for p in self.problems if kind in (None, p.kind)]
        self.problems = [p for p in self.problems if p not in taken]
        return taken

    def report(self) -> str:
        """Return all problems, one a line."""
        return "\n".join(str(problem) for problem in dict.fromkeys(self.problems))

    def _on_request(self, request: Request) -> None:
        if _OTHER_HOST.match(request.url):
            self.problems.append(Problem("third-party", f"{request.method} {request.url}"))
        # `mkdocs serve` answers it after the next build.
        if "/livereload/" not in request.url:
            self._pending.append(request)

    def _on_answer(self, request: Request) -> None:
        if request in self._pending:
            self._pending.remove(request)
        self._quiet_since = time.monotonic()

    def _on_console(self, message: ConsoleMessage) -> None:
        where = _page_of(message.page)
        if "Content Security Policy" in message.text:
            self.problems.append(Problem("csp", message.text, where))
        elif message.type == "error" and not _OTHER_HOST.match(message.location["url"]):
            # A request to another host fails and appears here too, but is already reported.
            at = urlsplit(message.location["url"]).path
            if at != "/favicon.ico":  # requested by the browser for pages without an icon
                self.problems.append(Problem("console", f"{message.text} [{at}]", where))

    def _on_error(self, error: WebError) -> None:
        self.problems.append(Problem("page-error", str(error.error), _page_of(error.page)))


def _page_of(page: Page | None) -> str:
    return page.url if page else ""
