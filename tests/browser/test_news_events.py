"""News and events, as of the reader's date."""

import pytest
from playwright.sync_api import expect
from support.axe import assert_accessible_at
from support.browser import LOOKS
from support.shift import assert_stays_in_place
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


def clock_script(year, month, day):
    """Return a script that sets the browser's clock to noon of a day."""
    return f"""{{
        const noon = new Date({year}, {month - 1}, {day}, 12).getTime();
        self.Date = class extends Date {{
            constructor(...parts) {{ if (parts.length) super(...parts); else super(noon); }}
            static now() {{ return noon; }}
        }};
    }}"""


def visible(page, number=0):
    """Return the visible texts of the list, one item after the other."""
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
def test_events_are_upcoming_or_past_by_the_readers_date(visit, guide, day, everything, next_one):
    page = visit(guide, script=clock_script(*day))
    expect(page.locator("[data-fg-events]").first).to_be_visible()
    assert visible(page) == everything
    assert visible(page, 1) == next_one


def test_after_instant_navigation_too(visit, guide):
    page = visit(guide + "digging/", script=clock_script(2026, 4, 2))
    page.locator(".md-logo").first.click()
    page.wait_for_url(guide)
    expect(page.locator(".fg-events").nth(1).get_by_text("Summer")).to_be_visible()
    assert visible(page)[:2] == ["Upcoming", "Summer"]


def test_without_scripts_they_are_one_list(visit, guide):
    page = visit(guide, javascript=False)
    assert visible(page) == ["Spring", "Summer", "Some day", "Winter"]
    assert visible(page, 1) == ["Spring"]


@LOOKS
def test_it_is_accessible_and_fits(visit, guide, scheme, width):
    assert_accessible_at(visit(guide, width=width, scheme=scheme), 320, 360, 1280)


@pytest.mark.parametrize("width", [360, 1280])
def test_no_layout_shift_while_the_page_loads(visit, guide, width):
    page = visit("about:blank", width=width, script=clock_script(2026, 3, 20))
    assert_stays_in_place(page, guide, "[data-fg-group=upcoming]")
