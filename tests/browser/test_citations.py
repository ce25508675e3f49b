"""Citations: cards, links to the reference and back, the page of all references."""

import pytest
from playwright.sync_api import expect
from support.axe import assert_accessible, assert_accessible_at
from support.browser import LOOKS
from support.layout import resize

BIB = """
@article{knuth1984,
  author = {Knuth, Donald E.},
  title = {Literate Programming},
  journal = {The Computer Journal},
  year = {1984},
  volume = {27},
  pages = {97--111},
  doi = {10.1093/comjnl/27.2.97},
}

@book{knuth1986,
  author = {Knuth, Donald E.},
  title = {The {\\TeX}book},
  publisher = {Addison-Wesley},
  year = {1986},
}

@book{uncited1990,
  author = {Example, Ada},
  title = {Never Named},
  publisher = {House},
  year = {1990},
}
"""
PAGE = """
---
title: A page
---

# A page

Documents and code in one {% cite knuth1984 %}, typeset {% cite knuth1986 %}.

Once more {% cite knuth1984 --locator 99 %}.
"""


@pytest.fixture(scope="module")
def guide(served):
    files = {"docs/page.md": PAGE, "docs/_data/references.bib": BIB}
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    result = served(files, {"theme": theme})
    assert result.built.passed, result.built.warnings
    return result.url


def link(page):
    return page.locator("article p a.fg-cite[data-cite=knuth1984]").first


def card(page):
    return page.locator("#fg-reference-knuth1984")


def test_hovering_shows_the_card_and_the_mouse_can_reach_it(visit, guide):
    page = visit(guide + "page/")
    link(page).hover()
    expect(card(page)).to_be_visible()
    expect(card(page)).to_contain_text("Literate programming")
    card(page).get_by_role("link", name="10.1093/comjnl/27.2.97").hover()
    page.wait_for_timeout(600)
    expect(card(page)).to_be_visible()
    page.mouse.move(2, 700)
    expect(card(page)).to_be_hidden()


def test_focus_shows_the_card_and_escape_closes_it(visit, guide):
    page = visit(guide + "page/")
    link(page).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link(page)).to_be_focused()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(link(page)).to_be_focused()


def test_first_tap_shows_the_card_which_links_to_the_reference(visit, guide):
    page = visit(guide + "page/", width=360, touch=True)
    link(page).tap()
    expect(card(page)).to_be_visible()
    assert "#" not in page.url
    card(page).get_by_role("link", name="In the reference list").tap()
    expect(page).to_have_url(guide + "page/#ref-knuth1984")
    expect(card(page)).to_be_hidden()


def test_without_scripts_citations_link_to_the_reference_and_back(visit, guide):
    page = visit(guide + "page/", javascript=False)
    link(page).click()
    expect(page).to_have_url(guide + "page/#ref-knuth1984")
    expect(page.locator("li#ref-knuth1984")).to_be_in_viewport()
    back = page.locator("li#ref-knuth1984 .fg-bibliography__back a")
    expect(back).to_have_count(2)
    back.last.click()
    expect(page).to_have_url(guide + "page/#cite-knuth1984-2")
    expect(page.locator("button.fg-copy").first).to_be_hidden()


def test_bibtex_is_copied(visit, guide):
    page = visit(guide + "page/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link(page).hover()
    card(page).get_by_role("button", name="Copy BibTeX").click()
    expect(card(page).get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@article{knuth1984,")
    assert "10.1093/comjnl/27.2.97" in copied


def test_card_works_after_an_instant_navigation(visit, guide):
    page = visit(guide)
    page.evaluate("window.stillHere = true")
    page.locator("a[href$='page/']").first.click()
    page.wait_for_url("**/page/")
    link(page).hover()
    expect(card(page)).to_be_visible()
    assert page.evaluate("window.stillHere") is True


def test_references_page_lists_where_each_is_cited(visit, guide):
    page = visit(guide + "references/")
    expect(page.locator("article .fg-bibliography > li")).to_have_count(3)
    entry = page.locator("li#ref-knuth1984")
    entry.get_by_role("link", name="A page").click()
    expect(page).to_have_url(guide + "page/#cite-knuth1984")


@pytest.mark.parametrize("javascript", [True, False])
def test_uncited_entries_can_be_hidden(visit, guide, javascript):
    page = visit(guide + "references/", javascript=javascript)
    entry = page.locator("li#ref-uncited1990")
    expect(entry).to_be_visible()
    page.get_by_label("Cited entries only").check()
    expect(entry).to_be_hidden()


def test_references_can_be_downloaded(visit, guide):
    page = visit(guide + "references/")
    for name, begin in (("BibTeX", "@article{knuth1984"), ("RIS", "TY  - JOUR"), ("CSL-JSON", "[")):
        with page.expect_download() as download:
            page.locator("li#ref-knuth1984").get_by_role("link", name=name).click()
        assert download.value.path().read_text(encoding="utf-8").startswith(begin)


def test_reference_managers_find_each_reference_once(visit, guide):
    page = visit(guide + "page/")
    titles = page.locator("span.Z3988").evaluate_all("spans => spans.map(span => span.title)")
    assert len(titles) == 2
    assert all("ctx_ver=Z39.88-2004" in title for title in titles)


@LOOKS
def test_page_of_all_references_is_accessible(visit, guide, width, scheme):
    assert_accessible_at(visit(guide + "references/", width=width, scheme=scheme), 360, 1280)


@LOOKS
def test_page_and_its_open_card_are_accessible(visit, guide, width, scheme):
    page = visit(guide + "page/", width=width, scheme=scheme)
    assert_accessible_at(page, 360)
    resize(page, 1280)
    link(page).hover()
    expect(card(page)).to_be_visible()
    assert_accessible(page)
