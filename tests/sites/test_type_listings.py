"""The listing page of a type, and links to the previous and next page of the type."""

import pytest

PAGES = {
    "docs/digging.md": "---\ntitle: Digging\ntype: your_tasks\n---\n\nDig.\n",
    "docs/watering.md": "---\ntitle: Watering\ntype: your_tasks\n---\n\nWater.\n",
    "docs/airing.md": "---\ntitle: Zephyr\ntype: your_tasks\n---\n\nAir.\n",
}
TILES = '{% include section-navigation-tiles.html type="your_tasks" %}'


def settings(**given):
    return {"plugins": ["search", {"fieldguide": given}]}


def listing_of(built, address="digging/"):
    link = built.page(address).select_one(".fg-type a")
    return link["href"] if link else None


def test_each_type_has_a_listing_page_out_of_the_navigation(site):
    types = {"your_tasks": {"label": "tasks", "description": "What to do."}}
    built = site(PAGES, settings(page_types=types))
    assert built.warnings == []
    assert listing_of(built) == "../types/your-tasks/"
    page = built.page("types/your-tasks/")
    assert page.select_one("article h1").get_text() == "Tasks"
    assert page.select_one("article .fg-lead").get_text() == "What to do."
    assert [tile["data-page"] for tile in page.select("article .fg-tile")] == [
        "digging",
        "watering",
        "airing",
    ]
    assert page.select_one("meta[name=description]")["content"] == "What to do."
    assert not built.page().select(".md-nav a[href^=types]")


def test_navigation_can_contain_the_listing(site):
    built = site(PAGES, {"nav": [{"Home": "index.md"}, {"Tasks": "types/your-tasks.md"}]})
    assert built.warnings == []
    assert (
        built.page().select_one(".md-nav--primary a[href='types/your-tasks/']").get_text(strip=True)
        == "Tasks"
    )
    assert "FG062" not in " ".join(line.text for line in built.log)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (TILES, "../all/"),
        ('{% section_tiles --type "your_tasks" %}', "../all/"),
        ('{{ section_tiles(type="your_tasks", col=2) }}', "../all/"),
        ("{% include section-navigation-tiles-simple.html except='x.md' type='your_tasks' %}", "../all/"),
        (f"`{TILES}`", "../types/your-tasks/"),
        (
            '{% include section-navigation-tiles.html type="your_tasks" custom="digging" %}',
            "../types/your-tasks/",
        ),
        ('{% include section-navigation-tiles.html type="your_tasks_2" %}', "../types/your-tasks/"),
    ],
)
def test_page_with_the_tiles_of_a_type_is_its_listing(site, text, address):
    built = site(
        {**PAGES, "docs/all.md": f"# All\n\n{text}\n"}, {"plugins": ["search", "macros", "fieldguide"]}
    )
    assert listing_of(built) == address
    assert built.path("types/your-tasks/").exists() == (address != "../all/")


def test_page_named_like_the_type_is_preferred_as_listing(site):
    files = {
        **PAGES,
        "docs/a.md": f"# A\n\n{TILES}\n",
        "docs/your-tasks/index.md": f"# B\n\n{TILES}\n\n{{% section_tiles --type x %}}\n",
        "docs/index.md": f"# Home\n\n{TILES}\n",
    }
    assert listing_of(site(files, strict=False)) == "../a/"
    files["docs/your-tasks/index.md"] = f"# B\n\n{TILES}\n"
    assert listing_of(site(files)) == "../your-tasks/"


def test_home_page_is_not_a_listing(site):
    assert listing_of(site({**PAGES, "docs/index.md": f"# Home\n\n{TILES}\n"})) == "../types/your-tasks/"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"listings": {"types": False}}, None),
        ({"listings": {"types": "kinds"}}, "../kinds/your-tasks/"),
        ({"page_types": {"your_tasks": {"listing": False}}}, None),
        ({"page_types": {"your_tasks": {"listing": "tasks/all"}}}, "../tasks/all/"),
        ({"page_types": {"your_tasks": {"listing": "tasks/"}}}, "../tasks/"),
        ({"page_types": {"your_tasks": {"listing": "watering.md"}}}, "../watering/"),
    ],
)
def test_listing_can_be_moved_or_disabled(site, given, address):
    built = site(PAGES, settings(**given))
    assert built.warnings == []
    assert listing_of(built) == address


def test_listing_does_not_link_to_itself(site):
    built = site({**PAGES, "docs/all.md": f"---\ntype: your_tasks\n---\n\n# All\n\n{TILES}\n"})
    assert listing_of(built, "all/") is None
    assert built.page("all/").select_one(".fg-type").get_text(strip=True) == "your tasks"


def test_pages_excluded_from_search_are_not_listed(site):
    files = {"docs/a.md": "---\ntitle: A\ntype: odd\nsearch_exclude: true\n---\n\nText.\n"}
    assert "types/odd/index.html" not in site(files).files()


def test_types_with_similar_names_have_separate_listings(site):
    files = {**PAGES, "docs/b.md": "---\ntitle: B\ntype: Your tasks\n---\n\nText.\n"}
    built = site(files)
    listings = [listing_of(built, address) for address in ("b/", "digging/")]
    assert sorted(listings) == ["../types/your-tasks-2/", "../types/your-tasks/"]
    for address in listings:
        assert built.page(address.removeprefix("../")).select("article .fg-tile")


def test_hostile_type_is_escaped(site):
    name = '<script>alert(1)</script>" onload="x|y/../../..'
    files = {"docs/a.md": f"---\ntitle: A\ntype: '{name}'\n---\n\nText.\n"}
    built = site(files)
    page = built.page("a/")
    assert page.select_one(".fg-type").get_text(strip=True).startswith("<script>alert(1)")
    assert not page.select("article script, article [onload]")
    [listing] = [path for path in built.files() if path.startswith("types/")]
    assert built.page(listing).select_one(".fg-tile")["data-type"] == name


# Previous and next


def neighbours(built, address):
    return {
        link["rel"][0]: link.select_one(".fg-neighbour__title").get_text()
        for link in built.page(address).select("article .fg-neighbours a")
    }


def test_pages_link_to_previous_and_next_of_their_type_by_title(site):
    built = site(PAGES, {"nav": ["index.md"], "not_in_nav": "*.md"})
    assert neighbours(built, "digging/") == {"next": "Watering"}
    assert neighbours(built, "watering/") == {"prev": "Digging", "next": "Zephyr"}
    assert neighbours(built, "airing/") == {"prev": "Watering"}
    assert built.page("digging/").select_one("nav.fg-neighbours")["aria-label"] == "your tasks"


def test_navigation_order_takes_precedence(site):
    built = site(PAGES, {"nav": ["index.md", "airing.md", "watering.md"], "not_in_nav": "digging.md"})
    assert neighbours(built, "airing/") == {"next": "Watering"}
    assert neighbours(built, "watering/") == {"prev": "Zephyr", "next": "Digging"}


def test_can_be_disabled(site):
    assert neighbours(site(PAGES, settings(previous_next=False)), "watering/") == {}


def test_material_footer_links_are_not_duplicated(site):
    built = site(PAGES, {"theme": {"name": "material", "font": False, "features": ["navigation.footer"]}})
    assert neighbours(built, "watering/") == {}
    assert built.page("watering/").select(".md-footer__link")
