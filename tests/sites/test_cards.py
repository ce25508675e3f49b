"""The content of tool cards."""

import pytest

FILES = {
    "docs/_data/tool_and_resource_list.yml": """
        - id: spade
          name: The Spade
          description: "Turns *the soil* over, [like so](https://example.org/how) <script>alert(1)</script>"
          url: https://example.org/spade
          type: hand_tool
          how_to_access: Ask the *gardener*.
          registry:
            biotools: spade
            fairsharing: abc123
            fairsharing-coll: "12"
            tess: Spade work
            europmc: 123
        - {id: garden-spade, name: Garden Spade, instance_of: spade}
        - {id: "it's", name: It is}
        """,
    "docs/one.md": "{% tool 'spade' %} and {% tool \"it's\" %}",
    "docs/two.md": "{% tool 'spade' %} {% tool 'spade' %}",
    "docs/land.md": """
        ---
        country_code: NL
        national_resources:
        - {id: spade-nl, name: Spade NL, url: "https://example.org/nl", instance_of: spade}
        ---
        """,
}


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, strict=False)


@pytest.fixture(scope="module")
def card(built):
    return built.page("one/").find(id="fg-tool-spade")


def words(element):
    return " ".join(element.get_text(" ", strip=True).split())


def test_card_has_name_type_and_escaped_description(card):
    assert words(card.select_one(".fg-card__head")) == "The Spade hand tool"
    text = card.select_one(".fg-card__text")
    assert text.select_one("em").get_text() == "the soil"
    assert text.select_one("a")["href"] == "https://example.org/how"
    assert not card.select("script")


def test_card_links_to_the_website_and_every_registry(card):
    assert {words(a): a["href"] for a in card.select(".fg-links a")} == {
        "Website": "https://example.org/spade",
        "bio.tools": "https://bio.tools/spade",
        "FAIRsharing": "https://fairsharing.org/FAIRsharing.abc123",
        "FAIRsharing collection": "https://fairsharing.org/12",
        "Training": "https://tess.elixir-europe.org/search?q=Spade%20work",
        "Publication": "https://europepmc.org/article/MED/123",
    }


def test_card_explains_how_to_get_access(card):
    assert words(card.select_one(".fg-card__access")) == "How to access: Ask the gardener ."


def test_card_lists_instances_with_their_countries(card):
    items = card.select(".fg-instances li")
    assert [words(item) for item in items] == ["Garden Spade", "Spade NL"]
    assert items[1].select_one("img")["alt"] == "Netherlands"
    assert items[0].a["href"] == "../tools/garden-spade/"


def test_last_line_counts_mentioning_pages_and_links_to_the_tool_page(card):
    assert words(card.select_one(".fg-card__foot p")) == "mentioned on 2 pages · More about The Spade"
    assert card.select_one(".fg-card__foot a")["href"] == "../tools/spade/"


def test_mentioning_pages_are_counted_without_tool_pages(site):
    options = {"plugins": [{"fieldguide": {"listings": {"tool_pages": False}}}]}
    card = site(FILES, options, strict=False).page("one/").find(id="fg-tool-spade")
    assert words(card.select_one(".fg-card__foot p")) == "mentioned on 2 pages"


def test_copied_tag_quotes_the_id(built, card):
    assert card.select_one(".fg-copy")["data-fg-copy"] == '{% tool "spade" %}'
    other = built.page("one/").find("strong", string="It is").find_parent(popover=True)
    assert other.select_one(".fg-copy")["data-fg-copy"] == """{% tool "it's" %}"""
