"""Citations as footnotes, in built pages with a style for notes."""

import re

import pytest
from support.csl import NAMESPACE

BIB = """
@article{one_2020, author = {Example, Ada}, title = {First matter}, journal = {Matters}, year = {2020}}
@article{two_2021, author = {Sample, Ben}, title = {Second matter}, journal = {Matters}, year = {2021}}
"""
CITATION = """
<citation><layout suffix="." delimiter="; "><choose>
<if position="ibid-with-locator"><text term="ibid" suffix=", "/><text variable="locator"/></if>
<else-if position="ibid"><text term="ibid"/></else-if>
<else-if position="subsequent"><group delimiter=", "><names variable="author"><name form="short"/></names>
<text variable="title" font-style="italic"/><text variable="first-reference-note-number" prefix="n. "/>
</group></else-if>
<else><group delimiter=", "><names variable="author"><name/></names>
<text variable="title" font-style="italic"/><text variable="locator" prefix="p. "/></group></else>
</choose></layout></citation>
"""
LIST = '<bibliography><layout><text variable="title"/></layout></bibliography>'
PAGE = """
# Home

A fact [@one_2020]. Noted.[^own] The same [@one_2020, p. 3], and more [see @two_2021] (“quoted [@two_2021].”)

Says @one_2020. Two [@one_2020] [@two_2021]; {% cite two_2021 --suppress_author %} ([@one_2020]) [@nobody].

{% include callout.html type="note" content="A note [@two_2021]." %}

## Later {% cite one_2020 %}

<div>Raw text [@one_2020].</div>

[^own]: A footnote with [@two_2021] and @one_2020.
[^all]: [see @two_2021].
[^unused]: Nobody links here.

Last.[^all]
"""
OPTIONS = {"citation_style": "own.csl", "pandoc_citations": True}


def style(body):
    return f'<style xmlns="{NAMESPACE}" class="note" version="1.0">{body}</style>'


def build(site, text, body=CITATION + LIST, *, extensions=("footnotes",)):
    config = {"plugins": ["search", {"fieldguide": OPTIONS}], "markdown_extensions": list(extensions)}
    files = {"docs/_data/references.bib": BIB, "docs/index.md": text, "own.csl": style(body)}
    return site(files, config)


def words(element):
    return re.sub(r"\s+", " ", element.get_text()).strip()


def notes(article):
    return [words(li).removesuffix("↩").strip() for li in article.select(".footnote > ol > li")]


@pytest.fixture(scope="module")
def article(site):
    return build(site, PAGE).page().select_one("article")


def test_numbers_of_notes_are_behind_punctuation_and_shared_with_footnotes(article):
    first, second = article.select("article > p")[:2]
    assert words(first) == "A fact.1 Noted.2 The same,3 and more4 (“quoted.”)5"
    assert words(second) == "Says Example.6 Two;7 8 9 (10) [unknown reference “nobody”]."
    assert words(article.select_one(".admonition p:last-child")) == "A note.11"
    assert article.select_one("h2 sup").get_text() == "12"
    assert words(article.find(string=re.compile("Raw text")).parent) == "Raw text.13"


def test_notes_have_positions_and_stand_among_the_footnotes(article):
    assert notes(article) == [
        "Ada Example, First matter.",
        "A footnote with (Ben Sample, Second matter) and Example, First matter, n. 1.",
        "Example, First matter, n. 1.",
        "See Sample, Second matter, n. 2.",
        "Ibid.",
        "First matter, n. 1.",
        "Ibid.",
        "Sample, Second matter, n. 2.",
        "Second matter, n. 2.",
        "Example, First matter, n. 1.",
        "Sample, Second matter, n. 2.",
        "Example, First matter, n. 1.",
        "Ibid.",
        "See Sample, Second matter, n. 2.",
        "Nobody links here.",
    ]


def test_notes_and_numbers_link_to_each_other(article):
    ids = [element["id"] for element in article.select("[id]")]
    assert len(ids) == len(set(ids))
    links = article.select("p sup a.footnote-ref, h2 sup a.footnote-ref")
    assert [link.get_text() for link in links[:4]] == ["1", "2", "3", "4"]
    for link in article.select("a.footnote-ref"):
        note = article.find(id=link["href"].removeprefix("#"))
        number = str(note.parent.select(":scope > li").index(note) + 1)
        back = note.select_one("a.footnote-backref")
        assert link.get_text() == number
        assert number in back["title"].split()
        assert article.find(id=back["href"].removeprefix("#")) == link.parent
    assert article.select_one("#fn\\:fg-1 a.fg-cite")["href"] == "#ref-one_2020"
    for back in article.select(".fg-bibliography__back a"):
        assert article.find(id=back["href"].removeprefix("#")) is not None


def test_styles_without_a_list_have_notes_only(site):
    built = build(site, "# Home\n\nA {% cite one_2020 %} & {% cite two_2021 %}\n", CITATION, extensions=())
    page = built.page().select_one("article")
    assert built.passed, built.warnings
    assert words(page.select_one("p")) == "A1 &2"
    assert notes(page) == ["Ada Example, First matter.", "Ben Sample, Second matter."]
    assert not page.select(".fg-references, .fg-bibliography, [data-fg-card]")
    index = built.text("search/search_index.json")
    assert "Second matter" in index


def test_raised_numbers_follow_the_word_before_them(site):
    text = "# Home\n\nA fact [@one_2020], and more [@two_2021] [@one_2020].\n"
    options = {"pandoc_citations": True, "citation_style": "nature"}
    files = {"docs/_data/references.bib": BIB, "docs/index.md": text}
    built = site(files, {"plugins": [{"fieldguide": options}], "theme": {"name": "mkdocs"}})
    paragraph = built.page().select_one("[role=main] p")
    assert words(paragraph) == "A fact1, and more2 1."
    assert [sup.get_text() for sup in paragraph.select("sup")] == ["1", "2", "1"]
