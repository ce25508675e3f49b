"""Characters that are disallowed in output, and their replacements."""

import unicodedata

import pytest

from mkdocs_fieldguide.model import safe_characters
from mkdocs_fieldguide.model.safe_characters import (
    REPLACEMENT,
    describe_character,
    escape_unprintable,
    find_disallowed,
    find_unsafe_characters,
    has_balanced_isolates,
    is_disallowed,
    replace_disallowed,
    sanitise_text,
    sanitise_value,
)

NONCHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *(plane * 0x10000 + 0xFFFE + i for plane in range(17) for i in (0, 1)),
]
CONTROLS = [*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)]
SURROGATES = range(0xD800, 0xE000)
NOT_ALLOWED = {chr(number) for number in [*CONTROLS, *SURROGATES, *NONCHARACTERS]}
DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARK = "\ufeff"
EVERYTHING = "".join(map(chr, range(0x110000)))
HEBREW, ARABIC, ARABIC_NUMBER = "\u05d0", "\u0627", "\u0661"
EDGES = ["\x08", "\x0b", "\x0d", "\x1f", "\x7f", "\x9f", "\ud800", "\udfff", "\ufdd0", "\ufdef", "\U0010ffff"]
NEIGHBOURS = ["\t", "\n", " ", "~", "\xa0", "\ud7ff", "\ue000", "\ufdcf", "\ufdf0", "\ufffd", "\U00010000"]


def test_exactly_controls_surrogates_and_noncharacters_are_not_allowed():
    found = [(match.start(), match[0]) for match in find_disallowed(EVERYTHING)]
    assert found == [(ord(character), character) for character in sorted(NOT_ALLOWED)]
    assert len(NONCHARACTERS) == 66


@pytest.mark.parametrize("character", EDGES)
def test_character_that_is_not_allowed(character):
    assert is_disallowed(character)
    assert [match.span() for match in find_disallowed(f"a{character}b")] == [(1, 2)]
    assert replace_disallowed(f"a{character}b{character}") == f"a{REPLACEMENT}b{REPLACEMENT}"


@pytest.mark.parametrize("character", NEIGHBOURS)
def test_neighbours_of_disallowed_characters(character):
    assert not is_disallowed(character)
    assert list(find_disallowed(f"a{character}b")) == []
    for same in (replace_disallowed, sanitise_text):
        assert same(f"a{character}b") == f"a{character}b"
    assert find_unsafe_characters(f"a{character}b") == ()


def test_only_disallowed_characters_are_replaced_one_by_one():
    assert REPLACEMENT == "\ufffd"
    assert replace_disallowed(f"a\r\n{DIRECTIONS}{MARK}") == f"a\ufffd\n{DIRECTIONS}{MARK}"


def test_cleaning_replaces_disallowed_characters_and_removes_directions_and_marks():
    replaced = dict.fromkeys(map(ord, NOT_ALLOWED), "\ufffd")
    removed = dict.fromkeys(map(ord, DIRECTIONS + MARK))
    assert sanitise_text(EVERYTHING) == EVERYTHING.translate({**replaced, ord("\r"): "\n", **removed})


def test_every_character_that_is_removed_or_replaced_is_listed_once():
    expected = sorted({*NOT_ALLOWED, *DIRECTIONS, MARK} - {"\r"})
    text = "a".join([*expected, "\r", *NEIGHBOURS])
    assert find_unsafe_characters(text + text) == tuple(expected)


@pytest.mark.parametrize(("ends", "expected"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\r\r\nb", "a\n\nb")])
def test_line_ends_become_line_feeds_and_are_not_listed(ends, expected):
    assert sanitise_text(ends) == expected
    assert find_unsafe_characters(ends) == ()
    assert find_unsafe_characters(f"{ends}\x01{ends}") == ("\x01",)


def test_unsafe_characters_are_listed_in_the_order_of_the_text():
    assert find_unsafe_characters("b\u202ea\x02\x01\u202e\ufeff") == ("\u202e", "\x02", "\x01", "\ufeff")


@pytest.mark.parametrize("letter", [HEBREW, ARABIC])
@pytest.mark.parametrize("isolate", ["\u2066", "\u2067", "\u2068"])
@pytest.mark.parametrize(
    "text", ["{}a\u2069", "{0}a{0}b\u2069\u2069", "{0}a\u2069{0}b\u2069", "{0}{0}\u2069{0}\u2069\u2069"]
)
def test_balanced_isolates_are_preserved_in_right_to_left_text(text, isolate, letter):
    text = letter + text.format(isolate)
    assert has_balanced_isolates(text)
    assert sanitise_text(text) == text
    assert sanitise_text(text + "\x01\ufeff") == text + "\ufffd"
    assert find_unsafe_characters(text + "\x01\ufeff") == ("\x01", "\ufeff")


@pytest.mark.parametrize("beginning", ["", "a", ARABIC_NUMBER, "1"])
def test_isolates_are_removed_from_left_to_right_text(beginning):
    assert not has_balanced_isolates(f"{beginning}\u2066a\u2069")
    assert sanitise_text(f"{beginning}\u2066a\u2069") == f"{beginning}a"
    assert find_unsafe_characters(f"{beginning}\u2066a\u2069") == ("\u2066", "\u2069")


@pytest.mark.parametrize("isolate", ["\u2066", "\u2067", "\u2068"])
@pytest.mark.parametrize(
    "text", ["{}", "\u2069", "\u2069{}", "{}{}\u2069", "{}\u2069\u2069", "{}\u2069\u2069{}", "{}\u2069{}"]
)
def test_isolates_without_an_end_and_ends_without_an_isolate_are_removed(text, isolate):
    text = text.replace("{}", isolate)
    assert not has_balanced_isolates(HEBREW + text)
    assert sanitise_text(f"{HEBREW}{text}a") == f"{HEBREW}a"


@pytest.mark.parametrize("character", DIRECTIONS[:5])
def test_other_bidirectional_controls_are_removed_with_adjacent_isolates(character):
    for text in (character, f"\u2066{character}\u2069", f"{character}\u2069", f"\u2066\u2069{character}"):
        assert not has_balanced_isolates(HEBREW + text)
        assert sanitise_text(HEBREW + text) == HEBREW


def test_other_characters_are_not_counted_as_isolates():
    assert has_balanced_isolates(f"{HEBREW}\u2065\u206a\u2029\u202f\u200e\u200f")


def test_plain_text_is_not_searched(monkeypatch):
    """Most pages need no replacement: with `None` in place of the expressions, any use of one fails."""
    monkeypatch.setattr(safe_characters, "_DISALLOWED", None)
    monkeypatch.setattr(safe_characters, "_UNSAFE", None)
    plain = "".join(map(chr, range(0x20, 0x7F))) + "\t\n"
    assert sanitise_text(plain) == replace_disallowed(plain) == plain
    assert find_unsafe_characters(plain) == ()
    assert list(find_disallowed(plain)) == []


def test_texts_in_values_are_cleaned():
    value = {"a\0": ["b\1", ("c\2", 1.5, None, True, 7)], 3: {"d": "e\u202e"}}
    expected = {"a\ufffd": ["b\ufffd", ("c\ufffd", 1.5, None, True, 7)], 3: {"d": "e"}}
    assert sanitise_value(value) == expected


def test_texts_in_keys_that_are_tuples_are_cleaned():
    assert sanitise_value({("a\0", 2): 1}) == {("a\ufffd", 2): 1}


def test_other_objects_are_unchanged():
    thing = object()
    assert sanitise_value(thing) is thing
    assert sanitise_value(b"\0") == b"\0"


@pytest.mark.parametrize("sign", [1, -1])
def test_numbers_of_more_than_ten_thousand_bits_are_none(sign):
    longest = sign * (2**10_000 - 1)
    assert sanitise_value([longest]) == [longest]
    assert len(str(abs(longest))) < 4300
    assert sanitise_value([longest + sign]) == [None]


def nested(levels, kind):
    value = "a"
    for _ in range(levels):
        value = {"k": value} if kind is dict else kind([value])
    return value


def nested_without_deepest(levels, kind):
    value = None
    for _ in range(levels):
        value = {"k": value} if kind is dict else kind([value])
    return value


@pytest.mark.parametrize("kind", [list, tuple, dict])
def test_values_a_hundred_levels_deep_are_unchanged(kind):
    assert sanitise_value(nested(101, kind)) == nested(101, kind)
    assert sanitise_value(nested(102, kind)) == nested_without_deepest(101, kind)
    assert sanitise_value(nested(5000, kind)) == nested_without_deepest(101, kind)


def test_values_inside_themselves_are_none():
    row = ["a"]
    row.append(row)
    assert sanitise_value(row) == ["a", None]
    table = {"a": 1}
    table["self"] = [table]
    assert sanitise_value(table) == {"a": 1, "self": [None]}


def test_shared_values_are_unchanged_in_both_places():
    row = ["a"]
    assert sanitise_value([row, row, [row]]) == [["a"], ["a"], [["a"]]]


@pytest.mark.parametrize(
    ("character", "number"),
    [
        ("\x1b", "\\u001b"),
        ("\n", "\\u000a"),
        ("\r", "\\u000d"),
        ("\t", "\\u0009"),
        ("\x7f", "\\u007f"),
        ("\x85", "\\u0085"),
        ("\xad", "\\u00ad"),
        ("\u200b", "\\u200b"),
        ("\u202e", "\\u202e"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
        ("\ufeff", "\\ufeff"),
        ("\ud800", "\\ud800"),
        ("\U000e0001", "\\ue0001"),
    ],
)
def test_invisible_characters_are_escaped_for_terminals(character, number):
    assert escape_unprintable(f"a{character}b") == f"a{number}b"
    assert escape_unprintable(f"é{character}b") == f"é{number}b"


@pytest.mark.parametrize(
    "text", ["", "plain ~ text", "é 🎉", "a\u00a0b", "e\u0301", "\ue000\u2003", "\uffff"]
)
def test_other_text_for_terminals_is_unchanged(text):
    assert escape_unprintable(text) == text


def test_all_invisible_categories_are_escaped():
    for character in EVERYTHING[:0x3000]:
        unseen = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        assert escape_unprintable(character) == (f"\\u{ord(character):04x}" if unseen else character)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "U+202E (Right-to-left override)"),
        ("a", "U+0061 (Latin small letter a)"),
        ("\0", "U+0000 (a control character)"),
        ("\x9f", "U+009F (a control character)"),
        ("\uffff", "U+FFFF (a noncharacter)"),
        ("\U0010fffe", "U+10FFFE (a noncharacter)"),
        ("\ud800", "U+D800 (half of a surrogate pair)"),
        ("\udfff", "U+DFFF (half of a surrogate pair)"),
    ],
)
def test_names_of_characters(character, name):
    assert describe_character(character) == name
