"""Watch a browser for what a page of ours never does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Route, WebError

_ELSEWHERE = re.compile(r"^(https?|wss?)://(?!127\.0\.0\.1(:\d+)?(/|$))")


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

    def put_on(self, context: BrowserContext) -> None:
        """Watch every page of `context`, and stop what would leave this machine."""
        context.route(_ELSEWHERE, self._stop)
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)

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
