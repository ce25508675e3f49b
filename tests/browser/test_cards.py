"""A tool's card: opened and closed by mouse, keyboard, finger, with scripts and without."""

import pytest
from playwright.sync_api import expect
from support.guide import GUIDE
from support.site import CONFIG


@pytest.fixture(scope="module")
def guide(served):
    theme = {**CONFIG["theme"], "features": ["navigation.instant"]}
    result = served(GUIDE, {"theme": theme})
    assert result.built.passed, result.built.warnings
    return result.url


def mention(page):
    return page.locator('article p button.fg-tool[data-tool="spade"]').first


def card(page):
    return page.locator("#fg-tool-spade.fg-card")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_opens_it_and_escape_gives_the_focus_back(visit, guide, key, javascript):
    page = visit(guide + "digging/", javascript=javascript)
    expect(card(page)).to_be_hidden()
    mention(page).focus()
    page.keyboard.press(key)
    expect(card(page)).to_be_visible()
    expect(card(page)).to_contain_text("Turns the soil over.")
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(mention(page)).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_click_opens_it_and_a_click_beside_it_closes_it(visit, guide, javascript):
    page = visit(guide + "digging/", javascript=javascript)
    mention(page).click()
    expect(card(page)).to_be_visible()
    page.mouse.click(2, 2)
    expect(card(page)).to_be_hidden()


def test_a_finger_opens_it_on_a_phone(visit, guide):
    page = visit(guide + "digging/", width=360, touch=True)
    mention(page).tap()
    expect(card(page)).to_be_visible()
    box = card(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_the_tab_key_goes_into_the_card(visit, guide):
    page = visit(guide + "digging/")
    mention(page).press("Enter")
    expect(card(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(card(page).locator(":focus")).to_have_count(1)


def test_it_has_a_name(visit, guide):
    page = visit(guide + "digging/")
    mention(page).click()
    expect(page.get_by_role("dialog", name="The Spade")).to_be_visible()


def test_it_works_after_an_instant_navigation(visit, guide):
    page = visit(guide)
    page.evaluate("window.stillHere = true")
    page.get_by_role("link", name="Digging").first.click()
    expect(page.locator("article h1")).to_contain_text("Digging")
    mention(page).click()
    expect(card(page)).to_be_visible()
    assert page.evaluate("window.stillHere") is True


def test_icons_are_drawn_after_an_instant_navigation(visit, guide):
    page = visit(guide)
    page.get_by_role("link", name="Digging").first.click()
    expect(page.locator("article h1")).to_contain_text("Digging")
    mention(page).click()
    icons = card(page).locator("svg.fg-icon")
    expect(icons.first).to_be_visible()
    assert icons.first.evaluate("svg => svg.getBBox().width") > 0


def test_one_card_at_a_time(visit, guide):
    page = visit(guide + "digging/")
    mention(page).press("Enter")
    page.locator('article p button.fg-tool[data-tool="rake"]').first.evaluate("button => button.click()")
    expect(page.locator("#fg-tool-rake")).to_be_visible()
    expect(card(page)).to_be_hidden()


@pytest.mark.parametrize("width", [320, 720, 1280, 1920])
def test_it_stands_beside_its_word_and_inside_the_window(visit, guide, width):
    page = visit(guide + "digging/", width=width)
    mention(page).click()
    word, box = mention(page).bounding_box(), card(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    above, below = word["y"] - (box["y"] + box["height"]), box["y"] - (word["y"] + word["height"])
    assert 0 <= max(above, below) < 24


def test_nothing_of_it_is_on_paper(visit, guide):
    page = visit(guide + "digging/")
    page.emulate_media(media="print")
    expect(page.locator(".fg-cards")).to_be_hidden()
    expect(mention(page)).to_be_visible()
