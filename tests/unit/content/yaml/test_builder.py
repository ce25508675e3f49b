"""Building data from the events of a YAML text."""

import itertools

import pytest
from support.yaml_building import at, build_yaml, value_of

from mkdocs_fieldguide.content.yaml.aliases import MAX_COPIED
from mkdocs_fieldguide.content.yaml.builder import MAX_NODES, Builder
from mkdocs_fieldguide.content.yaml.events import TooLargeError, parse_events
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location

# --- Documents


def test_second_document_is_reported_once_and_not_read():
    done = build_yaml("a: 1\n--- \nb: 2\n---\nc: 3\n", first_line=5)
    assert done.value == {"a": "1"}
    assert done.findings == [
        (
            Code.YAML_SYNTAX,
            6,
            1,
            "A second YAML document begins here; only the first one is read.",
            "Delete the line `---`.",
        )
    ]


def test_beginning_of_the_first_document_may_be_marked():
    assert value_of("---\na: 1\n...\n") == {"a": "1"}


def test_start_is_where_the_value_begins():
    assert build_yaml("\n a: 1", first_line=3).builder.start == at(4, 2)
    assert build_yaml("\n [a]").builder.start == at(2, 2)
    assert build_yaml("  text").builder.start == at(1, 3)
    assert build_yaml("", first_line=7).builder.start == Location("data.yml", 7)


def test_missing_end_is_supplied():
    text = "a: [{b: [c"
    builder = Builder("data.yml", 1, Findings(), Code.REPEATED_KEY, text)
    events = itertools.islice(parse_events(text, "data.yml"), 9)
    assert builder.build(events) is None
    assert builder.finish() == {"a": [{"b": ["c"]}]}
    assert builder.start == at(1, 1)
    assert builder.locations["a", 0, "b", 0] == at(1, 10)


# --- Numbers of values


def test_limits_of_values():
    assert (MAX_NODES, MAX_COPIED) == (1_000_000, 100_000)


@pytest.mark.parametrize(
    ("text", "place"), [("[a]", at(1, 2)), ("[[]]", at(1, 2)), ("- &a a\n- *a", at(2, 3))]
)
def test_as_many_values_as_are_allowed_are_read(text, place):
    number = 3 if "*" in text else 2
    for before in (1_100_000 - number, 1_100_000 - number + 1):
        builder = Builder("data.yml", 1, Findings(), Code.REPEATED_KEY, text)
        builder.count = before
        if before + number <= 1_100_000:
            builder.build(parse_events(text, "data.yml"))
            assert builder.count == 1_100_000
            continue
        with pytest.raises(TooLargeError) as caught:
            builder.build(parse_events(text, "data.yml"))
        assert caught.value.message == "The file has more than 1,000,000 values up to here."
        assert caught.value.location == place


# --- Scalars


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL", "!!null x", "!!null ' x'"])
def test_null_values_are_none(text):
    assert value_of(f"a: {text}") == {"a": None}


@pytest.mark.parametrize(
    "text", ["''", "'~'", '"null"', "'Null'", "'NULL'", "nULL", "!!str null", "!!str", "no"]
)
def test_other_values_are_text(text):
    assert value_of(f"a: {text}") == {"a": text.removeprefix("!!str").strip(" '\"")}


def test_letters_are_composed():
    assert value_of("e\u0301: 'e\u0301'\n\"o\u0308\": |\n  u\u0308") == {"é": "é", "ö": "ü"}


@pytest.mark.parametrize("opening", "“”„‟‘’‚")
@pytest.mark.parametrize("closing", "“”‘’")
def test_curly_quotes_around_a_value_are_reported(opening, closing):
    done = build_yaml(f"- {opening}a ‘b’ c{closing}")
    assert done.value == [f"{opening}a ‘b’ c{closing}"]
    message = "The curly quotes around “a ‘b’ c” are part of the value and are shown."
    assert done.findings == [(Code.CURLY_QUOTES, 1, 3, message, "Use straight quotes, or none.")]
    assert [f.fix for f in done.found] == [(done.value[0], "a ‘b’ c")]


@pytest.mark.parametrize(
    "text",
    ["'“a”'", "“a” b", "b “a”", "“”", "“a„", "“a” “b”", "“a„b”", "“a‟b”", "|\n  “a”", "‹a›", "«a»", "‘a"],
)
def test_other_curly_quotes_are_not(text):
    assert build_yaml(f"- {text}").findings == []


def test_curly_quotes_around_a_key_are_reported():
    done = build_yaml("a: 1\n“b”: 2")
    assert done.value == {"a": "1", "“b”": "2"}
    assert [(code, line, column) for code, line, column, *_ in done.findings] == [(Code.CURLY_QUOTES, 2, 1)]


@pytest.mark.parametrize("text", [" x", "x ", " x y "])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_white_space_around_a_value_is_reported_and_can_be_repaired(text, quote):
    done = build_yaml(f"a: {quote}{text}{quote}")
    assert done.value == {"a": text}
    message = f"The value “{text.strip()}” has leading or trailing white space."
    assert done.findings == [(Code.STRAY_SPACE, 1, 4, message, "")]
    assert [f.fix for f in done.found] == [(text, text.strip())]


@pytest.mark.parametrize("text", ["|\n  x\n", ">\n  x\n", "|+\n  x\n\n", "  x  ", "'x'"])
def test_white_space_added_by_yaml_is_not_reported(text):
    assert value_of(f"a: {text}")["a"].strip() == "x"


def test_white_space_around_a_key_is_reported_and_stripped():
    done = build_yaml("a: 1\n' b ': 2")
    assert done.value == {"a": "1", "b": "2"}
    assert done.findings == [(Code.STRAY_SPACE, 2, 1, "The key “b” has leading or trailing white space.", "")]


# --- Characters


HIDDEN_HINT = "They are removed or replaced with “\ufffd”. Delete them or their escape sequences."


def hidden(text, **options):
    """Return the findings about characters in a text, with their locations."""
    done = build_yaml(text, **options)
    assert all(code is Code.HIDDEN_CHARACTER and hint == HIDDEN_HINT for code, *_, hint in done.findings)
    start = "This value contains characters that are not allowed: "
    assert all(message.startswith(start) for *_, message, _ in done.findings)
    return done.value, [(line, column, m.removeprefix(start)) for _, line, column, m, _ in done.findings]


def test_escaped_control_characters_are_removed_and_reported():
    assert hidden('- ok\n- "a\\u202eb\\0"\n') == (
        ["ok", "ab\ufffd"],
        [(2, 3, "U+202E (Right-to-left override), U+0000 (a control character).")],
    )


def test_message_names_at_most_three_characters():
    names = "U+0001 (a control character), U+0002 (a control character), U+0003 (a control character)"
    assert hidden(r'"\x01\x02\x03"')[1] == [(1, 1, f"{names}.")]
    assert hidden(r'"\x01\x02\x03\x04"')[1] == [(1, 1, f"{names} and others.")]


def test_literal_characters_are_reported_elsewhere():
    assert hidden("- a\u202eb\n- 'a\u202e\n  b'\n- 'a\n\n  b\u202e'\n") == (["ab", "a b", "a\nb"], [])
    assert hidden("- ok\n- a\u202eb\n", first_line=4) == (["ok", "ab"], [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # In the surrounding lines, not in those of the value.
        ('- a\u202eb\n- "a\\u202eb"\n- x\u202ey\n', 2),
        ('- a\u202eb\n- "a\n  \\u202eb"\n- x\u202ey\n', 2),
        ('- ok\n- a\u202eb\n- "a\\u202eb"', 3),
    ],
)
def test_escapes_are_reported_in_addition_to_literal_characters(text, line):
    for first_line in (1, 5):
        _, [(found, column, name)] = hidden(text, first_line=first_line)
        assert (found - first_line + 1, column, name) == (line, 3, "U+202E (Right-to-left override).")


def test_disallowed_literal_characters_are_reported():
    assert hidden('- "\ufdd0"') == (["\ufffd"], [(1, 3, "U+FDD0 (a noncharacter).")])


def test_keys_are_cleaned_too():
    assert hidden('"a\\u202e": 1') == ({"a": "1"}, [(1, 1, "U+202E (Right-to-left override).")])


def test_lines_of_a_part_refer_to_the_whole_text():
    """A builder may receive the text in parts, with an updated first line."""
    text = '- a\n- "b\\u202e"\n- c\u202e'
    found = Findings()
    builder = Builder("data.yml", 1, found, Code.REPEATED_KEY, text)
    for line, part in enumerate(text.split("\n")):
        builder.first_line = 1 + line
        builder.build(parse_events(part, "data.yml"))
    assert [finding.location for finding in found] == [at(2, 3)]


# --- Keys


def test_non_text_key_becomes_text():
    assert value_of("? [a, b]\n: 1\n? {c: d}\n: 2\n? []\n: 3") == {
        "['a', 'b']": "1",
        "{'c': 'd'}": "2",
        "[]": "3",
    }


def test_long_key_is_truncated():
    long = "[" + ", ".join(["abcdefgh"] * 30) + "]"
    [key] = value_of(f"? {long}\n: 1")
    assert len(key) == 200
    assert key.endswith("…")
    done = build_yaml(f"a: &x {long}\n? *x\n: 1")
    assert list(done.value) == ["a", key]


def test_location_of_a_key():
    keys = build_yaml("a: 1\nb:\n  c: 2\n? [d]\n: 3\n? *x\n: 4\n").builder.keys
    assert keys == {
        ("a",): at(1, 1),
        ("b",): at(2, 1),
        ("b", "c"): at(3, 3),
        ("['d']",): at(4, 3),
        ("None",): at(6, 3),
    }


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", Code.DUPLICATE_ID, 3),
        ("x:\n  a: 1\n  a: 2\n", Code.REPEATED_KEY, 3),
        ("- a: 1\n  a: 2\n", Code.REPEATED_KEY, 2),
    ],
)
def test_repeated_key_is_reported_with_the_line_of_the_first(text, code, line):
    done = build_yaml(text, repeated_at_top=Code.DUPLICATE_ID)
    [(found, at_line, _, message, hint)] = done.findings
    first = line - 2 if code is Code.DUPLICATE_ID else line - 1
    assert (found, at_line, hint) == (code, line, "")
    assert message == f"Duplicate key “a”; the value from line {first} is used."


def test_value_of_a_repeated_key_is_read_and_has_no_location():
    done = build_yaml("a: 1\na: {b: {c: 1, c: 2}, d: [e]}\nf: 2")
    assert done.value == {"a": "1", "f": "2"}
    assert [(line, column) for _, line, column, *_ in done.findings] == [(2, 1), (2, 15)]
    assert done.builder.locations["a",] == at(1, 4)
    assert not any(path[0] == "a" and len(path) > 1 for path in done.builder.locations)
    assert done.builder.locations["f",] == at(3, 4)


def test_each_repetition_is_reported():
    done = build_yaml("a: 1\na: 2\nb: 3\na: 4")
    assert done.value == {"a": "1", "b": "3"}
    assert [line for _, line, *_ in done.findings] == [2, 4]


# --- Lists


def test_empty_items_are_omitted_and_the_others_have_locations():
    done = build_yaml("-\n- ''\n- a\n- ~\n- [b]\n- {}\n- []\n")
    assert done.value == ["a", ["b"], {}, []]
    assert done.builder.locations == {
        (0,): at(3, 3),
        (1, 0): at(5, 4),
        (1,): at(5, 3),
        (2,): at(6, 3),
        (3,): at(7, 3),
    }
