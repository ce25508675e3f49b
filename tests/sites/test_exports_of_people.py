"""Machine-readable files: people.json, organisations.json, pages.json, and data that none of them
contains."""

import json

import pytest

ROOT = "https://example.org/guide/"
FILES = {
    "docs/_data/CONTRIBUTORS.yml": """
        Ada Example:
          orcid: 0000-0002-1825-0097
          git: ada
          email: ada@example.org
          role: editor
          affiliation: Example Institute / Elsewhere
        Hidden Example:
          hidden: true
          orcid: 0000-0001-5109-3700
          affiliation: Example Institute
        Empty Example:
        The Diggers:
          type: collective
          members: [Ada Example, Hidden Example]
          former: true
          until: 2025
        """,
    "docs/_data/affiliations.yml": """
        - {name: Example Institute, pid: 02catss52, type: institute, url: "https://example.org/"}
        - {name: Quiet, expose: false}
        """,
    "docs/_data/tool_and_resource_list.yml": "[{id: spade, name: Spade, organisation: Example Institute}]\n",
    "docs/_data/references.bib": "@misc{one, author={One, A.}, title={One}, year={2020}}\n",
    "docs/work.md": """
        ---
        title: The work
        type: task
        summary: What is done.
        contributors: [Ada Example, Hidden Example]
        contributions: {review: [Ada Example, Hidden Example]}
        supported_by: [Example Institute, AU]
        related_pages: [other]
        training: [{name: Slides, url: "https://example.org/slides", registry: TeSS}]
        ---

        {% tool "spade" %} {% cite one %} {% tool "spade" %}
        """,
    "docs/other.md": "---\ntitle: Other\ncontributors: [Hidden Example]\n---\n\nText.\n",
    "docs/quiet.md": """
        ---
        title: Not to be found
        search_exclude: true
        contributors: [Ada Example]
        ---

        Text.
        """,
}
WORK = {"id": "work", "title": "The work", "url": f"{ROOT}work/"}


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, {"site_url": ROOT}, strict=False)


def data(built, name):
    found = json.loads(built.text(f"fieldguide/{name}.json"))
    assert found["version"] == 1
    return found[name]


def test_exported_people_have_contributions(built):
    ada, empty, diggers = data(built, "people")
    assert ada == {
        "name": "Ada Example",
        "kind": "person",
        "orcid": "0000-0002-1825-0097",
        "git": "ada",
        "url": None,
        "roles": ["editor"],
        "former": False,
        "until": None,
        "members": [],
        "affiliations": [
            {"name": "Example Institute", "ror": "https://ror.org/02catss52"},
            {"name": "Elsewhere", "ror": None},
        ],
        "page": f"{ROOT}contributors/ada-example/",
        "pages": [{**WORK, "roles": ["contributors", "review"]}],
    }
    assert (diggers["kind"], diggers["members"]) == ("collective", ["Ada Example"])
    assert (diggers["former"], diggers["until"]) == (True, "2025")
    assert (empty["name"], empty["pages"]) == ("Empty Example", [])


def test_exported_organisations_have_supported_pages(built):
    institute, quiet = data(built, "organisations")
    assert institute == {
        "name": "Example Institute",
        "type": "institute",
        "ror": "https://ror.org/02catss52",
        "url": "https://example.org/",
        "listed": True,
        "page": f"{ROOT}affiliations/example-institute/",
        "people": ["Ada Example"],
        "tools": ["spade"],
        "supports": [WORK],
    }
    assert quiet["listed"] is False


def test_exported_pages_have_contributors_and_mentions(built):
    pages = {page["id"]: page for page in data(built, "pages")}
    assert list(pages) == ["index", "other", "work"]
    assert pages["work"] == {
        **WORK,
        "type": "task",
        "summary": "What is done.",
        "description": None,
        "country": None,
        "credits": {"contributors": ["Ada Example"], "review": ["Ada Example"]},
        "supported_by": ["Example Institute", "AU"],
        "related_pages": [{"id": "other", "title": "Other", "url": f"{ROOT}other/"}],
        "training": [{"name": "Slides", "url": "https://example.org/slides", "registry": "TeSS"}],
        "tools": ["spade"],
        "references": ["one"],
    }
    assert pages["other"]["credits"] == {}


def test_hidden_people_and_email_addresses_are_in_no_file(built):
    for name in built.files():
        if name.startswith("fieldguide/") and not name.startswith("fieldguide/schemas/"):
            text = built.text(name)
            assert "Hidden Example" not in text, name
            assert "0000-0001-5109-3700" not in text, name
            assert "@example.org" not in text, name


def test_links_without_site_url_are_root_relative(site):
    built = site(FILES, strict=False)
    [work] = [page for page in data(built, "pages") if page["id"] == "work"]
    assert work["url"] == "work/"
