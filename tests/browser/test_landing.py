"""A landing page: accessibility, search, layout."""

import pytest
from playwright.sync_api import expect
from support.axe import assert_accessible_at
from support.browser import LOOKS
from support.guide import DATA
from support.layout import assert_fits
from support.shift import assert_stays_in_place
from support.site import PALETTE

FILES = {
    **DATA,
    "docs/_data/news.yml": "- {name: New, date: 2026-01-01, description: Some *text*.}\n",
    "docs/index.md": """
        ---
        title: A guide to gardens
        summary: All that grows, with a summary that takes more than one line of a phone.
        layout: landing
        ---

        Some [`text`](digging.md), which goes on until it takes more than one line, as a sentence does in
        which somebody explains how all of this came to be and what it may be good for in the end.

            dig --deep

        <div class="grid cards" markdown="1">

        -   **[Soil](digging.md)**

            What it is made of.

        -   **[Water](digging.md)**, and [rain](digging.md).

        </div>
        """,
    "docs/digging.md": "---\ntitle: Digging\ntype: your_tasks\nsummary: Turn the soil over.\n---\n\nText.\n",
}


@pytest.fixture(scope="module")
def guide(served):
    theme = {"name": "material", "font": False, "palette": PALETTE, "features": ["navigation.instant"]}
    return served(FILES, {"theme": theme, "markdown_extensions": ["pymdownx.highlight", "md_in_html"]}).url


@LOOKS
def test_it_is_accessible_and_fits(visit, guide, scheme, width):
    page = visit(guide, width=width, scheme=scheme)
    assert_accessible_at(page, 360, 1280)
    assert_fits(page, 320, 640, 1920)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_search_field_opens_the_search(visit, guide, key):
    page = visit(guide)
    page.get_by_role("button", name="Search the guide").press(key)
    search = page.get_by_role("textbox", name="Search")
    expect(search).to_be_focused()
    search.press_sequentially("soil")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_after_instant_navigation_too(visit, guide):
    page = visit(guide + "digging/")
    page.get_by_role("banner").get_by_role("link", name="A small guide").click()
    page.wait_for_url(guide)
    page.get_by_role("button", name="Search the guide").click()
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


def test_without_scripts_everything_is_shown_except_the_search(visit, guide):
    page = visit(guide, javascript=False)
    for text in ("All that grows", "Your tasks", "reference", "Contribute to this guide", "New"):
        expect(page.locator("article").get_by_text(text, exact=False).first).to_be_visible()
    expect(page.locator("[data-fg-search]")).to_be_hidden()


def test_news_are_next_to_the_call_to_contribute_on_wide_screens(visit, guide):
    for width, beside in ((1280, True), (360, False)):
        page = visit(guide, width=width)
        news, call = (
            page.locator(f"[data-fg-block={name}]").bounding_box() for name in ("news", "call_to_contribute")
        )
        assert (abs(news["y"] - call["y"]) < 1) is beside


def test_code_is_as_wide_as_the_text_around_it(visit, guide):
    page = visit(guide, width=1280)
    text, code = (
        page.locator(f".fg-landing__block > {name}").first.bounding_box() for name in ("p", ".highlight")
    )
    assert code["width"] == text["width"]
    assert code["width"] < page.locator("article").bounding_box()["width"]


@pytest.mark.parametrize("width", [360, 1280])
def test_no_layout_shift_while_the_page_loads(visit, guide, width):
    assert_stays_in_place(visit("about:blank", width=width), guide, ".fg-search")


def test_code_in_links_has_the_legible_colour_of_links(visit, guide):
    link = visit(guide, scheme="dark").locator("p > a:has(code)").first
    colours = "a => [a, a.firstElementChild].map(it => getComputedStyle(it).color)"
    assert len(set(link.evaluate(colours))) == 1


def test_the_only_link_of_a_card_covers_it(visit, guide):
    cards = visit(guide).locator(".grid.cards li")
    hit = """card => {
      card.scrollIntoView({block: "center"});
      const box = card.getBoundingClientRect();
      return document.elementFromPoint(box.right - 9, box.bottom - 9).tagName;
    }"""
    assert [cards.nth(number).evaluate(hit) for number in (0, 1)] == ["A", "LI"]
