"""Sites in other languages than English."""

import pytest

FILES = {
    "docs/_data/tool_and_resource_list.yml": """
        - {id: spade, name: Spade, url: "https://example.org/spade", country: se}
        - {id: rake, name: Rake, url: "https://example.org/rake"}
        """,
    "docs/_data/CONTRIBUTORS.yml": "Ada Example: {}\n",
    "docs/index.md": "# Home\n\n{% guide_numbers %}\n",
    "docs/digging.md": """
        ---
        title: Digging
        contributors: [Ada Example]
        ---
        {% tool "spade" %}
        """,
}


def headings(page):
    return [it.find(string=True).strip() for it in page.select("article h1, article h2")]


@pytest.fixture(scope="module")
def polish(site):
    plugins = [{"fieldguide": {"words": {"credits": "Ludzie"}}}]
    return site(FILES, {"theme": {"name": "material", "font": False, "language": "pl"}, "plugins": plugins})


def test_texts_titles_and_countries_are_in_the_language_of_the_theme(polish):
    assert headings(polish.page("tools/")) == ["Narzędzia i zasoby"]
    assert "Narzędzia i zasoby na tej stronie" in headings(polish.page("digging/"))
    assert "Szwecja" in headings(polish.page("countries/se/"))


def test_texts_of_the_site_replace_translations(polish):
    assert "Ludzie" in headings(polish.page("digging/"))


def test_numbers_have_plural_forms(polish):
    assert "2 narzędzia" in " ".join(polish.page("").select_one("article").get_text(" ").split())


def test_locale_of_other_themes_sets_the_language(site):
    built = site(
        FILES, {"theme": {"name": "mkdocs", "locale": "pt_BR"}, "plugins": ["fieldguide"]}, strict=False
    )
    assert "Ferramentas e recursos" in built.page("tools/").get_text()
