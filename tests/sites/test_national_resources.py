"""Countries, their resources, training and related pages."""

import pytest

FILES = {
    "docs/_data/tool_and_resource_list.yml": """
        - {id: alpha, name: Alpha, url: "https://example.org/alpha", type: service}
        - {id: beta, name: Beta, url: "https://example.org/beta"}
        """,
    "docs/guide.md": """
        ---
        title: The guide
        page_id: guide
        supported_by: [AU, NO]
        related_pages:
          your_tasks: [other, other]
        training:
        - {name: A course, url: "https://example.org/course", registry: Zenodo, registry_url: "https://zenodo.org"}
        - {name: Bad, url: "javascript:alert(1)"}
        rdmkit:
        - {name: In RDMkit, url: "https://example.org/rdmkit"}
        dsw:
        - {name: A question, uuid: "12 3"}
        summary: How to begin
        ---
        {% tool 'alpha' %}
        """,
    "docs/other.md": "---\ntitle: Other page\ndescription: What else\ntype: your_tasks\n---\n{{ TABLES }}",
    "docs/land.md": """
        ---
        title: Australia in the guide
        country_code: AU
        national_resources:
        - id: alpha-au
          name: Alpha Australia
          url: https://example.org/au
          instance_of: alpha
          related_pages: {your_tasks: [guide]}
        ref_to_main_resources: [beta]
        ---
        """,
    "docs/table.md": "{% include training-table-all.html %}\n\n{% include pageids-overview.html %}",
}
OPTIONS = {"plugins": ["search", {"fieldguide": {"links": {"dsw": "https://dsw.example.org/?q="}}}]}


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, OPTIONS, strict=False)


def test_page_shows_national_resources_related_to_it(built):
    (row,) = built.page("guide/").select(".fg-page-national tbody tr")
    assert row["data-id"] == "alpha-au"
    assert "Australia" in row.get_text()
    assert row.select_one("th a")["href"] == "https://example.org/au"


def test_card_shows_the_instances(built):
    card = built.page("guide/").find(id="fg-tool-alpha")
    link = card.select_one(".fg-instances a")
    assert (link.get_text(), link["href"]) == ("Alpha Australia", "https://example.org/au")
    assert card.select_one(".fg-instances img")["alt"] == "Australia"


def test_country_page_shows_its_resources_and_contributions(built):
    page = built.page("land/")
    assert [r["data-id"] for r in page.select(".fg-country-resources tbody tr")] == ["alpha-au"]
    assert [r["data-id"] for r in page.select(".fg-country-main tbody tr")] == ["beta"]
    assert page.select_one(".fg-country-resources h2").get_text().startswith("Resources in Australia")


def test_table_of_all_tools_contains_national_resources(built):
    assert "alpha-au" in [row["data-id"] for row in built.page("tools/").select("tbody tr")]


def test_credited_country_has_a_flag_and_links_to_its_page(built):
    credit = built.page("guide/").select_one(".fg-credits [data-name=AU]")
    assert credit.get_text(strip=True) == "Australia"
    assert credit.select_one("a")["href"] == "../land/"
    assert (built.site / "assets/fieldguide/flags/AU.svg").exists()
    # NO is Norway, although YAML 1.1 reads it as "false".
    assert built.page("guide/").select_one(".fg-credits [data-name=NO]").get_text(strip=True) == "Norway"


def test_only_used_flags_are_published(built):
    flags = {name for name in built.files() if "/flags/" in name}
    assert flags == {f"assets/fieldguide/flags/{code}.svg" for code in ("AU", "NO")}


def test_related_pages_are_tiles_each_once(built):
    tiles = built.page("guide/").select(".fg-related .fg-tile")
    assert [tile["data-page"] for tile in tiles] == ["other"]


def test_more_information_has_links_but_no_unsafe_urls(built):
    more = built.page("guide/").select_one(".fg-more")
    links = {a.get_text(strip=True): a["href"] for a in more.select("a")}
    assert links["A course"] == "https://example.org/course"
    assert links["Zenodo"] == "https://zenodo.org"
    assert links["In RDMkit"] == "https://example.org/rdmkit"
    assert links["A question"] == "https://dsw.example.org/?q=12%203"
    assert "Bad" not in links
    assert "Bad" in more.get_text()
    assert any(warning.startswith("docs/guide.md:9:20:") and "FG012" in warning for warning in built.warnings)


def test_training_of_all_pages_and_page_ids_are_tables(built):
    page = built.page("table/")
    rows = page.select("[data-fg-table=training] tbody tr")
    assert [row["data-id"] for row in rows] == ["A course", "Bad"]
    assert rows[0].select("td a")[-1]["href"] == "../guide/"
    pages = {row["data-id"]: row for row in page.select("[data-fg-table=page-ids] tbody tr")}
    assert pages["other"].td.get_text(" ") == "Other page What else"
    assert pages["guide"].td.get_text(" ") == "The guide How to begin"


def test_resources_with_one_name_in_two_countries_have_separate_rows(site):
    page = """
        ---
        title: In {name}
        country_code: {code}
        national_resources:
        - id: archive
          name: Archive of {name}
          url: https://{code}.example.org
          related_pages: {{a: [guide]}}
        ---
        """
    built = site(
        {
            "docs/guide.md": "---\npage_id: guide\n---\n# The guide\n",
            "docs/au.md": page.format(name="Australia", code="AU"),
            "docs/no.md": page.format(name="Norway", code="NO"),
        },
        strict=False,
    )
    rows = built.page("guide/").select(".fg-page-national tbody tr")
    assert [row.select_one("th a").get_text() for row in rows] == [
        "Archive of Australia",
        "Archive of Norway",
    ]
