"""Characters that deceive reviewers."""

import unicodedata

import pytest

from mkdocs_fieldguide.content.confusables import MAX_REPORTED_LINES, check_allowed, check_characters
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings


def characters(text):
    findings = Findings()
    check_characters(text, "page.md", findings)
    assert all(finding.location.file == "page.md" for finding in findings)
    return [(f.code, f.location.line, f.location.column, f.message, f.hint) for f in findings]


def allowed(text, **options):
    findings = Findings()
    check_allowed(text, "page.md", findings, **options)
    assert all(f.code is Code.HIDDEN_CHARACTER and f.location.file == "page.md" for f in findings)
    assert all(f.hint == "Delete it; it is shown as “\ufffd”." for f in findings)
    return [(f.location.line, f.location.column, f.message) for f in findings]


def hidden(line, column, what, name):
    message = f"{what} character: {name}."
    return (Code.HIDDEN_CHARACTER, line, column, message, "Delete it unless it is intended.")


TURNING = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
ISOLATES = TURNING[5:]
UNSEEN = "\u200b\u2060\u180e\ufeff"
LIKE_LATIN = "АВЕЅІЈКМНОРСТУХаеорсухѕіјԁһԛԝёΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"


def name_of(character):
    return f"U+{ord(character):04X} ({unicodedata.name(character).capitalize()})"


@pytest.mark.parametrize("character", TURNING)
def test_bidirectional_control_is_reported_at_any_position(character):
    expected = [hidden(2, 3, "Bidirectional control", name_of(character))]
    assert characters(f"one\n, {character} é\n") == expected


def test_name_of_a_character_is_in_the_message():
    assert characters("a\u202eb") == [
        hidden(1, 2, "Bidirectional control", "U+202E (Right-to-left override)")
    ]
    assert characters("a\u200bb") == [hidden(1, 2, "Invisible", "U+200B (Zero width space)")]


@pytest.mark.parametrize("character", ["\u2029", "\u202f", "\u2065", "\u206a", "\u200e", "\u200f", "\u00ad"])
def test_characters_next_to_bidirectional_controls_are_not_reported(character):
    assert characters(f"a{character}b") == []


@pytest.mark.parametrize("letter", ["\u05d0", "\u0627"])
def test_right_to_left_text_can_have_isolates_only(letter):
    for character in TURNING:
        found = characters(f"{letter} {character}a {character}b\n")
        expected = [hidden(1, column, "Bidirectional control", name_of(character)) for column in (3, 6)]
        assert found == ([] if character in ISOLATES else expected)


def test_letters_of_other_lines_do_not_allow_isolates():
    assert characters("\u05d0\na\u2066b\n") == [hidden(2, 2, "Bidirectional control", name_of("\u2066"))]


def test_right_to_left_text_is_checked_after_its_isolates():
    assert characters("\u05d0\u2066a\u202e") == [hidden(1, 4, "Bidirectional control", name_of("\u202e"))]


@pytest.mark.parametrize("character", UNSEEN)
@pytest.mark.parametrize(
    ("before", "after"), [("a", "Z"), ("z", "0"), ("9", "_"), (".", ":"), ("/", "-"), ("A", "a")]
)
def test_invisible_characters_are_reported_in_words_and_urls(character, before, after):
    expected = [hidden(1, 3, "Invisible", name_of(character))]
    assert characters(f" {before}{character}{after}") == expected


@pytest.mark.parametrize("character", UNSEEN)
@pytest.mark.parametrize("text", ["a{} b", "a {}b", "ก{}ก", "{}a", "a{}", "é{}b", "a{},"])
def test_invisible_characters_are_not_reported_elsewhere(character, text):
    assert characters(text.format(character)) == []


def test_byte_order_mark_at_the_start_is_not_reported():
    assert characters("\ufeffabc é") == []
    assert characters("\ufeffabc\ufeffd") == [hidden(1, 5, "Invisible", name_of("\ufeff"))]


@pytest.mark.parametrize("letter", LIKE_LATIN)
def test_letter_that_looks_latin_is_reported_in_a_latin_word(letter):
    script = "Cyrillic" if unicodedata.name(letter).startswith("CYRILLIC") else "Greek"
    message = f"The “{letter}” in “bz{letter}d” is a {script} letter among Latin letters."
    hint = "Retype the word; searches and ids do not match it."
    assert characters(f"one\ntwo, bz{letter}d é") == [(Code.LOOKALIKE_LETTER, 2, 8, message, hint)]
    assert characters(f"one {letter}{letter} two 1{letter}2 a_{letter} é{letter}") == []


def test_only_the_first_letter_of_each_word_is_reported():
    found = characters("abас, асd\ndа")
    assert [(line, column) for _, line, column, *_ in found] == [(1, 3), (1, 7), (2, 2)]


@pytest.mark.parametrize("word", ["aж", "aλ", "aß", "aé", "жа", "λο"])
def test_other_letters_are_not_reported(word):
    assert characters(word) == []


def test_long_word_is_truncated_in_the_message():
    [(*_, message, _)] = characters("a" * 59 + "ob" + "о")
    assert message == f"The “о” in “{'a' * 59}o” is a Cyrillic letter among Latin letters."


def test_plain_text_has_no_findings():
    assert characters("Plain text.\n\x00\n") == []
    assert allowed("Plain text,\tin lines:\né 🎉\n") == []


@pytest.mark.parametrize("character", ["\0", "\x1b", "\r", "\x7f", "\x85", "\ufdd0", "\uffff", "\ud800"])
def test_character_that_is_not_allowed_is_reported(character):
    kind = {"\ud800": "half of a surrogate pair"}.get(character)
    kind = kind or ("a noncharacter" if character > "\uf000" else "a control character")
    message = f"Disallowed character: U+{ord(character):04X} ({kind})."
    assert allowed(f"one\n\ntwo{character}") == [(3, 4, message)]
    assert allowed(character) == [(1, 1, message)]


def test_only_the_first_character_of_a_line_is_reported():
    assert [place[:2] for place in allowed("a\0\1\nb\n\1\0\n\0", first_line=5)] == [(5, 2), (7, 1), (8, 1)]


@pytest.mark.parametrize("lines", [19, 20, 21, 500])
def test_characters_that_are_not_allowed_are_reported_in_twenty_lines(lines):
    assert MAX_REPORTED_LINES == 20
    found = allowed("ok\n" + "a\0\0\n" * lines)
    assert [place[:2] for place in found] == [(2 + line, 2) for line in range(min(lines, 20))]
