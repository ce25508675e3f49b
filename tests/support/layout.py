"""Window sizes, and checks of the layout."""

from __future__ import annotations

from playwright.sync_api import Page

HEIGHTS = {360: 740}
"""Heights of phone windows by width; all other windows are 800 pixels high."""

SETTLED = """new Promise(done => document.fonts.ready.then(
  () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))
))"""
"""JavaScript that waits until fonts and layout are final."""


def resize(page: Page, width: int) -> None:
    """Resize the window to a width and the matching height."""
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 800)})


def assert_fits(page: Page, *widths: int) -> None:
    """Check, at each width, that `page` does not scroll sideways."""
    for width in widths:
        resize(page, width)
        page.evaluate(SETTLED)
        assert_fits_now(page, width)


def assert_fits_now(page: Page, width: int) -> None:
    """Check that `page`, whose layout at this width is final, does not scroll sideways."""
    needed = page.evaluate("document.documentElement.scrollWidth")
    assert needed <= width, f"{page.url} needs {needed} of {width} pixels"
