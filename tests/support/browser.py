"""Fixtures for tests that look at sites with a browser. `tests/browser/conftest.py` gives them to pytest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from support.axe import SETTLED
from support.tabs import Tab, Tabs
from support.watch import Watch
from tools.ensure_browser import FLAGS, find_browser

HEIGHTS = {360: 740}  # a phone's; all others have a desktop's

Visit = Callable[..., Page]
"""`visit(url, width=1280, scheme="light", javascript=True, touch=False, permissions=(), fresh=False,
**options_of_the_context)`"""

NOT_STARTED = "[data-fg-filterable]:not([data-fg-ready], [data-fg-failed])"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser for all tests of this process. Where there is none, the error says what to run."""
    path = find_browser()
    expect.set_options(timeout=20_000)  # all tests at once on a small machine
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, headless=True, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the test's pages did wrong; anything left at the end fails the test.

    A test that provokes a problem takes it: `assert watch.take("console")`.
    """
    watching = Watch()
    yield watching
    if watching.problems:
        pytest.fail("The watch saw:\n" + watching.report(), pytrace=False)


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """The tabs of all tests of this process."""
    return Tabs(browser)


@pytest.fixture
def visit(tabs: Tabs, watch: Watch) -> Iterator[Visit]:
    """Open a page, watched: `page = visit(url, width=360, scheme="dark")`.

    The profile is empty at every call. Later tests use the tab again unless it is `fresh`: ask for a fresh
    one to add a script to every page or to set the clock, since Playwright cannot undo either.
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
        fresh: bool = False,
        **options: Any,
    ) -> Page:
        options = {
            "java_script_enabled": javascript,
            "has_touch": touch,
            "reduced_motion": "reduce",
            **options,
        }
        tab = tabs.take(options, fresh=fresh)
        used.append(tab)
        watch.put_on(tab.context)
        if permissions:
            tab.context.grant_permissions(permissions)
        tab.page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 800)})
        tab.page.emulate_media(media="null", color_scheme=scheme)
        tab.page.goto(url)
        if javascript:
            wait_until_ready(tab.page)
        return tab.page

    yield open_page
    for tab in used:
        watch.wait_for_late_problems(tab.context)
        tabs.give_back(tab)
        watch.take_off(tab.context)


def wait_until_ready(page: Page) -> None:
    """Wait until fonts and layout are final and our scripts have started, which may fetch rows."""
    page.evaluate(SETTLED)
    page.wait_for_function(f"!document.querySelector({NOT_STARTED!r})")
