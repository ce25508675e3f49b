"""Front matter and its defaults by path: titles, URLs and appearance of pages."""

import json

import pytest
from support.guide import DATA

LAYOUT = '<!doctype html><html><head></head><body class="plain-page">{{ page.content }}</body></html>\n'


def with_defaults(*rules):
    """Return a configuration with defaults: pairs of a path and values."""
    listed = [{"scope": {"path": path}, "values": values} for path, values in rules]
    return {"plugins": ["search", {"fieldguide": {"defaults": listed}}]}


def test_permalink_pattern_in_defaults_hides_folders(site):
    built = site(
        {"docs/pages/deep/beacon.md": "# Beacon\n\n[x](wes)\n", "docs/pages/wes.md": "# WES\n"},
        with_defaults(("pages", {"permalink": "/:basename"})),
    )
    assert built.warnings == []
    assert built.page("beacon/").select_one("h1").get_text(strip=True).startswith("Beacon")
    assert built.page("wes/")
    assert built.page("beacon/").select_one("article p a")["href"] == "../wes/"
    assert not built.path("pages/wes/").exists()


def test_more_specific_default_wins_and_the_page_wins_over_both(site):
    built = site(
        {
            "docs/a/one.md": "# One\n",
            "docs/a/b/two.md": "# Two\n",
            "docs/a/b/three.md": "---\ntype: own\n---\n\n# Three\n",
            "docs/four.md": "# Four\n",
        },
        with_defaults(("a/b", {"type": "inner"}), ("a", {"type": "outer"})),
    )
    types = {
        name: [t.get_text() for t in built.page(address).select(".fg-type")]
        for name, address in {
            "one": "a/one/",
            "two": "a/b/two/",
            "three": "a/b/three/",
            "four": "four/",
        }.items()
    }
    assert types == {"one": ["outer"], "two": ["inner"], "three": ["own"], "four": []}


def test_defaults_reach_the_theme(site):
    built = site(
        {
            "docs/quiet/page.md": "# Quiet\n\nUnfindable words.\n\n## Part\n",
            "docs/quiet/loud.md": "---\nhide: []\n---\n\n# Loud\n\n## Part\n",
            "docs/plain/page.md": "# Plain\n",
            "overrides/plain.html": LAYOUT,
        },
        {
            **with_defaults(
                ("quiet", {"hide": ["toc"], "search": {"exclude": True}}),
                ("plain", {"template": "plain.html"}),
            ),
            "theme": {"name": "material", "font": False, "custom_dir": "overrides"},
        },
    )
    assert built.warnings == []
    assert built.page("plain/page/").select_one("body.plain-page")
    assert "Unfindable" not in built.text("search/search_index.json")
    assert built.page("quiet/page/").select_one(".md-sidebar--secondary[hidden]") is not None
    assert built.page("quiet/loud/").select_one(".md-sidebar--secondary[hidden]") is None


def test_front_matter_booleans_from_defaults_are_booleans(site):
    built = site(
        {
            "docs/a.md": "# A\n",
            "overrides/main.html": """
                {% extends "base.html" %}
                {% block extrahead %}
                {% if page %}
                <meta name="kind" content="{{ page.meta.flag is true }} {{ page.meta.count is number }}">
                {% endif %}
                {% endblock %}
                """,
        },
        {
            **with_defaults(("", {"flag": True, "count": 3})),
            "theme": {"name": "material", "font": False, "custom_dir": "overrides"},
        },
    )
    assert built.page("a/").select_one('meta[name="kind"]')["content"] == "True True"


def test_default_of_false_is_false(site):
    built = site(
        {"docs/a.md": "# A\n\nFindable words.\n"}, with_defaults(("", {"search": {"exclude": False}}))
    )
    assert "Findable" in built.text("search/search_index.json")


def test_search_exclude_hides_a_page_from_search_and_tiles(site):
    built = site(
        {
            "docs/index.md": '# Home\n\n{% include section-navigation-tiles.html type="t" %}\n',
            "docs/seen.md": "---\ntitle: Seen\ntype: t\n---\n\nText.\n",
            "docs/out.md": "---\ntitle: Out\ntype: t\nsearch_exclude: true\n---\n\nUnfindable.\n",
        }
    )
    assert built.warnings == []
    assert [tile["data-page"] for tile in built.page().select(".fg-tile")] == ["seen"]
    assert "Unfindable" not in built.text("search/search_index.json")


def test_toc_false_hides_the_table_of_contents(site):
    built = site({"docs/a.md": "---\ntitle: A\ntoc: false\n---\n\n## Part\n"})
    assert built.page("a/").select_one(".md-sidebar--secondary[hidden]") is not None


def test_head_has_type_title_and_summary(site):
    built = site(
        {
            "docs/a.md": "---\ntitle: The <title> & all\ntype: your_tasks\nsummary: A *short* word.\n"
            "---\n\nText.\n",
            "docs/b.md": "---\ntype: your_tasks\nsummary: More.\ndescription: Most.\n---\n\n"
            "# Own heading\n\nText.\n",
        }
    )
    assert built.warnings == []
    descriptions = [built.page(it).select_one("meta[name=description]")["content"] for it in ("a/", "b/")]
    assert descriptions == ["A short word.", "Most."]
    page = built.page("a/").select_one("article")
    assert page.select_one(".fg-type").get_text() == "your tasks"
    heading = page.select_one("h1")
    assert heading.get_text() == "The <title> & all"
    assert len(page.select("h1")) == 1
    assert page.select_one(".fg-lead em").get_text() == "short"
    text = page.get_text()
    assert (
        text.index("your tasks")
        < text.index("The <title>")
        < text.index("A short word")
        < text.index("Text.")
    )
    other = built.page("b/").select_one("article")
    assert [h.get_text(strip=True) for h in other.select("h1")] == ["Own heading"]
    assert other.get_text().index("Own heading") < other.get_text().index("More.")


def test_duplicate_permalink_is_reported_and_both_pages_are_built(site):
    built = site(
        {
            "docs/a.md": "---\ntitle: First\npermalink: /same\n---\n\nA.\n",
            "docs/b.md": "---\ntitle: Second\npermalink: /same/\n---\n\nB.\n",
        }
    )
    [warning] = [text for text in built.warnings if "FG051" in text]
    assert warning.startswith("docs/b.md:3:")
    assert "A." in built.page("same/").select_one("article").get_text()
    assert "B." in built.page("b/").select_one("article").get_text()


@pytest.mark.parametrize(
    ("permalink", "address"),
    [
        ("/x", "x/index.html"),
        ("/x/", "x/index.html"),
        ("x/y", "x/y/index.html"),
        ("/x.html", "x.html"),
        ("/x/index.html", "x/index.html"),
        ("/:path/:basename.html", "deep/page.html"),
        ("/:basename:output_ext", "page.html"),
        ("/x/index", "x/index.html"),
        ("/", "index.html"),
    ],
)
def test_permalinks(site, permalink, address):
    files = {"docs/deep/page.md": f"---\ntitle: P\npermalink: {permalink}\n---\n\nHere I am.\n"}
    if permalink == "/":
        files["docs/index.md"] = "---\npermalink: /start\n---\n\n# Start\n"
    built = site(files)
    assert built.warnings == []
    assert "Here I am." in built.text(address)


def test_index_with_the_permalink_of_its_base_name_is_the_home_page(site):
    built = site(
        {"docs/index.md": "---\ntitle: Home\n---\n\nWelcome.\n", "docs/a.md": "# A\n"},
        with_defaults(("", {"permalink": "/:basename"})),
    )
    assert built.warnings == []
    assert "Welcome." in built.text("index.html")
    assert built.page("a/")


@pytest.mark.parametrize(("permalink", "address"), [("/x", "x.html"), ("/x/", "x/index.html")])
def test_permalinks_without_directory_urls(site, permalink, address):
    files = {
        "docs/page.md": f"---\ntitle: P\npermalink: {permalink}\n---\n\n[home](index.md)\n",
        "docs/index.md": "# Home\n\n[there](page)\n",
    }
    built = site(files, {"use_directory_urls": False})
    assert built.warnings == []
    assert built.page(address).select_one("article a:-soup-contains(home)")
    assert built.page("index.html").select_one("article a[href]:-soup-contains(there)")["href"] == address


@pytest.mark.parametrize("permalink", ["/../../escaped", "//example.org/x", "https://example.org/"])
def test_permalink_cannot_leave_the_site(site, permalink):
    built = site({"docs/page.md": f"---\ntitle: P\npermalink: {permalink}\n---\n\nHere.\n"})
    assert any(text.startswith("docs/page.md:3:") and "FG055" in text for text in built.warnings)
    assert "Here." in built.page("page/").get_text()
    assert not list(built.root.glob("**/escaped*"))


def test_front_matter_that_cannot_be_read_is_reported_at_its_line(site):
    text = "---\ntitle: A: b\npage_id: first\ntype: [x\n---\n\n# Heading\n\nThe text.\n"
    built = site({"docs/a.md": text, "docs/b.md": "[To the first](first)\n"}, strict=False)
    # Each at its line; valid values, such as the id that other pages refer to, are used.
    assert [warning[:12] for warning in built.warnings] == ["docs/a.md:2:", "docs/a.md:4:"]
    assert all("[FG002]" in warning for warning in built.warnings)
    assert built.page("b/").select_one("article a[href='../a/']")
    article = built.page("a/").select_one("article").get_text()
    assert "The text." in article
    assert "type: [x" not in article


def test_pages_without_front_matter_are_unchanged(site):
    built = site({"docs/a.md": "Just text.\n", "docs/b.md": ""})
    assert built.warnings == []
    article = built.page("a/").select_one("article")
    assert "Just text." in article.get_text()
    assert not article.select(".fg-type, .fg-lead, section")


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"docs/_data/tool_and_resource_list.yml": ""},
        {"docs/_data/references.bib": ""},
        {"docs/_data/CONTRIBUTORS.yml": "", "docs/_data/affiliations.yml": "[]\n"},
    ],
    ids=["no data", "empty tools", "empty bibliography", "empty people"],
)
def test_empty_site_is_built(site, files):
    built = site(files)
    assert built.passed, built.warnings
    assert {path for path in built.files() if path.endswith(".html")} == {"index.html", "404.html"}


def test_misspelt_key_is_reported_at_the_key(site):
    built = site({"docs/a.md": "---\ntitle: A\ncontributers: [Ada Example]\n---\n\nText.\n"})
    [warning] = [text for text in built.warnings if "FG005" in text]
    assert warning.startswith("docs/a.md:3:1: ")
    assert "contributors" in warning


def test_front_matter_title_is_used_everywhere(site):
    built = site(
        {**DATA, "docs/a.md": '---\ntitle: R&D in "quotes"\n---\n\nUse {% tool "spade" %}.\n'},
        {"nav": [{"Home": "index.md"}, "a.md"]},
    )
    assert built.warnings == []
    page = built.page("a/")
    assert page.title.get_text() == 'R&D in "quotes" - A small guide'
    assert page.select_one("h1").get_text() == 'R&D in "quotes"'
    tool = built.page("tools/spade/").select_one("article")
    assert tool.select_one(".fg-mentions__page a").get_text() == 'R&D in "quotes"'
    index = json.loads(built.text("search/search_index.json"))
    assert any(
        entry["title"] == 'R&amp;D in "quotes"' or entry["title"] == 'R&D in "quotes"'
        for entry in index["docs"]
    )
