"""Metadata in the head of pages: JSON-LD, Open Graph, canonical URL."""

# More than 300 lines: all tests look at one site, which is built once.

import json

import pytest
from support.schema_org import faults, nodes, properties

ROOT = "https://example.org/guide/"
FILES = {
    "docs/_data/tool_and_resource_list.yml": """
        - id: spade
          name: The Spade
          description: Turns *the soil* over.
          url: https://example.org/spade
          type: hand tool
          registry: {biotools: spade, tess: spade}
          organisation: Example Institute
        - {id: soils, name: Soils, url: "https://example.org/soils", type: database}
        - {id: bare, name: Bare, instance_of: spade}
        """,
    "docs/_data/CONTRIBUTORS.yml": """
        Ada Example:
          orcid: 0000-0002-1825-0097
          git: ada
          url: https://example.org/ada
          email: ada@example.org
          image_url: images/ada.png
          affiliation: [Example Institute, Elsewhere]
        Ben Example:
        The Diggers:
          type: collective
          members: [Ada Example, Hidden Example]
        Hidden Example:
          hidden: true
          email: hidden@example.org
        """,
    "docs/_data/affiliations.yml": """
        - {name: Example Institute, pid: 02catss52, url: "https://example.org/", type: institute}
        - {name: Example Fund, type: funder}
        - {name: Quiet, expose: false}
        """,
    "docs/_data/references.bib": """
        @article{one2020, author={One, A.}, title={One}, journal={J}, year={2020}, doi={10.1234/one}}
        @misc{two, title={Two}, url={https://example.org/two}, year={2021}}
        """,
    "docs/index.md": "# Home\n\n[A](work)\n",
    "docs/work.md": """
        ---
        title: The work
        description: What is *done*.
        contributors: [Ada Example, Hidden Example, Cy Unlisted]
        editors: [Ben Example]
        supported_by: [Example Institute, Example Fund, AU]
        page_img: work.png
        last_update: 2026-05-31
        ---

        With {% tool "spade" %} and {% tool "soils" %} {% cite one2020 two %}.
        """,
    "docs/course.md": """
        ---
        title: A course
        description: Learn to dig.
        keywords: digging, soil
        training: [{name: Slides, url: "https://example.org/slides"}]
        ---

        Text.
        """,
    "docs/lesson.md": "---\ntitle: A lesson\ntype: lesson\n---\n\nText.\n",
    "docs/au.md": "---\ntitle: Down under\ncountry_code: AU\n---\n\nText.\n",
    "docs/part/index.md": "# A part\n\nText.\n",
    "docs/part/leaf.md": "# A leaf\n\nText.\n",
    "docs/images/work.png": b"\x89PNG",
    "docs/images/ada.png": b"\x89PNG",
}
METADATA = {"publisher": "Example Institute", "learning_types": ["lesson"]}


def config(**metadata):
    return {
        "site_url": ROOT,
        "site_description": "About gardens.",
        "plugins": ["search", {"fieldguide": {"metadata": {**METADATA, **metadata}}}],
    }


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, config(), strict=False)


def document(built, address):
    [script] = built.page(address).select('head script[type="application/ld+json"]')
    return json.loads(script.string)


def main(built, address):
    return document(built, address)["@graph"][0]


def kinds(value):
    return [node["@type"] for node in (value if isinstance(value, list) else [value])]


PAGES = {
    "": "WebPage",
    "work/": "Article",
    "course/": "LearningResource",
    "lesson/": "LearningResource",
    "au/": "Article",
    "part/leaf/": "Article",
    "tools/": "CollectionPage",
    "references/": "CollectionPage",
    "contributors/": "CollectionPage",
    "affiliations/": "CollectionPage",
    "types/lesson/": "CollectionPage",
    "countries/": "CollectionPage",
    "tools/spade/": "WebPage",
    "tools/soils/": "WebPage",
    "tools/bare/": "WebPage",
    "contributors/ada-example/": "ProfilePage",
    "contributors/ben-example/": "ProfilePage",
    "contributors/the-diggers/": "ProfilePage",
    "affiliations/example-institute/": "ProfilePage",
    "affiliations/example-fund/": "ProfilePage",
}


@pytest.mark.parametrize(("address", "kind"), PAGES.items())
def test_every_kind_of_page_conforms_to_the_vocabulary(built, address, kind):
    graph = document(built, address)
    assert faults(graph) == []
    assert graph["@graph"][0]["@type"] == kind
    assert graph["@graph"][0]["@id"] == ROOT + address


def test_every_page_of_the_site_is_validated(built):
    """New kinds of pages must be added here."""
    found = {path.removesuffix("index.html") for path in built.files() if path.endswith("index.html")}
    assert found - set(PAGES) == {"part/", "affiliations/quiet/"}


def test_page_lists_its_contributors(built):
    node = main(built, "work/")
    ada, cy = node["author"]
    assert ada == {
        "@type": "Person",
        "@id": "https://orcid.org/0000-0002-1825-0097",
        "name": "Ada Example",
        "identifier": "https://orcid.org/0000-0002-1825-0097",
        "url": f"{ROOT}contributors/ada-example/",
    }
    assert cy == {"@type": "Person", "name": "Cy Unlisted"}
    assert node["editor"]["name"] == "Ben Example"
    assert node["funder"]["name"] == "Example Fund"
    assert node["sponsor"]["@id"] == node["publisher"]["@id"] == "https://ror.org/02catss52"
    assert node["dateModified"] == "2026-05-31"
    assert "datePublished" not in node
    assert node["description"] == "What is done."
    assert node["image"] == f"{ROOT}images/work.png"


def test_page_lists_its_tools_and_citations(built):
    node = main(built, "work/")
    assert kinds(node["mentions"]) == ["SoftwareApplication", "DataCatalog"]
    assert node["mentions"][0]["@id"] == f"{ROOT}tools/spade/#tool"
    assert [(n["@type"], n["url"]) for n in node["citation"]] == [
        ("ScholarlyArticle", "https://doi.org/10.1234/one"),
        ("CreativeWork", "https://example.org/two"),
    ]


def test_missing_date_is_omitted(built):
    for address in PAGES:
        if address != "work/":
            assert not [node for node in nodes(document(built, address)) if "dateModified" in node], address


def test_tool_is_software_with_the_matching_profile(built):
    tool = main(built, "tools/spade/")["mainEntity"]
    assert tool["@type"] == "SoftwareApplication"
    assert tool["dct:conformsTo"]["@id"].endswith("/ComputationalTool/1.0-RELEASE")
    assert tool["description"] == "Turns the soil over."
    assert tool["provider"]["name"] == "Example Institute"
    assert tool["sameAs"] == "https://bio.tools/spade"
    assert tool["subjectOf"]["@id"] == f"{ROOT}work/"
    bare = main(built, "tools/bare/")["mainEntity"]
    assert "dct:conformsTo" not in bare
    assert bare["isBasedOn"]["@id"] == tool["@id"]
    assert main(built, "tools/soils/")["mainEntity"]["@type"] == "DataCatalog"


def test_learning_material_conforms_to_its_profile_if_complete(built):
    assert main(built, "course/")["dct:conformsTo"]["@id"].endswith("/TrainingMaterial/1.0-RELEASE")
    assert main(built, "course/")["keywords"] == ["digging", "soil"]
    assert "dct:conformsTo" not in main(built, "lesson/")


def test_page_of_a_person_hides_the_e_mail_address(built):
    person = main(built, "contributors/ada-example/")["mainEntity"]
    assert person["sameAs"] == ["https://github.com/ada", "https://example.org/ada"]
    assert person["affiliation"][0]["@id"] == "https://ror.org/02catss52"
    assert person["affiliation"][1] == {"@type": "Organization", "name": "Elsewhere"}
    assert person["image"] == f"{ROOT}images/ada.png"
    for name in built.files():
        if name.endswith((".html", ".json")):
            text = built.text(name)
            assert "@example.org" not in text, name
            assert "Hidden Example" not in text, name


def test_collective_is_a_group_of_its_members(built):
    node = main(built, "contributors/the-diggers/")["mainEntity"]
    assert node["@type"] == "Organization"
    assert node["member"]["name"] == "Ada Example"


def test_organisation_lists_its_people(built):
    node = main(built, "affiliations/example-institute/")["mainEntity"]
    assert node["@id"] == "https://ror.org/02catss52"
    assert node["member"]["name"] == "Ada Example"


def test_listings_are_item_lists(built):
    people = main(built, "contributors/")["mainEntity"]
    assert [item["name"] for item in people["itemListElement"]] == [
        "Ada Example",
        "Ben Example",
        "The Diggers",
    ]
    organisations = main(built, "affiliations/")["mainEntity"]
    assert organisations["numberOfItems"] == 2
    lessons = main(built, "types/lesson/")["mainEntity"]
    assert [item["url"] for item in lessons["itemListElement"]] == [f"{ROOT}lesson/"]
    countries = main(built, "countries/")["mainEntity"]
    assert [item["name"] for item in countries["itemListElement"]] == ["Australia"]
    tools = main(built, "tools/")["mainEntity"]
    assert tools["@type"] == "Dataset"
    files = [part["contentUrl"].removeprefix(ROOT) for part in tools["distribution"]]
    assert files == ["fieldguide/tools.json", "fieldguide/tools.csv"]
    assert all(built.path(file).is_file() for file in files)


@pytest.mark.parametrize(
    ("address", "trail"),
    [
        ("work/", ["A small guide", "The work"]),
        ("part/leaf/", ["A small guide", "A part", "A leaf"]),
        ("tools/spade/", ["A small guide", "Tools and resources", "The Spade"]),
        ("contributors/ada-example/", ["A small guide", "Contributors", "Ada Example"]),
    ],
)
def test_breadcrumbs(built, address, trail):
    [crumbs] = [node for node in document(built, address)["@graph"] if node["@type"] == "BreadcrumbList"]
    assert [item["name"] for item in crumbs["itemListElement"]] == trail
    assert crumbs["itemListElement"][-1]["item"] == ROOT + address
    for item in crumbs["itemListElement"]:
        assert built.path(item["item"].removeprefix(ROOT)).is_file()


def test_home_page_describes_the_site(built):
    page, site = document(built, "")["@graph"]
    assert site["@type"] == "WebSite"
    assert page["isPartOf"]["@id"] == site["@id"] == f"{ROOT}#website"
    assert site["description"] == "About gardens."


def test_data_cannot_close_the_script_element(site):
    evil = "</script><script>alert(1)</script><!-- & \u2028"
    files = {
        "docs/_data/CONTRIBUTORS.yml": json.dumps({evil: {"url": "javascript:alert(1)"}}),
        "docs/work.md": f"---\ntitle: {json.dumps(evil)}\ncontributors: [{json.dumps(evil)}]\n---\n\nText.\n",
    }
    built = site(files, config(), strict=False)
    node = main(built, "work/")
    assert node["name"].strip() == evil.strip()
    assert faults(document(built, "work/")) == []
    [script] = built.page("work/").select('script[type="application/ld+json"]')
    assert not set("<>&\u2028") & set(script.string)
    assert "javascript:" not in script.string
    [title] = built.page("work/").select('meta[property="og:title"]')
    assert title["content"].strip() == evil.strip()


def properties_of(built, address):
    return {m["property"]: m["content"] for m in built.page(address).select('meta[property^="og:"]')}


def test_open_graph(built):
    assert properties_of(built, "work/") == {
        "og:type": "article",
        "og:site_name": "A small guide",
        "og:title": "The work",
        "og:description": "What is done.",
        "og:url": f"{ROOT}work/",
        "og:image": f"{ROOT}images/work.png",
    }
    assert properties_of(built, "")["og:type"] == "website"
    assert "og:image" not in properties_of(built, "course/")


@pytest.mark.parametrize("address", ["", "work/", "tools/spade/"])
def test_there_is_one_canonical_link(built, address):
    [link] = built.page(address).select('link[rel="canonical"]')
    assert link["href"] == ROOT + address


def test_theme_without_a_canonical_link_gets_one(site):
    files = {
        **FILES,
        "theme/main.html": "<html><head><title>x</title></head><body>{{ page.content }}</body></html>",
    }
    bare = {**config(), "theme": {"name": None, "custom_dir": "theme"}, "plugins": ["fieldguide"]}
    built = site(files, bare, strict=False)
    assert [a["href"] for a in built.page("work/").select('link[rel="canonical"]')] == [f"{ROOT}work/"]
    assert faults(document(built, "work/")) == []


def test_metadata_of_a_custom_template_is_not_duplicated(site):
    main_html = """
        {% extends "base.html" %}
        {% block extrahead %}<meta property="og:title" content="Own">{% endblock %}
        """
    built = site(
        {**FILES, "theme/main.html": main_html},
        {**config(), "theme": {"name": "material", "font": False, "custom_dir": "theme"}},
        strict=False,
    )
    assert properties_of(built, "work/") == {"og:title": "Own"}
    assert main(built, "work/")["@type"] == "Article"


@pytest.mark.parametrize(
    ("option", "selector"),
    [
        ("json_ld", 'script[type="application/ld+json"]'),
        ("open_graph", 'meta[property^="og:"]'),
    ],
)
def test_each_can_be_disabled(site, option, selector):
    built = site(FILES, config(**{option: False}), strict=False)
    assert not built.page("work/").select(selector)


def test_without_site_url_there_are_no_ids_and_one_finding(site):
    built = site(FILES, {})
    assert not built.page("work/").select('script[type="application/ld+json"], link[rel="canonical"]')
    assert properties_of(built, "work/")["og:title"] == "The work"
    assert len([line for line in built.log if "JSON-LD" in line.text]) == 1
    assert built.passed


def test_vocabulary_validator_detects_faults():
    def of(node):
        return faults({"@context": "https://schema.org", "@graph": [node]})

    assert "author" in properties("ProfilePage")
    assert of({"@type": "Person", "name": "A"}) == []
    assert of({"@type": "Persona", "name": "A"})
    assert of({"@type": "Person", "headline": "A"})
    assert of({"@type": "Person", "@id": "tools/"})
    assert of({"@type": "Person", "@id": "https://orcid.org/0000-0002-1825-0098"})
    assert of({"@type": "Organization", "@id": "https://ror.org/02catss53"})
