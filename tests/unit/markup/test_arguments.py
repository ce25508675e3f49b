"""Options of tags, as jekyll-scholar reads them."""

import pytest

from mkdocs_fieldguide.markup.arguments import parse_tag
from mkdocs_fieldguide.rendering.directives import DIRECTIVES


def parsed(name, text):
    result = parse_tag(DIRECTIVES[name], text)
    assert not result.problems, result.problems
    return result.call.words, dict(result.call.values)


@pytest.mark.parametrize(
    ("tag", "text", "words", "values"),
    [
        ("bibliography", " --query @book[year <= 2000]", (), {"query": "@book[year <= 2000]"}),
        (
            "bibliography",
            ' -q @*[year >= 2000 && author = "Example"] --cited',
            (),
            {"query": '@*[year >= 2000 && author = "Example"]', "cited": True},
        ),
        (
            "bibliography",
            " -f one -f two --group_by year, month",
            (),
            {"file": ("one", "two"), "group_by": "year, month"},
        ),
        (
            "bibliography",
            ' --query @book[a -b c] cited="true"',
            (),
            {"query": "@book[a -b c]", "cited": True},
        ),
        ("bibliography", " -r", (), {}),
        ("bibliography_count", " --query !@article --remove_duplicates", (), {"query": "!@article"}),
        ("cite_details", " one --text Click For More", ("one",), {"text": "Click For More"}),
        ("cite", " --locator 3 one", ("one",), {"locator": ("3",)}),
        ("cite", " one two -l 2-3 --locator 23 & 42", ("one", "two"), {"locator": ("2-3", "23 & 42")}),
        (
            "cite",
            " one two --label chapter --locator 2-3 -L figure -l 4,5",
            ("one", "two"),
            {"label": ("chapter", "figure"), "locator": ("2-3", "4,5")},
        ),
        (
            "cite",
            ' one --prefix "see also" --suppress_author',
            ("one",),
            {"prefix": "see also", "suppress_author": True},
        ),
    ],
)
def test_values_without_quotes_extend_to_the_next_option(tag, text, words, values):
    assert parsed(tag, text) == (words, values)


@pytest.mark.parametrize("text", ["[" * 20_000, " -" * 20_000, " a=" * 20_000, " \t" * 20_000])
def test_long_values_take_linear_time(text):
    parse_tag(DIRECTIVES["bibliography"], f" --query x{text} y")
