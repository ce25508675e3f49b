"""News and events, as readers meet them on their own day."""

import datetime

import pytest
from playwright.sync_api import expect
from support.axe import assert_accessible
from support.browser import wait_until_ready
from support.shift import least_shift
from support.site import PALETTE

EVENTS = """
    - {name: Winter, startDate: 2026-01-10, endDate: 2026-01-12, location: online}
    - {name: Spring, startDate: 2026-04-01, startTime: "9:00", related_pages: [digging]}
    - {name: Summer, startDate: 2026-07-01, url: "https://example.org/summer"}
    - {name: Some day}
    """
FILES = {
    "docs/_data/events.yml": EVENTS,
    "docs/_data/news.yml": "- {name: New, date: 2026-01-01, description: Some *text*., linked_pr: 3}\n",
    "docs/index.md": """
        # Home

        {% include news.html title="What is new" caption="All" caption_url="digging" %}

        {% include events.html title="Events" %}

        {% include events.html event_type="upcoming_event" limit="1" col="2" %}
        """,
    "docs/digging.md": "---\ntitle: Digging\n---\n\nText.\n",
}


@pytest.fixture(scope="module")
def guide(served):
    theme = {"name": "material", "font": False, "palette": PALETTE, "features": ["navigation.instant"]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1773576000")  # 15 March 2026
        return served(FILES, {"theme": theme, "repo_url": "https://example.org/r"}).url


def visible(page, number=0):
    """The words of the list that can be seen, one item after the other."""
    names = (
        page.locator(".fg-events").nth(number).locator(".fg-dated__name, .fg-dated__group, .fg-dated__none")
    )
    return [element.inner_text() for element in names.all() if element.is_visible()]


@pytest.mark.parametrize(
    ("day", "everything", "next_one"),
    [
        ((2026, 3, 15), ["Upcoming", "Spring", "Summer", "Some day", "Past", "Winter"], ["Spring"]),
        ((2026, 4, 1), ["Upcoming", "Spring", "Summer", "Some day", "Past", "Winter"], ["Spring"]),
        ((2026, 4, 2), ["Upcoming", "Summer", "Some day", "Past", "Spring", "Winter"], ["Summer"]),
        ((2026, 1, 1), ["Upcoming", "Winter", "Spring", "Summer", "Some day"], ["Winter"]),
    ],
    ids=["the day of the build", "the day itself", "later", "earlier"],
)
def test_events_are_upcoming_or_past_by_the_readers_day(visit, guide, day, everything, next_one):
    page = visit("about:blank", fresh=True)
    page.clock.set_fixed_time(datetime.datetime(*day, 12))
    page.goto(guide)
    wait_until_ready(page)
    expect(page.locator("[data-fg-events]").first).to_be_visible()
    assert visible(page) == everything
    assert visible(page, 1) == next_one


def test_after_instant_navigation_too(visit, guide):
    page = visit("about:blank", fresh=True)
    page.clock.set_fixed_time(datetime.datetime(2026, 4, 2, 12))
    page.goto(guide + "digging/")
    wait_until_ready(page)
    page.locator(".md-logo").first.click()
    page.wait_for_url(guide)
    expect(page.locator(".fg-events").nth(1).get_by_text("Summer")).to_be_visible()
    assert visible(page)[:2] == ["Upcoming", "Summer"]


def test_without_scripts_they_are_one_list(visit, guide):
    page = visit(guide, javascript=False)
    assert visible(page) == ["Spring", "Summer", "Some day", "Winter"]
    assert visible(page, 1) == ["Spring"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(visit, guide, scheme, width):
    assert_accessible(visit(guide, width=width, scheme=scheme))


def test_nothing_goes_beyond_the_side(visit, guide):
    assert visit(guide, width=320).evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_the_page_comes_to_life(visit, guide, width):
    page = visit("about:blank", width=width, fresh=True)
    page.clock.set_fixed_time(datetime.datetime(2026, 3, 20, 12))
    assert least_shift(page, guide, "[data-fg-group=upcoming]") < 0.02
