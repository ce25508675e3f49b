"""axe finds nothing on a page of each kind, light and dark, wide and narrow; no request leaves the site."""

import pytest
from support.axe import assert_accessible
from support.guide import GUIDE
from support.site import CONFIG

PALETTE = [
    {"media": "(prefers-color-scheme: light)", "scheme": "default"},
    {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
]
PAGES = {
    "content": "digging/",
    "all tools": "tools/",
    "a tool": "tools/spade/",
    "people": "contributors/",
    "a person": "contributors/ada-gardener/",
    "organisations": "affiliations/",
    "an organisation": "affiliations/garden-society/",
}


@pytest.fixture(scope="module")
def guide(served):
    result = served(GUIDE, {"theme": {**CONFIG["theme"], "palette": PALETTE}})
    assert result.built.passed, result.built.warnings
    return result.url


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_has_no_fault(visit, guide, address, scheme, width):
    page = visit(guide + address, scheme=scheme, width=width)
    shown = {"light": "default", "dark": "slate"}[scheme]
    assert page.locator("body").get_attribute("data-md-color-scheme") == shown
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_card_has_no_fault(visit, guide, scheme):
    page = visit(guide + "digging/", scheme=scheme)
    page.locator("article p button.fg-tool").first.click()
    assert_accessible(page)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_is_never_wider_than_the_window(visit, guide, address, width):
    page = visit(guide + address, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
