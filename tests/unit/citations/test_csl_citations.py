"""Citations in CSL styles: affixes, positions, grouping, collapsing, disambiguation; lists of references."""

from __future__ import annotations

import pytest
from support.csl import cited, made, own_style

from mkdocs_fieldguide.citations.csl.positions import set_positions
from mkdocs_fieldguide.model.references import CiteItem

NAMES = '<names variable="author"><name form="short" and="text" initialize-with=". "/></names>'
YEAR = '<date variable="issued"><date-part name="year"/></date>'


def author_date(attributes="", *references, layout='delimiter="; "', kind="in-text"):
    content = f'<group delimiter=" ">{NAMES}{YEAR}</group>'
    body = f"<citation {attributes}><layout {layout}>{content}</layout></citation>"
    return own_style(body, *references, kind=kind)


def work(key, year, *people, **csl):
    names = [{"family": one.split()[-1], "given": " ".join(one.split()[:-1])} for one in people]
    return made(key, author=names, issued={"date-parts": [[year]]}, title=key, **csl)


def test_affixes_of_cites():
    style = author_date("", work("a", 2020, "Ada Ash"), work("b", 2021, "Ben Birch"))
    assert cited(style, CiteItem("a", prefix="see", suffix="and others"), "b") == (
        "see Ash 2020 and others; Birch 2021"
    )
    assert cited(style, CiteItem("a", suffix=", <i>passim</i>")) == "Ash 2020, <i>passim</i>"
    assert cited(style, CiteItem("a", prefix="<i>cf.</i> ")) == "<i>cf.</i> Ash 2020"
    assert cited(style, "a", CiteItem("b", prefix=", cited in")) == "Ash 2020, cited in Birch 2021"
    assert cited(style, CiteItem("a", suffix=","), "b") == "Ash 2020, Birch 2021"


def test_a_cite_without_text_leaves_no_delimiter_but_its_key():
    style = author_date("", work("a", 2020, "Ada Ash"), made("none"), layout='delimiter="; " prefix="("')
    pieces = style.cite([CiteItem("none"), CiteItem("a"), CiteItem("none")], {})
    assert "".join(piece.html for piece in pieces) == "(Ash 2020"
    assert [piece.key for piece in pieces if piece.key] == ["none", "a", "none"]


@pytest.mark.parametrize(
    ("kind", "attributes", "text"),
    [
        ("in-text", 'collapse="year"', "Ash 2001, 2002; Birch 2003"),
        ("note", 'collapse="year"', "Ash 2001; 2002; Birch 2003"),
        ("note", 'collapse="year" cite-group-delimiter="/"', "Ash 2001/2002; Birch 2003"),
        ("in-text", 'collapse="year" after-collapse-delimiter=" | "', "Ash 2001, 2002 | Birch 2003"),
        ("in-text", 'cite-group-delimiter=", "', "Ash 2001, Ash 2002; Birch 2003"),
        ("in-text", "", "Ash 2001; Birch 2003; Ash 2002"),
    ],
)
def test_delimiters_of_grouped_and_collapsed_cites(kind, attributes, text):
    references = work("a", 2001, "Ada Ash"), work("b", 2003, "Ben Birch"), work("c", 2002, "Ada Ash")
    assert cited(author_date(attributes, *references, kind=kind), "a", "b", "c") == text


def test_a_locator_in_a_collapsed_group_is_set_off():
    attributes = 'collapse="year" after-collapse-delimiter="; "'
    layout = '<group delimiter=", "><group delimiter=" ">{}{}</group><text variable="locator"/></group>'
    body = f'<citation {attributes}><layout delimiter=", ">{layout.format(NAMES, YEAR)}</layout></citation>'
    style = own_style(body, work("a", 2001, "Ada Ash"), work("b", 2002, "Ada Ash"))
    assert cited(style, CiteItem("a", locator="3"), "b") == "Ash 2001, 3; 2002"


def test_suffixes_of_years_use_the_delimiter_of_the_group():
    attributes = 'disambiguate-add-year-suffix="true" collapse="year-suffix"'
    references = [work(key, 2001, "Ada Ash") for key in "abc"]
    assert cited(author_date(attributes, *references), *"abc") == "Ash 2001a; b; c"
    assert cited(author_date(f'{attributes} cite-group-delimiter=","', *references), *"ac") == "Ash 2001a,c"


def test_numbers_become_ranges_only_if_the_style_says_so():
    layout = '<layout delimiter=","><text variable="citation-number" prefix="[" suffix="]"/></layout>'
    body = '<citation {}><sort><key variable="citation-number"/></sort>{}</citation>'
    numbers = {"a": 1, "b": 2, "c": 3}
    references = [made(key) for key in "abc"]
    plain = own_style(body.format("", layout), *references)
    collapsed = own_style(body.format('collapse="citation-number"', layout), *references)
    assert cited(plain, *"abc", numbers=numbers) == "[1],[2],[3]"
    assert cited(collapsed, *"abc", numbers=numbers) == "[1]–[3]"
    assert cited(collapsed, "a", CiteItem("b", suffix="x"), "c", numbers=numbers) == "[1],[2] x,[3]"


NOTES = (
    '<citation><layout delimiter="; " suffix="."><choose>'
    '<if position="ibid-with-locator"><text term="ibid" suffix=" "/><text variable="locator"/></if>'
    '<else-if position="ibid"><text term="ibid"/></else-if>'
    '<else-if position="subsequent"><text variable="title" form="short"/>'
    '<text variable="first-reference-note-number" prefix=" n. "/></else-if>'
    '<else><text variable="title"/></else></choose></layout></citation>'
)


def test_positions_of_cites():
    style = own_style(
        NOTES, made("a", title="Long A", shortTitle="A"), made("b", title="Long B"), kind="note"
    )
    a, b = CiteItem("a"), CiteItem("b")
    citations = [[a], [a], [CiteItem("a", locator="7")], [b, a], [a], [CiteItem("b", prefix="It ends.")]]
    texts = [cited(style, *cites) for cites in set_positions(citations)]
    assert texts == ["Long A.", "Ibid.", "Ibid. 7.", "Long B; A.", "A.", "It ends. Long B."]
    numbered = set_positions(citations, notes=[1, 2, 3, 4, 5, 6])
    assert cited(style, *numbered[3]) == "Long B; A n. 1."
    assert [cite.near_note for cite in numbered[5]] == [True]
    assert style.has_positions
    assert not author_date().has_positions


def test_a_term_at_the_beginning_of_a_note_gets_a_capital():
    ibid = CiteItem("a", position="ibid")
    style = own_style(NOTES, made("a", title="A"), made("b", title="B"), kind="note")
    assert cited(style, ibid) == "Ibid."
    assert cited(style, CiteItem("a", position="ibid", prefix="See")) == "See ibid."
    assert cited(style, CiteItem("a", position="ibid", prefix="That is all.")) == "That is all. Ibid."
    assert cited(style, "b", ibid) == "B; ibid."
    assert cited(own_style(NOTES, made("a")), ibid) == "ibid."


def test_lists_of_names_are_shorter_in_later_cites():
    attributes = 'et-al-min="4" et-al-use-first="1" et-al-subsequent-min="2" et-al-subsequent-use-first="1"'
    style = author_date(attributes, work("a", 2001, "Ada Ash", "Ben Birch"))
    assert cited(style, "a") == "Ash and Birch 2001"
    assert cited(style, CiteItem("a", position="subsequent")) == "Ash et al. 2001"


ALL = 'disambiguate-add-names="true" disambiguate-add-givenname="true" et-al-min="3" et-al-use-first="1"'


@pytest.mark.parametrize(
    ("people", "texts"),
    [
        # Only the names that distinguish cites are added, in the order of the list.
        (
            ["A Ash;B Birch;J Cedar", "A Ash;B Birch;K Cedar", "A Ash;B Fir;J Cedar"],
            ["Ash, Birch, and J. Cedar", "Ash, Birch, and K. Cedar", "Ash, Fir, et al."],
        ),
        (
            ["A Ash;Bea Birch;C Elm", "A Ash;Bob Birch;D Elm"],
            ["Ash, Bea Birch, et al.", "Ash, Bob Birch, et al."],
        ),
        (["A Ash;B Birch;C Elm", "A Ash;B Birch;C Elm"], ["Ash et al.", "Ash et al."]),
    ],
)
def test_names_and_given_names_are_added_together(people, texts):
    references = [work(str(at), 2001, *one.split(";")) for at, one in enumerate(people)]
    style = author_date(ALL, *references)
    assert [cited(style, str(at)).removesuffix(" 2001") for at in range(len(people))] == texts


def test_conditions_for_ambiguous_cites_are_met_one_after_the_other_and_in_lists():
    condition = '<choose><if disambiguate="true"><text variable="{}" prefix=", "/></if></choose>'
    content = NAMES + condition.format("title") + condition.format("edition")
    layout = f"<layout>{content}</layout>"
    body = f"<citation>{layout}</citation><bibliography>{layout}</bibliography>"
    ash = [{"family": "Ash"}]
    references = [
        made("a", author=ash, title="One", edition="1"),
        made("b", author=ash, title="Two", edition="1"),
        made("c", author=ash, title="Two", edition="2"),
        made("d", author=[{"family": "Fir"}], title="Two", edition="2"),
    ]
    style = own_style(body, *references)
    expected = ["Ash, One", "Ash, Two, 1", "Ash, Two, 2", "Fir"]
    assert [cited(style, key) for key in "abcd"] == expected
    assert [style.entry(key).text for key in "abcd"] == expected


def test_years_get_a_suffix_if_only_later_cites_or_dates_of_access_differ():
    attributes = (
        'disambiguate-add-year-suffix="true" et-al-min="9" et-al-use-first="1" et-al-subsequent-min="2"'
    )
    style = author_date(
        f'{attributes} et-al-subsequent-use-first="1"',
        work("a", 2001, "Ada Ash", "Ben Birch"),
        work("b", 2001, "Ada Ash", "Fay Fir"),
    )
    assert cited(style, "a", "b") == "Ash and Birch 2001a; Ash and Fir 2001b"


LIST = (
    '<citation><layout/></citation><bibliography subsequent-author-substitute="---" {}><layout>'
    '<group delimiter=", "><text variable="citation-number"/><names variable="author">'
    '<substitute><names variable="editor"/><text variable="title"/></substitute></names>'
    '<text variable="volume"/></group></layout></bibliography>'
)


@pytest.mark.parametrize(
    ("rule", "texts"),
    [
        ("complete-all", ["1, Ash, Birch, I", "2, ---, II", "3, Ash, Fir, III", "4, T", "5, ---"]),
        ("complete-each", ["1, Ash, Birch, I", "2, ---, ---, II", "3, Ash, Fir, III", "4, T", "5, ---"]),
        ("partial-each", ["1, Ash, Birch, I", "2, ---, ---, II", "3, ---, Fir, III", "4, T", "5, ---"]),
        ("partial-first", ["1, Ash, Birch, I", "2, ---, Birch, II", "3, ---, Fir, III", "4, T", "5, ---"]),
    ],
)
def test_a_list_has_numbers_and_replaces_repeated_authors(rule, texts):
    both = [{"family": "Ash"}, {"family": "Birch"}]
    style = own_style(
        LIST.format(f'subsequent-author-substitute-rule="{rule}"'),
        made("a", author=both, volume="I"),
        made("b", author=both, volume="II"),
        made("c", author=[{"family": "Ash"}, {"family": "Fir"}], volume="III"),
        made("d", title="T"),
        made("e", title="T"),
    )
    assert [entry.text for entry in style.list_entries(list("abcde")).values()] == texts
    assert style.entry("b").text == "Ash, Birch, II"


def test_fields_are_aligned_in_blocks():
    fields = '<text variable="citation-number" suffix="."/><text variable="title"/>'
    body = (
        '<citation><layout/></citation><bibliography second-field-align="flush"><layout suffix="!">'
        f'{fields}<text variable="note" display="indent"/></layout></bibliography>'
    )
    style = own_style(body, made("a", title="A"))
    assert style.list_entries(["a"])["a"].html == (
        '<span class="fg-left-margin">1.</span><span class="fg-right-inline">A!</span>'
    )
    assert style.list_entries(["a"])["a"].text == "1. A!"
    assert style.entry("a").html == "A!"
    shown = own_style(body.replace(' second-field-align="flush"', ""), made("a", title="A", note="N"))
    assert shown.entry("a").html == 'A<br><span class="fg-indent">N!</span>'
    assert shown.entry("a").text == "A N!"
