"""The text of citations as copied and searched, aliases of keys, and lists of several files."""

import json

import pytest
from bs4 import BeautifulSoup

FILES = {
    "docs/_data/a.bib": """
        @article{k1, author = {Example, Ada}, title = {One}, journal = {J}, year = {2001}}
        @article{k2, ids = {old, older}, author = {Sample, Ben}, title = {Two}, journal = {J}, year = {2002}}
        @article{k3, author = {Other, Cleo}, title = {Three}, journal = {J}, year = {2003}}
        """,
    "docs/_data/b.bib": "@book{b1, author = {Extra, Eve}, title = {More}, year = {2004}}\n",
    "docs/_data/c.bib": "@book{c1, author = {Third, Tom}, title = {Rest}, year = {2005}}\n",
    "docs/index.md": """
        # Home

        ## Known {% cite k1 old k3 %}

        Known {% cite k1 old k3 %}, and again {% cite older %}. {% reference older %}
        """,
    "docs/files.md": """
        # Files

        {% bibliography --file a --file b.bib %}

        {% bibliography_count --file b --file c %} of two files.

        {% bibliography -f bb -f c %}
        """,
}


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, {"plugins": ["search", {"fieldguide": {"citation_style": "vancouver"}}]})


def test_a_range_has_no_hidden_numbers_in_its_text(built):
    page = built.page()
    assert [cite.get_text() for cite in page.select("article p .fg-citation")] == ["(1–3)", "(2)"]
    assert "1–23" not in page.get_text()
    index = json.loads(built.text("search/search_index.json"))
    text = " ".join(
        BeautifulSoup(doc["title"] + doc["text"], "html.parser").get_text() for doc in index["docs"]
    )
    assert "(1–3)" in text
    assert "1–23" not in text


def test_a_number_within_a_range_is_a_link_with_a_name_and_the_target_of_the_link_back(built):
    page = built.page()
    link = page.select_one("article p a.fg-cite[data-cite=k2]")
    assert (link["aria-label"], link["href"], link.get_text()) == ("2", "#ref-k2", "")
    backs = [a["href"] for a in page.select("#ref-k2 .fg-bibliography__back a")]
    assert f"#{link['id']}" in backs


def test_an_alias_cites_the_entry(built):
    page = built.page()
    assert {cite["data-cite"] for cite in page.select("article .fg-cite")} == {"k1", "k2", "k3"}
    assert "Two" in page.select_one("article .fg-reference").get_text()
    assert not [line for line in built.warnings if "older" in line]


def test_a_list_of_several_files(built):
    page = built.page("files/")
    lists = [[li["data-cite"] for li in ol.select("li")] for ol in page.select("ol.fg-bibliography")]
    assert [sorted(keys) for keys in lists] == [["b1", "k1", "k2", "k3"], ["c1"]]
    assert "2 of two files." in page.get_text()
    [warning] = built.warnings
    assert "No entry of the bibliography is from a file “bb”." in warning
