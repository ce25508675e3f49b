"""Pages with our icons work with Material's instant navigation."""

import pytest
from playwright.sync_api import expect
from support.guide import GUIDE

THEME = {"name": "material", "font": False, "features": ["navigation.instant"]}


@pytest.fixture(scope="module")
def guide(served):
    return served(GUIDE, {"theme": THEME}, strict=False).url


def test_instant_navigation_to_a_page_with_icons_raises_no_error(visit, watch, guide):
    page = visit(guide)
    page.evaluate("window.stayed = true")
    page.locator("article a", has_text="Digging").click()
    expect(page.locator("h1")).to_have_text("Digging")
    assert page.evaluate("window.stayed"), "the page was loaded anew"
    expect(page.locator(".fg-page-tools .fg-icon use").first).to_be_attached()
    drawn = "icon => icon.getBBox().width > 0"
    assert page.locator(".fg-page-tools .fg-icon").first.evaluate(drawn)
    assert watch.problems == []
