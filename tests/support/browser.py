"""Fixtures for tests in a browser. `tests/browser/conftest.py` passes them on to pytest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from support.layout import SETTLED, resize
from support.tabs import Tab, Tabs
from support.watch import Watch
from tools.ensure_browser import FLAGS, find_browser

Visit = Callable[..., Page]
"""`visit(url, width=1280, scheme="light", javascript=True, touch=False, permissions=(), script="",
**context_options)`"""

LOOKS = pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
"""Open a page in each colour scheme, once on a phone and once on a desktop; resize it for the other width."""

NOT_STARTED = "[data-fg-filterable]:not([data-fg-ready], [data-fg-failed])"

# Requests to other hosts fail at once. To intercept them with Playwright would switch the HTTP cache off.
NO_OTHER_HOSTS = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a browser for all tests of this process. If there is none, the error says what to run."""
    path = find_browser()
    expect.set_options(timeout=20_000)  # a small machine may be busy with other workers
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, headless=True, args=[*FLAGS, NO_OTHER_HOSTS]
        )
        yield started
        started.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Collect the problems of the test's pages; any that remain at the end fail the test.

    A test that provokes a problem takes it: `assert watch.take("console")`.
    """
    watching = Watch()
    yield watching
    if watching.problems:
        pytest.fail("Problems in the browser:\n" + watching.report(), pytrace=False)


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """Share tabs between all tests of this process."""
    return Tabs(browser)


@pytest.fixture
def visit(tabs: Tabs, watch: Watch) -> Iterator[Visit]:
    """Open a page and watch it: `page = visit(url, width=360, scheme="dark")`.

    Each call starts with an empty profile, apart from the HTTP cache. `script` runs in every page of the tab
    before the scripts of the page.
    """
    used: list[Tab] = []

    def open_page(
        url: str,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        touch: bool = False,
        permissions: Sequence[str] = (),
        script: str = "",
        **options: Any,
    ) -> Page:
        options = {
            "java_script_enabled": javascript,
            "has_touch": touch,
            "reduced_motion": "reduce",
            **options,
        }
        tab = tabs.take(options)
        used.append(tab)
        watch.attach(tab.context)
        if permissions:
            tab.context.grant_permissions(permissions)
        if script:
            tab.add_script(script)
        resize(tab.page, width)
        tab.page.emulate_media(media="null", color_scheme=scheme)
        tab.page.goto(url)
        if javascript:
            wait_until_ready(tab.page)
        return tab.page

    yield open_page
    for tab in used:
        watch.wait_for_late_problems(tab.context)
        tabs.release(tab)
        watch.detach(tab.context)


def wait_until_ready(page: Page) -> None:
    """Wait until fonts and layout are final and our scripts have started, which may fetch rows."""
    page.evaluate(SETTLED)
    page.wait_for_function(f"!document.querySelector({NOT_STARTED!r})")
