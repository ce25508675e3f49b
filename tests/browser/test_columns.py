"""Readers choose the columns of a table; the URL, the download and the printed page follow the choice."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect
from support.axe import assert_accessible_at
from support.browser import LOOKS, wait_until_ready

TOOLS = "".join(
    f"- {{id: tool-{n}, name: Tool {n}, description: Does thing {n}., url: 'https://example.org/{n}'}}\n"
    for n in range(12)
)
ROWS = "".join(f"| Soil {n} | {100 - n} | a{n} |\n" for n in range(12))
SPANNED = (
    '<table class="fg-filtered"><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead><tbody>'
    + "".join(f'<tr><td colspan="2">a{n}</td><td>c</td></tr>' for n in range(10))
    + "</tbody></table>\n"
)
MENTIONS = " ".join(f'{{% tool "tool-{n}" %}}' for n in range(12))
FILES = {
    "docs/_data/tool_and_resource_list.yml": TOOLS,
    "docs/soils.md": f"# Soils\n\n| Name | Depth in cm | Note |\n|---|---|---|\n{ROWS}{{: .fg-filtered }}\n",
    "docs/spanned.md": f"# Spanned\n\n{SPANNED}",
    "docs/tools/index.md": "# Tools\n\n{% tool_table %}\n",
    "docs/ids.md": "# Ids\n\n{% page_ids %}\n",
    "docs/both.md": "---\ntitle: Both\ndatatable: true\n---\n\n{% tool_table %}\n\n{% tool_table %}\n\n"
    + MENTIONS,
    "docs/again.md": '# Again\n\n{% tool "tool-3" %}\n',
    **{f"docs/page-{n}.md": f"# Number {n}\n" for n in range(8)},
}


@pytest.fixture(scope="module")
def guide(served):
    palette = [
        {"media": "(prefers-color-scheme: light)", "scheme": "default"},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
    ]
    theme = {"name": "material", "font": False, "features": ["navigation.instant"], "palette": palette}
    return served(FILES, {"theme": theme, "markdown_extensions": ["tables"]}, strict=False).url


def columns(page: Page) -> list[str]:
    """Return the headers of the visible columns; each row must have as many visible cells."""
    seen = page.locator("table thead th:visible")
    cells = page.locator("tbody tr").first.locator("th:visible, td:visible")
    assert seen.count() == cells.count()
    return [text.strip() for text in seen.all_inner_texts()]


def hide(page: Page, name: str) -> None:
    page.locator("summary", has_text="Columns").click()
    page.get_by_role("checkbox", name=name).uncheck()
    page.keyboard.press("Escape")


ALL = ["Tool or resource", "Description", "Related pages"]


def test_column_is_hidden_and_shown_again_by_keyboard(visit, guide):
    page = visit(guide + "tools/")
    assert columns(page) == ALL
    page.locator("summary", has_text="Columns").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Description")).to_be_focused()
    page.keyboard.press("Space")
    assert columns(page) == ["Tool or resource", "Related pages"]
    page.keyboard.press("Escape")
    expect(page.locator("summary", has_text="Columns")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert columns(page) == ALL
    assert "hide" not in page.url


def test_first_column_cannot_be_hidden(visit, guide):
    page = visit(guide + "tools/?hide=described,tool,1,pages")
    assert columns(page) == ["Tool or resource"]
    page.locator("summary", has_text="Columns").click()
    assert page.locator("[data-fg-columns] label").all_inner_texts() == ["Description", "Related pages"]


def test_hidden_columns_are_not_a_filter(visit, guide):
    page = visit(guide + "tools/?hide=pages")
    expect(page.get_by_role("status").filter(has_text="12 of 12")).to_be_visible()
    page.get_by_role("searchbox").fill("nowhere")
    page.get_by_role("button", name="Clear search and filters").click()
    assert columns(page) == ["Tool or resource", "Description"]


def test_choice_survives_reload_back_and_instant_navigation(visit, guide):
    page = visit(guide + "tools/?other=1")
    hide(page, "Related pages")
    page.wait_for_url("**/tools/?other=1&hide=pages")
    page.reload()
    wait_until_ready(page)
    assert columns(page) == ["Tool or resource", "Description"]
    page.evaluate("window.stillHere = true")
    page.locator("tbody tr a").first.click()
    page.wait_for_url("**/tools/tool-0/")
    page.go_back()
    page.wait_for_url("**/tools/?other=1&hide=pages")
    expect(page.locator("[data-fg-ready]")).to_have_count(1)
    assert columns(page) == ["Tool or resource", "Description"]
    page.go_forward()
    page.wait_for_url("**/tools/tool-0/")
    page.locator(".fg-type a").click()
    page.wait_for_url("**/tools/")
    expect(page.locator("[data-fg-ready]")).to_have_count(1)
    assert columns(page) == ALL
    assert page.evaluate("window.stillHere") is True


def read_download(page: Page) -> list[list[str]]:
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").last.click()
    return list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))


def test_download_contains_the_visible_columns(visit, guide):
    page = visit(guide + "tools/?hide=pages")
    assert read_download(page)[:2] == [
        ["id", "Tool or resource", "Type", "Description", "Links"],
        ["tool-0", "Tool 0", "", "Does thing 0.", "https://example.org/0"],
    ]
    page = visit(guide + "tools/?hide=described")
    # The links are in the column of the description.
    assert read_download(page)[:2] == [
        ["id", "Tool or resource", "Type", "Related pages"],
        ["tool-0", "Tool 0", "", "Both"],
    ]


def test_the_download_of_the_table_of_a_page_has_a_column_of_other_pages(visit, guide):
    lines = read_download(visit(guide + "both/"))
    assert lines[0] == ["id", "Tool or resource", "Type", "Description", "Related pages", "Links"]
    assert lines[4] == ["tool-3", "Tool 3", "", "Does thing 3.", "Again", "https://example.org/3"]


def test_columns_of_an_author_table_can_be_selected(visit, guide):
    page = visit(guide + "soils/?hide=depth-in-cm&sort=2")
    assert columns(page) == ["Name", "Note"]
    assert read_download(page)[:2] == [["Name", "Note"], ["Soil 11", "a11"]]


@pytest.mark.parametrize("name", ["spanned", "ids"])
def test_some_tables_have_no_column_menu(visit, guide, name):
    page = visit(guide + f"{name}/")
    expect(page.get_by_role("searchbox", name="Search 1").first).to_be_visible()
    assert page.locator("[data-fg-columns]").count() == 0


def test_chosen_columns_are_printed(visit, guide):
    page = visit(guide + "tools/?hide=described")
    page.emulate_media(media="print")
    assert columns(page) == ["Tool or resource", "Related pages"]


def test_all_columns_are_shown_without_scripts(visit, guide):
    assert columns(visit(guide + "tools/?hide=described", javascript=False)) == ALL


def test_tables_on_one_page_have_distinct_names(visit, guide):
    page = visit(guide + "both/?tools-2.find=thing+3&tools-2.hide=pages")
    names = page.get_by_role("search").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert len(names) == 4
    assert len(set(names)) == 4
    texts = page.locator("[data-fg-status]").all_inner_texts()
    assert texts == ["12 of 12", "1 of 12", "12 of 12"]
    assert page.locator("[data-fg-hidden='3']").count() == 1


@LOOKS
def test_it_is_accessible_and_fits_with_an_open_menu(visit, guide, width, scheme):
    page = visit(guide + "tools/?hide=pages", width=width, scheme=scheme)
    page.locator("summary", has_text="Columns").click()
    assert_accessible_at(page, 320, 1280)
