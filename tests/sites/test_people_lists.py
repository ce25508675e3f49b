"""Lists of people and organisations, and all parameters of their directives."""

import re

import pytest

DATA = {
    "docs/_data/CONTRIBUTORS.yml": """
        Zoe Example: {role: editor, orcid: 0000-0002-1825-0097}
        ada: {name: Ada Example, role: "author, editor", affiliation: inst / University of Nowhere}
        Ömer Example: {role: data-curation, affiliation: [Example Institute]}
        Cy Example: {role: editor, until: 2019}
        Team Example: {type: collective, members: [ada]}
        Hidden Example: {hidden: true, role: editor}
        """,
    "docs/_data/affiliations.yml": """
        - {name: Zeta Fund, type: funder}
        - {name: Example Institute, id: inst, type: institute}
        - {name: alpha Fund, type: Funder}
        - {name: Quiet Fund, type: funder, expose: false}
        """,
    "docs/work.md": """
        ---
        contributors: [ada, Hidden Example, Nobody Known]
        editors: [Zoe Example]
        contributions: {software: [Ömer Example, Team Example], funding: [Zeta Fund]}
        ---
        """,
}


def site_with(site, text, **page):
    return site({**DATA, "docs/index.md": f"# Home\n\n{text}\n"}, strict=False)


def people(page):
    return [tile["data-name"] for tile in page.select("article .fg-person--tile")]


def organisations(page):
    return [tile["data-name"] for tile in page.select("article .fg-affiliation--tile")]


def found(built, code):
    return [line.text for line in built.log if code in line.text and "index.md" in line.text]


ALL = ["Ada Example", "Nobody Known", "Ömer Example", "Team Example", "Zoe Example", "Cy Example"]
"""By name, with former members last."""


PEOPLE = [
    ("{% contributors %}", ALL),
    ("{% include contributor-tiles-all.html %}", ALL),
    ("{% include contributor-carousel-selection.html %}", ALL),
    (
        "{% contributors sort=false %}",
        ["Zoe Example", "Ada Example", "Ömer Example", "Cy Example", "Team Example", "Nobody Known"],
    ),
    ('{% contributors role="editor" %}', ["Ada Example", "Zoe Example", "Cy Example"]),
    ('{% include contributor-tiles-all.html role="Author" %}', ["Ada Example"]),
    ('{% contributors role="Data curation" %}', ["Ömer Example"]),
    ('{% contributors role="editors" %}', ["Zoe Example"]),
    ('{% contributors role="software" %}', ["Ömer Example", "Team Example"]),
    ('{% contributors custom="Zoe Example, ada" %}', ["Zoe Example", "Ada Example"]),
    ('{% contributors custom="Zoe Example, ada" sort=true %}', ["Ada Example", "Zoe Example"]),
    ('{% contributors custom="Zoe Example, ada" role="author" %}', ["Ada Example"]),
    ('{% include contributor-carousel-selection.html custom="ada, Hidden Example" %}', ["Ada Example"]),
]
PEOPLE_OF_A_PAGE = [
    (
        "{% page_contributors col=2 %}",
        ["Ada Example", "Nobody Known", "Ömer Example", "Team Example", "Zoe Example"],
    ),
    (
        "{% page_contributors sort=false %}",
        ["Ada Example", "Nobody Known", "Zoe Example", "Ömer Example", "Team Example"],
    ),
    ('{% include contributor-minitiles-page.html role="editor" %}', ["Ada Example", "Zoe Example"]),
    (
        '{% include contributor-minitiles-page.html contributors_list="Cy Example, ada" sort=true %}',
        ["Ada Example", "Cy Example"],
    ),
    ('{% page_contributors role="software" %}', ["Ömer Example", "Team Example"]),
    (
        '{% include contributor-minitiles-page.html custom="Cy Example, ada" %}',
        ["Cy Example", "Ada Example"],
    ),
]
ORGANISATIONS = [
    ("{% affiliations %}", ["alpha Fund", "Zeta Fund", "Example Institute"]),
    ("{% affiliations sort=false %}", ["Zeta Fund", "alpha Fund", "Example Institute"]),
    ('{% affiliations type="funder" %}', ["alpha Fund", "Zeta Fund"]),
    ('{% include affiliation-tiles-selection.html type="institute" %}', ["Example Institute"]),
    (
        '{% include supported-by-tiles-selection.html type="funder" sort="false" %}',
        ["Zeta Fund", "alpha Fund"],
    ),
    (
        '{% include supported-by-tiles-page.html supported_by_list="Zeta Fund, NL" %}',
        ["Zeta Fund", "NL"],
    ),
    ('{% affiliations custom="Quiet Fund, inst, NL" %}', ["Quiet Fund", "Example Institute", "NL"]),
    ('{% affiliations custom="Zeta Fund, alpha Fund" sort=true %}', ["alpha Fund", "Zeta Fund"]),
    ('{% affiliations custom="Zeta Fund, inst" type="funder" %}', ["Zeta Fund"]),
]
COLUMNS = [
    ("{% contributors col=3 %}", "ul.fg-people.fg-tiles--3"),
    ("{% page_contributors custom=ada col=2 %}", "ul.fg-people.fg-tiles--2"),
    ("{% affiliations col=4 %}", "ul.fg-organisations.fg-tiles--4"),
]


@pytest.fixture(scope="module")
def built(site):
    """A site with a page for each of these."""
    lists = [written for written, _ in (*PEOPLE, *ORGANISATIONS, *COLUMNS)]
    own = [written for written, _ in PEOPLE_OF_A_PAGE]
    pages = {f"docs/{page_of(written)}.md": f"# Page\n\n{written}\n" for written in lists}
    for written in (*own, "{% page_contributors %}"):
        pages[f"docs/{page_of(written)}.md"] = DATA["docs/work.md"] + f"\n        {written}\n"
    return site({**DATA, **pages}, strict=False)


def page_of(written):
    """Return the name of the page that has this directive."""
    return "list" + re.sub(r"\W+", "-", written).rstrip("-").lower()


def test_nothing_is_reported(built):
    assert built.warnings == []


@pytest.mark.parametrize(("written", "names"), [*PEOPLE, *PEOPLE_OF_A_PAGE])
def test_people(built, written, names):
    assert people(built.page(f"{page_of(written)}/")) == names


def test_people_without_parameters_shows_the_page_credits(built):
    first = built.page("list-page_contributors/").select_one("article .fg-credits__groups")
    assert [part["data-role"] for part in first.select("[data-role]")] == [
        "contributors", "editors", "software", "funding",
    ]  # fmt: skip


@pytest.mark.parametrize(("written", "names"), ORGANISATIONS)
def test_organisations(built, written, names):
    assert organisations(built.page(f"{page_of(written)}/")) == names


@pytest.mark.parametrize(("written", "what"), COLUMNS)
def test_columns(built, written, what):
    assert built.page(f"{page_of(written)}/").select(what)


def test_organisations_are_grouped_by_type(site):
    page = site(DATA).page("affiliations/")
    assert [h2.get_text() for h2 in page.select("article h2")] == ["Funder", "Institute"]


NOT_THERE = [
    ('{% contributors role="editr" %}', "There are no people to show. Did you mean “editor”? [FG034]"),
    (
        '{% contributors role="softwar" %}',
        "There are no people to show. Did you mean “software”? [FG034]",
    ),
    (
        '{% affiliations type="institut" %}',
        "There are no organisations to show. Did you mean “institute”? [FG034]",
    ),
    ('{% contributors custom="Hidden Example" %}', "There are no people to show. [FG034]"),
    (
        '{% contributors custom="Zoe Exampel" %}',
        "“Zoe Exampel” is not in the data. Did you mean “Zoe Example”? [FG023]",
    ),
    (
        '{% contributors custom="Li Wei" %}',
        "“Li Wei” is not in the data, so only the name is shown. [FG024]",
    ),
    (
        '{% affiliations custom="Zeta Found" %}',
        "“Zeta Found” is neither an organisation in the data nor a country code."
        " Did you mean “Zeta Fund”? [FG025]",
    ),
]


@pytest.fixture(scope="module")
def reporting(site):
    """A site with a page for each of these."""
    pages = {f"docs/{page_of(written)}.md": f"# Page\n\n{written}\n" for written, _ in NOT_THERE}
    return site({**DATA, **pages}, strict=False)


@pytest.mark.parametrize(("written", "said"), NOT_THERE)
def test_unknown_names_are_reported_at_the_tag(reporting, written, said):
    path = f"docs/{page_of(written)}.md"
    assert [line.text for line in reporting.log if line.text.startswith(path)] == [f"{path}:3:1: {said}"]


def test_tile_shows_available_details(site):
    page = site(DATA).page("contributors/")
    ada = page.select_one('[data-name="Ada Example"]')
    assert ada.select_one(".fg-person__name a")["href"] == "../contributors/ada/"
    affiliation = ada.select_one(".fg-person__affiliation")
    assert affiliation.get_text() == "Example Institute, University of Nowhere"
    assert [a["href"] for a in affiliation.select("a")] == ["../affiliations/inst/"]
    assert [li.get_text() for li in ada.select(".fg-person__foot li")] == ["Author", "Editor", "1 page"]
    cy = page.select_one('[data-name="Cy Example"]')
    assert "Former" in [chip.get_text() for chip in cy.select(".fg-chip")]
    assert page.select_one('[data-name="Ömer Example"] .fg-chip').get_text() == "Data curation"


def test_unregistered_people_have_a_card_without_links(site):
    built = site(DATA)
    assert "docs/work.md:2:37: “Nobody Known” is not in the data, so only the name is shown. [FG024]" in [
        line.text for line in built.log
    ]
    card = built.page("contributors/").select_one('[data-name="Nobody Known"]')
    assert card.select("a") == []
    assert card.select_one(".fg-face").get_text() == "NK"
    assert not any("nobody" in name for name in built.files())


def test_page_with_the_list_is_the_listing(site):
    files = {
        **DATA,
        "docs/thanks.md": "# Thanks\n\n{{ contributors(sort=false) }}\n",
        "docs/partners.md": "# Partners\n\n{% affiliations col=3 %}\n",
    }
    built = site(files, {"plugins": ["search", "macros", "fieldguide"]})
    assert built.warnings == []
    assert people(built.page("thanks/"))[0] == "Zoe Example"
    assert organisations(built.page("partners/"))
    assert not {"contributors/index.html", "affiliations/index.html"} & built.files()
    person = built.page("contributors/ada/")
    assert person.select_one(".fg-type a")["href"] == "../../thanks/"


def test_people_can_be_listed_without_their_pages(site):
    built = site(DATA, {"plugins": [{"fieldguide": {"listings": {"people": False}}}]})
    assert people(built.page("contributors/")) == ALL
    assert not built.page("contributors/").select(".fg-person__name a")
    assert not built.page("work/").select(".fg-credits .fg-person a")
    assert [name for name in built.files() if name.startswith("contributors/")] == ["contributors/index.html"]


CROWD = {
    "docs/_data/CONTRIBUTORS.yml": "".join(
        f"Person {number}: {{role: {role}, affiliation: Institute {number % 3}}}\n"
        for number, role in enumerate(("editor", "author") * 4)
    ),
    "docs/_data/affiliations.yml": "- {name: Institute 1}\n",
    "docs/work.md": "---\neditors: [Person 1]\ncontributors: [Person 1]\n---\n",
}


def facets(page):
    return {
        part["data-fg-facet"]: {
            label.select_one("span").get_text(): int(label.select_one(".fg-count").get_text())
            for label in part.select("label")
        }
        for part in page.select("[data-fg-filterable=people] [data-fg-facet]")
    }


def test_many_people_can_be_filtered_by_role_and_organisation(site):
    page = site(CROWD).page("contributors/")
    assert facets(page) == {
        "role": {"Author": 4, "Contributors": 1, "Editor": 5},
        "organisation": {"Institute 0": 3, "Institute 1": 3, "Institute 2": 2},
    }
    tiles = page.select("[data-fg-filterable=people] [data-fg-items] > .fg-person")
    assert len(tiles) == 8
    one = page.select_one('.fg-person[data-name="Person 1"]')
    assert (one["data-role"], one["data-organisation"]) == ("authorship|contributors|editors", "Institute 1")


@pytest.mark.parametrize(
    "written", ['{% contributors role="editor" %}', '{% contributors custom="Person 1" %}']
)
def test_few_people_have_no_filter(site, written):
    built = site({**CROWD, "docs/index.md": f"# Home\n\n{written}\n"})
    assert built.page().select(".fg-person--tile")
    assert not built.page().select("[data-fg-filterable]")
