from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_fieldguide.citations.bibliography_files import BibliographyFile, read_bibliography
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings

FOLDER = Path(__file__).parent


def test_fields_become_csl_json(sample):
    csl = sample["watson_molecular_1953"].csl
    assert csl == {
        "id": "watson_molecular_1953",
        "type": "article-journal",
        "author": [{"family": "Watson", "given": "J. D."}, {"family": "Crick", "given": "F. H. C."}],
        "issued": {"date-parts": [[1953, 4]]},
        "title": "Molecular Structure of Nucleic Acids: A Structure for Deoxyribose Nucleic Acid",
        "title-short": "Molecular Structure of Nucleic Acids",
        "container-title": "Nature",
        "issue": "4356",
        "page": "737-738",
        "DOI": "10.1038/171737a0",
        "volume": "171",
        "keyword": "DNA, structure",
    }


def test_dates_types_people_and_places(sample):
    assert sample["lander_initial_2001"].csl["issued"] == {"date-parts": [[2001, 2, 15]]}
    assert sample["lander_initial_2001"].csl["accessed"] == {"date-parts": [[2024, 3, 1]]}
    assert sample["lander_initial_2001"].csl["author"][-1] == {
        "literal": "International Human Genome Sequencing Consortium"
    }
    assert sample["turing_computing_1950"].csl["issued"] == {"date-parts": [[1950, 10]]}
    assert sample["turing_computable_1937"].csl["DOI"] == "10.1112/plms/s2-42.1.230"
    assert sample["beethoven_test_1802"].csl["author"] == [
        {"dropping-particle": "van", "family": "Beethoven", "given": "Ludwig"}
    ]
    assert sample["godel_uber_1931"].csl["author"] == [{"family": "Gödel", "given": "Kurt"}]
    assert sample["godel_uber_1931"].csl["language"] == "de-DE"
    assert sample["who_constitution_1946"].csl["URL"].startswith("https://www.who.int/")
    assert sample["curie_recherches_1903"].csl["genre"] == "PhD thesis"
    assert sample["python_2001"].csl["type"] == "software"


def test_titles_are_in_sentence_case_except_in_braces(sample):
    assert sample["darwin_origin_1859"].csl["title"].startswith("On the origin of species by means")
    assert sample["knuth_art_1997"].csl["title"] == "The Art of Computer Programming"
    assert "Sätze der Principia" in sample["godel_uber_1931"].csl["title"]


def test_entry_inherits_from_its_crossref(sample):
    csl = sample["bohr_quantum_1928"].csl
    assert csl["container-title"] == "Électrons et photons"
    assert csl["publisher"] == "Gauthier-Villars"
    assert csl["title"] == "The quantum postulate"


def test_source_text_and_location_are_stored(sample):
    reference = sample["watson_molecular_1953"]
    assert str(reference.defined_at) == "sample.bib:8"
    assert reference.bibtex.startswith("@article{watson_molecular_1953,")
    assert reference.bibtex.endswith("}")


def test_syntax_error_loses_only_its_entry_and_is_reported():
    findings = Findings()
    references = read_bibliography([BibliographyFile(FOLDER / "damaged.bib", "damaged.bib")], findings)
    reported = {(finding.location.line, finding.code) for finding in findings}
    syntax, incomplete = Code.BIBLIOGRAPHY_SYNTAX, Code.INCOMPLETE_REFERENCE
    assert reported >= {
        (3, syntax),  # a closing brace is missing
        (9, syntax),  # a comma
        (18, syntax),  # a closing quotation mark
        (21, syntax),  # an equals sign
        (25, syntax),  # the key
        (27, syntax),  # an undefined abbreviation
        (29, Code.DUPLICATE_REFERENCE),
        (31, syntax),  # a field twice
        (33, syntax),  # the parent of a crossref
        (35, syntax),  # the opening brace
        (39, syntax),  # a brace too many
        (41, syntax),  # an unknown type
        (43, syntax),  # no date
        (45, Code.UNREADABLE_LATEX),
        (47, incomplete),  # no title
    }
    assert {"good_first", "good_last", "twice", "lost_parent", "odd_type", "bad_date"} <= set(references)
    assert references["good_first"].csl["title"] == "A sound entry at the top"
    assert references["missing_comma"].csl["author"] == [{"family": "Carter", "given": "Cy"}]
    assert not {"open_quote", "no_equals", "no_title", ""} & set(references)
    for finding in findings:
        if finding.location.line not in (25, 35):
            assert "“" in finding.message, finding


def test_duplicate_is_reported_at_its_own_line_and_names_the_first(read):
    _, findings = read("@misc{a, title={One}}\n\n@misc{b, title={Two}}\n@misc{a, title={Three}}\n")
    (finding,) = findings
    assert finding.code is Code.DUPLICATE_REFERENCE
    assert str(finding.location) == "a.bib:4"
    assert "a.bib:1" in finding.message


def test_files_are_read_in_order_and_the_first_duplicate_wins(tmp_path):
    (tmp_path / "one.bib").write_text("@misc{b, title={B}}@misc{a, title={A}}")
    (tmp_path / "two.json").write_text(json.dumps([{"id": "a", "title": "Other"}, {"id": "c", "title": "C"}]))
    findings = Findings()
    files = [BibliographyFile(tmp_path / name, f"data/{name}") for name in ("one.bib", "two.json")]
    references = read_bibliography(files, findings)
    assert list(references) == ["b", "a", "c"]
    assert references["c"].defined_at.file == "data/two.json"
    (finding,) = findings
    assert finding.location.file == "data/two.json"
    assert "data/one.bib:1" in finding.message


def test_abbreviations_and_cross_references_work_across_files(tmp_path):
    texts = {
        "a.bib": "@misc{one, title={One}, publisher=early # mid # LATE}\n"
        '@string{late = "own"}\n@string{early = "E"}\n'
        "@inbook{part, title={Part}, crossref={Whole}}\n"
        "@inbook{lost, title={Lost}, crossref={whol}}\n",
        "b.bib": '@string{mid = "M" # late}\n@string{late = "L"}\n@misc{two, title={Two}, publisher=erly}\n'
        "@inbook{own, title={Own}, crossref={same}}\n@book{same, title={Near}}\n",
        "c.bib": '@string{mid = "other"}\n@misc{three, title={Three}, publisher=mid}\n'
        "@misc{four, title={Four}, publisher=early}\n",
        "d.bib": "@book{whole, title={Whole}, year=2000}\n@book{same, title={Far}}\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    findings = Findings()
    references = read_bibliography([BibliographyFile(tmp_path / name, name) for name in texts], findings)
    assert [references[key].csl.get("publisher") for key in ("one", "two", "three", "four")] == [
        "Mown",
        None,
        "other",
        "E",
    ]
    assert references["part"].csl["container-title"] == "Whole"
    assert references["part"].csl["issued"] == {"date-parts": [[2000]]}
    assert references["own"].csl["container-title"] == "Near"
    assert not references["three"].has_sound_source
    assert [f"{finding.location} {finding.message} {finding.hint}" for finding in findings] == [
        "a.bib:1 The entry “one” uses the abbreviation “LATE”, which no @string defines. "
        "Define it above the entry.",
        "a.bib:1 The entry “one” uses the abbreviation “early”, which no @string defines. "
        "Define it above the entry.",
        "a.bib:5 The entry “lost” refers in “crossref” to “whol”, which is in no .bib file. "
        "Did you mean “whole”?",
        "b.bib:3 The entry “two” uses the abbreviation “erly”, which no @string defines. "
        "Did you mean “early”?",
        "d.bib:2 The key “same” is already used by the entry at b.bib:5; this entry is ignored. "
        "Remove one of the two entries, or change its key.",
    ]


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("\ufeff@misc{a, title={Ünï}}".encode(), "Ünï"),
        ("@misc{a, title={Ünï}}".encode("cp1252"), "Ünï"),
        ("@misc{a, title={Ünï}}".encode("utf-16"), "Ünï"),
        (b"@misc{a,\r\n title={One\r\n two}}", "One two"),
        (b'@MISC ( a, TITLE = "Q {\\"u} q" )', "Q ü q"),
        (b"@misc{a, title={100% of \\$5 and 5\\%}}", "100% of $5 and 5%"),
    ],
)
def test_encodings_line_ends_and_unusual_writing(read, data, title):
    references, _ = read(data)
    assert references["a"].csl["title"] == title


def test_unreadable_file_is_a_finding(tmp_path):
    findings = Findings()
    read_bibliography([BibliographyFile(tmp_path / "none.bib", "none.bib")], findings)
    assert [finding.code for finding in findings] == [Code.UNREADABLE_FILE]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[", Code.BIBLIOGRAPHY_SYNTAX),
        ("3", Code.WRONG_TYPE),
        ("[3]", Code.WRONG_TYPE),
        ('[{"title": "x"}]', Code.MISSING_VALUE),
        ('[{"id": "x"}]', Code.INCOMPLETE_REFERENCE),
        ("[" * 100_000, Code.TOO_LARGE),
        ('[{"id": "x", "title": "y", "z": ' + "[" * 50 + "]" * 50 + "}]", Code.TOO_LARGE),
    ],
)
def test_json_without_a_bibliography(read, text, code):
    _, findings = read(text, "a.json")
    assert [finding.code for finding in findings] == [code]


def test_lone_surrogates_do_not_reach_the_page(read):
    references, _ = read(
        '[{"id": "a\\ud800", "title": "b\\ud800", "author": [{"family": "c\\udfff"}]}]', "a.json"
    )
    for key, reference in references.items():
        (key + str(reference.csl)).encode()


def test_abbreviation_expansion_is_limited(read):
    text = '@string{a0="xxxxxxxxxx"}' + "".join(f"@string{{a{i + 1}=a{i} # a{i}}}" for i in range(40))
    references, findings = read(text + "@misc{x, title=a40}")
    assert len(references["x"].csl["title"]) <= 10_000
    assert any("too long" in finding.message for finding in findings)


def test_crossref_cycle_terminates(read):
    references, findings = read("@misc{a, title={A}, crossref={b}}@misc{b, title={B}, crossref={a}}")
    assert set(references) == {"a", "b"}
    assert any("itself" in finding.message for finding in findings)


SIGNS = st.text(
    alphabet=st.sampled_from(list("@{}\"=,#\\$%~^_&'`()[] \n\tabtitle:-/<>é\ufeff\0\ud800")), max_size=200
)
ENTRY = st.builds(
    "@{}{{{}, title = {}, author = {{{}}}, year = {{{}}}, pages = {{{}}}, url = {{{}}} {}".format,
    st.sampled_from(["article", "misc", "book", "string", "comment", "preamble", "x"]),
    SIGNS,
    SIGNS,
    SIGNS,
    SIGNS,
    SIGNS,
    SIGNS,
    st.sampled_from(["}", "", "}}", ")"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=300), SIGNS, ENTRY, st.lists(ENTRY, max_size=3).map("\n".join)))
def test_any_text_results_in_entries_and_findings_at_existing_lines(read, text):
    references, findings = read(text)
    # All line separators.
    lines = len(text.splitlines()) + text.count("\n") + 1
    assert all(one.key == key and 1 <= one.location.line <= lines for key, one in references.items())
    assert all(finding.message and 0 <= (finding.location.line or 0) <= lines for finding in findings)
    assert read(text) == (references, findings)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), name=st.sampled_from(["a.bib", "a.json"]))
def test_any_bytes_give_entries_or_findings(read, data, name):
    references, findings = read(data, name)
    assert all(key and one.key == key for key, one in references.items())
    assert references or findings or name == "a.bib" or data.strip() in (b"", b"[]", b"{}")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=SIGNS)
def test_damage_does_not_affect_adjacent_entries(read, text):
    text = text.replace("@", "").replace("{", "").replace("}", "")
    references, _ = read(f"@misc{{a, title={{A}}}}\n@misc{{x, {text}\n@misc{{b, title={{B}}}}\n")
    assert {"a", "b"} <= set(references)


def test_spaces_in_a_key_are_replaced_and_reported(read):
    references, findings = read("@book{beispiel on\tdigging 2020,\n  title = {Digging},\n}\n")
    assert references["beispiel_on_digging_2020"].csl["title"] == "Digging"
    [finding] = findings
    assert finding.code is Code.BIBLIOGRAPHY_SYNTAX
    assert "has a space in its key" in finding.message


def test_unknown_types_are_reported_with_a_suggestion(read):
    references, findings = read("@artcle{a,\n  title = {A}}\n@zzz{b,\n  title = {B}}\n")
    assert list(references) == ["a", "b"]
    assert [finding.hint for finding in findings] == ["Did you mean “@article”?", ""]
