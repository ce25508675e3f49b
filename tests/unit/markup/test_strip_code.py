"""Tags that a page only shows as code are not used."""

import pytest
from support.hanging import must_end

from mkdocs_fieldguide.markup.strip_code import strip_code_and_comments


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("a `b` c", "a  c"),
        ("a ``b ` c`` d", "a  d"),
        ("a ` b", "a ` b"),
        ("a\n\n```\nb\n```\nc", "a\n\nc"),
        ("a\n\n~~~ md\nb\n~~~\nc", "a\n\nc"),
        ("a\n\n```\nb", "a\n\n```\nb"),
        ("a <!-- b\n\nc --> d", "a  d"),
        ("a <!-- b", "a <!-- b"),
        ("a {% raw %}b{% endraw %} c", "a {% raw %}b{% endraw %} c".replace("{% raw %}b{% endraw", "")),
        ("a {%- comment %}b{% endcomment %} c", "a  %} c"),
        ("a {% raw %} b", "a {% raw %} b"),
        ("`<!--` a `-->`", " a "),
    ],
)
def test_code_comments_and_raw_text_are_removed(text, used):
    assert strip_code_and_comments(text) == used


@pytest.mark.parametrize(
    "unit", ["`", "`` ` ", "<!--", "{% raw ", "{% comment", "```\n", "~~~\na\n", "> ```\n"]
)
def test_stripping_terminates(unit):
    with must_end():
        strip_code_and_comments(unit * (200_000 // len(unit)))
