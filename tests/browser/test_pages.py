"""Pages of each kind: accessibility, phones, the dark scheme, without scripts, print."""

import pytest
from playwright.sync_api import expect
from support.axe import assert_accessible, assert_accessible_at
from support.browser import LOOKS
from support.guide import GUIDE
from support.layout import assert_fits
from support.site import PALETTE

from mkdocs_fieldguide.content.settings.page_types import COLOURS

NAME = "Maria-Magdalena von und zu Wolfenbüttel-Österreich"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d"><path d="M0 0h80v80"/></svg>'
FILES = {
    **GUIDE,
    "docs/_data/CONTRIBUTORS.yml": f"""
        Ada Gardener:
          git: ada
          orcid: 0000-0002-1825-0097
          affiliation: Garden Society
          role: editor
        {NAME}:
          affiliation: Interuniversity Consortium for the Reproducible Advancement of Federated Gardening
          image_url: /images/face.svg
        ليلى أحمد:
          role: coordinator
        """,
    "docs/_data/affiliations.yml": """
        - name: Garden Society
          url: https://example.org/society
          type: institute
          image_url: /images/logo.svg
        - name: Federation of all the Botanical Gardens of the Northern and Southern Hemispheres
          type: funder
          image_url: /images/missing.png
        """,
    "docs/images/logo.svg": SVG % (320, 80),
    "docs/images/face.svg": SVG % (80, 80),
    "docs/index.md": """
        ---
        title: Home
        summary: A guide to gardens, with a *long* summary, so that it takes more than one line of a phone.
        ---

        ## Tasks

        {% include section-navigation-tiles.html type="your_tasks" affiliations=true %}
        """,
    "docs/digging.md": f"""
        ---
        title: Digging
        page_id: digging
        type: your_tasks
        summary: How to turn the soil over.
        description: How to turn the soil over without harm to those who live in it.
        contributors: [Ada Gardener, "{NAME}", Somebody Unknown]
        editors: [ليلى أحمد]
        affiliations: [Garden Society, AU]
        related_pages: {{your_tasks: [watering]}}
        training: [{{name: A course in digging, registry: TeSS, url: "https://example.org/course"}}]
        ---

        ## With {{% tool "spade" %}}

        Dig with {{% tool "spade" %}}, then use {{% tool "rake" %}}, in the text of a [link](watering.md).
        Why is known {{% cite digging_2020 %}}.

        {{% include callout.html type="important" content="Mind the worms, and the {{% tool "rake" %}}." %}}

        ```python
        def dig(depth: int = 3) -> None:
            \"\"\"Turn the soil over.\"\"\"  # at last
        ```

        | A table of the text | that is wider | than a phone |
        |---|---|---|
        | Donaudampfschifffahrtsgesellschaft | Rechtsschutzversicherungsgesellschaft | Haftpflicht |

        {{% include image.html file="logo.svg" caption="A [garden](watering.md)." alt="A black field" %}}
        """,
    "docs/watering.md": "---\ntitle: Watering\ntype: your_tasks\n---\n\nSome [text](digging.md).\n",
}
PAGES = {
    "home": "",
    "content": "digging/",
    "tools": "tools/",
    "tool": "tools/spade/",
    "people": "contributors/",
    "person": "contributors/ada-gardener/",
    "references": "references/",
    "organisations": "affiliations/",
    "organisation": "affiliations/garden-society/",
}
EVERY_PAGE = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
PALETTES = [*COLOURS, "black", "white"]
INDIGO = [{**scheme, "primary": "indigo"} for scheme in PALETTE]


@pytest.fixture(scope="module")
def guide(served):
    theme = {
        "name": "material",
        "font": False,
        "palette": INDIGO,
        "features": ["navigation.instant", "navigation.tabs", "navigation.footer"],
    }
    extensions = [
        "attr_list",
        "tables",
        "pymdownx.superfences",
        "pymdownx.highlight",
        {"toc": {"permalink": True}},
    ]
    config = {"theme": theme, "markdown_extensions": extensions, "copyright": "CC BY the gardeners"}
    return served(FILES, config, strict=False).url


@EVERY_PAGE
@LOOKS
def test_pages_are_accessible_and_fit(visit, guide, address, scheme, width):
    page = visit(guide + address, width=width, scheme=scheme)
    wanted = {"light": "default", "dark": "slate"}[scheme]
    assert page.locator("body").get_attribute("data-md-color-scheme") == wanted
    assert_accessible_at(page, 360, 1280)
    assert_fits(page, 320, 640, 1920)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_card(visit, guide, scheme):
    page = visit(guide + "digging/", scheme=scheme)
    page.locator("article p button.fg-tool").first.click()
    assert_accessible(page)


@EVERY_PAGE
def test_text_is_the_same_without_scripts_and_no_element_has_its_own_styles(visit, guide, address):
    with_scripts = visit(guide + address).locator("article")
    without = visit(guide + address, javascript=False).locator("article")
    # Only copying needs a script; without scripts its buttons are hidden.
    with_scripts.locator(".fg-copy").evaluate_all("buttons => buttons.forEach(button => button.remove())")
    texts = [" ".join(article.inner_text().split()) for article in (with_scripts, without)]
    assert texts[0] == texts[1]
    # A strict content security policy blocks inline styles.
    assert without.locator("[style]").count() == 0


def test_everything_is_printed(visit, guide):
    page = visit(guide + "digging/")
    page.emulate_media(media="print")
    below = page.locator("article section")
    for text in (
        "Turns the soil over.",
        "On digging",
        NAME,
        "Garden Society",
        "Australia",
        "A course in digging",
    ):
        expect(below.get_by_text(text).first).to_be_visible()


def test_wide_author_table_scrolls_by_keyboard(visit, guide):
    page = visit(guide + "digging/", width=360)
    wrap = page.locator(".md-typeset__scrollwrap")
    expect(wrap).to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 1600, "height": 900})
    expect(wrap).not_to_have_attribute("tabindex", "0")


def test_whole_tile_links_to_its_page(visit, guide):
    page = visit(guide)
    tile = page.locator(".fg-tile[data-page=digging]")
    box = tile.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + box["height"] - 6)
    page.wait_for_url("**/digging/")


def test_reference_is_highlighted_when_a_citation_links_to_it(visit, guide):
    page = visit(guide + "digging/")
    entry = page.locator("#ref-digging_2020")
    before = entry.evaluate("e => getComputedStyle(e).backgroundColor")
    page.locator(".fg-cite").first.click()
    expect(entry).not_to_have_css("background-color", before)
    header = page.locator(".md-header").bounding_box()
    assert entry.bounding_box()["y"] >= header["height"]
    entry.get_by_role("link", name="Back to the text").click()
    expect(page).to_have_url(guide + "digging/#cite-digging_2020")


def test_kind_of_an_entry_links_to_its_listing(visit, guide):
    page = visit(guide + "contributors/ada-gardener/")
    page.locator(".fg-type a").click()
    page.wait_for_url("**/contributors/")


def test_search_still_works(visit, guide):
    page = visit(guide)
    # Material searches at each key, once its index has been read.
    page.get_by_role("textbox", name="Search").press_sequentially("soil")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert_accessible(page, within=".md-search")


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_links_and_initials_have_enough_contrast_with_every_palette(visit, guide, scheme):
    page = visit(guide + "digging/")
    too_faint = page.evaluate(
        """([scheme, palettes]) => {
            const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
            const rgb = (color, under) => {
                pixel.fillStyle = under; pixel.fillRect(0, 0, 1, 1);
                pixel.fillStyle = color; pixel.fillRect(0, 0, 1, 1);
                return [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3);
            };
            const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
            const light = c => c.map(v => linear(v / 255))
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const contrast = (a, b) => {
                const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
                return (x + 0.05) / (y + 0.05);
            };
            const body = document.body, found = [];
            body.dataset.mdColorScheme = scheme;
            const face = document.querySelector('.fg-credits span.fg-face');
            const paper = () => getComputedStyle(body).getPropertyValue('--md-default-bg-color');
            for (const palette of palettes) {
                body.dataset.mdColorPrimary = palette;
                const link = getComputedStyle(document.querySelector('article .fg-cite')).color;
                const ratio = contrast(rgb(link, paper()), rgb(paper(), '#fff'));
                if (ratio < 4.5) found.push(`${palette} ${ratio.toFixed(2)}`);
            }
            for (let hue = 0; hue < 12; hue++) {
                face.className = `fg-face fg-hue-${hue}`;
                const style = getComputedStyle(face);
                const ratio = contrast(rgb(style.color, '#fff'), rgb(style.backgroundColor, '#fff'));
                if (ratio < 4.5) found.push(`hue ${hue} ${ratio.toFixed(2)}`);
            }
            return found;
        }""",
        [scheme, PALETTES],
    )
    assert too_faint == []
