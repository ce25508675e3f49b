"""Targets of links in inline Markdown."""

import pytest

from mkdocs_fieldguide.content.link_target import decode, parse_target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("(https://a.example)", ("https://a.example", "", 19)),
        ("(<a b> 'Title')", ("a b", "Title", 15)),
        ('(a "A &amp; B") rest', ("a", "A & B", 15)),
        ("(a(b)c)", ("a(b)c", "", 7)),
        (r"(a\)b)", ("a)b", "", 6)),
        ("(" * 11 + "a" + ")" * 11, ("(" * 10 + "a" + ")" * 10, "", 23)),
    ],
)
def test_target_is_a_url_with_an_optional_title(text, target):
    assert parse_target(text, 0) == target


@pytest.mark.parametrize("text", ["a", "[a]", "(a", "(a(b)", "(" * 12 + "a" + ")" * 12])
def test_text_without_a_closed_target_has_none(text):
    assert parse_target(text, 0) is None


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        (r"\*\a", r"*\a"),
        ("&amp;&#106;&#x6A;", "&jj"),
        ("&unknown; &amp", "&unknown; &amp"),
    ],
)
def test_escapes_and_entities_are_decoded(text, decoded):
    assert decode(text) == decoded
