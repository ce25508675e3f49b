"""Typed pages and tiles: colours, filters, related pages, links to the next page."""

import re

import pytest
from playwright.sync_api import expect
from support.axe import assert_accessible_at
from support.browser import LOOKS, wait_until_ready
from support.guide import DATA
from support.layout import assert_fits
from support.shift import assert_stays_in_place
from support.site import PALETTE

from mkdocs_fieldguide.content.settings.page_types import COLOURS

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"><path d="M0 0h99v99z" fill="teal"/></svg>'
TYPES = {
    "your_tasks": {
        "label": "What you do in the garden",
        "icon": "material/shovel",
        "description": "From the first bed to the last harvest.",
        "colour": "deep orange",
    },
    "roles": {"colour": "purple"},
}
LONG = "Donaudampfschifffahrtsgesellschaftskapitän at the side of a very long name of an organisation"
CITED = ", as known {% cite digging_2020 %}"


def page(number):
    """Return a content page: every third has a picture, and each has a different organisation and country."""
    names, tool = ("Garden Society", LONG, "Water Board"), ("spade", "rake")[number % 2]
    return f"""
        ---
        title: Task {number} of the garden
        type: your_tasks
        {"page_img: bed.svg" if number % 3 == 0 else "keywords: none"}
        summary: How to do *task {number}* well, with so many words that they take two lines.
        supported_by: [{names[number % 3]}, {("AU", "GB", "DE", "FR")[number % 4]}]
        contributors: [Ada Gardener]
        training: [{{name: A course, url: "https://example.org/course"}}]
        herbarium: [{{name: A leaf, id: "1"}}]
        ---

        ## With tools

        Use {{% tool "{tool}" %}}{CITED if number < 3 else ""}.

        ### Deeper

        ## Without
        """


FILES = {
    **DATA,
    "docs/_data/affiliations.yml": f"""
        - {{name: Garden Society, image_url: /images/logo.svg}}
        - {{name: Water Board}}
        - {{name: "{LONG}"}}
        """,
    "docs/images/bed.svg": SVG % (64, 64),
    "docs/images/logo.svg": SVG % (160, 40),
    **{f"docs/task-{number}.md": page(number) for number in range(12)},
    "docs/gardener.md": "---\ntitle: Gardener\ntype: roles\nredirect_from: /digger\n---\n\nYou.\n",
    "docs/index.md": """
        ---
        title: Home
        ---

        [Task](task-1.md) and [all](all.md).
        """,
    "docs/plain.md": "# Plain\n",
    "docs/mixed.md": '# Mixed\n\n{% include section-navigation-tiles.html custom="task-0,plain,gardener" %}',
    "docs/all.md": """
        ---
        title: All
        ---

        {% include section-navigation-tiles.html search=true affiliations=true %}

        ## Some

        {% include section-navigation-tiles.html custom="task-1, task-2" col="2" affiliations=true %}
        """,
}
PAGES = {"tiles": "all/", "listing": "types/your-tasks/", "content": "task-3/", "near": "task-1/"}
EVERY_PAGE = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
INDIGO = [{**scheme, "primary": "indigo"} for scheme in PALETTE]


def config(*features):
    kinds = {"herbarium": {"icon": "material/leaf", "url": "https://example.org/leaf/{id}"}}
    return {
        "theme": {"name": "material", "font": False, "palette": INDIGO, "features": list(features)},
        "plugins": [
            "search",
            {"fieldguide": {"page_types": TYPES, "more_information": kinds, "toc": {"levels": 2}}},
        ],
        "markdown_extensions": [{"toc": {"permalink": True}}],
    }


@pytest.fixture(scope="module")
def guide(served):
    return served(FILES, config("navigation.instant"), strict=False).url


@pytest.fixture(scope="module")
def still_guide(served):
    """Serve the guide without instant navigation, which sometimes removes all style sheets for a moment."""
    return served(FILES, config(), strict=False).url


def shown(where):
    return [tile.get_attribute("data-page") for tile in where.locator(".fg-tile:visible").all()]


def status(where):
    return where.locator("[data-fg-status]").first


def test_titles_in_a_row_are_level_with_and_without_type_colour_and_picture(visit, guide):
    tops = "titles => titles.map(title => title.getBoundingClientRect().top)"
    first, *others = visit(guide + "mixed/").locator(".fg-tile__title").evaluate_all(tops)
    assert others == pytest.approx([first] * 2, abs=0.5)


@EVERY_PAGE
@LOOKS
def test_pages_are_accessible_and_fit(visit, guide, address, scheme, width):
    opened = visit(guide + address, width=width, scheme=scheme)
    assert_accessible_at(opened, 360, 1280)
    assert_fits(opened, 320, 640, 1920)


@EVERY_PAGE
def test_all_content_is_shown_without_scripts(visit, guide, address):
    with_scripts = visit(guide + address).locator("article")
    without = visit(guide + address, javascript=False).locator("article")
    expect(without.locator("[data-fg-filter]:visible")).to_have_count(0)
    assert without.locator("[style], script").count() == 0
    # The filters need a script; where there is none they are not shown.
    with_scripts.locator("[data-fg-filter]").evaluate_all("bars => bars.forEach(bar => bar.remove())")
    texts = [" ".join(article.inner_text().split()) for article in (with_scripts, without)]
    assert texts[0] == texts[1]


@EVERY_PAGE
@pytest.mark.parametrize("width", [360, 1280])
def test_no_layout_shift_while_the_page_loads(visit, still_guide, address, width):
    assert_stays_in_place(visit("about:blank", width=width), still_guide + address, "article h1")


def test_tiles_can_be_filtered_and_opened_by_keyboard(visit, guide):
    tiles = visit(guide + "all/")
    assert len(shown(tiles.locator("[data-fg-filterable=tiles]"))) == 13
    tiles.get_by_role("searchbox").first.focus()
    tiles.keyboard.type("task")
    expect(status(tiles)).to_have_text("12 of 13")
    tiles.keyboard.press("Tab")
    tiles.keyboard.press("Tab")
    summary = tiles.locator(".fg-facet summary", has_text="Organisation").first
    expect(summary).to_be_focused()
    tiles.keyboard.press("Enter")
    tiles.keyboard.press("Tab")
    tiles.keyboard.press("Tab")
    tiles.keyboard.press("Space")
    expect(status(tiles)).to_have_text("4 of 13")
    tiles.keyboard.press("Escape")
    expect(summary).to_be_focused()
    assert sorted(shown(tiles.locator("[data-fg-filterable=tiles]"))) == [
        "task-0",
        "task-3",
        "task-6",
        "task-9",
    ]
    tiles.locator("[data-fg-filterable=tiles] .fg-tile:visible a").first.focus()
    tiles.keyboard.press("Enter")
    expect(tiles.locator("article h1")).to_have_text(re.compile("Task 0 of the garden"))


def test_filter_state_is_in_the_url(visit, guide):
    tiles = visit(guide + "all/")
    root = tiles.locator("[data-fg-filterable=tiles]")
    root.locator("summary", has_text="Country").click()
    root.locator("label", has_text="Australia").click()
    expect(status(tiles)).to_have_text("3 of 13")
    tiles.wait_for_url("**/all/?country=AU")
    before = shown(root)
    tiles.reload()
    wait_until_ready(tiles)
    assert shown(root) == before == ["task-0", "task-4", "task-8"]
    assert len(shown(tiles.locator("[data-fg-filterable=tiles-2]"))) == 2
    root.get_by_role("button", name="Remove Australia").click()
    expect(status(tiles)).to_have_text("13 of 13")


def test_tiles_work_after_an_instant_navigation(visit, guide):
    tiles = visit(guide)
    tiles.evaluate("window.stayed = true")
    tiles.locator("article a", has_text="all").click()
    expect(tiles.locator("[data-fg-filterable=tiles][data-fg-ready]")).to_be_visible()
    tiles.get_by_role("searchbox").first.fill("gardener")
    expect(status(tiles)).to_have_text("1 of 13")
    assert shown(tiles.locator("[data-fg-filterable=tiles]")) == ["gardener"]
    assert tiles.evaluate("window.stayed"), "the page was reloaded"


def test_page_is_the_same_after_an_instant_navigation(visit, guide):
    loaded = visit(guide + "task-1/").locator("article").inner_html()
    other = visit(guide)
    other.locator("article a", has_text="Task").click()
    expect(other.locator("article h1")).to_have_text(re.compile("Task 1 of the garden"))
    assert other.locator("article").inner_html() == loaded


def test_type_links_to_its_listing_and_pages_to_their_neighbours(visit, guide):
    reading = visit(guide + "task-3/")
    reading.get_by_role("navigation", name="What you do in the garden").get_by_role(
        "link", name="Next"
    ).click()
    expect(reading.locator("article h1")).to_have_text(re.compile("Task 4 of the garden"))
    reading.locator(".fg-type a").click()
    reading.wait_for_url("**/types/your-tasks/")
    expect(reading.locator("article .fg-tile")).to_have_count(12)


def test_old_url_redirects_without_scripts(visit, guide):
    gone = visit(guide + "digger/", javascript=False)
    gone.wait_for_url("**/gardener/")
    expect(gone.locator("article h1")).to_have_text(re.compile("Gardener"))


def test_all_tiles_are_printed_after_a_search(visit, guide):
    tiles = visit(guide + "all/?find=gardener")
    expect(status(tiles)).to_have_text("1 of 13")
    tiles.emulate_media(media="print")
    assert len(shown(tiles.locator("[data-fg-filterable=tiles]"))) == 13


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_colour_of_a_type_has_enough_contrast(visit, guide, scheme):
    reading = visit(guide + "task-3/")
    too_faint = reading.evaluate(
        """([scheme, colours]) => {
            const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
            const light = color => {
                pixel.fillStyle = color;
                pixel.fillRect(0, 0, 1, 1);
                const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
                const [r, g, b] = [...pixel.getImageData(0, 0, 1, 1).data].map(v => linear(v / 255));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const body = document.body, label = document.querySelector('article .fg-type');
            body.dataset.mdColorScheme = scheme;
            const paper = light(getComputedStyle(body).getPropertyValue('--md-default-bg-color'));
            const seen = new Set(), found = [];
            for (const colour of colours) {
                label.className = `fg-type fg-colour-${colour}`;
                const shown = getComputedStyle(label).color;
                seen.add(shown);
                const [x, y] = [light(shown), paper].sort((p, q) => q - p);
                const ratio = (x + 0.05) / (y + 0.05);
                if (ratio < 4.5) found.push(`${colour} ${ratio.toFixed(2)}`);
            }
            return seen.size === colours.length ? found : ['Two colours look the same.'];
        }""",
        [scheme, list(COLOURS)],
    )
    assert too_faint == []
