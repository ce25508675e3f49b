"""Citations in pandoc's syntax in built pages."""

import pytest
from support.checking import check_files

BIB = """
@article{one_2020, author = {Example, Ada}, title = {First matter}, journal = {Matters}, year = {2020}}
@article{two_2021, author = {Sample, Ben}, title = {Second matter}, journal = {Matters}, year = {2021}}
@book{three_1999, author = {Instance, Cleo}, title = {Third matter}, publisher = {House}, year = {1999}}
"""
PAGE = """
---
title: A page
---

# About @one_2020

Text [see @one_2020, p. 3; *also* @two_2021, chap. 2]
and {% cite one_2020 two_2021 --suffix ", and more" %}; @two_2021 [p. 5] says so.

| Table | Of |
|---|---|
| [@one_2020] | `[@two_2021]` |

    [@two_2021] in indented code

[@one_2020](https://example.org/@one_2020), ada@example.org, \\@one_2020
and {% raw %}@one_2020 [@one_2020]{% endraw %}.

{% quote two_2021 %}
Quoted [@one_2020, p. 9].
{% endquote %}

{% include callout.html type="note" content="A note [@two_2021, p. 7]." %}

--8<-- "snippet.txt"

\\bibliography

End.
"""
SETTINGS = """
site_name: A small guide
theme: {name: material, font: false}
plugins: [search, {fieldguide: {pandoc_citations: true}}]
markdown_extensions:
  - tables
  - pymdownx.snippets: {base_path: [!relative $config_dir]}
"""
FILES = {
    "docs/page.md": PAGE,
    "mkdocs.yml": SETTINGS,
    "docs/all.md": "# All\n\n\\full_bibliography\n",
    "docs/_data/references.bib": BIB,
    "snippet.txt": "Included [@two_2021, p. 8].\n",
}


@pytest.fixture(scope="module")
def built(site):
    return site(FILES)


@pytest.fixture(scope="module")
def article(built):
    return built.page("page/").select_one("article")


def words(element):
    return " ".join(element.get_text().split())


def test_citations_are_those_of_the_tag(built, article):
    assert built.passed, built.warnings
    assert (
        "Text (see Example, 2020, p. 3; also Sample, 2021, Chapter 2)"
        " and (Example, 2020; Sample, 2021, and more); Sample (2021, p. 5)" in words(article)
    )
    first = article.select_one("p .fg-citation")
    assert [link["data-cite"] for link in first.select("a.fg-cite")] == ["one_2020", "two_2021"]
    assert first.select_one("i, em").get_text() == "also"


def test_citations_in_headings_tables_quotations_callouts_and_snippets(article):
    assert words(article.select_one("h1")).startswith("About Example (2020)")
    assert words(article.select_one("td")) == "(Example, 2020)"
    assert "Quoted (Example, 2020, p. 9)." in words(article.select_one("blockquote"))
    assert "A note (Sample, 2021, p. 7)." in words(article.select_one(".admonition"))
    assert "Included (Sample, 2021, p. 8)." in words(article)


def test_code_links_addresses_and_raw_text_are_as_written(article):
    assert [code.get_text().strip() for code in article.select("code")] == [
        "[@two_2021]",
        "[@two_2021] in indented code",
    ]
    assert "@one_2020, ada@example.org, @one_2020 and @one_2020 [@one_2020]." in words(article)
    assert article.select_one("a[href='https://example.org/@one_2020']").get_text() == "@one_2020"


def test_lists_of_references(built, article):
    assert [li["data-cite"] for li in article.select("ol.fg-bibliography > li")] == ["one_2020", "two_2021"]
    assert len(built.page("all/").select("ol.fg-bibliography > li")) == 3
    assert words(article).index("First matter") < words(article).index("End.")


def test_unknown_keys_are_findings_with_their_position(tmp_path):
    text = "# Home\n\nA [@one_2020;\n@two_2012] {% raw %}x{% endraw %} and @tree_1999,\nand @someone.\n"
    result = check_files(
        tmp_path, {"docs/_data/references.bib": BIB, "docs/index.md": text, "mkdocs.yml": SETTINGS}
    )
    found = [one for one in result.findings if one["code"] == "FG021"]
    assert [(one["line"], one["column"]) for one in found] == [(3, 3), (4, 39), (5, 5)]
    assert "two_2021" in found[0]["hint"]
    assert "three_1999" in found[1]["hint"]
    assert "\\@someone" in found[2]["hint"]


def test_unknown_names_are_shown_as_written_and_texts_contain_no_html(site):
    text = (
        "# Page\n\nAsk @someone, [@nobody] & @one_2020.\n\n## By @someone\n\n"
        "[&lt;b onclick=x&gt; @one_2020, <u onclick=x>] and [@{<u onclick=x>}] and @{<u onclick=x>}\n"
    )
    article = site({**FILES, "docs/page.md": text}).page("page/").select_one("article")
    assert "Ask @someone, [" in words(article)
    assert words(article.select_one("#by-someone")).startswith("By @someone")
    assert "nobody" in words(article)
    assert "Example (2020)." in words(article)
    assert "(<b onclick=x> Example, 2020, <u onclick=x>)" in words(article)
    assert not article.select("[onclick]")


def test_the_syntax_is_off_by_default(site):
    built = site(
        {"docs/index.md": "# Page\n\n[@one_2020] \\bibliography\n", "docs/_data/references.bib": BIB}
    )
    assert "[@one_2020] \\bibliography" in words(built.page().select_one("article"))


def test_names_in_the_text_are_no_citations_if_only_brackets_are_read(site):
    settings = SETTINGS.replace("true", "brackets")
    text = "# Page\n\nAsk @someone [@one_2020] or @one_2020, -@two_2021 \\@x [see -@two_2021].\n"
    files = {"docs/_data/references.bib": BIB, "docs/index.md": text, "mkdocs.yml": settings}
    built = site(files)
    assert built.passed, built.warnings
    shown = words(built.page().select_one("article p"))
    assert shown == "Ask @someone (Example, 2020) or @one_2020, -@two_2021 @x (see 2021)."
