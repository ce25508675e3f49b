"""Fields of BibTeX and biblatex that become other CSL variables, or are inherited or replaced."""

from __future__ import annotations

import pytest

from mkdocs_fieldguide.findings.codes import Code


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        # ACM: the publisher's place is in `address`, the conference's in `location`.
        (
            "@inproceedings{a, title={T}, address={New York}, location={Honolulu}}",
            {"publisher-place": "New York", "event-place": "Honolulu"},
        ),
        ("@book{a, title={T}, location={Honolulu}}", {"publisher-place": "Honolulu", "event-place": None}),
        (
            "@patent{a, title={T}, type={patreqeu}, location={countryde and countryfr}}",
            {"genre": "European patent request", "jurisdiction": "Germany and France"},
        ),
        ("@article{a, title={T}, series={newseries}}", {"collection-title": "New series"}),
        ("@article{a, title={T}, pubstate={inpress}}", {"status": "In press"}),
        ("@article{a, title={T}, year={\\bibstring{inpress}}}", {"issued": {"literal": "in press"}}),
        ("@misc{a, title={Patent of a country}, series={patents}}", {"collection-title": "patents"}),
        ("@book{a, title={T}, langid={langgerman}}", {"language": "de-DE"}),
        ("@article{a, title={T}, series={3}}", {"collection-title": "3rd series"}),
        ("@book{a, title={T}, series={12}}", {"collection-title": "12"}),
        ("@book{a, title={T}, volume={7}, part={2}}", {"volume": "7.2", "part-number": None}),
        ("@book{a, title={T}, part={2}}", {"volume": None, "part-number": "2"}),
        (
            "@book{a, title={T}, publisher={Simon and Schuster}, location={A and B and {C and D}}}",
            {"publisher": "Simon and Schuster", "publisher-place": "A; B; C and D"},
        ),
        (
            "@book{a, title={T}, eprint={4HIW}, eprinttype={googlebooks}}",
            {"URL": "https://books.google.com/books?id=4HIW"},
        ),
        ("@book{a, title={T}, eprint={2101.12345}}", {"URL": "https://arxiv.org/abs/2101.12345"}),
        # BibTeX's styles put the organisation in place of the author.
        ("@manual{a, title={T}, organization={Org}}", {"author": [{"literal": "Org"}], "publisher": None}),
        (
            "@manual{a, title={T}, organization={Org}, publisher={House}}",
            {"author": [{"literal": "Org"}], "publisher": "House"},
        ),
        ("@manual{a, title={T}, organization={Org}, author={A, B}}", {"publisher": "Org"}),
        ("@proceedings{a, title={T}, organization={Org}}", {"author": [{"literal": "Org"}]}),
        ("@proceedings{a, title={T}, organization={Org}, editor={A, B}}", {"author": None}),
        ("@online{a, title={T}, organization={Org}}", {"author": None, "publisher": "Org"}),
    ],
)
def test_variables(read, entry, expected):
    references, findings = read(entry)
    assert {name: references["a"].csl.get(name) for name in expected} == expected
    assert findings == []


def test_an_entry_inherits_from_xdata_which_is_no_reference(read):
    references, findings = read(
        "@xdata{house, publisher={House}, xdata={town}}@xdata{town, location={Town}}"
        "@book{a, title={T}, xdata={house}}@book{b, title={T}, xdata={lost}}"
    )
    assert list(references) == ["a", "b"]
    assert references["a"].csl["publisher"] == "House"
    assert references["a"].csl["publisher-place"] == "Town"
    assert not references["a"].has_sound_source
    assert [finding.message for finding in findings] == [
        "The entry “b” refers in “xdata” to “lost”, which is in no .bib file."
    ]


def test_a_set_is_left_out_and_reported(read):
    references, findings = read("@set{a, entryset={b, c}}@misc{b, title={B}}")
    assert list(references) == ["b"]
    assert [finding.hint for finding in findings] == ["Cite the entries of the set."]


def test_aliases_are_further_keys_and_conflicts_are_reported(read):
    references, findings = read(
        "@book{new, ids={old, older}, title={One}}\n"
        "@book{b, ids={older, new}, title={Two}}\n"
        "@inbook{c, title={Three}, crossref={old}}\n"
    )
    assert references["new"].aliases == ("old", "older")
    assert references["c"].csl["container-title"] == "One"
    assert [(finding.code, finding.location.line) for finding in findings] == 2 * [
        (Code.DUPLICATE_REFERENCE, 2)
    ]


def test_comments_within_an_entry_are_skipped(read):
    references, findings = read(
        "@article{a, % the key\n"
        "  % title = {Old},\n"
        '  title = "50% {"} of it", % it\'s {odd}\n'
        "  journal = {5% J}\n"
        "  % the end\n"
        "  , year = 2000 }\n"
        "@article{b,\n  title = {A} % no comma\n  % another\n  year = 2000}\n"
    )
    assert references["a"].csl["title"] == '50% " of it'
    assert references["a"].csl["container-title"] == "5% J"
    assert not references["a"].has_sound_source
    assert [(finding.location.line, finding.message) for finding in findings] == [
        (8, "The entry “b” lacks a comma at the end of this line.")
    ]
    assert references["b"].csl["issued"] == references["a"].csl["issued"] == {"date-parts": [[2000]]}
