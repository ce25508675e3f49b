"""The pages of people and organisations."""

import pytest

DATA = {
    "docs/_data/CONTRIBUTORS.yml": """
        ada: {name: Ada Example, role: software, affiliation: inst, url: "https://example.org/ada"}
        Ben Example: {affiliation: Example Institute, until: 2019-06}
        Cy Example: {affiliation: Example Institute, hidden: true}
        Team Example: {type: collective, members: [ada, Guest Example, Cy Example], affiliation: inst}
        """,
    "docs/_data/affiliations.yml": """
        - name: Example Institute
          id: inst
          type: research_institute
          image_url: images/logo.svg
          pid: 02catss52
          url: https://example.org/
        - {name: Bare Fund, pid: "https://example.org/pid/1", image_url: images/missing.svg}
        """,
    "docs/_data/tool_and_resource_list.yml": """
        - {id: spade, name: Spade, organisation: inst, type: hand_tool}
        - {id: rake, name: Rake, organisation: [Example Institute, Somebody Else]}
        """,
    "docs/images/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>',
    "docs/work.md": """
        ---
        title: The work
        contributors: [Team Example, ada]
        contributions: {data-curation: [inst], funding: [Bare Fund, inst]}
        supported_by: [inst]
        ---
        """,
}


@pytest.fixture(scope="module")
def built(site):
    built = site(DATA, strict=False)
    assert built.warnings == [
        "docs/_data/affiliations.yml:7:66: The picture “images/missing.svg” of “Bare Fund” does not exist. "
        "Did you mean “images/logo.svg”? [FG029]"
    ]
    return built


def parts(page):
    """Return the content below each heading of an entity's page."""
    return {
        h2.get_text(): [li.get_text(" ", strip=True) for li in h2.find_next("ul").select("li")]
        for h2 in page.select("article h2")
    }


def test_organisation_s_page(built):
    page = built.page("affiliations/inst/")
    assert parts(page) == {
        "Supports these pages": ["The work"],
        "Funds these pages": ["The work"],
        "Tools and resources": ["Rake", "Spade hand tool"],
        "Data curation": ["The work"],
        "People": ["AE Ada Example", "Team Example"],
        "Former members": ["BE Ben Example"],
    }
    assert page.select_one("img[alt='Example Institute']")["src"] == "../../images/logo.svg"
    links = {a.get_text(): a["href"] for a in page.select("article .fg-links a")}
    assert links == {"Website": "https://example.org/", "ROR": "https://ror.org/02catss52"}
    assert page.select_one("article .fg-links .fg-chip").get_text() == "research institute"
    assert page.find("a", string="Spade")["href"] == "../../tools/spade/"


def test_organisation_without_a_logo_is_its_name(built):
    page = built.page("affiliations/bare-fund/")
    assert page.h1.get_text() == "Bare Fund"
    assert not page.select("article img")
    assert page.select_one("article .fg-links a").get_text() == "Identifier"
    assert parts(page) == {"Funds these pages": ["The work"]}
    tile = built.page("affiliations/").select_one('[data-name="Bare Fund"]')
    assert not tile.select("img")
    assert tile.a.get_text() == "Bare Fund"


def test_tool_s_page_names_its_organisations(built):
    facts = built.page("tools/rake/").select_one(".fg-facts")
    assert "Provided by" in facts.get_text()
    assert [a["href"] for a in facts.select("a")] == ["../../affiliations/inst/"]
    assert "Somebody Else" in facts.get_text()


def test_person_s_page(built):
    page = built.page("contributors/ada/")
    assert parts(page) == {"Member of": ["Team Example"], "Contributed to": ["The work"]}
    portrait = page.select_one(".fg-portrait")
    assert portrait.select_one(".fg-chip").get_text() == "Software"
    assert portrait.find("a", string="Example Institute")["href"] == "../../affiliations/inst/"
    assert portrait.select_one(".fg-links a[href='https://example.org/ada']").get_text() == "Website"


def test_former_members_are_labelled(built):
    assert (
        "Former (until 2019-06)" in built.page("contributors/ben-example/").select_one("article").get_text()
    )


def test_collective_s_page_has_its_members(built):
    page = built.page("contributors/team-example/")
    assert parts(page)["Members"] == ["AE Ada Example", "GE Guest Example"]
    assert page.select_one(".fg-portrait .fg-face svg")
    assert "“Guest Example” is not in the data" in "".join(line.text for line in built.log)


def test_misspelt_organisation_of_a_tool_is_reported(site):
    tools = "- {id: a, name: A, organisation: [X, Exampl Institute]}\n"
    built = site({**DATA, "docs/_data/tool_and_resource_list.yml": tools}, strict=False)
    assert built.warnings[1:] == [
        "docs/_data/tool_and_resource_list.yml:1:38: “Exampl Institute” is neither an organisation in the"
        " data nor a country code. Did you mean “Example Institute”? [FG025]"
    ]


@pytest.mark.parametrize(
    ("entry", "files", "avatars", "picture"),
    [
        ("{}", {}, True, None),
        ("{git: ada}", {}, False, None),
        ("{git: ada}", {}, True, "https://github.com/ada.png?size=160"),
        ("{}", {"ada.jpg": b"x"}, False, "../../images/people/ada.jpg"),
        ("{}", {"ada.svg": b"x"}, False, None),
        ('{image_url: "https://example.org/a.png"}', {}, False, None),
        ('{image_url: "https://example.org/a.png"}', {}, True, "https://example.org/a.png"),
        (
            '{image_url: "https://example.org/a.png"}',
            {"ada.webp": b"x"},
            True,
            "../../images/people/ada.webp",
        ),
        (
            "{image_url: images/people/o.png}",
            {"o.png": b"x", "ada.png": b"x"},
            False,
            "../../images/people/o.png",
        ),
        ("{image_url: images/people/gone.png}", {"ada.png": b"x"}, False, "../../images/people/ada.png"),
    ],
)
def test_person_s_picture(site, entry, files, avatars, picture):
    built = site(
        {
            "docs/_data/CONTRIBUTORS.yml": f"Ada: {entry}\n",
            **{f"docs/images/people/{name}": content for name, content in files.items()},
        },
        {"plugins": [{"fieldguide": {"privacy": {"avatars": avatars}}}]},
    )
    face = built.page("contributors/ada/").select_one(".fg-portrait .fg-face")
    assert face.get("src") == picture
    assert picture or face.get_text() == "A"


def test_picture_file_belongs_to_one_person(site):
    data = {"docs/_data/CONTRIBUTORS.yml": "Ada:\nÁda:\n", "docs/images/people/ada.jpg": b"x"}
    page = site(data).page("contributors/")
    assert [tile["data-name"] for tile in page.select(".fg-person") if tile.img] == ["Ada"]
