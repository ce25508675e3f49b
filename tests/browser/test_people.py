"""The list of people: filters, without scripts, accessibility."""

import re

import pytest
from playwright.sync_api import Page, expect
from support.axe import assert_accessible_at
from support.browser import LOOKS
from support.site import PALETTE

ROLES = ("editor", "author", "reviewer")
FILES = {
    "docs/_data/CONTRIBUTORS.yml": "".join(
        f"Person {number}: {{role: {ROLES[number % 3]}, orcid: 0000-0002-1825-0097, git: person-{number}, "
        f"affiliation: Institute {number % 2} / University of Nowhere}}\n"
        for number in range(9)
    )
    + "Zoë Éxample: {role: editor, until: 2019}\n"
    + "Team Example: {type: collective, members: [Person 1, Guest Example], affiliation: Institute 1}\n",
    "docs/_data/affiliations.yml": """
        - {name: Institute 1, id: one, type: institute, url: "https://example.org/", pid: 02catss52}
        - {name: Institute 0, type: institute}
        - {name: Example Fund, type: funder}
        """,
    "docs/_data/tool_and_resource_list.yml": "- {id: spade, name: Spade, organisation: one}\n",
    "docs/work.md": """
        ---
        title: The work
        contributors: [Person 1, Somebody Else, Team Example]
        contributions:
          writing-review-editing: [Person 2]
          field_work: [Person 1]
          funding: [Example Fund, NL]
        supported_by: [one]
        ---

        Text.
        """,
}
EVERY = 12
PAGES = (
    "contributors/",
    "contributors/team-example/",
    "contributors/person-1/",
    "affiliations/one/",
    "work/",
)


@pytest.fixture(scope="module")
def guide(served):
    theme = {"name": "material", "font": False, "features": ["navigation.instant"], "palette": PALETTE}
    return served(FILES, {"theme": theme}).url


def people(page: Page) -> list[str]:
    """Return the names of the visible people."""
    shown = "tiles => tiles.filter(tile => tile.checkVisibility()).map(tile => tile.dataset.name)"
    return page.locator(".fg-people > .fg-person").evaluate_all(shown)


def test_people_can_be_filtered_by_keyboard(visit, guide):
    page = visit(guide + "contributors/")
    assert len(people(page)) == EVERY
    status = page.get_by_role("status").filter(has_text="of")
    page.get_by_role("searchbox", name=f"Search {EVERY} entries").focus()
    page.keyboard.type("zoe example")
    expect(status).to_have_text(f"1 of {EVERY}")
    assert people(page) == ["Zoë Éxample"]
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    expect(page.locator(".fg-facet summary", has_text="Role")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Author")).to_be_focused()
    page.keyboard.press("Space")
    expect(status).to_have_text(f"3 of {EVERY}")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(status).to_have_text(f"1 of {EVERY}")
    assert people(page) == ["Person 4"]


def test_filter_state_is_in_the_url(visit, guide):
    page = visit(guide + "contributors/")
    page.locator(".fg-facet summary", has_text="Organisation").click()
    page.get_by_role("checkbox", name="Institute 1").check()
    expect(page).to_have_url(re.compile(r"\?organisation=Institute(%20|\+)1$"))
    page.reload()
    expect(page.get_by_role("status").filter(has_text="of")).to_have_text(f"5 of {EVERY}")
    assert people(page) == ["Person 1", "Person 3", "Person 5", "Person 7", "Team Example"]


def test_chips_and_icons_of_a_person_stay_on_one_line(visit, guide):
    page = visit(guide + "contributors/", width=1280)
    first = page.locator(".fg-people > .fg-person").first
    page.add_style_tag(content=".fg-people > .fg-person { inline-size: 9rem; }")
    chip, links = first.locator(".fg-chip"), first.locator(".fg-person__links")
    assert chip.evaluate("chip => chip.clientHeight") <= 24
    assert links.evaluate("links => links.clientHeight") <= 24
    assert first.evaluate("person => person.scrollWidth <= person.clientWidth")


def test_without_scripts_all_people_are_shown(visit, guide):
    page = visit(guide + "contributors/", javascript=False)
    assert len(people(page)) == EVERY
    expect(page.get_by_role("searchbox", name="entries")).to_be_hidden()


@LOOKS
@pytest.mark.parametrize("address", PAGES)
def test_pages_of_people_and_organisations_are_accessible(visit, guide, address, width, scheme):
    assert_accessible_at(visit(guide + address, width=width, scheme=scheme), 360, 1280)
