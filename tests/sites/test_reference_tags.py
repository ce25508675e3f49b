"""The tags quote, bibliography_count and cite_details, and the page of all references."""

import pytest

BIB = """
@article{one2020, author = {Example, Ada}, title = {One}, journal = {Journal}, year = {2020}}
@book{two2021, author = {Beispiel, Ben}, title = {Two}, publisher = {House}, year = {2021}}
@book{three2022, author = {Ejemplo, Eva}, title = {Three}, publisher = {House}, year = {2022}}
"""
PAGE = """
---
title: A page
---

# A page

There are {% bibliography_count %} references, {% bibliography_count --query @book %} of them books.

See the {% cite_details one2020 --text "entry of One" %} and {% cite_details two2021 %}.

{% quote one2020 --locator 12 %}
First *line*
second line.

Another paragraph.
{% endquote %}
"""


@pytest.fixture(scope="module")
def built(site):
    return site({"docs/page.md": PAGE, "docs/_data/references.bib": BIB})


def words(element):
    return " ".join(element.get_text().split())


def test_build_is_clean(built):
    assert built.passed, built.warnings


def test_references_are_counted(built):
    text = words(built.page("page/").select_one("article"))
    assert "There are 3 references, 2 of them books." in text


def test_details_link_to_the_entry_on_the_references_page(built):
    links = {link.get_text(): link["href"] for link in built.page("page/").select("a.fg-cite-details")}
    assert links["entry of One"] == "../references/#ref-one2020"
    assert built.page("references/").find(id="ref-two2021") is not None


def test_quotation_is_a_block_quote_with_its_citation(built):
    quotation = built.page("page/").select_one("blockquote")
    paragraphs = [words(p) for p in quotation.select("p")]
    assert paragraphs == ["First line second line.", "Another paragraph.", "— (Example, 2020, p. 12)"]
    assert quotation.select_one("em").get_text() == "line"
    assert built.page("page/").find(id="ref-one2020") is not None


def test_references_page_lists_citing_pages(built):
    page = built.page("references/")
    entry = page.find(id="ref-one2020")
    assert [(a.get_text(), a["href"]) for a in entry.select("a.fg-pill")] == [
        ("A page", "../page/#cite-one2020")
    ]
    assert "fg-uncited" in page.find(id="ref-three2022")["class"]
    assert "3 references" in words(page)


def test_a_single_reference_is_in_the_singular(site):
    bib = "\n".join(BIB.strip().split("\n")[:1])
    page = site({"docs/_data/references.bib": bib}, strict=False).page("references/")
    assert "1 reference " in f"{words(page)} "
    assert "1 references" not in words(page)


def test_references_page_is_noindex(built):
    assert built.page("references/").select_one("meta[name=robots]")["content"] == "noindex"
    assert "references/" not in built.text("sitemap.xml")


def test_author_page_with_the_whole_bibliography_is_the_references_page(site):
    files = {
        "docs/sources.md": "# Sources\n\n{% bibliography --group_by year %}\n",
        "docs/page.md": "{% cite_details one2020 %}\n",
        "docs/_data/references.bib": BIB,
    }
    built = site(files)
    assert built.page("page/").select_one("a.fg-cite-details")["href"] == "../sources/#ref-one2020"
    assert not (built.site / "references").exists()


def test_partial_bibliography_is_not_the_references_page(site):
    files = {
        "docs/page.md": "{% cite one2020 %}\n\n{% bibliography --cited %}\n\n"
        "{% bibliography --query @book %}\n",
        "docs/_data/references.bib": BIB,
    }
    assert (site(files).site / "references" / "index.html").exists()
