"""How much of a page moves while it comes to life: https://web.dev/articles/cls."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from support.browser import wait_until_ready

_RECORD = """self.shift = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) self.shift += entry.value })
    .observe({ type: 'layout-shift', buffered: true })"""


def least_shift(page: Page, url: str, ready: str) -> float:
    """Return the smallest layout shift of three visits.

    What we move, moves every time. Now and then a busy machine paints a page before all of it is there.

    Args:
        page: a page that has not been anywhere else.
        url: what to visit.
        ready: selector of something that can be seen once the page has come to life.
    """
    page.add_init_script(_RECORD)
    shifts = []
    for _ in range(3):
        page.goto(url)
        wait_until_ready(page)
        expect(page.locator(ready).first).to_be_visible()
        shifts.append(float(page.evaluate("self.shift")))
        page.goto("about:blank")
    return min(shifts)
