"""Landing pages, and their blocks on other pages."""

import pytest
from support.guide import DATA

PAGES = {
    **DATA,
    "docs/_data/news.yml": "- {name: First, date: 2026-01-01}\n",
    "docs/digging.md": "---\ntitle: Digging\ntype: your_tasks\naffiliations: [AU, Garden Society]\n---\n",
    "docs/watering.md": "---\ntitle: Watering\ntype: your_tasks\n---\n",
    "docs/soil.md": "---\ntitle: Soil\ntype: background\nsummary: What it is.\n---\n",
    "docs/contributing.md": "---\ntitle: How to help\n---\n",
}
HEAD = "---\ntitle: A small guide\nsummary: All about *gardens*.\nlayout: landing\n{}---\n\n{}\n"


def build(site, body="Some text.\n", front="", config=None, name="index", **more):
    return site({**PAGES, f"docs/{name}.md": HEAD.format(front, body), **more}, config)


def blocks(page):
    return [block["data-fg-block"] for block in page.select(".fg-landing__block")]


def test_landing_page_has_every_block_in_order(site):
    built = build(site)
    assert built.passed
    page = built.page()
    assert page.select_one(".fg-hero h1").get_text() == "A small guide"
    assert page.select_one(".fg-hero .fg-lead em").get_text() == "gardens"
    assert page.select_one(".fg-hero button[data-fg-search]")
    assert len(page.select("h1")) == 1
    assert blocks(page) == ["text", "type_tiles", "guide_numbers", "news", "call_to_contribute"]
    assert page.select_one(".md-sidebar--primary").has_attr("hidden")


def test_blocks_in_the_text_are_not_repeated(site):
    page = build(site, "{% guide_numbers %}\n\nSome text.\n\n{% call_to_contribute %}\n").page()
    assert blocks(page) == ["text", "type_tiles", "news"]
    assert len(page.select(".fg-numbers")) == len(page.select(".fg-contribute")) == 1


def test_blocks_are_moved_and_left_out_by_the_front_matter(site):
    page = build(site, front="landing_blocks: [guide_numbers, text, landing_search]\n").page()
    assert blocks(page) == ["guide_numbers", "text", "landing_search"]
    assert page.select_one(".fg-hero button") is None
    # There are no tiles of types to which the number of pages could link.
    assert not page.select("[data-fg-number=pages] a")


def test_unknown_block_is_reported(site):
    built = build(site, front="landing_blocks: [text, guide_number]\n")
    [warning] = built.warnings
    assert "docs/index.md:5:24: " in warning
    assert "Did you mean “guide_numbers”? [FG031]" in warning


def test_landing_page_works_with_a_custom_main_template(site):
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    main = '{% extends "base.html" %}{% block announce %}<p>Mine</p>{% endblock %}'
    built = build(site, config={"theme": theme}, **{"overrides/main.html": main})
    assert "Mine" in built.text("")
    assert len(blocks(built.page())) == 5


def test_any_page_can_be_a_landing_page(site):
    page = build(site, name="start").page("start/")
    assert blocks(page)[1] == "type_tiles"
    assert page.select_one(".fg-types a")["href"].startswith("../")


def test_each_type_has_a_tile(site):
    built = build(site)
    tiles = built.page().select(".fg-types .fg-tile")
    assert [tile["data-type"] for tile in tiles] == ["background", "your_tasks"]
    assert [tile.select_one(".fg-tile__foot").get_text() for tile in tiles] == ["1 page", "2 pages"]
    for tile in tiles:
        assert built.path(tile.a["href"]).is_file()


@pytest.mark.parametrize(
    ("arguments", "types"),
    [('custom="background"', ["background"]), ('except="background" col="2"', ["your_tasks"])],
)
def test_types_can_be_chosen(site, arguments, types):
    page = site({**PAGES, "docs/index.md": f"# Home\n\n{{% type_tiles {arguments} %}}\n"}).page()
    assert [tile["data-type"] for tile in page.select(".fg-types .fg-tile")] == types


def test_numbers_are_counted_and_link_to_the_listings(site):
    built = build(site)
    found = {}
    for item in built.page().select(".fg-numbers > li"):
        link = item.find("a")
        text = " ".join(item.get_text().split())
        found[item["data-fg-number"]] = (text, link["href"] if link else "")
    assert found == {
        "pages": ("5 pages", "./#fg-types"),
        "tools": ("2 tools", "tools/"),
        "people": ("1 person", "contributors/"),
        "organisations": ("1 organisation", "affiliations/"),
        "references": ("1 reference", "references/"),
        "countries": ("1 country", ""),
    }


def test_numbers_can_be_selected_on_any_page(site):
    body = '# Home\n\n{% guide_numbers custom="references, tools" %}\n'
    page = site({**PAGES, "docs/index.md": body}).page()
    assert [item["data-fg-number"] for item in page.select(".fg-numbers > li")] == ["references", "tools"]


def test_call_to_contribute_links_to_the_contributing_page(site):
    assert build(site).page().select_one(".fg-contribute a")["href"] == "contributing/"


def test_call_to_contribute_text_can_be_changed(site):
    call = '{% call_to_contribute title="Dig in" content="It is *fun*." url="soil" button="Where" %}'
    box = site({**PAGES, "docs/index.md": f"# Home\n\n{call}\n"}).page().select_one(".fg-contribute")
    assert [box.h2.get_text(), box.em.get_text(), box.a.get_text(), box.a["href"]] == [
        "Dig in",
        "fun",
        "Where",
        "soil/",
    ]


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ('{% type_tiles custom="backgroud" %}', "background"),
        ('{% guide_numbers custom="tool" %}', "tools"),
        ('{% call_to_contribute url="diging" %}', "digging"),
    ],
)
def test_misspelt_keys_are_reported(site, tag, meant):
    built = site({**PAGES, "docs/index.md": f"# Home\n\n{tag}\n"})
    assert not built.passed
    assert any("docs/index.md:3:1" in text and f"Did you mean “{meant}”?" in text for text in built.warnings)


def test_site_without_search_has_no_search_field(site):
    page = build(site, config={"plugins": ["fieldguide"]}).page()
    assert page.select("[data-fg-search]") == []


def test_guide_of_one_page_has_a_landing_page(site):
    page = site({"docs/index.md": HEAD.format("", "")}).page()
    assert blocks(page) == ["guide_numbers", "call_to_contribute"]


def test_other_layouts_use_the_theme_template(site):
    page = site({**PAGES, "docs/index.md": "---\ntitle: Home\nlayout: default\n---\n"}).page()
    assert page.select(".fg-hero") == []
