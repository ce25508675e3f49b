"""The front-matter key `contributions`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.content.pages.defaults import Defaults
from mkdocs_fieldguide.content.pages.front_matter import read_page
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.roles import CREDIT, credit_url, role_id


def page_of(front, defaults=()):
    findings = Findings()
    rules, problems = Defaults.from_setting([{"scope": {"path": ""}, "values": v} for v in defaults])
    assert problems == ()
    return read_page("a.md", "a.md", f"---\n{front}\n---\n", rules, findings), list(findings)


def test_names_by_role_have_locations():
    page, findings = page_of(
        "contributions:\n  Authorship: [Ada Example]\n  writing_original_draft:\n"
        "    - Ada Example\n    -\n    - Ben Example\n  funding: CERN"
    )
    assert findings == []
    assert page.contributions == {
        "authorship": ["Ada Example"],
        "writing-original-draft": ["Ada Example", "Ben Example"],
        "funding": ["CERN"],
    }
    places = {(role, name): page.source.at(*path) for role, name, path in page.credited()}
    assert places["writing-original-draft", "Ben Example"] == Location("a.md", 7, 7)
    assert places["authorship", "Ada Example"] == Location("a.md", 3, 16)


def test_roles_are_ordered_and_names_unique():
    page, findings = page_of(
        "contributions: {funding: [X], field work: [Ada], software: [Ada], editing: [Ben], "
        "editors: [Ben, Cem]}\n"
        "coordinators: [Ada, Ada]\neditors: [Ada, Ben]"
    )
    assert findings == []
    assert page.credits == {
        "editors": ("Ada", "Ben", "Cem"),
        "coordinators": ("Ada",),
        "editing": ("Ben",),
        "software": ("Ada",),
        "field-work": ("Ada",),
        "funding": ("X",),
    }
    assert list(page.credits) == ["editors", "coordinators", "editing", "software", "field-work", "funding"]


def test_two_ways_of_writing_a_role_are_one_list():
    page, _ = page_of("contributions:\n  review: [A]\n  reviewing: [B]")
    assert page.contributions == {"review": ["A", "B"]}
    assert page.source.at("contributions", "review", 1).line == 4


@pytest.mark.parametrize("role", CREDIT)
def test_credit_roles_are_matched_by_id_and_by_name(role):
    assert role_id(CREDIT[role]) == role_id(role.replace("-", "_").upper()) == role
    assert credit_url(role) == f"https://credit.niso.org/contributor-roles/{role}/"
    assert page_of(f'contributions: {{"{CREDIT[role]}": [Ada]}}')[1] == []


def test_only_credit_roles_have_a_credit_url():
    assert credit_url("authorship") == ""


@pytest.mark.parametrize(
    ("front", "line", "said"),
    [
        ("contributions: Ada Example", 2, "“contributions” of page “a.md” is “Ada Example”"),
        ("contributions: [Ada Example]", 2, "“contributions” of page “a.md” is a list"),
        (
            "contributions:\n  editing: {Ada: x}",
            3,
            "“editing” in “contributions” of page “a.md” is a mapping",
        ),
        ("contributions:\n  editing:\n    - [Ada]", 4, "is a list"),
        ("contributors: {Ada Example: editor}", 2, "“contributors” of page “a.md” is a mapping"),
        ("editors:\n  Ada Example: x", 3, "“editors” of page “a.md” is a mapping"),
    ],
)
def test_invalid_values_are_reported_with_their_type(front, line, said):
    page, [finding] = page_of(front)
    assert page.credits == {}
    assert (finding.code, finding.location.line) == (Code.WRONG_TYPE, line)
    assert said in finding.message
    assert "list" in finding.hint or "name" in finding.hint


def test_misspelt_role_is_shown_and_reported():
    page, [finding] = page_of("contributions:\n  authorhip: [Ada]")
    assert page.credits == {"authorhip": ("Ada",)}
    assert (finding.code, str(finding.location)) == (Code.MISSPELT_KEY, "a.md:3:3")
    assert finding.hint == "Did you mean “authorship”?"
    assert finding.fix == ("authorhip", "authorship")


def test_role_without_letters_is_omitted_and_reported():
    page, [finding] = page_of('contributions:\n  "!?": [Ada]')
    assert page.credits == {}
    assert (finding.code, str(finding.location)) == (Code.MALFORMED_ID, "a.md:3:3")


def test_defaults_give_contributions_role_by_role():
    defaults = [{"contributions": {"funding": "CERN", "editing": ["Ben"]}}]
    page, findings = page_of("contributions: {editing: [Ada]}", defaults)
    assert findings == []
    assert page.credits == {"editing": ("Ada",), "funding": ("CERN",)}


VALUES = st.recursive(
    st.sampled_from(["Ada", "x: y", "", "~", "[", "funding", "é"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_no_input_raises(value):
    page, _ = page_of(f"contributions: {value}")
    assert all(isinstance(name, str) for names in page.credits.values() for name in names)
