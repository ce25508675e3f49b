from __future__ import annotations

import pytest
from support.citing import cited, formatter, made

from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import BUNDLED, find_style
from mkdocs_fieldguide.model.references import CiteItem

TITLE = "Molecular Structure of Nucleic Acids: A Structure for Deoxyribose Nucleic Acid"
WATSON = {
    "apa": f"Watson, J. D., & Crick, F. H. C. (1953). {TITLE}. Nature, 171(4356), 737–738. "
    "https://doi.org/10.1038/171737a0",
    "chicago-author-date": f"Watson, J. D., and F. H. C. Crick. 1953. “{TITLE}.” Nature 171 (4356): 737–738. "
    "https://doi.org/10.1038/171737a0.",
    "ieee": f"J. D. Watson and F. H. C. Crick, “{TITLE},” Nature, vol. 171, no. 4356, pp. 737–738, "
    "Apr. 1953, doi: 10.1038/171737a0.",
    "nature": f"Watson, J. D. & Crick, F. H. C. {TITLE}. Nature 171, 737–738 (1953).",
    "vancouver": f"Watson JD, Crick FHC. {TITLE}. Nature. 1953 Apr;171(4356):737–8. doi:10.1038/171737a0",
}


@pytest.mark.parametrize("style", BUNDLED)
def test_article_in_each_bundled_style(sample, style):
    assert Formatter(sample, find_style(style)).entry("watson_molecular_1953").text == WATSON[style]


def test_kinds_of_entries_in_apa(sample):
    apa = Formatter(sample, find_style("apa"))
    assert apa.entry("darwin_origin_1859").text == (
        "Darwin, C. (1859). On the origin of species by means of natural selection (1st ed.). John Murray."
    )
    assert apa.entry("bohr_quantum_1928").text == (
        "Bohr, N. (1928). The quantum postulate. In Institut international de physique Solvay (Ed.), "
        "Électrons et photons (pp. 215–247). Gauthier-Villars."
    )
    assert apa.entry("python_2001").text == (
        "Rossum, G. van. (2001). Python (Version 2.1) [Computer software]. https://www.python.org/"
    )
    assert apa.entry("solvay_1927").text.startswith(
        "Institut international de physique Solvay (Ed.). (1928)."
    )


def test_entry_is_html_with_links_and_no_number(sample):
    html = Formatter(sample, find_style("ieee")).entry("turing_computable_1937").html
    assert html.startswith("A. M. Turing")
    assert "<i>Proceedings of the London Mathematical Society</i>" in html
    assert '<a href="https://doi.org/10.1112/plms/s2-42.1.230">10.1112/plms/s2-42.1.230</a>' in html
    apa = Formatter(sample, find_style("apa")).entry("turing_computable_1937").html
    assert (
        '<a href="https://doi.org/10.1112/plms/s2-42.1.230">https://doi.org/10.1112/plms/s2-42.1.230</a>'
        in apa
    )


def test_titles_in_other_languages_keep_their_case(sample):
    text = Formatter(sample, find_style("chicago-author-date")).entry("godel_uber_1931").text
    assert "Über formal unentscheidbare Sätze der Principia Mathematica und verwandter" in text


def test_numeric_and_superscript_styles():
    assert {name: formatter(name).numeric for name in BUNDLED} == {
        "apa": False, "chicago-author-date": False, "ieee": True, "nature": True, "vancouver": True,
    }  # fmt: skip
    assert {name for name in BUNDLED if formatter(name).superscript} == {"nature"}


def test_style_determines_the_order():
    references = [
        made("b", ["Zeta"], 2001),
        made("a", ["Alpha"], 2003),
        made("c", ["Alpha"], 2001),
        made("d", ["Ångström"], 1999),
    ]
    assert formatter("apa", *references).order(["b", "a", "c", "d", "a", "unknown"]) == ["c", "a", "d", "b"]
    assert formatter("ieee", *references).order(["b", "a", "c"]) == ["b", "a", "c"]


def test_year_suffixes_are_unique_in_the_bibliography():
    references = [
        made("two", ["Rehm"], 2020, title="Beta"),
        made("one", ["Rehm"], 2020, title="Alpha"),
        made("other", ["Rehm"], 2021),
        made("none2", ["Rehm"], title="Beta"),
        made("none1", ["Rehm"], title="Alpha"),
    ]
    apa = formatter("apa", *references)
    assert cited(apa, "two") == "(Rehm, 2020b)"
    assert cited(apa, "other") == "(Rehm, 2021)"
    assert apa.entry("one").text.startswith("Rehm. (2020a). Alpha")
    assert apa.entry("two").text.startswith("Rehm. (2020b). Beta")
    assert cited(apa, "none1", "none2") == "(Rehm, n.d.-a, n.d.-b)"
    chicago = formatter("chicago-author-date", *references)
    assert chicago.entry("two").text.startswith("Rehm. 2020b.")
    assert cited(chicago, "one", "two", "other") == "(Rehm 2020a, 2020b, 2021)"


def test_suffixes_after_z():
    references = [made(f"k{at:02}", ["Rehm"], 2020, title=f"Title {at:02}") for at in range(28)]
    apa = formatter("apa", *references)
    assert cited(apa, "k25") == "(Rehm, 2020z)"
    assert cited(apa, "k26") == "(Rehm, 2020aa)"


def test_given_names_and_more_names_disambiguate_cites():
    references = [
        made("h", [{"family": "Simpson", "given": "Homer"}], 2005),
        made("b", [{"family": "Simpson", "given": "Bart"}], 2006),
        made("x", ["Doe", "Ray", "Egon"], 2001),
        made("y", ["Doe", "Fay", "Egon"], 2001),
    ]
    apa = formatter("apa", *references)
    assert cited(apa, "h") == "(H. Simpson, 2005)"
    assert cited(apa, "b") == "(B. Simpson, 2006)"
    assert cited(apa, "x") == "(Doe, Ray, et al., 2001)"
    assert cited(apa, "y") == "(Doe, Fay, et al., 2001)"


@pytest.mark.parametrize(
    ("style", "numbers", "html"),
    [
        ("vancouver", [1, 2, 3, 4], "(1–4)"),
        ("vancouver", [4, 1, 3, 2], "(1–4)"),
        ("vancouver", [1, 2], "(1,2)"),
        ("vancouver", [1, 2, 3, 5], "(1–3,5)"),
        ("nature", [1, 2, 3], "<sup>1</sup><sup>–</sup><sup>3</sup>"),
        ("ieee", [2, 1], "[1], [2]"),
        ("ieee", [1, 2, 3, 4], "[1]–[4]"),
    ],
)
def test_numbers_and_their_ranges(style, numbers, html):
    keys = "abcd"[: len(numbers)]
    formatter_ = formatter(style, *(made(key) for key in keys))
    assert cited(formatter_, *keys, numbers=dict(zip(keys, numbers, strict=True))) == html


def test_every_key_of_a_range_has_a_part():
    formatter_ = formatter("vancouver", *(made(key) for key in "abcd"))
    pieces = formatter_.cite([CiteItem(key) for key in "abcd"], {key: at for at, key in enumerate("abcd", 1)})
    assert [(piece.html, piece.key) for piece in pieces] == [
        ("(", None), ("1", "a"), ("–", None), ("", "b"), ("", "c"), ("4", "d"), (")", None),
    ]  # fmt: skip


def test_number_with_a_locator_is_not_collapsed():
    formatter_ = formatter("ieee", *(made(key) for key in "abc"))
    html = cited(formatter_, "a", CiteItem("b", locator="23-5"), "c", numbers={"a": 1, "b": 2, "c": 3})
    assert html == "[1], [2, pp. 23–5], [3]"


def test_parts_of_an_author_date_citation():
    apa = formatter("apa", made("a", ["Alpha"], 2001), made("b", ["Beta"], 2002))
    assert [(piece.html, piece.key) for piece in apa.cite([CiteItem("b"), CiteItem("a")], {})] == [
        ("(", None), ("Alpha, 2001", "a"), ("; ", None), ("Beta, 2002", "b"), (")", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "item", "html"),
    [
        ("apa", CiteItem("a", locator="23-5"), "(Alpha &amp; Beta, 2001, pp. 23–25)"),
        ("apa", CiteItem("a", locator="3", label="chapter"), "(Alpha &amp; Beta, 2001, Chapter 3)"),
        ("apa", CiteItem("a", suppress_author=True), "(2001)"),
        ("apa", CiteItem("a", prefix="see"), "(see Alpha &amp; Beta, 2001)"),
        ("apa", CiteItem("a", author_in_text=True), "Alpha &amp; Beta (2001)"),
        ("chicago-author-date", CiteItem("a", author_in_text=True, locator="5"), "Alpha and Beta (2001, 5)"),
        ("ieee", CiteItem("a", author_in_text=True), "Alpha and Beta [7]"),
        ("nature", CiteItem("a", author_in_text=True), "Alpha and Beta<sup>7</sup>"),
        ("vancouver", CiteItem("a", locator="23"), "(7)"),
        ("apa", CiteItem("untitled", author_in_text=True), "“Title of Untitled” (2001)"),
    ],
)
def test_citation_modes(style, item, html):
    formatter_ = formatter(style, made("a", ["Alpha", "Beta"], 2001), made("untitled", year=2001))
    assert cited(formatter_, item, numbers={"a": 7}) == html


def test_unknown_keys_are_left_out():
    apa = formatter("apa", made("a", ["Alpha"], 2001))
    assert cited(apa, "a", "nobody") == "(Alpha, 2001)"
    assert apa.cite([CiteItem("nobody")], {}) == []
    with pytest.raises(KeyError):
        apa.entry("nobody")


def test_another_language():
    german = formatter(
        "apa",
        made(
            "a",
            ["Alpha", "Beta", "Gamma"],
            2001,
            URL="https://x.org",
            accessed={"date-parts": [[2024, 3, 1]]},
        ),
        locale="de-DE",
    )
    assert cited(german, "a") == "(Alpha et al., 2001)"
    chicago = formatter("chicago-author-date", made("a", ["Alpha", "Beta"], 2001), locale="de")
    assert cited(chicago, "a") == "(Alpha und Beta 2001)"
    assert (
        cited(formatter("chicago-author-date", made("a", ["A", "B"], 2001), locale="xx-XX"), "a")
        == "(A and B 2001)"
    )


def test_page_ranges_are_complete_unless_the_style_shortens_them():
    reference = made("a", ["Alpha"], 2001, page="321-328", volume="1")
    assert "321–328" in formatter("chicago-author-date", reference).entry("a").text
    assert "321–28" in formatter("chicago-author-date", reference, full_page_ranges=False).entry("a").text
