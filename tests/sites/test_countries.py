"""The pages of countries, and the list of all countries."""

import json

import pytest

FILES = {
    "docs/_data/tool_and_resource_list.yml": """
        - {id: spade, name: Spade, url: "https://example.org/spade", description: Digs.}
        - {id: spade-se, name: Spade SE, country: se, instance_of: spade}
        """,
    "docs/_data/affiliations.yml": """
        - {name: Garden Society, url: "https://example.org/society", country: NL}
        - {name: FI, url: "https://example.org/fi"}
        - {name: Nowhere Ltd, country: XX}
        """,
    "docs/land.md": """
        ---
        title: Norway in the guide
        country_code: "NO"
        national_resources:
        - {id: spade-no, name: Spade Norway, url: "https://example.org/no", instance_of: spade}
        ---
        """,
    "docs/page.md": """
        ---
        title: A page
        type: your_tasks
        supported_by: [NL, "NO", FI, Garden Society]
        ---
        {% tool 'spade' %}
        """,
    "docs/hidden.md": "---\nsearch_exclude: true\nsupported_by: [DK]\n---\n",
}


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, strict=False)


def words(element):
    return " ".join(element.get_text(" ", strip=True).split())


def test_countries_page_lists_countries_by_name_with_counts(built):
    rows = built.page("countries/").select("table[data-fg-table=countries] tbody tr")
    found = [[row["data-id"], *(words(cell) for cell in row.select("th, td"))] for row in rows]
    assert found == [
        ["NL", "Netherlands", "", "1", "1"],
        ["NO", "Norway", "1", "", "1"],
        ["SE", "Sweden", "1", "", ""],
    ]
    links = [row.select_one("a")["href"] for row in rows]
    assert links == ["../countries/nl/", "../land/", "../countries/se/"]
    assert all(row.select_one("img.fg-flag") for row in rows)


def test_country_page_shows_its_organisations_and_supported_pages(built):
    page = built.page("countries/nl/")
    assert words(page.select_one("h1")) == "Netherlands"
    assert [o["data-name"] for o in page.select(".fg-country-page .fg-affiliation")] == ["Garden Society"]
    assert [words(li) for li in page.select(".fg-list li")] == ["A page your tasks"]
    assert page.select_one(".fg-list a")["href"] == "../../page/"
    assert page.select_one("img.fg-flag")["src"] == "../../assets/fieldguide/flags/NL.svg"
    assert (built.site / "assets/fieldguide/flags/NL.svg").exists()
    back = page.select_one(".fg-type a")
    assert (words(back), back["href"]) == ("Countries", "../../countries/")


def test_country_page_shows_its_resources_and_their_tools(built):
    (row,) = built.page("countries/se/").select("[data-fg-table=country-resources] tbody tr")
    assert row["data-id"] == "spade-se"
    assert row.select_one(".fg-table__note a")["href"] == "../../tools/spade/"


def test_tool_page_links_to_instances_and_their_countries(built):
    items = built.page("tools/spade/").select(".fg-instances li")
    assert {words(item): [a["href"] for a in item.select("a")] for item in items} == {
        "Spade SE Sweden": ["../../tools/spade-se/", "../../countries/se/"],
        "Spade Norway Norway": ["https://example.org/no", "../../land/"],
    }


def test_author_page_about_a_country_is_its_page(built):
    assert "countries/no/index.html" not in built.files()
    assert built.page("page/").select_one(".fg-credits [data-name='NO'] a")["href"] == "../land/"


def test_credits_link_to_the_country_page(built):
    assert built.page("page/").select_one(".fg-credits [data-name='NL'] a")["href"] == "../countries/nl/"


def test_organisation_named_like_a_code_and_unlisted_page_add_no_country(built):
    assert not {"countries/fi/index.html", "countries/dk/index.html"} & built.files()


def test_country_pages_are_not_in_the_navigation(built):
    assert not built.page().select("nav a[href*=countries]")


def test_unknown_country_is_reported(built):
    (found,) = [text for text in built.warnings if "XX" in text]
    assert found.startswith("docs/_data/affiliations.yml:3:32: “XX” is not a country code.")
    assert "[FG025]" in found


@pytest.mark.parametrize(
    ("listings", "has_list", "has_page"),
    [
        ({"countries": False}, False, True),
        ({"country_pages": False}, True, False),
        ({"countries": "lands.md", "country_pages": "lands"}, False, False),
    ],
)
def test_both_can_be_moved_or_disabled(site, listings, has_list, has_page):
    built = site(FILES, {"plugins": [{"fieldguide": {"listings": listings}}]}, strict=False)
    assert ("countries/index.html" in built.files()) is has_list
    assert ("countries/nl/index.html" in built.files()) is has_page
    if not has_list and not has_page:
        assert {"lands/index.html", "lands/nl/index.html"} <= built.files()


def test_guide_without_countries_has_no_such_pages(site):
    assert not [name for name in site({"docs/page.md": "# Page\n"}).files() if name.startswith("countries")]


def test_author_page_at_a_country_url_takes_precedence(site):
    files = {**FILES, "docs/countries/nl.md": "# Our own\n"}
    built = site(files, strict=False)
    assert words(built.page("countries/nl/").select_one("h1")) == "Our own"
    assert built.page("page/").select_one(".fg-credits [data-name='NL'] a")["href"] == "../countries/nl/"


def test_tool_with_a_country_is_exported_with_its_page(built):
    tools = {tool["id"]: tool for tool in json.loads(built.text("fieldguide/tools.json"))["tools"]}
    assert tools["spade-se"]["page"] == "tools/spade-se/"
    assert tools["spade-no"]["page"] is None


def test_countries_have_their_names_in_the_language_of_the_site(site):
    page = site(FILES, {"theme": {"name": "material", "language": "de", "font": False}}, strict=False).page(
        "countries/"
    )
    rows = page.select("table[data-fg-table=countries] tbody tr")
    assert [words(row.select_one("th, td")) for row in rows] == ["Niederlande", "Norwegen", "Schweden"]
