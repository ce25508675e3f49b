"""The announcement, the footer and the 404 page."""

import pytest
from playwright.sync_api import expect
from support.axe import assert_accessible_at
from support.browser import LOOKS, wait_until_ready
from support.guide import GUIDE
from support.layout import assert_fits
from support.shift import assert_stays_in_place
from support.site import PALETTE

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="80"><path d="M0 0h320v80"/></svg>'
FOOTER = """
    copyright: "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), the gardeners"
    columns:
      - {title: About, links: [{title: Digging, url: digging}]}
      - {title: Supported by, images: [{src: images/logo.svg, alt: Garden Society, link: "https://example.org/"}]}
      - {text: Grown *slowly*.}
    """
FILES = {**GUIDE, "docs/images/logo.svg": LOGO, "docs/_data/footer.yml": FOOTER}


@pytest.fixture(scope="module")
def guide(served):
    theme = {
        "name": "material",
        "font": False,
        "palette": PALETTE,
        "features": ["navigation.instant", "announce.dismiss"],
    }
    announcement = "Come to the **meeting**: [how](digging)."
    plugins = ["search", {"fieldguide": {"announcement": announcement}}]
    return served(FILES, {"theme": theme, "plugins": plugins}).url


@pytest.mark.parametrize("address", ["digging/", "404.html"])
@LOOKS
def test_pages_are_accessible_and_fit(visit, guide, address, scheme, width):
    page = visit(guide + address, width=width, scheme=scheme)
    assert_accessible_at(page, 360, 1280)
    assert_fits(page, 320, 640, 1920)


def test_dismissed_announcement_stays_dismissed(visit, guide):
    page = visit(guide)
    banner = page.locator(".md-banner")
    expect(banner.get_by_text("meeting")).to_be_visible()
    page.get_by_role("button", name="Don't show this again").click()
    expect(banner).to_be_hidden()
    page.goto(guide + "digging/")
    wait_until_ready(page)
    expect(banner).to_be_hidden()


def test_footer_links_work_from_every_page_and_after_instant_navigation(visit, guide):
    page = visit(guide + "tools/spade/")
    page.locator(".fg-footer").get_by_role("link", name="Digging").click()
    page.wait_for_url(guide + "digging/")
    page.get_by_role("banner").get_by_role("link", name="A small guide").click()
    page.wait_for_url(guide)
    page.locator(".fg-footer").get_by_role("link", name="Digging").click()
    page.wait_for_url(guide + "digging/")


def test_the_404_page_suggests_the_nearest_pages(visit, watch, guide):
    page = visit(guide + "404.html")
    page.evaluate("history.replaceState(null, '', '/old/diging.html')")
    page.evaluate("document$.next(document)")
    near = page.locator("[data-fg-lost]")
    expect(near.get_by_role("link")).to_have_text(["Digging"])
    expect(near.get_by_role("heading")).to_be_visible()


def test_the_404_page_links_to_the_listings_without_scripts(visit, guide):
    page = visit(guide + "404.html", javascript=False)
    expect(page.locator("[data-fg-lost]")).to_be_hidden()
    page.locator(".fg-lost").get_by_role("link", name="Tools and resources").click()
    page.wait_for_url(guide + "tools/")


@pytest.mark.parametrize("width", [360, 1280])
def test_no_layout_shift_while_the_page_loads(visit, guide, width):
    assert_stays_in_place(visit("about:blank", width=width), guide + "digging/", ".md-banner")
