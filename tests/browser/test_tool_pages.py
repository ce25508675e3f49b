"""Tool pages: first in the search for their name, accessible, readable on a phone."""

import pytest
from playwright.sync_api import expect
from support.axe import assert_accessible_at
from support.browser import LOOKS
from support.guide import GUIDE
from support.site import PALETTE

FILES = {
    **GUIDE,
    "docs/about.md": "---\ntitle: The Spade\n---\n\n{% tool 'spade' %} The Spade, the spade.\n",
    "docs/more.md": "# More of the spade\n\n## The Spade in spring\n\nThe spade and {% tool 'rake' %}.\n",
}


@pytest.fixture(scope="module")
def guide(served):
    return served(FILES, {"theme": {"name": "material", "font": False, "palette": PALETTE}}).url


@pytest.mark.parametrize("query", ["The Spade", "spade"])
def test_tool_page_is_the_first_search_result(visit, guide, query):
    page = visit(guide)
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.press_sequentially(query)  # Material's search listens to keys
    first = page.locator(".md-search-result__item").first.get_by_role("link").first
    expect(first).to_have_attribute("href", guide + "tools/spade/")


@LOOKS
def test_page_is_accessible_and_fits(visit, guide, width, scheme):
    page = visit(guide + "tools/spade/", width=width, scheme=scheme)
    assert_accessible_at(page, 320, 1280)


def test_mention_links_to_its_place_on_the_page(visit, guide):
    page = visit(guide + "tools/rake/")
    assert page.locator(".fg-mentions__section a").first.bounding_box()["height"] > 23.9
    page.locator(".fg-mentions__text", has_text="Dig with").get_by_role("link", name="Garden Rake").click()
    page.wait_for_url("**/digging/#fg-mention-rake")
    expect(page.locator("#fg-mention-rake")).to_be_in_viewport()
