"""Tabs that tests share: a new tab costs several times as much as a page opened in an existing one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page


@dataclass
class Tab:
    """A page in a context of its own.

    Attributes:
        page: the page.
        options: the options of its context.
    """

    page: Page
    options: dict[str, Any]
    _sessions: list[CDPSession] = field(default_factory=list)

    @property
    def context(self) -> BrowserContext:
        """The context of the page."""
        return self.page.context

    def add_script(self, source: str) -> None:
        """Run a script in each page that is opened in this tab until the tab is returned.

        Playwright's own `add_init_script` cannot be undone.
        """
        session = self.context.new_cdp_session(self.page)
        session.send("Page.enable")
        session.send("Page.addScriptToEvaluateOnNewDocument", {"source": source})
        self._sessions.append(session)

    def reset(self) -> bool:
        """Undo what a test has done to the page and its profile; return whether that was possible."""
        try:
            for other in self.context.pages:
                if other is not self.page:
                    other.close()
            while self._sessions:
                self._sessions.pop().detach()
            self.page.goto("about:blank")
            self.page.evaluate("window.name = ''")
            self.page.unroute_all()
            self.page.mouse.move(-1, -1)  # otherwise it would hover over the next page
            self.context.clear_permissions()
            session = self.context.new_cdp_session(self.page)
            session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
            session.send("Page.resetNavigationHistory")
            session.detach()
        except Error:
            return False
        return True


@dataclass
class Tabs:
    """Tabs by the options of their contexts. A returned tab is reset before the next test takes it."""

    browser: Browser
    _free: dict[str, list[Tab]] = field(default_factory=dict)

    def take(self, options: dict[str, Any]) -> Tab:
        """Return a tab that is not in use."""
        free = self._free.get(_key(options))
        if free:
            return free.pop()
        context = self.browser.new_context(**options)
        context.set_default_navigation_timeout(60_000)
        return Tab(context.new_page(), options)

    def release(self, tab: Tab) -> None:
        """Reset `tab` for other tests, or close it if it cannot be reset."""
        if tab.page.is_closed() or not tab.reset():
            tab.context.close()
        else:
            self._free.setdefault(_key(tab.options), []).append(tab)


def _key(options: dict[str, Any]) -> str:
    return json.dumps(options, sort_keys=True)
