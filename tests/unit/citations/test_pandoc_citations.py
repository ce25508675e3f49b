"""Citations in pandoc's syntax: a table of sources and what readers see."""

import html
import re
from pathlib import Path

import pytest
from support.citing import cited, formatter, made

from mkdocs_fieldguide.citations.locator_labels import find_locator_labels
from mkdocs_fieldguide.citations.styles import find_style
from mkdocs_fieldguide.markup.pandoc_citations import find_citations

TABLE = Path(__file__).with_name("pandoc_citations.txt")
ROWS = [line.split(" => ") for line in TABLE.read_text("utf-8").splitlines() if " => " in line]
REFERENCES = [
    made("a", ["Able"], 2001),
    made("b", ["Baker", "Clark"], 2002),
    made("c.d:e_f-1", ["Dent"], 2003),
]
MARKDOWN = {"<i>": "*", "</i>": "*", "<b>": "**", "</b>": "**"}


def shown(text, style="apa", locale="en-US", numbers=None):
    """Return a text with its citations formatted."""
    labels = find_locator_labels(find_style(style), locale)
    by = formatter(style, *REFERENCES, locale=locale)
    out, done = "", 0
    for found in find_citations(text, labels):
        out += text[done : found.start]
        out += "@" if found.is_escape else cited(by, *found.cites, numbers=numbers)
        done = found.end
    plain = html.unescape(out + text[done:]).replace("\xa0", " ")
    return re.sub("</?[ib]>", lambda match: MARKDOWN[match[0]], plain)


@pytest.mark.parametrize(("source", "expected"), ROWS, ids=[source for source, _ in ROWS])
def test_citation_becomes(source, expected):
    assert shown(source) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`@a` and ``[@a]``",
        "``` python\n@a\n[@a]\n```",
        "~~~\n@a\n~~~",
        "    ~~~\n    @a\n    ~~~",
        "<style>@a { color: red }</style>",
        "<pre>[@a]</pre>",
        '<a href="x" title="[@a]">see @a</a>',
        "<!-- [@a] -->",
        "[see @a][x]\n\n[x]: https://example.org",
        "[@a]\n\n[@a]: https://example.org/@a",
        '[x](y "see @a")',
        "www.example.org/@a",
        "mailto:x-@a",
        '--8<-- "folder/@a.md"',
        "# Title {: #x data-x=@a }",
        '{% set x = " @a" %} {{ f(" @a") }}',
        "a@example.org, a.@a, @@a",
    ],
)
def test_code_links_and_tags_contain_no_citations(text):
    assert list(find_citations(text, {})) == []


def test_labels_are_those_of_the_language_and_the_style():
    assert shown("[@a, S. 3-5]", locale="de-DE") == "(Able, 2001, S. 3–5)"
    assert shown("[@a, ch. 2]", "ieee", numbers={"a": 1}) == "[1, Ch. 2]"


def test_more_cites_after_an_author_in_the_text_in_a_style_with_numbers():
    assert shown("@a [p. 3; see @b]", "ieee", numbers={"a": 1, "b": 2}) == "Able [1, p. 3], see [2]"


def test_citations_over_several_lines_end_with_the_paragraph():
    assert shown("> [see @a,\n> p. 3;\n> @b]") == "> (see Able, 2001, p. 3; Baker & Clark, 2002)"
    assert shown("[see @a\n\nand]") == "[see Able (2001)\n\nand]"
    assert shown("@a\n[p. 3]") == "Able (2001, p. 3)"


def test_lists_of_references():
    found = list(
        find_citations("\\bibliography\n\n\\full_bibliography \\bibliographystyle{x} `\\bibliography`", {})
    )
    assert [one.list_name for one in found] == ["bibliography", "full_bibliography"]


def test_braces_allow_any_characters_in_a_key():
    (found,) = find_citations("[@{odd key, a=1}, 3; @{https://example.org/x?y=z}]", {})
    assert [item.key for item in found.cites] == ["odd key, a=1", "https://example.org/x?y=z"]
    assert found.cites[0].locator == "3"


@pytest.mark.parametrize(
    "part", ["[", "[@a", "@a [", "@a;", "[@a](", "{", "*@a", "<a @a", "@{", "p. 1(", "`@a"]
)
def test_time_grows_linearly(part):
    list(find_citations(part * 5_000, {"p.": "page"}))
    list(find_citations(f"[@a, {part * 2_000}]", {"p.": "page"}))
