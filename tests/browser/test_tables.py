"""Registry tables: search, filters, order, download, without scripts, print."""

# More than 300 lines: most tests look at the same site.

import csv
import io
import itertools
import re

import pytest
from playwright.sync_api import Page, expect
from support.axe import assert_accessible_at
from support.browser import LOOKS, wait_until_ready
from support.guide import GUIDE
from support.layout import resize
from support.shift import assert_stays_in_place
from support.site import PALETTE

KINDS = ("hand tool", "machine", "service")


def entry(number: int) -> str:
    registry = f"biotools: tool{number}" if number % 2 else f"tess: tool {number}"
    return (
        f"- {{id: tool-{number}, name: Tool {number}, description: 'Does thing number {number}.', "
        f"url: 'https://example.org/{number}', type: {KINDS[number % 3]}, registry: {{{registry}}}}}\n"
    )


# A name that sorts last, one with an accent, and a text that spreadsheets would run as a formula.
SPECIAL = (
    "- {id: zebra, name: Zebra, description: '=cmd()', url: 'https://example.org/zebra', type: service}\n"
    "- {id: erable, name: Érable, description: 'A \"maple\", *[listed](https://a.org/)*', type: machine}\n"
)
FILES = {
    **GUIDE,
    "docs/_data/tool_and_resource_list.yml": GUIDE["docs/_data/tool_and_resource_list.yml"]
    .replace("        - ", "- ")
    .replace("          ", "  ")
    .strip()
    + "\n"
    + SPECIAL
    + "".join(map(entry, range(40))),
    # A filter with many options.
    **{f"docs/place-{n}.md": f'# Place {n}\n\n{{% tool "zebra" %}}\n' for n in range(14)},
    "docs/few.md": '---\ntitle: Few\n---\n\n{% tool "spade" %}\n',
}
EVERY = 44


@pytest.fixture(scope="module")
def guide(served):
    theme = {"name": "material", "font": False, "features": ["navigation.instant"], "palette": PALETTE}
    return served(FILES, {"theme": theme}, strict=False).url


def rows(page: Page) -> list[str]:
    """Return the ids of the visible rows."""
    shown = "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.id)"
    return page.locator("table.fg-table tbody tr").evaluate_all(shown)


def choose(page: Page, facet: str, option: str) -> None:
    """Choose an option of a filter with the mouse."""
    summary = page.locator(".fg-facet summary", has_text=facet)
    summary.click()
    page.locator(".fg-facet[open] label", has_text=option).click()
    summary.click()


def status(page: Page):
    return page.get_by_role("status").filter(has_text="of")


def test_first_page_is_shown_and_more_on_demand(visit, guide):
    page = visit(guide + "tools/")
    assert len(rows(page)) == 25
    page.get_by_role("button", name="Show 25 more").click()
    assert len(rows(page)) == EVERY
    expect(page.get_by_role("button", name="Show 25 more")).to_be_hidden()
    expect(page.locator("tbody tr").nth(25).get_by_role("link").first).to_be_focused()


def test_search_shows_rows_with_all_words(visit, guide):
    page = visit(guide + "tools/")
    page.get_by_role("searchbox", name="Search 44 entries").fill("number 7")
    expect(status(page)).to_have_text("4 of 44")
    assert rows(page) == ["tool-7", "tool-17", "tool-27", "tool-37"]
    page.get_by_role("searchbox").fill("ERABLE")
    expect(status(page)).to_have_text("1 of 44")


def test_filters_combine(visit, guide):
    page = visit(guide + "tools/")
    choose(page, "Type", "Machine")
    expect(status(page)).to_have_text("14 of 44")
    choose(page, "Type", "Service")
    expect(status(page)).to_have_text("28 of 44")
    choose(page, "Registries", "Training")
    expect(status(page)).to_have_text("13 of 44")
    page.get_by_role("button", name="Remove Machine").click()
    expect(status(page)).to_have_text("7 of 44")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_counts_follow_the_other_filters(visit, guide):
    page = visit(guide + "tools/")
    choose(page, "Registries", "Training")
    counts = page.locator("[data-fg-facet=type] .fg-count").all_inner_texts()
    page.locator(".fg-facet summary", has_text="Type").click()
    counts = page.locator("[data-fg-facet=type] label").all_inner_texts()
    assert [" ".join(text.split()) for text in counts] == ["Hand tool 7", "Machine 6", "Service 7"]


def test_tables_can_be_filtered_and_sorted_by_keyboard(visit, guide):
    page = visit(guide + "tools/")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".fg-facet summary", has_text="Type")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(status(page)).to_have_text("15 of 44")
    page.keyboard.press("Escape")
    expect(page.locator(".fg-facet[open]")).to_have_count(0)
    expect(page.locator(".fg-facet summary", has_text="Type")).to_be_focused()
    header = page.get_by_role("columnheader", name="Tool or resource")
    header.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "descending")
    page.keyboard.press("Space")
    expect(header).to_have_attribute("aria-sort", "ascending")
    expect(header.get_by_role("button")).to_be_focused()


BY_NAME = ["erable", "rake", "spade", "tool-0", "tool-1"]


def test_names_are_sorted_naturally_also_without_scripts(visit, guide):
    assert rows(visit(guide + "tools/", javascript=False))[:5] == BY_NAME
    page = visit(guide + "tools/")
    assert rows(page)[:5] == BY_NAME
    header = page.get_by_role("columnheader", name="Tool or resource")
    expect(header).to_have_attribute("aria-sort", "ascending")
    header.get_by_role("button").click()
    assert rows(page)[:2] == ["zebra", "tool-39"]
    header.get_by_role("button").click()
    assert rows(page)[:5] == BY_NAME
    assert "sort" not in page.url


def test_related_pages_are_sorted_by_their_number(visit, guide):
    page = visit(guide + "tools/")
    button = page.get_by_role("columnheader", name="Related pages").get_by_role("button")
    expect(button).to_have_accessible_description("by number")
    button.click()
    # Most pages first; with the same number, the names stay in order.
    assert rows(page)[:5] == ["zebra", "spade", "rake", "erable", "tool-0"]
    assert "by number" in button.evaluate("button => getComputedStyle(button, '::after').content")


# In any order.
STATE = re.compile(r"/tools/\?(?=.*\bother=1\b)(?=.*\bfind=thing\b)(?=.*\btype=machine\b)(?=.*\bsort=-1\b)")


def test_state_is_in_the_url(visit, guide):
    page = visit(guide + "tools/?other=1")
    page.get_by_role("searchbox").fill("thing")
    choose(page, "Type", "Machine")
    page.get_by_role("columnheader", name="Tool or resource").get_by_role("button").click()
    page.wait_for_url(STATE)
    before = rows(page)
    page.reload()
    wait_until_ready(page)
    assert rows(page) == before
    expect(page.get_by_role("searchbox")).to_have_value("thing")
    expect(page.get_by_role("columnheader", name="Tool or resource")).to_have_attribute(
        "aria-sort", "descending"
    )

    page.evaluate("window.stillHere = true")
    page.locator("tbody tr:not(.fg-out) a").first.click()
    page.wait_for_url("**/tools/tool-37/")
    page.go_back()
    page.wait_for_url(STATE)
    expect(status(page)).to_have_text("13 of 44")
    wait_until_ready(page)
    sorted_by = page.get_by_role("columnheader", name="Tool or resource")
    expect(sorted_by).to_have_attribute("aria-sort", "descending")
    assert rows(page) == before
    assert page.evaluate("window.stillHere") is True


def test_table_works_after_an_instant_navigation(visit, guide):
    page = visit(guide + "tools/spade/")
    page.evaluate("window.stillHere = true")
    page.locator(".fg-type a").click()
    page.wait_for_url("**/tools/")
    page.get_by_role("searchbox").fill("zebra")
    expect(status(page)).to_have_text("1 of 44")
    assert page.evaluate("window.stillHere") is True


def test_search_without_matches_can_be_cleared(visit, guide):
    page = visit(guide + "tools/?find=unheard-of")
    expect(page.locator("[data-fg-nothing]")).to_be_visible()
    assert rows(page) == []
    page.get_by_role("button", name="Clear search and filters").click()
    expect(status(page)).to_have_text("44 of 44")
    expect(page.locator("[data-fg-nothing]")).to_be_hidden()


def test_download_contains_the_matching_rows(visit, guide):
    page = visit(guide + "tools/")
    choose(page, "Type", "Service")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "tools.csv"
    raw = download.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert lines[0] == ["id", "Tool or resource", "Type", "Description", "Related pages", "Links"]
    assert [line[0] for line in lines[1:]] == rows(page)
    assert lines[1] == [
        "tool-2",
        "Tool 2",
        "service",
        "Does thing number 2.",
        "",
        "https://example.org/2 https://tess.elixir-europe.org/search?q=tool%202",
    ]
    assert lines[-1][3] == "'=cmd()"
    pages = lines[-1][4].split("; ")
    assert (len(pages), pages[0], pages[-1]) == (14, "Place 0", "Place 9")


def test_without_scripts_all_rows_are_shown(visit, guide):
    page = visit(guide + "tools/", javascript=False)
    assert page.locator("table.fg-table tbody tr:visible").count() == EVERY
    expect(page.locator(".fg-filter")).to_be_hidden()
    expect(page.locator(".fg-filter__more")).to_be_hidden()


def test_all_rows_are_printed(visit, guide):
    page = visit(guide + "tools/?find=zebra")
    page.emulate_media(media="print")
    assert len(rows(page)) == EVERY
    expect(page.locator(".fg-filter")).to_be_hidden()


def test_short_table_has_no_controls(visit, guide):
    page = visit(guide + "few/")
    assert rows(page) == ["spade"]
    assert page.locator(".fg-filter").count() == 0


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_menus_stay_inside_the_page(visit, guide, direction):
    page = visit(guide + "tools/", width=320)
    page.evaluate("direction => { document.documentElement.dir = document.body.dir = direction }", direction)
    menus = page.locator(".fg-facet")
    assert menus.count() == 4
    for width, facet in itertools.product([320, 360, 768, 1280], menus.all()):
        resize(page, width)
        facet.locator("summary").click()
        # The script moves the menu after it has opened; until then it may be where the last width put it.
        page.wait_for_function(
            """([menu, width]) => {
                const { left, right, height } = menu.getBoundingClientRect();
                return height > 0 && left >= 8 && right <= width - 8;
            }""",
            arg=[facet.locator(".fg-facet__menu").element_handle(), width],
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        facet.locator("summary").click()


@pytest.mark.parametrize("top", [0, 400])
def test_a_menu_with_many_options_is_searched_and_stays_in_the_window(visit, guide, top):
    page = visit(guide + "tools/")
    page.set_viewport_size({"width": 1280, "height": 480})
    page.locator(".fg-filter").evaluate("(bar, top) => { bar.style.marginBlockStart = `${top}px` }", top)
    page.locator("[data-fg-facet=page]").evaluate("facet => facet.scrollIntoView({ block: 'nearest' })")
    page.locator("[data-fg-facet=page] summary").click()
    menu = page.locator("[data-fg-facet=page] .fg-facet__menu")
    page.wait_for_function(
        """menu => {
            const { top, bottom, height } = menu.getBoundingClientRect();
            return height > 100 && top >= 48 && bottom <= innerHeight - 8;
        }""",
        arg=menu.element_handle(),
    )
    find = page.get_by_role("searchbox", name="Related pages")
    width = menu.bounding_box()["width"]
    find.fill("PLACE 1")
    assert menu.locator("label:visible").all_inner_texts() == [f"Place {n}\n1" for n in (1, 10, 11, 12, 13)]
    assert menu.bounding_box()["width"] == width
    menu.get_by_role("checkbox", name="Place 12").check()
    expect(status(page)).to_have_text("1 of 44")
    find.fill("nowhere")
    expect(menu.get_by_text("Nothing matches.")).to_be_visible()
    find.press("Escape")
    expect(menu.locator("label:visible")).to_have_count(16)
    find.press("Escape")
    expect(menu).to_be_hidden()
    expect(status(page)).to_have_text("1 of 44")
    page.locator("[data-fg-facet=type] summary").click()
    expect(page.locator("[data-fg-facet=type] input[type=search]")).to_have_count(0)


def test_columns_stay_in_place_when_nothing_matches(visit, guide):
    page = visit(guide + "tools/")
    left = "headers => headers.map(header => header.getBoundingClientRect().left)"
    before = page.locator("thead th").evaluate_all(left)
    page.get_by_role("searchbox", name="Search 44 entries").fill("nowhere")
    expect(page.locator("[data-fg-nothing]")).to_be_visible()
    assert page.locator("thead th").evaluate_all(left) == before


def test_the_table_of_a_page_names_the_other_pages_below_the_descriptions(visit, guide):
    table = visit(guide + "few/").locator(".fg-page-tools")
    assert table.locator("thead th").all_inner_texts() == ["Tool or resource", "Description"]
    expect(table.locator(".fg-table__also")).to_have_text(re.compile(r"Also on\s+Digging\s*$"))
    table = visit(guide + "place-0/").locator(".fg-page-tools")
    assert [" ".join(text.split()) for text in table.locator(".fg-pill:visible").all_inner_texts()] == [
        "Place 1",
        "Place 10",
        "Place 11",
        "+10",
    ]
    table.locator(".fg-table__also").get_by_text("+10").click()
    expect(table.get_by_role("link", name="Place ").filter(visible=True)).to_have_count(13)


@pytest.mark.parametrize("width", [320, 1280])
def test_very_long_word_widens_neither_table_nor_card(visit, served, width):
    word = "https://example.org/" + "long" * 50
    tools = f"- {{id: long, name: {word[20:]}, description: 'See {word} for it'}}\n"
    files = {"docs/_data/tool_and_resource_list.yml": tools, "docs/index.md": '# A\n\n{% tool "long" %}\n'}
    page = visit(served(files).url, width=width)
    table = page.locator("table.fg-table").bounding_box()
    assert table["width"] <= page.locator("article").bounding_box()["width"]
    page.locator("button.fg-tool").click()
    card = page.locator(".fg-card")
    assert card.evaluate("card => card.scrollWidth <= card.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@LOOKS
def test_it_is_accessible_and_fits_with_an_open_menu(visit, guide, width, scheme):
    page = visit(guide + "tools/?type=machine", width=width, scheme=scheme)
    page.locator(".fg-facet summary").first.click()
    assert_accessible_at(page, 320, 1280)


def test_narrow_row_is_a_block(visit, guide):
    page = visit(guide + "tools/", width=320)
    assert len(rows(page)) == 25
    name, text = page.locator("tbody tr").first.locator("th, td").all()[:2]
    assert text.bounding_box()["y"] > name.bounding_box()["y"]
    page.get_by_role("button", name="Tool or resource").click()
    assert rows(page)[0] == "zebra"


@pytest.mark.parametrize("width", [360, 1280])
def test_no_layout_shift_while_the_page_loads(visit, guide, width):
    assert_stays_in_place(visit("about:blank", width=width), guide + "tools/", "[data-fg-ready]")
