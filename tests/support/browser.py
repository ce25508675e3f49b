"""Fixtures for tests that look at sites with a browser. `tests/browser/conftest.py` gives them to pytest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from support.watch import Watch
from tools.ensure_browser import FLAGS, find_browser

HEIGHTS = {360: 740}  # a phone's; all others have a desktop's

Visit = Callable[..., Page]
"""`visit(url, width=1280, scheme="light", javascript=True, touch=False, **options_of_the_context)`"""


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


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[Visit]:
    """Open a page, watched: `page = visit(url, width=360, scheme="dark")`. Every call has a fresh profile."""
    contexts: list[BrowserContext] = []

    def open_page(
        url: str,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        touch: bool = False,
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 800)},
            color_scheme=scheme,
            java_script_enabled=javascript,
            has_touch=touch,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_navigation_timeout(60_000)
        contexts.append(context)
        watch.put_on(context)
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        return page

    yield open_page
    for context in contexts:
        # A page that is closed may still have had something to say.
        for page in context.pages:
            page.wait_for_load_state("networkidle")
        context.close()
