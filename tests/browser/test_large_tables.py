"""A table with too many rows for one page: split into pages without scripts, complete with them."""

import csv
import io
import json
import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect
from support.axe import assert_accessible, assert_accessible_at
from support.browser import wait_until_ready
from support.layout import assert_fits

COUNT = 2005
KINDS = ("machine", "service")


def entry(number: int) -> str:
    description = "'=1+1 & <b>bold</b>'" if number == 1900 else f"Does thing number {number}."
    name = "Érable" if number == 1901 else f"Tool {number}"
    registry = "registry: {biotools: late}" if number == 1902 else ""
    return (
        f"- {{id: tool-{number}, name: {name}, description: {description}, "
        f"url: 'https://example.org/{number}', type: {KINDS[number % 2]}, {registry}}}\n"
    )


FILES = {
    "docs/_data/tool_and_resource_list.yml": "".join(map(entry, range(COUNT))),
    "docs/other.md": "# Other\n\n[All](tools)\n",
}


@pytest.fixture(scope="module")
def served_guide(served):
    palette = [
        {"media": "(prefers-color-scheme: light)", "scheme": "default"},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
    ]
    theme = {"name": "material", "font": False, "features": ["navigation.instant"], "palette": palette}
    plugins = ["search", {"fieldguide": {"listings": {"tool_pages": False}}}]
    return served(FILES, {"theme": theme, "plugins": plugins}, strict=False)


@pytest.fixture(scope="module")
def guide(served_guide):
    return served_guide.url


@pytest.fixture
def whole(visit, guide):
    """Open the first page, with all rows."""

    def open_page(query: str = "", **options) -> Page:
        page = visit(f"{guide}tools/{query}", **options)
        expect(page.locator("[data-fg-ready]")).to_have_count(1)
        return page

    return open_page


def rows(page: Page) -> list[str]:
    shown = "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.id)"
    return page.locator("table.fg-table tbody tr").evaluate_all(shown)


def hits(page: Page, text: str) -> None:
    expect(page.locator("[data-fg-status]")).to_have_text(text)


def test_without_scripts_it_is_split_into_several_pages(visit, guide):
    page = visit(guide + "tools/", javascript=False)
    seen = []
    while True:
        seen += rows(page)
        following = page.get_by_role("navigation", name="Pages of the table").get_by_role("link", name="Next")
        if not following.count():
            break
        with page.expect_navigation(wait_until="load"):
            following.click()
    # By name, so “Érable” is first.
    assert seen == ["tool-1901", *(f"tool-{n}" for n in range(COUNT) if n != 1901)]
    assert page.title().startswith("Tools and resources, page 5 of 5")
    expect(page.locator("[aria-current=page]").filter(has_text="5")).to_be_visible()
    page.get_by_role("link", name="Search and filter the whole table").click()
    page.wait_for_url("**/tools/")


def test_each_page_has_its_own_url_and_is_not_searched(served_guide):
    built = served_guide.built
    page = built.page("tools/page-3/")
    assert page.select_one("link[rel=canonical]")["href"] == f"{served_guide.url}tools/page-3/"
    assert not page.select("meta[name=robots]")
    assert "tools/page-3/" in built.text("sitemap.xml")
    assert "tools/page-3/" not in built.text("search/search_index.json")
    assert not page.select("[data-fg-filter]")


def test_with_scripts_the_first_page_is_the_whole_table(whole):
    page = whole()
    hits(page, "2005 of 2005")
    assert len(rows(page)) == 25
    expect(page.get_by_role("navigation", name="Pages of the table")).to_be_hidden()
    page.get_by_role("searchbox", name="Search 2005 entries").fill("number 2004")
    hits(page, "1 of 2005")
    assert rows(page) == ["tool-2004"]
    page.get_by_role("searchbox").fill("ERABLE")
    assert rows(page) == ["tool-1901"]
    marked = "[...CSS.highlights.get('fg-found')].map(range => range.toString())"
    assert page.evaluate(marked) == ["Érable"]


def test_only_visible_rows_are_created(whole):
    page = whole()
    assert page.locator("tbody tr").count() == 25
    page.get_by_role("button", name="Show 25 more").click()
    assert page.locator("tbody tr").count() == 50
    expect(page.locator("tbody tr").nth(25).get_by_role("link").first).to_be_focused()
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()
    page.get_by_role("searchbox").fill("number 19")
    page.get_by_role("button", name="Show all").click()
    # Tool 1900 has another description.
    assert page.locator("tbody tr").count() == sum("19" in str(number) for number in range(COUNT)) - 1


def test_rows_are_those_of_the_static_pages(served_guide, whole):
    page = whole("?find=thing+number+3")
    page.get_by_role("button", name="Show all").click()
    made = page.locator("tbody tr").evaluate_all("rows => rows.map(row => row.outerHTML)")
    static = {row["data-id"]: row for row in served_guide.built.page("tools/").select("tbody tr")}
    made_rows = [BeautifulSoup(html, "html.parser").tr for html in made]
    both = [row for row in made_rows if row["data-id"] in static]
    assert len(both) == sum("3" in str(number) for number in range(500))
    assert all(row == static[row["data-id"]] for row in both)


def test_table_is_sorted_filtered_and_linked_across_pages(whole):
    page = whole()
    header = page.get_by_role("columnheader", name="Tool or resource")
    expect(header).to_have_attribute("aria-sort", "ascending")
    assert rows(page)[:2] == ["tool-1901", "tool-0"]
    header.get_by_role("button").press("Enter")
    assert rows(page)[0] == "tool-2004"
    page.locator(".fg-facet summary", has_text="Type").click()
    page.locator(".fg-facet[open] label", has_text="Machine").click()
    hits(page, "1003 of 2005")
    page.wait_for_url("**/*type=machine*")
    before = rows(page)
    page.reload()
    wait_until_ready(page)
    hits(page, "1003 of 2005")
    assert rows(page) == before


def test_its_state_survives_back_and_instant_navigation(whole):
    page = whole("?find=number+2004")
    assert rows(page) == ["tool-2004"]
    page.evaluate("window.stillHere = true")
    page.locator("a.md-logo").first.click()
    page.wait_for_url(re.compile(r":\d+/$"))
    page.go_back()
    hits(page, "1 of 2005")
    assert rows(page) == ["tool-2004"]
    assert page.evaluate("window.stillHere") is True


def test_download_contains_all_matching_rows(whole):
    page = whole("?type=machine&sort=-1")
    hits(page, "1003 of 2005")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    lines = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert len(lines) == 1004
    assert lines[1][:4] == ["tool-2004", "Tool 2004", "machine", "Does thing number 2004."]
    assert next(line for line in lines if line[0] == "tool-1900")[3].startswith("'=1+1")


def test_icons_of_lazily_created_rows_are_drawn(whole):
    page = whole("?find=number+1902")
    used = page.locator("tbody tr .fg-icon use").evaluate_all(
        "uses => uses.map(use => use.getAttribute('xlink:href'))"
    )
    assert used
    assert all(page.locator(f"symbol{name}").count() == 1 for name in used)


def test_visible_rows_and_the_url_of_the_rest_are_printed(whole, guide):
    page = whole()
    page.emulate_media(media="print")
    assert len(rows(page)) == 25
    expect(page.get_by_text(f"1980 more entries: {guide}tools/")).to_be_visible()


def test_failed_fetch_of_rows_leaves_the_first_page_and_links_to_the_others(visit, guide, watch):
    page = visit(guide + "other/")
    page.route("**/fieldguide/rows/**", lambda route: route.abort())
    page.goto(guide + "tools/")
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    assert len(rows(page)) == 500
    expect(page.locator(".fg-filter")).to_be_hidden()
    expect(page.get_by_role("link", name="Next")).to_be_visible()
    assert watch.take("console")


def test_rows_file_has_short_entries(served_guide):
    data = json.loads(served_guide.built.text("fieldguide/rows/tools.json"))
    html, text, keys, values = data["rows"][0]
    assert html.startswith('<tr data-id="tool-1901"')
    assert text.startswith("erable")
    assert keys == ["Érable", None, 0]
    assert values == {"type": ["service"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_are_accessible_and_fit(whole, visit, guide, scheme):
    assert_accessible_at(whole("?type=machine", width=320, scheme=scheme), 320)
    page = visit(guide + "tools/page-2/", width=320, scheme=scheme)
    assert_fits(page, 320)
    # All rows have the same structure, and axe takes long for 500 of them.
    page.locator("tbody tr:nth-child(n + 30)").evaluate_all("rows => rows.forEach(row => row.remove())")
    assert_accessible(page)


def test_rows_load_under_a_strict_policy_and_are_reachable_by_keyboard(visit, served):
    # Material's inline scripts would violate the policy, so the page has a minimal theme.
    frame = """
        <html lang="en"><head><title>x</title>
        <link rel="stylesheet" href="{{ 'assets/fieldguide/fieldguide.css' | url }}">
        <script defer src="{{ 'assets/fieldguide/fieldguide.js' | url }}"></script>
        </head><body><main class="md-typeset">{{ page.content }}</main></body></html>
    """
    config = {
        "theme": {"name": None, "custom_dir": "theme"},
        "plugins": [{"fieldguide": {"listings": {"tool_pages": False}}}],
    }
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
    )
    site = served(
        {**FILES, "theme/main.html": frame},
        config,
        headers={"Content-Security-Policy": policy},
        strict=False,
    )
    page = visit(f"{site.url}tools/")
    expect(page.locator("[data-fg-ready]")).to_have_count(1)
    search = page.get_by_role("searchbox")
    for _ in range(20):
        page.keyboard.press("Tab")
        if search.evaluate("box => box === document.activeElement"):
            break
    page.keyboard.type("number 2004")
    hits(page, "1 of 2005")
    assert rows(page) == ["tool-2004"]
