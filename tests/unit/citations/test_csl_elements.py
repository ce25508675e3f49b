"""Rendering elements of CSL: groups, terms, numbers, dates, letter case, quotation marks and formatting."""

from __future__ import annotations

import pytest
from support.csl import cited, entry, made, own_style

from mkdocs_fieldguide.model.references import CiteItem

MACROS = (
    '<macro name="in"><text term="in" suffix=" "/><text variable="container-title"/></macro>'
    '<macro name="none"><text term="no date" form="short"/></macro>'
)


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ('<group delimiter=", "><text variable="title"/><text macro="in"/></group>', "Book"),
        ('<group delimiter=", "><text macro="none"/><text variable="volume"/></group>', "n.d."),
        ('<group><text value="x"/><group prefix="&lt;"><text variable="URL"/></group></group>', ""),
        ('<group><group><text value="x"/></group><text variable="URL"/></group>', "x"),
        (
            '<names variable="author"><substitute><text term="editor" form="verb"/><text value="no"/>'
            "</substitute></names>",
            "edited by",
        ),
    ],
)
def test_groups_and_macros_without_content_are_left_out(layout, text):
    assert entry(f'{layout}<text value="|"/>', body=MACROS, title="Book").text == f"{text}|"


def test_a_substitute_does_not_repeat_names():
    names = '<names variable="editor"><name/></names>'
    body = f'<macro name="e">{names}{names}</macro>'
    layout = '<names variable="author"><substitute><text macro="e"/></substitute></names>'
    assert entry(layout, body=body, editor=[{"family": "Doe"}]).text == "Doe"


def test_every_form_of_a_term_in_the_language_precedes_the_fallback_language():
    own = '<locale xml:lang="de"><terms><term name="cited">zit.</term></terms></locale>'
    assert entry('<text term="cited" form="short"/>', body=own, locale="de-CH", title="x").text == "zit."


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ("12-13", "pages 12–13"),
        ("iv-ix", "pages iv–ix"),
        ("12 & 20", "pages 12 & 20"),
        ("12, and 20", "pages 12, and 20"),
        ("12", "page 12"),
        (r"12\-3", "page 12-3"),
        ("Rook-Doe", "page Rook-Doe"),
    ],
)
def test_labels_are_plural_for_several_numbers(pages, text):
    assert entry('<label variable="page" suffix=" "/><text variable="page"/>', page=pages).text == text


@pytest.mark.parametrize(
    ("locator", "text"),
    [("12 et 20", "pages 12 et 20"), ("vol. 1, fol. 20", "vol. 1, fol. 20"), (" 7", "page 7")],
)
def test_labels_of_locators(locator, text):
    layout = '<group delimiter=" "><label variable="locator"/><text variable="locator"/></group>'
    french = own_style(f"<citation><layout>{layout}</layout></citation>", made("a"), locale="fr-FR")
    assert cited(french, CiteItem("a", locator=locator)) == text


@pytest.mark.parametrize(
    ("form", "pages", "text"),
    [
        ("expanded", "N12-P15", "N12-P15"),
        ("expanded", "D975-9", "D975–9"),
        ("minimal", "n115-n119", "n115–9"),
        ("chicago", "13792-13803", "13792–803"),
        ("chicago", "101-8 & 142-145", "101–8 & 142–45"),
    ],
)
def test_page_ranges_with_letters(form, pages, text):
    assert entry('<text variable="page"/>', f'page-range-format="{form}"', page=pages).text == text


def test_ordinal_numbers_have_the_gender_of_their_term():
    body = (
        '<locale><terms><term name="ordinal">x</term><term name="ordinal-01" gender-form="feminine">a</term>'
        '<term name="ordinal-01" gender-form="masculine">o</term>'
        '<term name="edition" gender="feminine">e</term><term name="issue" gender="masculine">i</term>'
        "</terms></locale>"
    )
    layout = '<number variable="edition" form="ordinal"/> <number variable="issue" form="ordinal"/>'
    assert entry(layout, body=body, edition="1", issue="1").text == "1a1o"
    assert entry(layout, body=body, edition="2", issue="2").text == "2x2x"


def test_dates_of_a_range_keep_their_delimiter():
    body = (
        '<locale><date form="text" delimiter=" "><date-part name="day"/><date-part name="month"/>'
        '<date-part name="year"/></date></locale>'
    )
    layout = '<date variable="issued" form="text"/>'
    assert (
        entry(layout, body=body, issued={"date-parts": [[2020, 5, 2], [2020, 5, 4]]}).text == "2–4 May 2020"
    )
    assert entry(f'{layout}<text value="x"/>', body=body, issued={"date-parts": [[2020, 60]]}).text == "2020x"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ('the <span style="font-variant:small-caps;">abc def</span> way', "The abc def Way"),
        ("a dose of β-carotene", "A Dose of β-Carotene"),
        ("model 07-x", "Model 07-x"),
        ("OC 1", "OC 1"),
        ("'what's new': a tale", "“What’s New”: A Tale"),
        ("on the '09 season", "On the ’09 Season"),
    ],
)
def test_title_case_and_quotation_marks_in_titles(title, text):
    assert entry('<text variable="title" text-case="title"/>', title=title).text == text


def test_formatting_in_titles_is_reversed_in_text_of_the_same_formatting():
    italic = '<text variable="title" font-style="italic"/>'
    assert entry(italic, title="a <i>b <i>c</i></i>").html == "<i>a </i>b <i>c</i>"
    assert entry(italic, title='a <span class="nodecor">b</span>').html == "<i>a </i>b"
    assert entry('<text variable="title" font-weight="bold"/>', title="x <b>y</b>").html == "<b>x </b>y"
    inner = '<text value="x" font-style="italic"/><text value="y" font-style="normal"/>'
    assert entry(f'<group font-style="italic">{inner}</group>', title="t").html == "<i>x</i>y"


def test_superscript_characters_become_elements_in_html_only():
    one = entry('<text variable="title"/>', title="1ʳᵉ édition")
    assert (one.html, one.text) == ("1<sup>r</sup><sup>e</sup> édition", "1ʳᵉ édition")


@pytest.mark.parametrize(
    ("suffix", "text"),
    [(",", "“Book,”x"), ("!", "“Book!”x"), (";", "“Book”;x")],
)
def test_punctuation_and_closing_quotation_marks(suffix, text):
    assert (
        entry(f'<text variable="title" quotes="true" suffix="{suffix}"/><text value="x"/>', title="Book").text
        == text
    )


def test_variables_in_lines_of_the_note():
    layout = '<text variable="genre"/><date variable="event-date" form="text" date-parts="year" prefix=" "/>'
    assert entry(layout, note="event-date: 2004-10-01\ngenre: Talk").text == "Talk 2004"


def test_labels_made_of_names_and_years():
    people = [{"family": name} for name in ("Ash", "Birch", "Cedar", "Dogwood")]
    layout = '<text variable="citation-label"/>'
    labels = [
        entry(layout, author=people[:count], issued={"date-parts": [[2021]]}).text for count in range(1, 5)
    ]
    assert labels == ["Ash21", "AsBi21", "AsBC21", "ABCD21"]
