"""References are searched and filtered; all are shown without scripts and printed."""

import pytest
from playwright.sync_api import Page, expect
from support.axe import assert_accessible
from support.browser import wait_until_ready

ARTICLES = "".join(
    f"@article{{soil{n}, author = {{Digger, Dora}}, title = {{On soil {n}}}, journal = {{Soil}}, "
    f"year = {{{2010 + n}}}}}\n"
    for n in range(9)
)
OTHERS = """
@book{rakes, author = {Érable, Zoë}, title = {Rakes and how to hold them}, publisher = {Press}, year = {1999}}
@misc{early, author = {Delver, Dan}, title = {Early words}, eprint = {2101.00001}, archiveprefix = {arXiv},
  year = {2021}}
"""
FILES = {
    "docs/_data/references.bib": ARTICLES + OTHERS,
    "docs/digging.md": "# Digging\n\nAs shown {% cite soil1 %} and again {% cite soil3 rakes %}.\n",
    "docs/mine.md": "# Mine\n\nSee {% cite soil2 %}.\n\n{% bibliography --group_by type %}\n",
    "docs/two.md": "# Two\n\n{% bibliography --query @*[year>2000] %}\n\n{% bibliography %}\n",
}
EVERY = 11


@pytest.fixture(scope="module")
def guide(served):
    palette = [
        {"media": "(prefers-color-scheme: light)", "scheme": "default"},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
    ]
    theme = {"name": "material", "font": False, "features": ["navigation.instant"], "palette": palette}
    return served(FILES, {"theme": theme}, strict=False).url


def keys(page: Page) -> list[str]:
    shown = "items => items.filter(item => item.checkVisibility()).map(item => item.dataset.cite)"
    return page.locator(".fg-bibliography > li").evaluate_all(shown)


def choose(page: Page, facet: str, option: str) -> None:
    summary = page.locator(".fg-facet summary", has_text=facet)
    summary.click()
    page.locator(".fg-facet[open] label", has_text=option).click()
    summary.click()


def hits(page: Page, text: str):
    return expect(page.get_by_role("status").filter(has_text=text)).to_be_visible()


def test_they_are_searched_and_matches_are_highlighted(visit, guide):
    page = visit(guide + "mine/")
    assert len(keys(page)) == EVERY
    page.get_by_role("searchbox", name="Search 11 entries").fill("erable")
    hits(page, "1 of 11")
    assert keys(page) == ["rakes"]
    # The pages that cite an entry are searched, its buttons are not.
    page.get_by_role("searchbox").fill("digging")
    assert sorted(keys(page)) == ["rakes", "soil1", "soil3"]
    marked = "[...CSS.highlights.get('fg-found')].map(range => range.toString())"
    assert page.evaluate(marked) == ["Digging"] * 3
    page.get_by_role("searchbox").fill("bibtex")
    hits(page, "0 of 11")
    page.get_by_role("button", name="Clear search and filters").click()
    assert len(keys(page)) == EVERY


def test_filters_combine_and_are_in_the_url(visit, guide):
    page = visit(guide + "mine/")
    choose(page, "Cited", "Cited in this guide")
    choose(page, "Kind", "Article")
    page.wait_for_url("**/*cited=yes&kind=article")
    assert sorted(keys(page)) == ["soil1", "soil2", "soil3"]
    page.reload()
    wait_until_ready(page)
    assert sorted(keys(page)) == ["soil1", "soil2", "soil3"]
    page.get_by_role("button", name="Remove Cited in this guide").click()
    hits(page, "9 of 11")
    choose(page, "Year", "2011")
    assert keys(page) == ["soil1"]


def test_headings_without_entries_are_hidden(visit, guide):
    page = visit(guide + "mine/?kind=preprint")
    assert keys(page) == ["early"]
    headings = page.locator(".fg-bibliography__heading:visible")
    assert headings.count() == 1


def test_citation_links_to_its_entry_even_if_it_is_filtered_out(visit, guide):
    page = visit(guide + "mine/?find=rakes")
    assert keys(page) == ["rakes"]
    page.locator("a.fg-cite").first.click()
    expect(page.locator("#ref-soil2")).to_be_visible()
    expect(page.get_by_role("searchbox", name="Search 11 entries")).to_have_value("")


def test_two_lists_on_a_page_have_distinct_names(visit, guide):
    page = visit(guide + "two/?references-2.find=rakes")
    first, second = page.locator("[data-fg-filterable]").all()
    expect(first.get_by_role("status")).to_have_text("10 of 10")
    expect(second.get_by_role("status")).to_have_text("1 of 11")
    names = page.get_by_role("search").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert len(set(names)) == len(names)


def test_all_are_shown_without_scripts(visit, guide):
    page = visit(guide + "mine/?find=rakes", javascript=False)
    assert len(keys(page)) == EVERY
    expect(page.locator(".fg-filter")).to_be_hidden()
    page.get_by_label("Cited entries only").check()
    assert len(keys(page)) == 4


def test_with_scripts_there_is_only_one_filter_of_cited_entries(visit, guide):
    expect(visit(guide + "mine/").get_by_label("Cited entries only")).to_be_hidden()


def test_all_are_printed(visit, guide):
    page = visit(guide + "mine/?find=rakes")
    page.emulate_media(media="print")
    assert len(keys(page)) == EVERY


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, guide, scheme):
    page = visit(guide + "mine/?kind=article", width=320, scheme=scheme)
    page.locator(".fg-facet summary").first.click()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
