"""Reading YAML with the location of every value."""

# More than 300 lines: one fixture runs all tests with both parsers.

import pytest
import yaml
from support.hanging import must_end

from mkdocs_fieldguide.content.yaml import events as yaml_events
from mkdocs_fieldguide.content.yaml.reader import read_yaml
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location


def read(text, **options):
    findings = Findings()
    loaded = read_yaml(text, "data.yml", findings, **options)
    return loaded, list(findings)


def value_of(text):
    loaded, findings = read(text)
    assert findings == []
    return loaded.value


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def parser(request, monkeypatch):
    if request.param == "pure Python":
        monkeypatch.setattr(yaml_events, "_Loader", yaml.SafeLoader)
    return request.param


def test_scalars_are_text_as_written():
    assert value_of("a: NO\nb: 1.10\nc: 2020-01-01\nd: 0123\ne: yes\nf: 0x1F\ng: 1_000\nh: 'null'\n") == {
        "a": "NO",
        "b": "1.10",
        "c": "2020-01-01",
        "d": "0123",
        "e": "yes",
        "f": "0x1F",
        "g": "1_000",
        "h": "null",
    }


def test_empty_value_is_none_and_empty_items_are_omitted():
    assert value_of("a:\nb: ~\nc: null\nd: ''\ne: !!null x\n") == dict.fromkeys("abe") | {"c": None, "d": ""}
    loaded, _ = read("- x\n-\n- ~\n- ''\n- y: 1\n")
    assert loaded.value == ["x", {"y": "1"}]
    assert loaded.source.at(1, "y") == Location("data.yml", 5, 6)


def test_empty_text_is_none():
    assert value_of("") is None
    assert value_of("# a comment only\n") is None


def test_every_value_and_key_has_a_location():
    loaded, _ = read("name: Ada\nroles:\n  - editor\n  - author\nmore: {x: 1}\n")
    source = loaded.source
    assert source.at("name") == Location("data.yml", 1, 7)
    assert source.key_at("name") == Location("data.yml", 1, 1)
    assert source.at("roles", 1) == Location("data.yml", 4, 5)
    assert source.at("more", "x") == Location("data.yml", 5, 11)
    assert source.at("more", "unknown") == source.at("more")


def test_line_numbers_include_the_offset_of_the_text():
    loaded, _ = read("a: 1\nb: 2\n", first_line=2)
    assert loaded.source.at("b").line == 3
    _, [finding] = read("a: 1\nb: [\n", first_line=10)
    assert finding.location.line in (11, 12)


def test_emoji_and_wide_characters_count_as_one_column():
    loaded, _ = read("{🎉é: x, b: y}")
    assert loaded.source.at("b") == Location("data.yml", 1, 12)


def test_repeated_key_is_reported_and_the_first_value_is_used():
    loaded, [finding] = read("a: {x: 1}\nb: 2\na: {x: 3, y: 4}\n")
    assert loaded.value == {"a": {"x": "1"}, "b": "2"}
    assert loaded.source.at("a", "x").line == 1
    assert loaded.source.at("a", "y").line == 1
    assert (finding.code, finding.location) == (Code.REPEATED_KEY, Location("data.yml", 3, 1))
    assert "line 1" in finding.message


def test_repeated_entry_is_a_duplicate_at_the_top_only():
    _, findings = read("Ada: {git: a, git: b}\nAda: {}\n", entries_by_key=True)
    assert [f.code for f in findings] == [Code.REPEATED_KEY, Code.DUPLICATE_ID]


def test_aliases_and_merge_keys_work():
    text = (
        "base: &b {type: tool, url: /a}\none:\n  <<: *b\n  url: /own\ntwo: {<<: [{type: x}, *b]}\nsame: *b\n"
    )
    loaded, findings = read(text)
    assert findings == []
    assert loaded.value["one"] == {"type": "tool", "url": "/own"}
    assert loaded.value["two"] == {"type": "x", "url": "/a"}
    assert loaded.value["same"] == {"type": "tool", "url": "/a"}
    assert loaded.source.at("one", "type").line == 3
    assert loaded.source.at("same", "url").line == 6


def test_merging_a_non_mapping_is_reported():
    loaded, [finding] = read("a: {<<: text, b: 1}")
    assert loaded.value == {"a": {"b": "1"}}
    assert finding.code is Code.WRONG_TYPE


def test_quoted_merge_sign_is_a_key():
    assert value_of("'<<': x") == {"<<": "x"}


@pytest.mark.parametrize("text", ["a: *nope", "a: &a [*a]", "a: &a {<<: *a}", "a: &x {b: {c: *x}}"])
def test_alias_without_a_value_is_empty_and_reported(text):
    loaded, [finding] = read(text)
    assert finding.code is Code.YAML_SYNTAX
    assert "a" in loaded.value


def test_alias_bomb_is_limited():
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    for name, before in zip("bcdefghij", "abcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join(['*' + before] * 9)}]")
    with must_end():
        loaded, [finding] = read("\n".join(lines))
    assert finding.code is Code.TOO_LARGE
    assert len(str(loaded.value)) < 2_000_000


def test_long_texts_cannot_be_multiplied():
    loaded, [finding] = read("a: &a " + "x" * 100_000 + "\nb: [" + ", ".join(["*a"] * 10_000) + "]")
    assert finding.code is Code.TOO_LARGE
    assert sum(map(len, loaded.value["b"])) < 20_000_000


def test_aliases_cannot_nest_deeper_than_text():
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 300))]
    loaded, findings = read("\n".join(lines))
    assert [f.code for f in findings] == [Code.TOO_LARGE]
    assert len(str(loaded.value)) > 0


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[" * 100_000, 1, 65),
        ("x: " + "[" * 100_000, 1, 3 + 64),
        ("- " * 50_000, 1, 1 + 2 * 64),
        ("{a: " * 50_000, 1, 1 + 4 * 64),
        ("? " * 50_000, 1, 1 + 2 * 64),
        ("[\n" * 50_000, 65, 1),
        ("- a\n- b: 'not closed\n- c: " + "[" * 50_000, 3, 3 + 3 + 62),
    ],
    ids=["flow", "value", "list", "mapping", "keys", "lines", "behind an error"],
)
def test_deep_nesting_is_rejected_immediately(text, line, column):
    with must_end():
        loaded, [finding] = read(text)
    assert loaded is None
    assert finding.code is Code.TOO_LARGE
    assert finding.message == "Values are nested more than 64 levels deep here."
    assert finding.location == Location("data.yml", line, column)


@pytest.mark.parametrize("depth", [64, 65])
def test_maximum_nesting_depth_can_be_read(depth):
    loaded, findings = read("[" * depth + "x" + "]" * depth)
    assert (loaded is None) == (depth > 64)
    assert [finding.code for finding in findings] == [Code.TOO_LARGE] * (depth > 64)


def test_nesting_limit_does_not_depend_on_the_parser(monkeypatch):
    """A parser that fails while reading ahead, as libyaml does from 0.2.6 on at 1,000 levels."""
    parse = yaml.parse

    def parse_partially(text, **options):
        for number, event in enumerate(parse(text, **options)):
            if number == 10:
                mark = yaml.Mark("", 500, 0, 500, None, None)
                raise yaml.scanner.ScannerError("", None, "too much", mark)
            yield event

    monkeypatch.setattr(yaml, "parse", parse_partially)
    _, [finding] = read("[" * 1_000)
    assert finding.code is Code.TOO_LARGE
    assert finding.location == Location("data.yml", 1, 65)


def test_brackets_in_text_before_an_error_are_not_levels():
    _, [finding] = read("a: '" + "[]" * 500 + "'\nb: 'not closed\n")
    assert finding.code is Code.YAML_SYNTAX


def test_too_many_values_are_rejected(monkeypatch):
    monkeypatch.setattr("mkdocs_fieldguide.content.yaml.builder.MAX_NODES", 100)
    monkeypatch.setattr("mkdocs_fieldguide.content.yaml.builder.MAX_COPIED", 0)
    loaded, [finding] = read("- x\n" * 200)
    assert loaded is None
    assert finding.code is Code.TOO_LARGE


def test_yaml_tags_run_no_code():
    text = 'a: !!python/object/apply:os.system ["exit 1"]\nb: !ENV HOME\nc: !!binary aGk=\nd: !!str null\n'
    assert value_of(text) == {"a": ["exit 1"], "b": "HOME", "c": "aGk=", "d": "null"}


def test_keys_become_text():
    assert value_of("1: a\ntrue: b\n2020-01-01: c\n~: d\n[x, y]: e\n") == {
        "1": "a",
        "true": "b",
        "2020-01-01": "c",
        "~": "d",
        "['x', 'y']": "e",
    }


def test_white_space_inside_quotes_is_reported():
    loaded, findings = read("a: ' x'\nb: \"y \"\nc: |\n  z\nd:   w   \n' e': 1\n")
    assert [(f.code, f.location.line) for f in findings] == [(Code.STRAY_SPACE, line) for line in (1, 2, 6)]
    assert loaded.value == {"a": " x", "b": "y ", "c": "z\n", "d": "w", "e": "1"}


def test_composed_and_decomposed_letters_are_the_same():
    assert value_of("Jose\u0301: Jose\u0301") == {"José": "José"}


def test_invisible_characters_are_only_reported():
    loaded, [finding] = read("a: 1\nb: x\x08y\n")
    assert loaded.value == {"a": "1", "b": "x y"}
    assert (finding.code, finding.location) == (Code.YAML_SYNTAX, Location("data.yml", 2, 5))


def test_unicode_line_breaks_do_not_shift_lines():
    loaded, _ = read("a: x\u2028y\nb: 1\n")
    assert loaded.value["a"] == "x y"
    assert loaded.source.at("b").line == 2


def test_only_the_first_document_is_read():
    loaded, [finding] = read("a: 1\n---\nb: 2\n")
    assert loaded.value == {"a": "1"}
    assert finding.location.line == 2


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("ok: 1\ntitle: Data: the basics\n", 2, "second “: ”"),
        ("- id: a\n  name: A\n    url: x\n", 3, "indented too far"),
        ('- id: a\n  name: "A"\n    url: x\n', 3, "indented too far"),
        ("- id: a\n  name: A\n  - id: b\n", 3, "indented too far"),
        ("- id: a\n - id: b\n", 2, "indented too far"),
        ("Ada:\n  git: a\n   url: x\n", 3, "indented too far"),
        ("a: b\n  # x: y\n  url: http://x\n", 3, "indented too far"),
        ("a:\n  b: 1\n c: 2\n", 3, "indented by 1 space."),
        ("- id: a\n  name:A\n", 2, "space is missing after the colon of “name”"),
        ("- id:a\n  name: A\n", 1, "space is missing after the colon of “id”"),
        ("a:x\nb: y\n", 1, "space is missing after the colon of “a”"),
        ("a: x\nb:y\n", 2, "space is missing after the colon of “b”"),
        ("ok: 1\nlist:\n\t- x\n", 3, "tab"),
        ("a: @handle\n", 1, "reserved in YAML"),
        ("a: `code`\n", 1, "reserved in YAML"),
        ("a: %x\n", 1, "reserved in YAML"),
        ('a: "\\d"\n', 1, "backslash"),
    ],
)
def test_messages_of_syntax_errors_are_plain(text, line, words):
    _, [finding] = read(text)
    assert finding.code is Code.YAML_SYNTAX
    assert finding.location.line == line
    assert words in finding.message
    assert finding.hint


@pytest.mark.parametrize(
    "text", ["a: [b", "a: 'b", "a: {b", "a: *", "a: !x!y z", "%YAML 9.9\n---\na", "\t", "...\n}"]
)
def test_other_syntax_errors_have_a_location(text):
    loaded, findings = read(text)
    assert loaded is None
    assert findings
    assert all(finding.location.line >= 1 for finding in findings)


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        # Unclosed constructs are reported where they open.
        ('a: "b\nc: d\n', {"c": "d"}, [(1, 4)]),
        ("a: [b\nc: d\n", {"c": "d"}, [(1, 4)]),
        ("- a: 'It's'\n- a: b\n- 'c\n- d: {\n", [{"a": "b"}], [(1, 10), (3, 3), (4, 7)]),
        # Lines with neither item nor key.
        ("- a\nb: c\n-d\n- e\n", ["a", "e"], [(2, 1), (3, 1)]),
        ("a: b\nc\nd: e\n", {"a": "b", "d": "e"}, [(2, 1)]),
        ("Ada\n  git: ada\nBen:\n  git: ben\n", {"Ben": {"git": "ben"}}, [(1, 1)]),
        # Lists directly below their key, comments, blank lines, document markers, indentation.
        ("---\na:\n- b\n- c\n\n# d\ne: @f\ng: h\n", {"a": ["b", "c"], "g": "h"}, [(7, 4)]),
        ("  - a: b\n    c: d: e\n  - f\n", ["f"], [(2, 9)]),
        # Aliases of valid values; a duplicate key is reported.
        ("a: &x b\nc: @d\ne: *x\n", {"a": "b", "e": "b"}, [(2, 4)]),
        ("a: b\nc: @d\na: e\n", {"a": "b"}, [(2, 4), (3, 1)]),
    ],
)
def test_syntax_error_affects_only_its_entry(text, value, places):
    loaded, findings = read(text)
    assert loaded.value == value
    assert [(finding.location.line, finding.location.column) for finding in findings] == places


def test_values_after_a_syntax_error_have_locations():
    loaded, _ = read("- name: 'It's'\n\n- name: b\n  url: c\n")
    assert loaded.source.at(0, "url").line == 4


def test_file_without_any_yaml_is_rejected():
    loaded, findings = read("".join(f"line {number}\nkey: @\n" for number in range(1000)))
    assert loaded is None
    assert len(findings) == 51
    assert "not read" in findings[-1].message
