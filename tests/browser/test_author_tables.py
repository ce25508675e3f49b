"""Tables of the text are searched, sorted and saved if their author requests it."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.axe import assert_accessible
from support.browser import wait_until_ready

ROWS = "".join(f"| Soil {chr(97 + n)} | {100 - n} | a*b |\n" for n in range(12))
TABLE = f"| Name | Depth | Note |\n| --- | --- | --- |\n{ROWS}"
FEW = "| Name | Depth |\n| --- | --- |\n| Clay | 3 |\n"
HTML = (
    '<table class="fg-filtered">\n<thead><tr><th>Name</th></tr></thead>\n<tbody>\n'
    + "".join(f"<tr><td>Rock {n}</td></tr>\n" for n in range(10))
    + "</tbody>\n</table>\n"
)
FILES = {
    "docs/below.md": f"# Below\n\nBefore.\n\n{TABLE}{{: .fg-filtered }}\n\nAfter.\n",
    "docs/apart.md": f"# Apart\n\n{TABLE}\n{{: .fg-filtered }}\n\nAfter.\n",
    "docs/html.md": f"# HTML\n\n{HTML}\n",
    "docs/few.md": f"# Few\n\n{FEW}{{: .fg-filtered }}\n",
    "docs/plain.md": f"# Plain\n\n{TABLE}\n",
    "docs/two.md": f"# Two\n\n{TABLE}{{: .fg-filtered }}\n\n{HTML}\n",
}
EXTENSIONS = {"none": ["tables"], "attr_list": ["tables", "attr_list"]}


@pytest.fixture(scope="module", params=EXTENSIONS)
def guide(served, request):
    return served(FILES, {"markdown_extensions": EXTENSIONS[request.param]})


def names(page: Page) -> list[str]:
    return page.locator("tbody tr:visible td:first-child").all_inner_texts()


@pytest.mark.parametrize("name", ["below", "apart"])
def test_markdown_table_is_searched_and_sorted(visit, guide, name):
    page = visit(f"{guide.url}{name}/")
    assert "fg-filtered" not in page.locator("article").inner_text()
    expect(page.locator("tbody tr")).to_have_count(12)
    page.get_by_role("searchbox", name="Search 12 entries").fill("soil 8")
    expect(page.get_by_role("status").filter(has_text="2 of 12")).to_be_visible()
    page.locator("th", has_text="Depth").get_by_role("button").press("Enter")
    assert names(page) == ["Soil l", "Soil c"]
    page.wait_for_url("**/*find=soil+8*")
    page.reload()
    wait_until_ready(page)
    assert names(page) == ["Soil l", "Soil c"]
    assert_accessible(page)


def test_columns_stay_in_place_when_nothing_matches(visit, guide):
    page = visit(f"{guide.url}below/")
    widths = "headers => headers.map(header => header.getBoundingClientRect().width)"
    before = page.locator("thead th").evaluate_all(widths)
    page.get_by_role("searchbox").fill("nowhere")
    expect(page.get_by_text("Nothing matches.")).to_be_visible()
    assert page.locator("thead th").evaluate_all(widths) == pytest.approx(before, abs=1)
    page.get_by_role("searchbox").fill("")
    expect(page.locator("thead th").first).to_have_attribute("style", "")


def test_download_contains_visible_rows(visit, guide):
    page = visit(f"{guide.url}below/")
    page.get_by_role("searchbox", name="Search 12 entries").fill("soil 93")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines == [["Name", "Depth", "Note"], ["Soil h", "93", "a*b"]]


def test_html_table_and_another_on_the_same_page(visit, guide):
    page = visit(f"{guide.url}two/")
    page.get_by_role("searchbox", name="Search 10 entries").fill("rock 3")
    expect(page.get_by_role("status").filter(has_text="1 of 10")).to_be_visible()
    page.wait_for_url("**/*table-2.find=rock+3*")
    assert_accessible(page)


def test_all_rows_are_shown_without_scripts(visit, guide):
    page = visit(f"{guide.url}below/", javascript=False)
    assert page.locator("tbody tr:visible").count() == 12
    expect(page.get_by_role("searchbox", name="Search 12 entries")).to_be_hidden()


def test_short_tables_and_tables_without_the_class_stay_unchanged(guide):
    for name in ("few", "plain"):
        page = guide.built.page(f"{name}/")
        assert page.select_one("article table")
        assert page.select_one("[data-fg-filter]") is None
    assert "fg-filtered" not in guide.built.page("few/").select_one("article").get_text()


def test_search_finds_the_rows(guide):
    index = guide.built.text("search/search_index.json")
    assert "Soil l" in index
    assert "Nothing matches" not in index
