"""The closest match among many names."""

import re
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hanging import must_end

from mkdocs_fieldguide.findings.suggestions import NameIndex, closest_match, suggest_name


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("becon", "beacon"),
        ("regsitry", "registry"),
        ("Data_Transfer", "data-transfer"),
        ("nmae", "name"),
        ("Ada Exampel", "Ada Example"),
        ("entirely different", None),
        ("", None),
    ],
)
def test_typos_in_bibliographies(name, meant):
    known = ["beacon", "registry", "data-transfer", "name", "Ada Example", "Bob Example"]
    assert closest_match(name, known) == meant
    assert closest_match(name, NameIndex(known)) == meant


def test_hint_is_a_question_or_nothing():
    assert suggest_name("becon", ["beacon"]) == "Did you mean “beacon”?"
    assert suggest_name("x", ["beacon"]) == ""
    assert suggest_name("x", []) == ""


def test_name_index_is_an_ordered_collection():
    names = NameIndex(["b", "a", "b"])
    assert (list(names), len(names), "a" in names, "c" in names) == (["b", "a"], 2, True, False)


def fold(name):
    return re.sub(r"[-_ ]", "", name.lower())


@given(st.text(), st.lists(st.text()), st.floats(min_value=0, max_value=1))
def test_match_is_a_known_name_or_none(name, known, cutoff):
    found = closest_match(name, known, cutoff)
    assert found is None or found in known
    assert name not in known or fold(found) == fold(name)


@given(st.text("ab-_ A", max_size=6), st.lists(st.text("ab-_ A", max_size=6), max_size=8))
def test_match_is_as_similar_as_difflib_measures(name, known):
    found = closest_match(name, known, 0.75)
    ratios = {one: SequenceMatcher(None, fold(one), fold(name), autojunk=False).ratio() for one in known}
    if found is None:
        assert all(ratio < 0.75 for ratio in ratios.values())
    else:
        assert ratios[found] == max(ratios.values()) >= 0.75


def test_many_long_names_terminate():
    names = NameIndex(f"Person Number {number}" for number in range(2_000))
    with must_end():
        closest_match("ab" * 50_000, ["ab" * 50_000 + str(number) for number in range(2_000)])
        for number in range(100):
            names.closest_match(f"Persn Nmber {number * 7}", 0.85)
