from __future__ import annotations

import pytest

from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import BUNDLED, StyleError, StyleSource, find_style
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import CiteItem, Reference

CSL = "http://purl.org/net/xbiblio/csl"
DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="fr-FR"><info>
<title>A journal</title>
<link href="http://www.zotero.org/styles/{}" rel="independent-parent"/></info></style>"""


@pytest.mark.parametrize("name", [*BUNDLED, "apa.csl", " apa "])
def test_bundled_styles_are_found_by_name(name):
    assert b"<style" in find_style(name).data


def test_unknown_style_error_has_a_suggestion(tmp_path):
    with pytest.raises(StyleError, match="Did you mean “nature”"):
        find_style("natur", tmp_path)
    with pytest.raises(StyleError, match="The bundled styles are apa"):
        find_style("zzzzzz")
    with pytest.raises(StyleError):
        find_style("", tmp_path)


def test_style_file_is_found_below_the_base(tmp_path):
    (tmp_path / "own.csl").write_bytes(find_style("ieee").data)
    assert find_style("own.csl", tmp_path).data == find_style("own", tmp_path).data
    assert find_style(str(tmp_path / "own.csl")).name.endswith("own.csl")


def test_dependent_style_uses_its_parent(tmp_path):
    (tmp_path / "journal.csl").write_text(DEPENDENT.format("apa"))
    found = find_style("journal.csl", tmp_path)
    assert found.data == find_style("apa").data
    assert found.default_locale == "fr-FR"
    (tmp_path / "journal.csl").write_text(DEPENDENT.format("own"))
    (tmp_path / "own.csl").write_bytes(find_style("nature").data)
    assert find_style("journal.csl", tmp_path).data == find_style("nature").data


def test_dependent_style_without_its_parent_is_an_error(tmp_path):
    (tmp_path / "journal.csl").write_text(DEPENDENT.format("somewhere-else"))
    with pytest.raises(StyleError, match=r"Put somewhere-else\.csl into the same directory"):
        find_style("journal.csl", tmp_path)
    (tmp_path / "journal.csl").write_text(DEPENDENT.format(".."))
    with pytest.raises(StyleError):
        find_style("journal.csl", tmp_path)


def formatter(body, *references, attributes="", locale="en-US"):
    style = f'<style xmlns="{CSL}" class="in-text" version="1.0" {attributes}>{body}</style>'
    return Formatter({one.key: one for one in references}, StyleSource("own", style.encode()), locale)


def made(key, **csl):
    return Reference(key, {"id": key, **csl}, Location("x"))


def entry(layout, attributes="", body="", locale="en-US", **csl):
    body = f"{body}<citation><layout/></citation><bibliography><layout>{layout}</layout></bibliography>"
    return formatter(body, made("k", **csl), attributes=attributes, locale=locale).entry("k")


PEOPLE = [
    {"family": "Doe", "given": "Jane Mary"},
    {"family": "Gogh", "non-dropping-particle": "van", "given": "Vincent"},
    {"family": "Humboldt", "dropping-particle": "von", "given": "Alexander"},
    {"literal": "The Group"},
]


@pytest.mark.parametrize(
    ("options", "count", "text"),
    [
        ("", 2, "Jane Mary Doe, Vincent van Gogh"),
        ('and="text"', 2, "Jane Mary Doe and Vincent van Gogh"),
        ('and="symbol" delimiter-precedes-last="always"', 2, "Jane Mary Doe, & Vincent van Gogh"),
        ('and="text"', 3, "Jane Mary Doe, Vincent van Gogh, and Alexander von Humboldt"),
        (
            'and="text" delimiter-precedes-last="never"',
            3,
            "Jane Mary Doe, Vincent van Gogh and Alexander von Humboldt",
        ),
        ('form="short" et-al-min="3" et-al-use-first="1"', 4, "Doe et al."),
        ('form="short" et-al-min="3" et-al-use-first="2"', 4, "Doe, van Gogh, et al."),
        ('form="short" et-al-min="3" et-al-use-first="1" et-al-use-last="true"', 4, "Doe, … The Group"),
        (
            'form="short" and="text" et-al-min="5" et-al-use-first="1"',
            4,
            "Doe, van Gogh, Humboldt, and The Group",
        ),
        ('name-as-sort-order="first"', 2, "Doe, Jane Mary, Vincent van Gogh"),
        ('name-as-sort-order="all" initialize-with=". "', 3, "Doe, J. M., Gogh, V. van, Humboldt, A. von"),
        ('name-as-sort-order="all" initialize-with="" sort-separator=" "', 1, "Doe JM"),
        ('form="count"', 4, "4"),
    ],
)
def test_names(options, count, text):
    assert entry(f'<names variable="author"><name {options}/></names>', author=PEOPLE[:count]).text == text


def test_names_never_demoted_and_substituted():
    layout = '<names variable="author"><name name-as-sort-order="all"/></names>'
    assert (
        entry(layout, 'demote-non-dropping-particle="never"', author=PEOPLE[1:2]).text == "van Gogh, Vincent"
    )
    layout = (
        '<names variable="author"><label prefix=" (" suffix=")" form="short"/><substitute>'
        '<names variable="editor"/><text variable="title"/></substitute></names>'
        '<text variable="title" prefix=". "/>'
    )
    assert entry(layout, editor=PEOPLE[:1], title="T").text == "Jane Mary Doe (ed.). T"
    assert entry(layout, title="T").text == "T"


@pytest.mark.parametrize(
    ("node", "date", "text"),
    [
        ('form="text"', [[2021, 5, 3]], "May 3, 2021"),
        ('form="text"', [[2021, 5]], "May 2021"),
        ('form="text" date-parts="year"', [[2021, 5, 3]], "2021"),
        ('form="numeric"', [[2021, 5, 3]], "05/03/2021"),
        ('form="text"', [[2021, 5, 3], [2021, 5, 9]], "May 3–9, 2021"),
        ('form="text"', [[2021, 5, 3], [2021, 6, 9]], "May 3–June 9, 2021"),
        ('form="text"', [[2020], [2021]], "2020–2021"),
        ('form="text"', [[2021, 14]], "Summer 2021"),
        ('form="text"', [[-44, 3, 15]], "March 15, 44 BC"),
        ('form="text"', [[476]], "476 AD"),
    ],
)
def test_dates(node, date, text):
    assert entry(f'<date variable="issued" {node}/>', issued={"date-parts": date}).text == text


def test_dates_in_another_language_and_custom_date_formats():
    assert (
        entry(
            '<date variable="issued" form="text"/>', locale="de-DE", issued={"date-parts": [[2021, 5, 3]]}
        ).text
        == "3. Mai 2021"
    )
    own = (
        '<date variable="issued"><date-part name="day" form="ordinal" suffix=" "/>'
        '<date-part name="month" form="short" strip-periods="true"/></date>'
    )
    assert entry(own, issued={"date-parts": [[2021, 12, 22]]}).text == "22nd Dec"


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ('<number variable="volume" form="ordinal"/>', "3rd"),
        ('<number variable="volume" form="long-ordinal"/>', "third"),
        ('<number variable="volume" form="roman"/>', "iii"),
        ('<label variable="page" form="short" suffix=" "/><text variable="page"/>', "pp. 10–12"),
        ('<label variable="volume" plural="always"/>', "volumes"),
        ('<text variable="title" text-case="title"/>', "The Life of mRNA and a Cell: An Intro"),
        ('<text variable="title" text-case="uppercase"/>', "THE LIFE OF MRNA AND A CELL: AN INTRO"),
        ('<text variable="title" text-case="lowercase"/>', "the life of mrna and a cell: an intro"),
        ('<text variable="title" quotes="true" suffix="."/>', "“the life of mRNA and a cell: an intro.”"),
        ('<text value="a"/><group delimiter=", "><text variable="none"/><text term="in"/></group>', "a"),
        ('<group delimiter=", "><text variable="volume"/><text term="in"/></group>', "3, in"),
        ('<text term="editor" form="verb-short"/>', "ed. by"),
        (
            '<choose><if variable="volume none" match="any"><text value="a"/></if>'
            '<else><text value="b"/></else></choose>',
            "a",
        ),
        (
            '<choose><if variable="volume none"><text value="a"/></if>'
            '<else><text value="b"/></else></choose>',
            "b",
        ),
        ('<choose><if variable="none" match="none"><text value="a"/></if></choose>', "a"),
        ('<choose><if is-numeric="volume"><text value="a"/></if></choose>', "a"),
        ('<text variable="title" form="short"/>', "Life"),
        ('<text value="What?"/><text value=". Next"/>', "What? Next"),
        ('<text value=" a,"/><text value=". "/>', "a,."),
        ('<text variable="citation-label"/>', "the"),
        ('<text variable="none"/>', "the life of mRNA and a cell: an intro"),
        ('<text value="End."/><text value=". "/><text value=", x"/>', "End., x"),
    ],
)
def test_elements(layout, text):
    csl = {
        "volume": "3",
        "page": "10-12",
        "title": "the life of mRNA and a cell: an intro",
        "title-short": "Life",
    }
    assert entry(layout, **csl).text == text


@pytest.mark.parametrize(
    ("form", "pages", "text"),
    [
        ("expanded", "321-28", "321–328"),
        ("minimal", "321-328", "321–8"),
        ("minimal-two", "321-328", "321–28"),
        ("minimal-two", "7-9", "7–9"),
        ("chicago-16", "321-328", "321–28"),
        ("chicago-16", "100-104", "100–104"),
        ("chicago-16", "101-108", "101–8"),
        ("chicago-16", "1087-1089", "1087–89"),
        ("chicago-16", "1496-1504", "1496–504"),
        ("chicago-15", "1496-1504", "1496–1504"),
        ("chicago", "11564-11568", "11564–68"),
        ("", "321-28, 400", "321–28, 400"),
        ("expanded", "S12-S15", "S12–S15"),
        ("expanded", "D975-9", "D975–9"),
        ("minimal", "9-" + "9" * 5000, "9–" + "9" * 5000),
    ],
)
def test_page_ranges(form, pages, text):
    body = (
        '<citation><layout/></citation><bibliography><layout><text variable="page"/></layout></bibliography>'
    )
    style = f'<style xmlns="{CSL}" class="in-text" version="1.0" page-range-format="{form}">{body}</style>'
    source = StyleSource("own", style.encode())
    assert Formatter({"k": made("k", page=pages)}, source, full_page_ranges=False).entry("k").text == text


def test_inline_markup_of_csl_json():
    layout = '<text variable="title" font-style="italic"/>'
    assert entry(layout, title="Of <i>E. coli</i> & H<sub>2</sub>O").html == (
        "<i>Of </i>E. coli<i> &amp; H</i><i><sub>2</sub></i><i>O</i>"
    )
    title = '<text variable="title" text-case="title"/>'
    assert entry(title, title='the <span class="nocase">htsget</span> protocol').text == "The htsget Protocol"
    assert (
        entry(title, title="an <em>in vivo</em> <strong>test</strong>").html
        == "An <i>in Vivo</i> <b>Test</b>"
    )
    plain = entry('<text variable="title"/>', title="a <b>bold</b> </i> <u>word</u>")
    assert plain.text == "a bold </i> <u>word</u>"
    assert plain.html == "a <b>bold</b> &lt;/i&gt; &lt;u&gt;word&lt;/u&gt;"


def test_nested_quotes_alternate():
    layout = '<text variable="title" quotes="true"/>'
    assert entry(layout, title='On "big data" and it\'s use').text == "“On ‘big data’ and it’s use”"
    assert entry('<text variable="title"/>', title='On "big data"').text == "On “big data”"


def test_year_suffix_follows_the_year_by_default():
    body = (
        '<citation disambiguate-add-year-suffix="true" collapse="{}"{}><layout delimiter="; ">'
        '<group delimiter=" "><names variable="author"/>'
        '<date variable="issued" form="text" date-parts="year"/></group>'
        '</layout></citation><bibliography><sort><key variable="title"/></sort><layout><group delimiter=". ">'
        '<names variable="author"/><date variable="issued" form="text"/></group></layout></bibliography>'
    )
    references = [
        made(key, author=[{"family": "Doe"}], issued={"date-parts": [[2020, 5]]}, title=key)
        for key in "abcde"
    ]

    def cited(collapse, keys, extra=""):
        one = formatter(body.format(collapse, extra), *references)
        return "".join(piece.html for piece in one.cite([CiteItem(key) for key in keys], {}))

    assert formatter(body.format("year", ""), *references).entry("b").text == "Doe. May 2020b"
    assert cited("year", "abd") == "Doe 2020a, 2020b, 2020d"
    assert cited("year-suffix", "abd", ' year-suffix-delimiter=","') == "Doe 2020a,b,d"
    assert cited("year-suffix-ranged", "abce", ' year-suffix-delimiter=","') == "Doe 2020a–c,e"


def test_condition_for_ambiguous_cites():
    body = (
        '<citation><layout><group delimiter=" "><names variable="author"/><choose><if disambiguate="true">'
        '<text variable="title"/></if></choose></group></layout></citation>'
    ).replace("<citation>", '<citation disambiguate-add-year-suffix="true">')
    references = [made(key, author=[{"family": "Doe"}], title=f"Title {key}") for key in "ab"]
    one = formatter(body, *references, made("c", author=[{"family": "Roe"}], title="Title c"))
    assert "".join(piece.html for piece in one.cite([CiteItem("a")], {})) == "Doe Title a"
    assert "".join(piece.html for piece in one.cite([CiteItem("c")], {})) == "Roe"


def test_sort_keys_descending_and_numeric():
    body = (
        '<citation><layout/></citation><bibliography><sort><key variable="issued" sort="descending"/>'
        '<key variable="volume"/></sort><layout><text variable="title"/></layout></bibliography>'
    )
    references = [
        made("a", volume="10", issued={"date-parts": [[2020]]}),
        made("b", volume="9", issued={"date-parts": [[2020]]}),
        made("c", volume="1"),
        made("d", volume="1", issued={"date-parts": [[2021]]}),
    ]
    assert formatter(body, *references).order(list("abcd")) == ["d", "b", "a", "c"]
