"""Citations and reference lists in built pages."""

import pytest

BIB = """
    @article{one_2020, author = {Example, Ada}, title = {First matter}, journal = {Matters}, year = {2020}}
    @article{two_2021, author = {Sample, Ben}, title = {Second matter}, journal = {Matters}, year = {2021}}
    @book{three_1999, author = {Instance, Cleo}, title = {Third matter}, publisher = {House}, year = {1999}}
    """
MORE = "@misc{more, author = {Extra, Eve}, title = {More matter}, year = {2022}, howpublished = {Web}}\n"
EXTENSIONS = {"markdown_extensions": ["tables", "footnotes", "attr_list"]}


def with_options(**given):
    return {**EXTENSIONS, "plugins": ["search", {"fieldguide": given}]}


def build(site, text, config=None, **files):
    return site({"docs/_data/references.bib": BIB, "docs/index.md": text, **files}, config or with_options())


def keys(element):
    return [li["data-cite"] for li in element.select("ol.fg-bibliography > li")]


def cites(built, page=""):
    return [" ".join(c.get_text().split()) for c in built.page(page).select("article .fg-citation")]


def test_page_that_cites_gets_a_references_section(site):
    built = build(
        site, "# Home\n\nA {% cite two_2021 %} and {% cite one_2020 %}.\n\n## End\n", **{"docs/b.md": "# B\n"}
    )
    assert built.warnings == []
    section = built.page().select_one("section.fg-references")
    assert keys(section) == ["one_2020", "two_2021"]
    assert "References" in [a.get_text(strip=True) for a in built.page().select(".md-nav--secondary a")]
    assert not built.page("b/").select("section.fg-references, .fg-bibliography")


def test_citations_and_references_link_to_each_other(site):
    built = build(site, "# Home\n\nA {% cite one_2020 %} B {% cite one_2020 two_2021 %}.\n")
    page = built.page()
    for cite in page.select("a.fg-cite"):
        assert page.find(id=cite["href"].removeprefix("#"))["data-cite"] == cite["data-cite"]
    backs = [a["href"] for a in page.select("#ref-one_2020 .fg-bibliography__back a")]
    assert len(backs) == 2
    for back in backs:
        assert page.find(id=back.removeprefix("#"))["data-cite"] == "one_2020"
    ids = [e["id"] for e in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_author_list_replaces_the_section(site):
    built = build(site, "# Home\n\n{% cite two_2021 %}\n\n## Literature\n\n{% bibliography --cited %}\n")
    assert not built.page().select("section.fg-references")
    assert keys(built.page()) == ["two_2021"]


def test_references_missing_from_the_author_list_are_listed_below(site):
    text = "# Home\n\n{% cite two_2021 one_2020 %}\n\n{% bibliography --cited --query @*[year=2020] %}\n"
    built = build(site, text)
    assert keys(built.page().select_one("section.fg-references")) == ["two_2021"]


def test_two_lists_on_one_page_have_unique_ids(site):
    built = build(site, "# Home\n\n{% cite one_2020 %}\n\n{% bibliography %}\n\n{% bibliography --cited %}\n")
    page = built.page()
    assert keys(page) == ["three_1999", "one_2020", "two_2021", "one_2020"] or len(keys(page)) == 4
    ids = [e["id"] for e in page.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("style", ["ieee", "nature", "vancouver"])
def test_numbering_restarts_on_each_page_in_text_order(site, style):
    text = "# P\n\nX {{% cite {} %}} y {{% cite {} %}}.\n"
    built = build(
        site,
        text.format("two_2021", "one_2020"),
        with_options(citation_style=style),
        **{"docs/b.md": text.format("one_2020", "three_1999")},
    )
    assert built.warnings == []
    for page, first in (("", "two_2021"), ("b/", "one_2020")):
        shown = built.page(page)
        assert [c.strip("[]()") for c in cites(built, page)] == ["1", "2"]
        listed = shown.select("ol.fg-bibliography > li")
        assert listed[0]["data-cite"] == first
        assert [li["value"] for li in listed] == ["1", "2"]


def test_custom_style_with_positions_of_citations(site):
    style = """
        <style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
          <info><title>Own</title><id>own</id></info>
          <citation><layout prefix="{" suffix="}" delimiter="; "><choose>
            <if position="ibid"><text term="ibid"/></if>
            <else-if position="subsequent"><names variable="author"/></else-if>
            <else-if type="book"/>
            <else><text variable="title"/></else>
          </choose></layout></citation>
          <bibliography><layout><text variable="title" prefix="Titled "/></layout></bibliography>
        </style>
        """
    one, two = "{% cite one_2020 %}", "{% cite two_2021 %}"
    built = build(
        site,
        f"# Home\n\n{one} {one}\n\n{two} {one}\n\n{{% cite one_2020 two_2021 %}} {{% cite three_1999 %}}\n",
        with_options(citation_style="own/style.csl"),
        **{"own/style.csl": style},
    )
    assert built.warnings == []
    assert cites(built) == [
        "{First matter}",
        "{ibid.}",
        "{Second matter}",
        "{Ada Example}",
        "{ibid.; Ben Sample}",
        "Third matter",  # the style prints nothing
    ]
    assert "Titled First matter" in built.page().select_one("#ref-one_2020").get_text()


def test_unknown_style_is_one_finding_and_references_are_shown(site):
    built = build(site, "# Home\n\n{% cite one_2020 %}\n", with_options(citation_style="nonsuch"))
    [warning] = built.warnings
    assert "[FG043]" in warning
    assert warning.startswith("mkdocs.yml")
    assert cites(built) == ["(Example, 2020)"]


def test_unknown_key_does_not_affect_known_ones(site):
    built = build(site, "# Home\n\nText {% cite one_2020 nobody two_2021 %}.\n")
    [warning] = built.warnings
    assert warning.startswith("docs/index.md:3:6: ")
    assert "nobody" in warning
    citation = built.page().select_one(".fg-citation")
    assert [a["data-cite"] for a in citation.select("a.fg-cite")] == ["one_2020", "two_2021"]
    assert "nobody" in citation.select_one(".fg-problem").get_text()


def test_cites_in_headings_tables_captions_and_footnotes(site):
    text = """
        # Home

        ## Head {% cite one_2020 %}

        | a |
        |---|
        | {% cite two_2021 %} |

        Noted[^1].

        <figure><figcaption>Cap {% cite one_2020 %}</figcaption></figure>

        [^1]: See {% cite three_1999 --locator 3 %}.
        """
    built = build(site, text)
    page = built.page().select_one("article")
    assert page.select_one("h2 a.fg-cite[data-cite=one_2020]")
    assert page.select_one("td a.fg-cite[data-cite=two_2021]")
    assert page.select_one("figcaption a.fg-cite[data-cite=one_2020]")
    assert "p. 3" in page.select_one(".footnote .fg-citation").get_text()
    assert sorted(keys(page)) == ["one_2020", "three_1999", "two_2021"]
    ids = [e["id"] for e in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_nocite_adds_references_without_a_citation(site):
    built = build(site, "# Home\n\nText.{% nocite three_1999 %}\n")
    assert built.warnings == []
    assert cites(built) == []
    assert keys(built.page().select_one("section.fg-references")) == ["three_1999"]


def test_nocite_of_an_unknown_key_is_reported(site):
    built = build(site, "# Home\n\nText.{% nocite nobody %}\n")
    [warning] = built.warnings
    assert warning.startswith("docs/index.md:3:6: ")
    assert "[FG021]" in warning


def test_reference_directive_shows_the_full_reference(site):
    built = build(site, "# Home\n\n- {% reference one_2020 %}\n- {% reference nobody %}\n")
    assert "First matter" in built.page().select_one("li .fg-reference").get_text()
    assert not built.page().select("section.fg-references")
    [warning] = built.warnings
    assert warning.startswith("docs/index.md:4:3: ")


@pytest.mark.parametrize(
    "given", [["lists/*.bib"], ["lists/a.bib", "lists/b.bib"], "lists/*.bib", "lists/**/*.bib"]
)
def test_several_bibliographies(site, given):
    built = site(
        {
            "docs/index.md": "# Home\n\n{% cite one_2020 more %}\n\n{% bibliography --file b %}\n",
            "lists/a.bib": BIB,
            "lists/b.bib": MORE,
        },
        with_options(bibliography=given),
    )
    assert built.warnings == []
    assert [len(ol.select(":scope > li")) for ol in built.page().select("ol.fg-bibliography")] == [1, 1]
    assert keys(built.page())[0] == "more"


def test_missing_bibliography_is_reported(site):
    built = site({}, with_options(bibliography="nowhere.bib"))
    [warning] = built.warnings
    assert "nowhere.bib" in warning


def test_bibliography_faults_are_reported_once_at_their_lines(site):
    bib = "@article{a, title = {A}, year = {2000}}\n@article{a, title = {B}, year = {2001}}\n@misc{c,\n"
    built = build(
        site,
        "# Home\n\n{% cite a %}\n",
        **{"docs/_data/references.bib": bib, "docs/b.md": "# B\n\n{% cite a %}\n"},
    )
    duplicates = [text for text in built.warnings if "[FG041]" in text]
    assert len(duplicates) == 1
    assert duplicates[0].startswith("docs/_data/references.bib:2")
    assert len(built.warnings) == len(set(built.warnings))
    assert any(text.startswith("docs/_data/references.bib:3") for text in built.warnings)
