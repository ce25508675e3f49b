"""“Cite this page”: copy, download, print."""

import pytest
from playwright.sync_api import expect
from support.axe import assert_accessible_at
from support.browser import LOOKS
from support.guide import GUIDE


@pytest.fixture(scope="module")
def guide(served):
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    defaults = [{"scope": {"path": ""}, "values": {"page_citation": True, "last_update": "2026-05-31"}}]
    plugins = ["search", {"fieldguide": {"defaults": defaults}}]
    return served(GUIDE, {"theme": theme, "plugins": plugins}).url


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("Copy reference", "Gardener, A. (2026, May 31). Digging."),
        ("Copy BibTeX", "@online{digging,"),
        ("Copy RIS", "TY  - ELEC"),
        ("Copy CSL-JSON", "["),
    ],
)
def test_copy_button_copies_and_confirms(visit, guide, name, begins):
    page = visit(guide + "digging/", permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("[data-role=citation]").get_by_role("button", name=name)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-role=citation]").get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith(begins)


def test_it_copies_after_an_instant_navigation(visit, guide):
    page = visit(guide, permissions=["clipboard-read", "clipboard-write"])
    page.locator("article").get_by_role("link", name="Digging").first.click()
    page.wait_for_url("**/digging/")
    page.locator("[data-role=citation]").get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator("[data-role=citation]").get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@online{digging,")


def test_without_scripts_there_are_the_reference_and_the_files(visit, guide):
    page = visit(guide + "digging/", javascript=False)
    part = page.locator("[data-role=citation]")
    expect(part).to_contain_text("Gardener, A. (2026, May 31)")
    expect(part.get_by_role("button")).to_have_count(0)
    for name in ("BibTeX", "RIS", "CSL-JSON"):
        expect(part.get_by_role("link", name=name)).to_be_visible()


def test_only_the_reference_is_printed(visit, guide):
    page = visit(guide + "digging/")
    page.emulate_media(media="print")
    expect(page.locator(".fg-page-citation__entry")).to_be_visible()
    expect(page.locator(".fg-page-citation__ways")).to_be_hidden()


@LOOKS
def test_it_is_accessible_and_fits(visit, guide, width, scheme):
    page = visit(guide + "digging/", width=width, scheme=scheme)
    assert_accessible_at(page, 320, 360, 1280, within="section.fg-credits")
