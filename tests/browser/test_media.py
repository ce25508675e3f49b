"""Print, high contrast, zoom and reduced motion."""

import re

import pytest
from playwright.sync_api import expect
from support.browser import wait_until_ready
from support.guide import GUIDE

ROWS = "\n".join(f"- {{id: tool-{n}, name: Tool {n}, url: 'https://example.org/{n}'}}" for n in range(40))
OTHERS = "- {id: spade, name: Spade}\n- {id: rake, name: Rake}"
BIB = """
    @article{digging_2020,
      author = {Digger, Dora}, title = {On digging}, journal = {Soil}, year = {2020}, doi = {10.1234/digging}
    }
    """
FILES = {
    **GUIDE,
    "docs/_data/tool_and_resource_list.yml": f"{ROWS}\n{OTHERS}\n",
    "docs/_data/references.bib": BIB,
    "docs/_data/news.yml": "- {name: New, date: 2026-01-01}\n",
    "docs/_data/events.yml": "- {name: Fair, startDate: 2026-01-01, url: 'https://example.org/fair'}\n",
    "docs/_data/footer.yml": "columns:\n- {title: About, links: [{title: Digging, url: digging}], "
    "images: [{src: logo.svg, alt: Example Fund}]}\n",
    "docs/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>",
    "docs/index.md": "---\ntitle: A guide\nsummary: All of it.\nlayout: landing\n---\n\n{% events %}\n",
}
PAGES = ["", "digging/", "tools/", "references/", "404.html", "contributors/ada-gardener/"]
A4 = 794
"""Width of a sheet in CSS pixels."""

GRIDS = """
    Array.from(document.querySelectorAll("article *")).filter((element) => element.checkVisibility()
        && getComputedStyle(element).display.includes("grid")).map((element) => element.className)
    """
"""Elements that the programs that make PDF files of whole sites cannot lay out."""


@pytest.fixture(scope="module")
def guide(served):
    theme = {"name": "material", "font": False}
    return served(FILES, {"theme": theme, "markdown_extensions": ["attr_list", "tables"]}, strict=False).url


def content_after(locator):
    """Return what the style sheet adds after an element."""
    return locator.evaluate("e => getComputedStyle(e, '::after').content")


@pytest.mark.parametrize("address", PAGES)
def test_pages_fit_on_a_sheet_of_paper(visit, guide, address):
    page = visit(guide + address, width=A4)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= A4
    assert page.evaluate(GRIDS) == []
    paper = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) >= 1


def test_all_rows_of_tables_are_printed(visit, guide):
    page = visit(guide + "tools/", width=A4)
    assert not page.get_by_text("Tool 39", exact=True).is_visible()
    page.emulate_media(media="print")
    for row in page.locator("tbody tr").all():
        assert row.is_visible()
    assert page.locator("tbody tr").count() == 42
    expect(page.locator("[data-fg-filter]")).to_be_hidden()
    assert "https://example.org/39" in content_after(page.locator("tr[data-id=tool-39] .fg-links a"))


def test_cards_and_controls_are_not_printed(visit, guide):
    page = visit(guide + "digging/")
    page.locator("article p button.fg-tool").first.click()
    card = page.locator(".fg-card").first
    expect(card).to_be_visible()
    page.emulate_media(media="print")
    expect(card).to_be_hidden()
    page.goto(guide)
    wait_until_ready(page)
    for hidden in (".fg-search", ".fg-footer", ".fg-contribute .md-button"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.get_by_role("heading", name="A guide")).to_be_visible()


def test_urls_are_printed_once(visit, guide):
    page = visit(guide + "digging/")
    page.emulate_media(media="print")
    entry = page.locator(".fg-bibliography__entry").first
    expect(entry.get_by_text("https://doi.org/10.1234/digging")).to_be_visible()
    assert content_after(entry.locator("a")) == "none"
    page.goto(guide)
    wait_until_ready(page)
    assert "https://example.org/fair" in content_after(page.locator(".fg-dated a").first)


@pytest.mark.parametrize("address", PAGES)
def test_pages_fit_when_zoomed(visit, guide, address):
    """A window of 1280 pixels at 200 % is one of 640; at 400 % one of 320."""
    page = visit(guide + address, width=640, device_scale_factor=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("address", PAGES)
def test_buttons_and_boxes_have_borders_with_high_contrast(visit, guide, address):
    page = visit(guide + address, forced_colors="active")
    borderless = page.locator("button, .fg-contribute, .fg-footer, .fg-search, .fg-pill").evaluate_all(
        """elements => elements.filter(e => {
            if (!e.checkVisibility() || e.closest('.md-header, .md-search, .md-nav')) return false;
            if (e.matches('.fg-tool, .fg-sort, .md-top, .md-clipboard')) return false;
            const style = getComputedStyle(e);
            return style.borderTopStyle === 'none' || style.borderTopWidth === '0px';
        }).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert borderless == []


def test_logos_are_on_white_in_forced_colours(visit, guide):
    logo = visit(guide, scheme="dark", forced_colors="active").get_by_role("img", name="Example Fund")
    assert logo.evaluate("logo => getComputedStyle(logo).backgroundColor") == "rgb(255, 255, 255)"


def test_focus_ring_in_the_footer_has_the_colour_of_its_text(visit, guide):
    link = visit(guide).locator(".fg-footer a").first
    link.focus()
    colours = "a => [getComputedStyle(a).color, getComputedStyle(a).outlineColor]"
    assert len(set(link.evaluate(colours))) == 1


@pytest.mark.parametrize("address", PAGES)
def test_nothing_moves_with_reduced_motion(visit, guide, address):
    page = visit(guide + address)  # the fixture requests reduced motion
    moving = page.locator("article [class*=fg-], .fg-footer *").evaluate_all(
        """elements => elements.filter(e => getComputedStyle(e).transitionDuration.split(', ')
            .some(time => parseFloat(time) > 0)).map(e => e.className)"""
    )
    assert moving == []
