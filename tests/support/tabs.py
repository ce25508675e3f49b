"""Tabs that tests take in turn: a new tab costs several times as much as a page opened in an old one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page


@dataclass(frozen=True)
class Tab:
    """A page in a context of its own.

    Attributes:
        page: the page.
        options: the options of its context.
        fresh: whether no other test gets it, since its test leaves something that cannot be undone.
    """

    page: Page
    options: dict[str, Any]
    fresh: bool = False

    @property
    def context(self) -> BrowserContext:
        """The context of the page."""
        return self.page.context


@dataclass
class Tabs:
    """Tabs by the options of their contexts. A tab is back in its first state when the next test takes it."""

    browser: Browser
    _free: dict[str, list[Tab]] = field(default_factory=dict)

    def take(self, options: dict[str, Any], *, fresh: bool = False) -> Tab:
        """Return a tab that nobody uses."""
        free = self._free.get(_key(options), [])
        if free and not fresh:
            return free.pop()
        context = self.browser.new_context(**options)
        context.set_default_navigation_timeout(60_000)
        return Tab(context.new_page(), options, fresh)

    def give_back(self, tab: Tab) -> None:
        """Leave the page of `tab`, and keep the tab for other tests unless it is fresh or fails."""
        context = tab.context
        if tab.fresh or tab.page.is_closed() or not _reset(tab.page):
            context.close()
        else:
            self._free.setdefault(_key(tab.options), []).append(tab)


def _key(options: dict[str, Any]) -> str:
    return json.dumps(options, sort_keys=True)


def _reset(page: Page) -> bool:
    """Undo what a test has done to `page` and its profile; return whether that was possible."""
    try:
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.goto("about:blank")
        page.evaluate("window.name = ''")
        page.unroute_all()
        page.context.unroute_all()
        page.mouse.move(-1, -1)  # else the next page would be hovered over
        page.context.clear_permissions()
        session = page.context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
        session.send("Page.resetNavigationHistory")
        session.detach()
    except Error:
        return False
    return True
