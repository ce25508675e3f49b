"""Listing pages and pages of people, organisations and tools: generated, moved, disabled, replaced."""

import json

import pytest

DATA = {
    "docs/_data/tool_and_resource_list.yml": """
        - {id: spade, name: Spade, url: "https://example.org/spade", description: Digs.}
        """,
    "docs/_data/CONTRIBUTORS.yml": """
        Ada Example:
          affiliation: Example Institute
          orcid: 0000-0002-1825-0097
          email: ada@example.org
        Ben Example:
        Hidden Example:
          hidden: true
        """,
    "docs/_data/affiliations.yml": """
        - {name: Example Institute, url: "https://example.org/", type: institute}
        - {name: Quiet Fund, expose: false, type: funder}
        """,
    "docs/work.md": """
        ---
        title: The work
        contributors: [Ada Example, Hidden Example, Ada Example]
        editors: [Ben Example]
        coordinators: [Ada Example]
        affiliations: [Example Institute, AU]
        ---

        Text with {% tool "spade" %}.
        """,
}
PRIVATE = ("contributors/ada-example/", "affiliations/example-institute/")


def options(**given):
    return {"plugins": ["search", {"fieldguide": given}], "site_url": "https://example.org/guide/"}


def texts(elements):
    return [element.get_text(" ", strip=True) for element in elements]


@pytest.fixture(scope="module")
def built(site):
    return site(DATA, options())


def test_listings_are_generated(built):
    assert built.warnings == []
    assert texts(built.page("tools/").select("h1")) == ["Tools and resources"]
    assert [row["data-id"] for row in built.page("tools/").select("tbody tr")] == ["spade"]
    people = [p["data-name"] for p in built.page("contributors/").select(".fg-person")]
    assert people == ["Ada Example", "Ben Example"]
    shown = [o["data-name"] for o in built.page("affiliations/").select(".fg-affiliation")]
    assert shown == ["Example Institute"]


def test_person_page_lists_contributions(built):
    page = built.page("contributors/ada-example/").select_one("article")
    assert texts(page.select("h1")) == ["Ada Example"]
    headings = " ".join(texts(page.select("h2")))
    assert "Contributed to" in headings
    assert "Coordinated" in headings
    links = [a["href"] for a in page.select("a") if a.get_text() == "The work"]
    assert links == ["../../work/"] * 2
    assert page.select_one('a[href="https://orcid.org/0000-0002-1825-0097"]')
    assert page.select_one('a[href="../../affiliations/example-institute/"]')
    assert "ada@example.org" not in built.text("contributors/ada-example/")


def test_organisation_s_page_has_its_people_and_pages(built):
    page = built.page("affiliations/example-institute/").select_one("article")
    assert page.select_one('.fg-person[data-name="Ada Example"]')
    assert "The work" in page.get_text()


def test_tool_page_links_to_the_mention(built):
    link = next(a for a in built.page("tools/spade/").select("article a") if "The work" in a.get_text())
    address, anchor = link["href"].split("#")
    assert address == "../../work/"
    assert built.page("work/").find(id=anchor)["data-tool"] == "spade"


def test_hidden_people_appear_nowhere(built):
    assert not any("hidden-example" in path for path in built.files())
    for name in built.files():
        if name.endswith((".html", ".json")):
            assert "Hidden Example" not in built.text(name), name


def test_people_and_organisation_pages_are_noindex(built):
    sitemap = built.text("sitemap.xml")
    found = {e["location"].split("#")[0] for e in json.loads(built.text("search/search_index.json"))["docs"]}
    for address in PRIVATE:
        assert built.page(address).select_one('meta[name="robots"]')["content"] == "noindex"
        assert address not in sitemap
        assert address not in found
    assert "https://example.org/guide/work/" in sitemap
    assert built.page("work/").select_one('meta[name="robots"]') is None
    assert "work/" in found


def test_generated_pages_are_not_in_the_navigation(built):
    hrefs = " ".join(a["href"] for a in built.page().select(".md-nav--primary a[href]"))
    assert "contributors" not in hrefs
    assert "tools" not in hrefs


def test_nav_can_contain_generated_pages(site):
    nav = [
        {"Home": "index.md"},
        {"People": "contributors/index.md"},
        {"All tools": "tools/index.md"},
        "work.md",
    ]
    built = site(DATA, {**options(), "nav": nav})
    assert built.warnings == []
    links = {a.get_text(strip=True): a["href"] for a in built.page().select(".md-nav--primary a[href]")}
    assert links["People"] == "contributors/"
    assert links["All tools"] == "tools/"
    assert built.page("contributors/").select(".fg-person")


def test_listings_can_be_moved_and_disabled(site):
    listings = {
        "tools": "all/registry.md",
        "tool_pages": False,
        "contributors": "team.md",
        "people": "team",
        "affiliations": False,
        "organisations": False,
    }
    built = site(DATA, options(listings=listings))
    assert built.warnings == []
    assert built.page("all/registry/").select("tr[data-id=spade]")
    assert built.page("team/").select_one(".fg-person a")["href"] == "../team/ada-example/"
    assert built.page("team/ada-example/")
    assert not any(path.startswith(("tools/", "affiliations/", "contributors/")) for path in built.files())
    row = built.page("all/registry/").select_one("tr[data-id=spade]")
    assert row.select_one("th a")["href"] == "https://example.org/spade"


def test_author_page_replaces_a_listing(site):
    files = {
        **DATA,
        "docs/registry.md": "# Our tools\n\n{% include resource-table-all.html %}\n",
        "docs/contributors/index.md": "# Thanks\n\nEverybody.\n",
        "docs/contributors/ada-example.md": "# About Ada\n\nWritten by hand.\n",
    }
    built = site(files, options())
    assert built.warnings == []
    assert not built.path("tools/").exists()
    assert built.page("registry/").select("tr[data-id=spade]")
    assert "Everybody." in built.page("contributors/").select_one("article").get_text()
    assert not built.page("contributors/").select("article .fg-people")
    assert "Written by hand." in built.page("contributors/ada-example/").get_text()
    assert built.page("work/").select_one('.fg-person[data-name="Ada Example"] a')["href"] == (
        "../contributors/ada-example/"
    )


def test_credits_by_role_and_countries_by_code(built):
    page = built.page("work/").select_one("section.fg-credits")
    by_role = {
        part["data-role"]: [e["data-name"] for e in part.select(".fg-person, .fg-affiliation")]
        for part in page.select("[data-role]")
    }
    assert by_role == {
        "contributors": ["Ada Example"],
        "editors": ["Ben Example"],
        "coordinators": ["Ada Example"],
        "supported_by": ["Example Institute", "AU"],
    }
    assert "Australia" in page.select_one('.fg-affiliation[data-name="AU"]').get_text()


def test_people_and_tools_with_similar_names_have_separate_pages(site):
    built = site(
        {
            "docs/_data/CONTRIBUTORS.yml": '"Ädä Éxample":\n"Ada Example":\n"李 小":\n"Index":\n',
            "docs/_data/tool_and_resource_list.yml": '[{id: "a/b", name: A}, {id: "a b", name: B}]\n',
        },
        options(),
    )
    names = {
        h.get_text()
        for f in built.files()
        if f.startswith("contributors/")
        for h in built.page(f).select("h1")
    }
    assert names == {"Ädä Éxample", "Ada Example", "李 小", "Index", "Contributors"}
    tools = {
        h.get_text() for f in built.files() if f.startswith("tools/") for h in built.page(f).select("h1")
    }
    assert tools == {"A", "B", "Tools and resources"}


TILE_PAGES = {
    "docs/b.md": "---\ntitle: Beta\ntype: task\ndescription: About *beta*.\nsupported_by: AU\n---\n\nText.\n",
    "docs/a.md": "---\ntitle: alpha\ntype: task\n---\n\nText.\n",
    "docs/in/c.md": "---\ntitle: Gamma\ntype: task\npage_id: gam\n---\n\nText.\n",
    "docs/d.md": "---\ntitle: Delta\ntype: other\n---\n\nText.\n",
    "docs/h.md": "---\ntitle: Hidden\ntype: task\nsearch_exclude: true\n---\n\nText.\n",
}


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ('type="task"', ["a", "b", "gam"]),
        ('type="task" except="b.md, c.md"', ["a"]),
        ('type="task" sort=false', ["a", "b", "gam"]),
        ('custom="gam, b, d"', ["gam", "b", "d"]),
        ('custom="gam, b, d" sort=true', ["b", "d", "gam"]),
        ("", ["a", "b", "d", "gam"]),
    ],
)
def test_tiles(site, written, ids):
    text = f"# Home\n\n{{% include section-navigation-tiles.html {written} %}}\n"
    built = site({**TILE_PAGES, "docs/index.md": text})
    assert built.warnings == []
    assert [tile["data-page"] for tile in built.page().select(".fg-tiles .fg-tile")] == ids


def test_tile_links_to_its_page(site):
    text = '# In\n\n{{% include section-navigation-tiles.html type="{}" affiliations=true col=3 %}}\n'
    built = site({**TILE_PAGES, "docs/in/x.md": text.format("task"), "docs/none.md": text.format("tusk")})
    tile = built.page("in/x/").select_one('.fg-tile[data-page="b"]')
    assert tile.select_one("a")["href"] == "../../b/"
    assert "About beta." in tile.get_text()
    assert "Australia" in tile.get_text()
    [note] = [line.text for line in built.log if "FG034" in line.text]
    assert note.startswith("docs/none.md:3:1: ")
    assert "task" in note
