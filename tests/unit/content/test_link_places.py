"""Locations of links in the source of a page."""

import pytest

from mkdocs_fieldguide.content.pages.source_text import SourceText


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<!-- [x](a#b)\n<a href='a#b'> -->\n\n[here](a#b)\n", 4),
        ("`[x](a#b)`\n\n[here](a#b)\n", 3),
        ("<!-- [x](a#b)\n", 1),
    ],
)
def test_links_in_comments_and_code_are_not_counted(text, line):
    assert SourceText("a.md", text).locate_link("a#b", 0).line == line
