"""Anchors, aliases and merge keys in YAML texts."""

import pytest
from support.yaml_building import at, build_yaml, value_of

from mkdocs_fieldguide.content.yaml.builder import Builder
from mkdocs_fieldguide.content.yaml.events import parse_events
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings

# --- Aliases


def test_alias_without_a_value_is_reported():
    done = build_yaml("a: *nope\nb: &b\n- *b\n- *b\nc: *b\n")
    assert done.value == {"a": None, "b": [], "c": []}
    assert done.findings == [
        (Code.YAML_SYNTAX, 1, 4, "The alias *nope is not defined above.", ""),
        (Code.YAML_SYNTAX, 3, 3, "The alias *b refers to a value that contains it.", ""),
        (Code.YAML_SYNTAX, 4, 3, "The alias *b refers to a value that contains it.", ""),
    ]
    assert done.builder.aliases.copied == 6


def test_anchor_can_be_redefined():
    assert value_of("- &a x\n- *a\n- &a [y]\n- *a") == ["x", "x", ["y"], ["y"]]


@pytest.mark.parametrize(
    ("anchored", "weight"),
    [
        ("x", 1),
        ("x" * 99, 1),
        ("x" * 100, 2),
        ("x" * 250, 3),
        ("[]", 1),
        ("{}", 1),
        ("[x, y]", 3),
        ("{x: y}", 3),
        ("{x: [y, z]}", 5),
    ],
)
def test_aliases_may_repeat_as_many_values_as_are_allowed(anchored, weight):
    for over in (False, True):
        text = f"- before\n- &a {anchored}\n- *a\n- *a\n- *a"
        found = Findings()
        builder = Builder("data.yml", 1, found, Code.REPEATED_KEY, text)
        builder.aliases.copied = 100_000 - weight + over
        value = builder.build(parse_events(text, "data.yml"))
        assert len(value) == (2 if over else 3)
        assert builder.aliases.has_too_many_copies
        message = "Aliases repeat too many or too deeply nested values up to here; *a is left empty."
        line = 3 if over else 4
        assert [(f.code, f.location, f.message, f.hint) for f in found] == [
            (Code.TOO_LARGE, at(line, 3), message, "")
        ]


def test_values_that_aliases_repeat_are_counted():
    builder = build_yaml("- &a [x, y]\n- *a\n- *a").builder
    assert (builder.aliases.copied, builder.count) == (6, 10)
    assert not builder.aliases.has_too_many_copies


def test_emptied_alias_counts_as_one_value():
    text = "- &a [x]\n- *a"
    builder = Builder("data.yml", 1, Findings(), Code.REPEATED_KEY, text)
    builder.aliases.copied = 100_000
    builder.build(parse_events(text, "data.yml"))
    assert (builder.aliases.copied, builder.count) == (100_001, 4)


@pytest.mark.parametrize(
    ("anchored", "height"),
    [
        ("[]", 1),
        ("{}", 1),
        ("[x]", 1),
        ("{x: y}", 1),
        ("[[x], []]", 2),
        ("[[], [x], y]", 2),
        ("{x: {y: [z]}, w: v}", 3),
        ("{x: [y], ? [[[z]]] : w}", 2),
        ("[[[]], ~]", 3),
        ("{<<: {a: [b]}, c: d}", 3),
    ],
)
def test_aliases_can_nest_as_deep_as_text(anchored, height):
    for levels in (63 - height, 64 - height):
        done = build_yaml(f"- &a {anchored}\n- {'[' * levels}*a{']' * levels}")
        assert done.builder.aliases.has_too_many_copies == (levels + 1 + height > 64)
        assert len(done.findings) == (levels + 1 + height > 64)


def test_aliases_of_scalars_are_allowed_at_the_deepest_level():
    done = build_yaml(f"- &a x\n- {'[' * 63}*a{']' * 63}")
    assert done.findings == []
    assert done.value[1] != []


def test_depth_of_an_alias_target_is_propagated():
    for levels in (60, 61):
        done = build_yaml(f"- &a [[x]]\n- &b [*a]\n- {'[' * levels}*b{']' * levels}")
        assert done.builder.aliases.has_too_many_copies == (levels == 61)


def test_emptied_alias_adds_no_level():
    for levels in (62, 63):
        done = build_yaml(f"- &a [*nope]\n- {'[' * levels}*a{']' * levels}")
        assert done.builder.aliases.has_too_many_copies == (levels == 63)
    text = "- &a [x]\n- &b [*a]"
    builder = Builder("data.yml", 1, Findings(), Code.REPEATED_KEY, text)
    builder.aliases.copied = 99_999
    assert builder.build(parse_events(text, "data.yml")) == [["x"], []]
    assert builder.aliases.anchors["b"].height == 1


def test_alias_has_its_own_location():
    places = build_yaml("a: &a [x]\nb: *a\nc:\n- *a\n- y\n").builder.locations
    assert places == {
        ("a",): at(1, 4),
        ("a", 0): at(1, 8),
        ("b",): at(2, 4),
        ("c",): at(4, 1),
        ("c", 0): at(4, 3),
        ("c", 1): at(5, 3),
    }


def test_alias_may_be_a_key():
    done = build_yaml("a: &a b\n*a : 1\nc: &c [d, e]\n? *c\n: 2")
    assert done.findings == []
    assert done.value == {"a": "b", "b": "1", "c": ["d", "e"], "['d', 'e']": "2"}


def test_value_that_is_a_key_has_an_anchor_too():
    assert value_of("? &a [b]\n: *a") == {"['b']": ["b"]}


# --- Merging


def test_own_keys_win_over_merged_ones_and_earlier_over_later():
    done = build_yaml("{a: 1, <<: {a: 2, b: 3}, <<: [{b: 4, c: 5}, {c: 6, d: 7}], d: 8}")
    assert done.findings == []
    assert done.value == {"a": "1", "b": "3", "c": "5", "d": "8"}


def test_merged_value_has_the_location_of_its_source():
    done = build_yaml("x:\n  a: 1\n  <<: {a: 2, b: {c: 3}}\n")
    assert done.builder.locations["x", "a"] == at(2, 6)
    assert done.builder.locations["x", "b"] == at(3, 7)
    assert ("x", "b", "c") not in done.builder.locations
    assert ("x", "b") not in done.builder.keys


def test_only_mappings_are_merged():
    done = build_yaml("a: 1\n<<: [text, {b: 2}, [c]]\n<<:\n")
    assert done.value == {"a": "1", "b": "2"}
    assert done.findings == [(Code.WRONG_TYPE, 2, 5, "The value of the merge key `<<` is not a mapping.", "")]


@pytest.mark.parametrize("text", ["<<:", "<<: ~", "<<: []", "<<: [~]", "<<: {}"])
def test_merging_an_empty_value_is_not_reported(text):
    assert value_of(f"a: 1\n{text}\nb: 2") == {"a": "1", "b": "2"}


def test_merging_continues_after_an_empty_value():
    assert value_of("<<: ~\n<<: {a: 1}") == {"a": "1"}


@pytest.mark.parametrize("key", ["'<<'", '"<<"', "!!str <<", "<", "<<<"])
def test_other_keys_do_not_merge(key):
    assert value_of(f"{key}: {{a: 1}}") == {key.removeprefix("!!str ").strip("'\""): {"a": "1"}}


def test_merge_sign_as_a_value_is_text():
    assert value_of("[<<]") == ["<<"]
