"""The buttons next to the title: layout, names, keyboard, print."""

import pytest
from playwright.sync_api import expect
from support.axe import assert_accessible_at
from support.browser import LOOKS
from support.guide import GUIDE

LONG = "A title that is long enough to need two lines beside the buttons, and that on a wide window too"


@pytest.fixture(scope="module")
def guide(served):
    files = {**GUIDE, "docs/long.md": f"---\ntitle: {LONG}\nsummary: A summary.\n---\n\nText.\n"}
    config = {"repo_url": "https://github.com/example/guide", "edit_uri": "edit/main/docs/"}
    return served(files, config).url


@pytest.mark.parametrize("address", ["digging/", "long/", ""])
def test_they_are_right_of_the_title_and_below_it_on_a_phone(visit, guide, address):
    page = visit(guide + address)
    title, buttons = page.locator("article h1"), page.locator(".fg-actions")
    words = page.evaluate("""() => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector("article h1"));
        return Math.max(...[...range.getClientRects()].map(box => box.right));
    }""")
    box, first = title.bounding_box(), buttons.locator("a").first.bounding_box()
    assert words <= first["x"]
    assert box["y"] <= first["y"]
    assert first["y"] + first["height"] <= box["y"] + box["height"] + 1
    assert min(first["width"], first["height"]) >= 24
    page.set_viewport_size({"width": 360, "height": 740})
    box, below = title.bounding_box(), buttons.bounding_box()
    assert below["y"] >= box["y"] + box["height"]
    assert below["x"] + below["width"] <= 360
    expect(page.get_by_text("Report an issue")).to_be_visible()


@LOOKS
def test_they_have_names_and_are_accessible(visit, guide, width, scheme):
    page = visit(guide + "digging/", width=width, scheme=scheme)
    for name in ("Edit this page", "Report an issue", "History"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    assert_accessible_at(page, 360, 1280, within="article")


def test_keyboard_reaches_the_pencil_of_a_card(visit, guide):
    page = visit(guide + "digging/", javascript=False)
    page.locator("article p button.fg-tool[data-tool=spade]").focus()
    page.keyboard.press("Enter")
    pencil = page.get_by_role("link", name="Edit the entry of The Spade")
    for _ in range(5):
        page.keyboard.press("Tab")
        if pencil.evaluate("link => link === document.activeElement"):
            break
    expect(pencil).to_be_focused()


def test_they_are_not_printed(visit, guide):
    page = visit(guide + "digging/")
    page.emulate_media(media="print")
    expect(page.locator(".fg-actions")).to_be_hidden()
