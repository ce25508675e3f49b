"""Dates of bibliographies: those of BibTeX and biblatex, those that people write, and those that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.citations.bibtex.dates import parse_biblatex_date, read_date, read_year
from mkdocs_fieldguide.citations.csl.dates import make_date_sort_key, read_csl_date


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("2021", [[2021]]),
        ("2021-05", [[2021, 5]]),
        ("2021-05-03", [[2021, 5, 3]]),
        ("2021-5-3", [[2021, 5, 3]]),
        ("2020/2021-02", [[2020], [2021, 2]]),
        ("2020/", [[2020], [0]]),
        ("/2020", [[2020]]),
        ("2021-05-03T10:00:00Z", [[2021, 5, 3]]),
        ("2021-21", [[2021, 13]]),
        ("1999~", [[1999]]),
        ("199X", [[1990], [1999]]),
        ("19XX", [[1900], [1999]]),
        ("1999-07-XX", [[1999, 7]]),
        ("1993-00-00", [[1993]]),
        ("-0044-03-15", [[-44, 3, 15]]),
    ],
)
def test_biblatex_dates(source, parts):
    assert parse_biblatex_date(source)["date-parts"] == parts
    assert read_date(f"{{{source}}}").fault == ""


@pytest.mark.parametrize(
    "source", ["yesterday", "", "2021-99-99", "2021-02-29", "15/03/2015", "3/2015", "98"]
)
def test_other_texts_are_no_biblatex_dates(source):
    assert parse_biblatex_date(source) is None


@pytest.mark.parametrize("source", ["1985~", "1985?", "1985%", "{1985~}", "c. 1985", "circa 1985", "c1985"])
def test_approximate_dates(source):
    expected = {"date-parts": [[1985]], "circa": True}
    assert read_date(source).csl == read_year(source, "").csl == expected


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("14 March 2014", [[2014, 3, 14]]),
        ("Friday, 14th of March 2014", [[2014, 3, 14]]),
        ("March 14, 2014", [[2014, 3, 14]]),
        ("2014 Mar 14", [[2014, 3, 14]]),
        ("14-Mar-2014", [[2014, 3, 14]]),
        ("14--16 March 2014", [[2014, 3, 14], [2014, 3, 16]]),
        ("Sept. 2014", [[2014, 9]]),
        ("Spring 2014", [[2014, 13]]),
        ("15/03/2015", [[2015, 3, 15]]),
        ("03/15/2015", [[2015, 3, 15]]),
        ("04-04-2015", [[2015, 4, 4]]),
        ("3.4.2015", [[2015, 4, 3]]),
        ("2015/03/15", [[2015, 3, 15]]),
        ("2015/03", [[2015, 3]]),
        ("03/2015", [[2015, 3]]),
        ("2015/16", [[2015], [2016]]),
        ("2010--2012", [[2010], [2012]]),
        ("2010--12", [[2010], [2012]]),
        ("2015--", [[2015], [0]]),
        ("[2015]", [[2015]]),
        (r"{\noopsort{1973b}}1973", [[1973]]),
    ],
)
def test_unambiguous_dates_in_other_notations_are_read(source, parts):
    for reading in (read_date(source), read_year(source, "")):
        assert (reading.csl, reading.fault) == ({"date-parts": parts}, "")


@pytest.mark.parametrize(
    ("source", "parts", "fault"),
    [
        ("03/04/2015", [[2015]], "only its year is used"),
        ("2010/11", [[2010]], "only its year is used"),
        ("31/31/2015", [[2015]], "only its year is used"),
        ("2015-02-30", [[2015, 2]], "only its year and month are used"),
    ],
)
def test_of_an_ambiguous_or_impossible_date_only_the_certain_part_is_used(source, parts, fault):
    for reading in (read_date(source), read_year(source, "")):
        assert (reading.csl, reading.fault) == ({"date-parts": parts}, fault)


def test_a_letter_after_the_year_is_left_out_and_reported():
    assert read_year("2020a", "").csl == read_date("2020a").csl == {"date-parts": [[2020]]}
    assert all(reading.fault for reading in (read_year("2020a", ""), read_date("2020a")))


@pytest.mark.parametrize(
    "source", ["n.d.", "N. D.", "(n.d.)", "o. J.", "s.a.", "undated", "no date", "????", "0000"]
)
def test_a_text_that_says_there_is_no_date_is_none(source):
    assert read_date(source) == read_year(source, "") == (None, "")
    assert not read_csl_date({"literal": source}).known
    assert not read_csl_date({"raw": source}).known


@pytest.mark.parametrize("source", ["yesterday", "10/2014-12/2015"])
def test_a_date_field_without_a_date_is_shown_as_written_and_reported(source):
    assert read_date(source) == ({"literal": source}, "it is shown as written")


@pytest.mark.parametrize("source", ["in press", "2015 (in press)", "to appear"])
def test_words_in_the_year_are_shown_as_written(source):
    assert read_year(source, "") == ({"literal": source}, "")


def test_a_year_of_two_digits_is_not_one_of_the_first_century():
    assert read_year("98", "") == ({"literal": "98"}, "it is shown as written")


@pytest.mark.parametrize(
    ("year", "month", "expected"),
    [
        ("1999", "jan", {"date-parts": [[1999, 1]]}),
        ("1999", "January", {"date-parts": [[1999, 1]]}),
        ("1999", "10~jan", {"date-parts": [[1999, 1, 10]]}),
        ("1999", "March 2014", {"date-parts": [[1999, 3]]}),
        ("1999", "7", {"date-parts": [[1999, 7]]}),
        ("1999", "Spring", {"date-parts": [[1999, 13]]}),
        ("{1999}", "", {"date-parts": [[1999]]}),
        ("1999--2001", "jan", {"date-parts": [[1999], [2001]]}),
        ("1999-05", "", {"date-parts": [[1999, 5]]}),
        ("c. 1999", "", {"date-parts": [[1999]], "circa": True}),
        ("", "jan", None),
    ],
)
def test_year_and_month(year, month, expected):
    assert read_year(year, month).csl == expected


def test_dates_that_are_none_are_reported_and_the_valid_field_is_used(read):
    references, findings = read(
        "@misc{a, title={A}, date={03/04/2015}}\n"
        "@misc{b, title={B}, date={soon}, year={2014}}\n"
        "@misc{c, title={C}, year={2014}, month={Foo}}\n"
        "@misc{d, title={D}, year={2014}, urldate={14 March 2014}}\n"
    )
    assert references["a"].csl["issued"] == {"date-parts": [[2015]]}
    assert references["b"].csl["issued"] == references["c"].csl["issued"] == {"date-parts": [[2014]]}
    assert references["d"].csl["accessed"] == {"date-parts": [[2014, 3, 14]]}
    assert [(finding.location.line, finding.message) for finding in findings] == [
        (1, "The entry “a” has the invalid date “03/04/2015” in “date”; only its year is used."),
        (2, "The entry “b” has the invalid date “soon” in “date”; the field “year” is used."),
        (3, "The entry “c” has “Foo” in “month”, which is not a month, and is left out."),
    ]


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("2020/2021", ((2020, 0, 0), (2021, 0, 0))),
        ("3/2015", ((2015, 3, 0),)),
        ({"raw": "15/03/2015"}, ((2015, 3, 15),)),
        ({"raw": "14 March 2014"}, ((2014, 3, 14),)),
    ],
)
def test_dates_in_csl_json_text(value, parts):
    assert read_csl_date(value).parts == parts


def test_a_literal_date_is_sorted_by_the_year_in_it():
    dates = ["in press", "2015 (in press)", "2016", "2014"]
    keys = {text: make_date_sort_key(read_csl_date({"literal": text})) for text in dates}
    assert sorted(dates, key=keys.__getitem__) == ["2014", "2015 (in press)", "2016", "in press"]


@given(st.text(alphabet=st.sampled_from(list("0123456789/-–.~?% {}()XyTmarchnd,")), max_size=30))
def test_any_text_is_a_date_or_a_literal(source):
    for reading in (read_date(source), read_year(source, source, source)):
        date = reading.csl or {"literal": "x"}
        assert date.get("literal") or 1 <= len(date["date-parts"]) <= 2
        assert all(len(parts) in (1, 2, 3) for parts in date.get("date-parts", []))
