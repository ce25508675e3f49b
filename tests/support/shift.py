"""Layout shift while a page starts up: https://web.dev/articles/cls."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from support.browser import wait_until_ready

LIMIT = 0.02
VISITS = 3

_RECORD = """self.shift = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) self.shift += entry.value })
    .observe({ type: 'layout-shift', buffered: true })"""


def assert_stays_in_place(page: Page, url: str, ready: str) -> None:
    """Check that (almost) nothing moves while the page at `url` starts up, as on a first visit.

    What our code moves, it moves at every visit. A busy machine may also paint a page before all of it has
    arrived, so one of three visits without a shift is enough.

    Args:
        page: an open page.
        url: the page to visit.
        ready: selector of an element that is visible once the page has started.
    """
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.addScriptToEvaluateOnNewDocument", {"source": _RECORD})
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    shifts: list[float] = []
    while len(shifts) < VISITS and not any(shift < LIMIT for shift in shifts):
        page.goto("about:blank")
        page.goto(url)
        wait_until_ready(page)
        expect(page.locator(ready).first).to_be_visible()
        shifts.append(float(page.evaluate("self.shift")))
    session.detach()
    assert min(shifts) < LIMIT, shifts
