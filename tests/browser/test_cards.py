"""Tool cards: they open and close, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect
from support.guide import GUIDE
from support.layout import resize


@pytest.fixture(scope="module")
def guide(served):
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    return served(GUIDE, {"theme": theme}).url


def mention(page: Page, tool: str = "spade"):
    return page.locator(f"article p button.fg-tool[data-tool={tool}]")


def card(page: Page, tool: str = "spade"):
    return page.locator(f"#fg-tool-{tool}")


@pytest.mark.parametrize("javascript", [True, False])
def test_click_opens_the_card_and_another_closes_it(visit, guide, javascript):
    page = visit(guide + "digging/", javascript=javascript)
    expect(card(page)).to_be_hidden()
    mention(page).click()
    expect(card(page)).to_be_visible()
    expect(card(page)).to_contain_text("Turns the soil over.")
    mention(page).click()
    expect(card(page)).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keyboard_opens_the_card_and_escape_returns_the_focus(visit, guide, key, javascript):
    page = visit(guide + "digging/", javascript=javascript)
    mention(page).focus()
    page.keyboard.press(key)
    expect(card(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(card(page).get_by_role("link", name="Website")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(mention(page)).to_be_focused()


POINT_NEXT_TO_CARD = """() => {
  for (let y = innerHeight - 20; y > 60; y -= 20) {
    const at = document.elementFromPoint(innerWidth / 2, y);
    if (at && !at.closest("[popover], a, button, label, summary, input")) return [innerWidth / 2, y];
  }
}"""
"""Return a point of the window without a card or anything to tap."""


def test_tap_opens_the_card(visit, guide):
    page = visit(guide + "digging/", width=360, touch=True)
    mention(page).tap()
    expect(card(page)).to_be_visible()
    page.touchscreen.tap(*page.evaluate(POINT_NEXT_TO_CARD))
    expect(card(page)).to_be_hidden()


def test_one_card_at_a_time(visit, guide):
    page = visit(guide + "digging/")
    mention(page).focus()
    page.keyboard.press("Enter")
    mention(page, "rake").evaluate("button => button.click()")
    expect(card(page)).to_be_hidden()
    expect(card(page, "rake")).to_be_visible()


def test_card_is_a_dialog_with_the_name_of_the_tool(visit, guide):
    page = visit(guide + "digging/")
    mention(page).click()
    dialog = page.get_by_role("dialog", name="The Spade")
    expect(dialog.get_by_role("link", name="bio.tools")).to_have_attribute("href", "https://bio.tools/spade")


@pytest.mark.parametrize("tool", ["spade", "rake"])
def test_card_opens_next_to_its_mention_and_inside_the_window(visit, guide, tool):
    page = visit(guide + "digging/", width=320)
    for width in (320, 360, 720, 1280, 1920):
        resize(page, width)
        button = mention(page, tool)
        button.click()
        word, box = button.bounding_box(), card(page, tool).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        above, below = word["y"] - (box["y"] + box["height"]), box["y"] - (word["y"] + word["height"])
        assert 0 <= max(above, below) < 24
        page.keyboard.press("Escape")


def test_cards_work_after_an_instant_navigation(visit, guide):
    page = visit(guide)
    page.evaluate("window.stillHere = true")
    page.locator("article").get_by_role("link", name="Digging").click()
    page.wait_for_url("**/digging/")
    mention(page).click()
    expect(card(page)).to_be_visible()
    assert page.evaluate("window.stillHere") is True


def test_cards_are_not_printed(visit, guide):
    page = visit(guide + "digging/")
    page.emulate_media(media="print")
    expect(page.locator(".fg-cards")).to_be_hidden()
    expect(mention(page)).to_be_visible()


def test_editor_copies_the_tag(visit, guide):
    page = visit(guide + "digging/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    mention(page).click()
    button = card(page).get_by_role("button", name="Copy tag: The Spade")
    button.focus()
    page.keyboard.press("Enter")
    expect(card(page).get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == '{% tool "spade" %}'
    expect(button).to_be_visible()
    expect(card(page).get_by_text("Copied")).to_have_count(0)


def test_tag_is_copied_without_the_clipboard_api(visit, guide):
    """As on a site that is not served over HTTPS."""
    page = visit(guide + "digging/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("window.kept = navigator.clipboard; void Object.defineProperty(navigator, 'clipboard', {})")
    mention(page, "rake").click()
    card(page, "rake").get_by_role("button", name="Copy tag").click()
    expect(card(page, "rake").get_by_text("Copied")).to_be_visible()
    assert page.evaluate("window.kept.readText()") == '{% tool "rake" %}'


def test_without_scripts_there_is_no_button_to_copy(visit, guide):
    page = visit(guide + "digging/", javascript=False)
    mention(page).click()
    expect(card(page)).to_be_visible()
    expect(card(page).locator(".fg-copy")).to_be_hidden()
