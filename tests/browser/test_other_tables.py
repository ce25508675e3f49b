"""Tables of training and of page ids are searched, filtered and sorted like those of tools."""

import pytest
from playwright.sync_api import Page, expect
from support.axe import assert_accessible

COURSES = "".join(
    f"- {{name: Course {n}, url: 'https://example.org/{n}', registry: {'Zenodo' if n % 2 else 'TeSS'}}}\n"
    for n in range(9)
)
FILES = {
    "docs/a.md": f"---\ntitle: Page A\ntraining:\n{COURSES}---\n",
    "docs/b.md": "---\ntitle: Page B\ntraining:\n- {name: Another, url: 'https://example.org/b'}\n---\n",
    "docs/training.md": "# Training\n\n{% training_table %}\n",
    "docs/ids.md": "# Ids\n\n{% page_ids %}\n",
    **{f"docs/page-{n}.md": f"# Number {n}\n" for n in range(8)},
}
FEW = {**FILES, "docs/a.md": "---\ntraining:\n- {name: Only one, url: 'https://example.org'}\n---\n"}


@pytest.fixture(scope="module")
def guide(served):
    return served(FILES, strict=False).url


def rows(page: Page) -> list[str]:
    shown = "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.id)"
    return page.locator("table.fg-table tbody tr").evaluate_all(shown)


def test_training_is_searched_and_filtered_by_registry_and_page(visit, guide):
    page = visit(guide + "training/")
    assert len(rows(page)) == 10
    page.get_by_role("searchbox").fill("course 3")
    expect(page.get_by_role("status").filter(has_text="1 of 10")).to_be_visible()
    assert rows(page) == ["Course 3"]
    page.get_by_role("searchbox").fill("")
    page.locator(".fg-facet summary", has_text="Listed in").click()
    page.locator(".fg-facet[open] label", has_text="Zenodo").click()
    assert rows(page) == ["Course 1", "Course 3", "Course 5", "Course 7"]
    page.wait_for_url("**/?registry=Zenodo")
    again = visit(page.url)
    assert rows(again) == ["Course 1", "Course 3", "Course 5", "Course 7"]


def test_training_is_sorted(visit, guide):
    page = visit(guide + "training/")
    page.get_by_role("button", name="Training").click()
    assert rows(page)[0] == "Another"
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")


def test_page_ids_are_searched(visit, guide):
    page = visit(guide + "ids/")
    page.get_by_role("searchbox").fill("number 5")
    expect(page.get_by_role("status").filter(has_text="1 of")).to_be_visible()
    assert rows(page) == ["page-5"]


@pytest.mark.parametrize("address", ["training/", "ids/"])
def test_they_are_accessible_and_complete_without_scripts(visit, guide, address):
    assert_accessible(visit(guide + address, width=360))
    page = visit(guide + address, javascript=False)
    assert len(rows(page)) >= 10
    expect(page.locator(".fg-filter")).to_be_hidden()


def test_fewer_than_ten_rows_have_no_controls(site):
    built = site(FEW, strict=False)
    assert not built.page("training/").select("[data-fg-filter]")


def marked(page: Page) -> list[str]:
    """Return the texts that the browser highlights."""
    return page.evaluate("[...(CSS.highlights.get('fg-found') ?? [])].map(range => range.toString())")


def test_matches_are_highlighted_until_the_search_is_cleared(visit, guide):
    page = visit(guide + "training/")
    assert marked(page) == []
    page.get_by_role("searchbox").fill("COURSE page")
    assert set(marked(page)) == {"Course", "Page"}
    assert len(marked(page)) == 18
    page.get_by_role("searchbox").fill("cöurse 3")
    assert marked(page) == ["Course", "3"]
    page.get_by_role("searchbox").fill("")
    assert marked(page) == []


def test_highlights_do_not_change_the_page(visit, guide):
    page = visit(guide + "training/?find=course")
    assert len(marked(page)) == 9
    assert page.locator("table mark").count() == 0
