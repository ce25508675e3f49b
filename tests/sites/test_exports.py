"""Machine-readable files: tools.json, tools.csv, references.json."""

import csv
import io
import json

import pytest

FILES = {
    "docs/_data/tool_and_resource_list.yml": """
        - id: alpha
          name: Alpha
          url: https://example.org/alpha
          description: =cmd()
          type: service
          registry: {biotools: alpha, europmc: 123, tess: NA}
          related_pages: [guide]
        - id: beta
          name: Beta
        """,
    "docs/_data/references.bib": """
        @article{one2020, author = {Example, Ada}, title = {One}, journal = {Journal}, year = {2020}}
        @book{two2021, author = {Beispiel, Ben}, title = {Two}, publisher = {House}, year = {2021}}
        """,
    "docs/guide.md": """
        ---
        title: The guide
        page_id: guide
        ---
        {% tool 'alpha' %} {% cite one2020 %} {% tool 'alpha' %}
        """,
    "docs/land.md": """
        ---
        title: Australia
        country_code: AU
        national_resources:
        - id: alpha-au
          name: Alpha Australia
          instance_of: alpha
          related_pages: {your_tasks: [guide]}
        ---
        """,
}


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, {"site_url": "https://example.org/guide/"})


def test_exported_tools_list_mentioning_pages(built):
    data = json.loads(built.text("fieldguide/tools.json"))
    assert data["version"] == 1
    alpha, beta, national = data["tools"]
    page = {"id": "guide", "title": "The guide", "url": "https://example.org/guide/guide/"}
    assert alpha["related_pages"] == [page]
    assert alpha["mentioned_on"] == [page]
    assert alpha["registry"] == {
        "biotools": {"id": "alpha", "url": "https://bio.tools/alpha"},
        "europmc": {"id": "123", "url": "https://europepmc.org/article/MED/123"},
    }
    assert alpha["page"] == "https://example.org/guide/tools/alpha/"
    assert beta["mentioned_on"] == []
    assert (national["country"], national["instance_of"], national["page"]) == ("AU", "alpha", None)


def test_csv_has_the_same_values_and_no_formula(built):
    rows = list(csv.DictReader(io.StringIO(built.text("fieldguide/tools.csv").lstrip("\ufeff"))))
    assert [row["id"] for row in rows] == ["alpha", "beta", "alpha-au"]
    assert rows[0]["description"] == "'=cmd()"
    assert rows[0]["registries"] == "https://bio.tools/alpha | https://europepmc.org/article/MED/123"


def test_exported_references_list_citing_pages(built):
    one, two = json.loads(built.text("fieldguide/references.json"))["references"]
    assert (one["key"], one["csl"]["title"], one["csl"]["type"]) == ("one2020", "One", "article-journal")
    assert [page["id"] for page in one["cited_on"]] == ["guide"]
    assert two["cited_on"] == []


def test_can_be_disabled(site):
    built = site(FILES, {"plugins": [{"fieldguide": {"exports": False}}]})
    assert not (built.site / "fieldguide").exists()
