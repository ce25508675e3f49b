"""The credits of a page: people and roles."""

import pytest

DATA = {
    "docs/_data/CONTRIBUTORS.yml": """
        Ada Example: {url: "https://example.org/ada"}
        Ben Example: {url: "https://example.org/ben"}
        Hidden Example: {hidden: true}
        """,
    "docs/_data/affiliations.yml": "[{name: Example Fund, type: funder}, {name: Example Institute}]\n",
}


def credits(built, address=""):
    section = built.page(address).select_one("section.fg-credits")
    return {
        part["data-role"]: [e["data-name"] for e in part.select(".fg-person, .fg-affiliation")]
        for part in section.select("[data-role]")
    }


def headings(built, address=""):
    return [h.get_text() for h in built.page(address).select("section.fg-credits h3")]


@pytest.fixture(scope="module")
def built(site):
    page = """
        ---
        title: Home
        contributors: [Ada Example]
        contributions:
          authorship: [Ada Example, Ben Example]
          writing_review_editing: [Ben Example, Hidden Example]
          supervision: [Hidden Example]
          data_curation: [Example Institute, Ada Example]
          field_work: [Ada Example]
          funding: [Example Fund, AU]
        supported_by: [Example Institute]
        ---
        """
    return site({**DATA, "docs/index.md": page})


def test_each_role_has_a_heading_and_people_with_several_roles_repeat(built):
    assert built.warnings == []
    assert credits(built) == {
        "contributors": ["Ada Example"],
        "authorship": ["Ada Example", "Ben Example"],
        "data-curation": ["Ada Example", "Example Institute"],
        "writing-review-editing": ["Ben Example"],
        "field-work": ["Ada Example"],
        "funding": ["Example Fund", "AU"],
        "supported_by": ["Example Institute"],
    }
    assert headings(built) == [
        "Contributors", "Authorship", "Data curation", "Writing – review & editing", "Field work", "Funding",
        "Supported by",
    ]  # fmt: skip


def test_people_pages_show_their_roles(built):
    page = built.page("contributors/ada-example/")
    found = {h2.get_text(): h2.find_next("ul").a["href"] for h2 in page.select("article h2")}
    assert set(found) == {"Contributed to", "Authorship", "Data curation", "Field work"}
    assert set(found.values()) == {"../../"}


def test_hidden_people_are_not_credited(built):
    assert "Hidden Example" not in built.text("index.html")
    assert "Supervision" not in built.text("index.html")


def test_role_labels_can_be_changed(site):
    words = {"role_field_work": "In the field", "role_authorship": "Texte", "contributors": "Mit"}
    roles = "{authorship: [Ada Example], field-work: [Ada Example]}"
    front = f"---\ncontributors: [Ada Example]\ncontributions: {roles}\n---\n"
    built = site({**DATA, "docs/index.md": front}, {"plugins": [{"fieldguide": {"words": words}}]})
    assert headings(built) == ["Mit", "Texte", "In the field"]


def test_funders_are_looked_up_among_organisations_people_and_countries(site):
    front = "---\ncontributions:\n  funding: [Exampel Fund, Ada Example, Australia, Somebody Else]\n---\n"
    built = site({**DATA, "docs/index.md": front}, strict=False)
    assert [text.split(": ", 1)[1] for text in built.warnings] == [
        "“Exampel Fund” is neither an organisation in the data nor a country code."
        " Did you mean “Example Fund”? [FG025]",
        "“Australia” is neither an organisation in the data nor a country code."
        " The country code is “AU”. [FG025]",
        "“Somebody Else” is neither an organisation in the data nor a country code. [FG025]",
    ]
    assert credits(built) == {"funding": ["Ada Example", "Exampel Fund", "Australia", "Somebody Else"]}


def test_several_names_in_one_text_are_reported(site):
    front = "---\ncontributors: Ada Example, Ben Example\n---\n"
    built = site({**DATA, "docs/index.md": front}, strict=False)
    assert built.warnings == [
        "docs/index.md:2:15: “Ada Example, Ben Example” is one text that contains several names."
        " Expected a list: [Ada Example, Ben Example]. [FG004]"
    ]


def test_organisations_can_be_credited_like_people(site):
    built = site({**DATA, "docs/index.md": "---\ncontributors: [Example Institute]\n---\n"})
    assert built.warnings == []
    [chip] = built.page().select("[data-role=contributors] .fg-affiliation")
    assert chip.a["href"] == "affiliations/example-institute/"
    assert not [line for line in built.log if "FG024" in line.text]


def test_hostile_roles_and_names_are_escaped(site):
    front = '---\ncontributions:\n  "<script>x</script>": ["<img src=x onerror=y>"]\n---\n'
    built = site({**DATA, "docs/index.md": front})
    section = built.page().select_one("section.fg-credits")
    assert not section.select("script, img")
    assert section.h3.get_text() == "Script x script"
    assert "onerror" in section.select_one(".fg-person").get_text()


@pytest.mark.parametrize(
    ("option", "contributors", "supporters"),
    [
        (True, ["Ada Example", "Ben Example"], ["Example Fund", "Example Institute"]),
        (["contributors"], ["Ada Example", "Ben Example"], ["Example Institute", "Example Fund"]),
        (False, ["Ben Example", "Ada Example"], ["Example Institute", "Example Fund"]),
    ],
)
def test_credits_may_be_sorted_by_name(site, option, contributors, supporters):
    page = """
        ---
        title: Home
        contributors: [Ben Example, Ada Example]
        supported_by: [Example Institute, Example Fund]
        ---
        """
    built = site({**DATA, "docs/index.md": page}, {"plugins": [{"fieldguide": {"sort_credits": option}}]})
    assert credits(built) == {"contributors": contributors, "supported_by": supporters}
