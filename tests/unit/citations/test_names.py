"""Names in bibliographies: lists, particles, suffixes, and notations that BibTeX misreads."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_fieldguide.citations.bibtex.names import read_people


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Rehm, Heidi L. and Page, Angela J.H.", [("Rehm", "Heidi L."), ("Page", "Angela J. H.")]),
        ("Ada Lovelace", [("Lovelace", "Ada")]),
        ("Lovelace, Ada and others", [("Lovelace", "Ada"), ("", "")]),
        ("Plato", [("Plato", "")]),
        ("", []),
        (" and ", []),
    ],
)
def test_people(source, names):
    people, faults = read_people(source)
    assert [(one.get("family", ""), one.get("given", "")) for one in people] == names
    assert not faults


def test_people_with_particles_suffixes_and_bodies():
    people, _ = read_people(
        "de la Cruz, Juan and King, Jr., Martin Luther and {Red Cross and Crescent} and Silva, Ana da "
        "and given=Jean, prefix=de, family=Gaulle, useprefix=true"
    )
    assert people == [
        {"dropping-particle": "de la", "family": "Cruz", "given": "Juan"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"literal": "Red Cross and Crescent"},
        {"dropping-particle": "da", "family": "Silva", "given": "Ana"},
        {"given": "Jean", "family": "Gaulle", "non-dropping-particle": "de"},
    ]


def test_a_name_with_too_many_commas_is_not_split():
    people, faults = read_people("A, B, C, D, E")
    assert people == [{"literal": "A, B, C, D, E"}]
    assert len(faults) == 1


def given_and_family(people):
    return [(one.get("given", ""), one.get("family", one.get("literal", ""))) for one in people]


THREE = [("A.", "Example"), ("B.", "Sample"), ("C.", "Other")]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Example, A.; Sample, B.; Other, C.", THREE),
        ("Example, A., Sample, B., Other, C.", THREE),
        ("Example, A., Sample, B., & Other, C.", THREE),
        ("A. Example, B. Sample, C. Other", THREE),
        ("A. Example, B. Sample \\& C. Other", THREE),
        ("A. Example {\\&} B. Sample and C. Other", THREE),
        ("A. Example, B. Sample", THREE[:2]),
        ("Example, A. & Sample, B.", THREE[:2]),
    ],
)
def test_names_separated_by_other_signs_are_split_and_reported(source, names):
    people, faults = read_people(source)
    assert given_and_family(people) == names
    [fault] = faults
    assert "separate names with “and”" in fault


@pytest.mark.parametrize(
    "source",
    ["{Example, Sample & Other}", "Barnes & Noble", "AT&T", "García Márquez, Gabriel José", "{A; B}"],
)
def test_signs_within_a_single_name_do_not_split_it(source):
    people, faults = read_people(source)
    assert (len(people), faults) == (1, [])


@pytest.mark.parametrize(
    "others", [" and others", " and et al.", " and {et al.}", " et al.", ", et al", " and et~al."]
)
def test_et_al_stands_for_further_names(others):
    assert read_people(f"Example, A.{others}") == (
        [{"family": "Example", "given": "A."}, {"literal": "others"}],
        [],
    )


@pytest.mark.parametrize("source", ["Smith, John P., Jr.", "John P. Smith, Jr."])
def test_a_suffix_at_the_end_is_read_and_reported(source):
    people, [fault] = read_people(source)
    assert people == [{"family": "Smith", "given": "John P.", "suffix": "Jr."}]
    assert "“Family, Jr., Given”" in fault


def test_a_middle_part_that_is_no_suffix_is_reported():
    _, faults = read_people("Example, Ada, Sample")
    assert faults == ["“Ada” in “Example, Ada, Sample” is read as a suffix such as “Jr.”"]


@pytest.mark.parametrize(
    "source",
    [
        "van 't Example, Ada",
        "Ada van 't Example",
        "Example, Ada van 't",
        "van ’t Example, Ada",
        "family=Example, given=Ada, prefix={van 't}",
        'prefix="van \'t", given=Ada, family=Example',
    ],
)
def test_particles_in_every_notation(source):
    name = {"family": "Example", "given": "Ada"}
    assert read_people(source) == ([{**name, "dropping-particle": "van ’t"}], [])
    assert read_people(source, use_prefix=True) == ([{**name, "non-dropping-particle": "van ’t"}], [])


@pytest.mark.parametrize(
    ("fields", "is_used"),
    [
        ("options={useprefix=true}", True),
        ("options={skipbib=false, useprefix = True}", True),
        ("options={useprefix}", True),
        ("useprefix={true}", True),
        ("useprefix=1", True),
        ("options={useprefix=false}", False),
        ("options={nouseprefix=true}", False),
        ("note={useprefix=true}", False),
    ],
)
def test_the_option_useprefix_applies_to_all_names_of_an_entry(read, fields, is_used):
    references, findings = read(
        "@book{a, author={von Example, Ada and family=Sample, given=Ben, prefix=van}, title={T}, "
        f"{fields}}}"
    )
    particle = "non-dropping-particle" if is_used else "dropping-particle"
    assert [author[particle] for author in references["a"].csl["author"]] == ["von", "van"]
    assert findings == []


def test_a_name_overrides_the_option_of_its_entry():
    people, faults = read_people(
        "useprefix=false, prefix=von, family=Example, given={Ada, B.}", use_prefix=True
    )
    assert people == [{"family": "Example", "given": "Ada, B.", "dropping-particle": "von"}]
    assert faults == []


def test_an_unknown_part_of_a_name_is_reported():
    people, [fault] = read_people("family=Example, gven=Ada")
    assert people == [{"family": "Example"}]
    assert "“gven=Ada”" in fault


@example("~ and A")
@given(st.text(alphabet=st.sampled_from(list("Aab,;&{}\\=\"' .~")), max_size=60))
def test_any_text_gives_names_or_faults(source):
    people, faults = read_people(source)
    assert all(any(person.values()) for person in people)
    assert all(faults)
