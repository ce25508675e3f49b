"""Tiles: pages, content and filters."""

import pytest

PAGES = {
    "docs/guides/index.md": "---\ntitle: Overview\ntype: guide\n---\n",
    "docs/guides/first.md": "---\ntitle: First\ntype: guide\n---\n",
}


@pytest.mark.parametrize("left_out", ["index.md", "index", "guides"])
def test_index_page_of_a_folder_can_be_excluded(site, left_out):
    tag = f'{{% include section-navigation-tiles.html type="guide" except="{left_out}" %}}'
    built = site({**PAGES, "docs/index.md": f"# Home\n\n{tag}\n"})
    assert [tile["data-page"] for tile in built.page().select(".fg-tile")] == ["first"]


GARDENS = {
    "docs/_data/affiliations.yml": """
        - {name: Garden Society, image_url: /images/logo.svg}
        - {name: Soil | Water}
        """,
    "docs/images/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>',
    "docs/b.md": "---\ntitle: Beds\ntype: task\nsupported_by: [Garden Society, AU]\n---\n",
    "docs/a.md": "---\ntitle: Zinnias\ntype: task\naffiliations: [Soil | Water, GB]\n---\n",
    "docs/c.md": "---\ntitle: Compost\ntype: task\ncountry_code: GB\ndescription: Rot.\n---\n",
    "docs/d.md": "---\ntitle: Digger\ntype: role\n---\n",
}


def tiles_of(site, tag, **more):
    built = site({**GARDENS, "docs/index.md": f"# Home\n\n{tag}\n"}, **more)
    assert built.warnings == []
    return built.page().select_one("article")


def titles(page):
    return [link.get_text() for link in page.select(".fg-tile__title")]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('type="task"', ["Beds", "Compost", "Zinnias"]),
        ('type="task" sort=false', ["Zinnias", "Beds", "Compost"]),
        ('custom="d, b, a"', ["Digger", "Beds", "Zinnias"]),
        ('custom="d, b, a" sort=true', ["Beds", "Digger", "Zinnias"]),
        ('type="task" except="c.md, a.md"', ["Beds"]),
        ("", ["Beds", "Compost", "Digger", "Zinnias"]),
    ],
)
def test_selection_and_order_of_pages(site, arguments, expected):
    assert titles(tiles_of(site, f"{{% include section-navigation-tiles.html {arguments} %}}")) == expected


@pytest.mark.parametrize("name", ["section-navigation-tiles", "section-navigation-tiles-simple"])
def test_columns(site, name):
    page = tiles_of(site, f'{{% include {name}.html type="task" col="2" %}}')
    assert "fg-tiles--2" in page.select_one(".fg-tiles")["class"]
    assert not page.select("[data-fg-filter]")


def test_search_is_shown_on_request(site):
    page = tiles_of(site, '{% include section-navigation-tiles.html type="task" search=true %}')
    root = page.select_one("[data-fg-filterable=task]")
    assert root.select_one("[data-fg-filter] input[type=search]")
    assert root.select_one("[data-fg-status]").get_text() == "3 of 3"
    assert len(root.select("ul[data-fg-items] > .fg-tile")) == 3
    assert not root.select(".fg-out")


@pytest.mark.parametrize("key", ["affiliations", "supported_by"])
def test_tiles_show_organisations_and_can_be_filtered_by_them(site, key):
    page = tiles_of(site, f'{{% include section-navigation-tiles.html type="task" {key}=true %}}')
    facets = {
        facet["data-fg-facet"]: [
            (box["value"], box.find_next("span").get_text()) for box in facet.select("input")
        ]
        for facet in page.select("[data-fg-facet]")
    }
    assert facets == {
        "organisation": [("Garden Society", "Garden Society"), ("Soil / Water", "Soil | Water")],
        "country": [("AU", "Australia"), ("GB", "United Kingdom")],
    }
    by_page = {tile["data-page"]: tile for tile in page.select(".fg-tile")}
    assert (by_page["a"]["data-organisation"], by_page["a"]["data-country"]) == ("Soil / Water", "GB")
    assert by_page["c"]["data-country"] == "GB"
    foot = by_page["b"].select(".fg-tile__organisations li")
    assert [item.get_text() for item in foot] == ["Garden Society", "Australia"]
    assert foot[0].select_one("img")["src"] == "images/logo.svg"
    links = [a["href"] for a in by_page["b"].select("a")]
    assert links == ["b/", "affiliations/garden-society/", "countries/au/"]


def test_tiles_show_organisations_also_without_filters(site):
    page = tiles_of(site, '{% include section-navigation-tiles.html type="task" %}')
    shown = [item.get_text() for item in page.select("[data-page=b] .fg-tile__organisations li")]
    assert shown == ["Garden Society", "Australia"]
    assert not page.select("[data-fg-facet]")


def test_tiles_show_organisations_unless_an_argument_hides_them(site):
    tags = (
        f'{{% include section-navigation-tiles.html type="task" {it} %}}' for it in ("", "affiliations=false")
    )
    page = tiles_of(site, "\n\n".join(tags))
    shown, hidden = (it.select(".fg-tile__organisations li") for it in page.select(".fg-tiles"))
    assert [item["title"] for item in shown] == [
        "Garden Society",
        "Australia",
        "Soil | Water",
        "United Kingdom",
    ]
    assert hidden == []
    assert not page.select("[data-fg-filter]")


def test_tiles_of_several_types_can_be_filtered_by_type(site):
    page = tiles_of(site, "{% include section-navigation-tiles.html search=true %}")
    boxes = page.select("[data-fg-facet=type] input")
    assert [box["value"] for box in boxes] == ["role", "task"]


def test_a_type_that_all_tiles_share_is_not_repeated(site):
    chosen = ('type="task"', 'custom="a, d"', 'custom="d"')
    tags = (f"{{% include section-navigation-tiles.html {arguments} %}}\n" for arguments in chosen)
    page = tiles_of(site, "\n".join(tags))
    shared, mixed, single = page.select(".fg-tiles")
    assert not shared.select(".fg-tile__type")
    assert [tile["data-type"] for tile in shared.select(".fg-tile")] == ["task"] * 3
    assert [label.get_text(strip=True) for label in mixed.select(".fg-tile__type")] == ["task", "role"]
    assert [label.get_text(strip=True) for label in single.select(".fg-tile__type")] == ["role"]


def test_several_filters_on_a_page_have_distinct_names(site):
    tag = '{% include section-navigation-tiles.html type="task" search=true %}\n\n'
    page = tiles_of(site, tag * 3)
    names = [root["data-fg-filterable"] for root in page.select("[data-fg-filterable]")]
    assert names == ["task", "task-2", "task-3"]


def test_tile_for_an_unknown_page_is_reported_with_the_nearest(site):
    tag = '{% include section-navigation-tiles.html custom="a, gaurdeners" %}'
    built = site({**GARDENS, "docs/index.md": tag, "docs/x.md": "---\npage_id: gardeners\n---\n\n# X\n"})
    [warning] = built.warnings
    assert "[FG022]" in warning
    assert "Did you mean “gardeners”?" in warning


def test_listing_of_a_type_has_a_search_when_there_are_many_pages(site):
    files = {f"docs/p{number}.md": f"---\ntitle: P{number}\ntype: task\n---\n" for number in range(10)}
    assert site(files).page("types/task/").select_one("[data-fg-filterable] .fg-tiles")
    del files["docs/p0.md"]
    assert not site(files).page("types/task/").select("[data-fg-filterable]")
