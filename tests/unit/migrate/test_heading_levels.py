"""Headings of the first level in texts below a title."""

import pytest

from mkdocs_fieldguide.migrate.heading_levels import lower_headings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n## B\n\n###### C\n", "## A\n\n### B\n\n###### C\n"),
        ("Text.\n\n## B\n\n# A {#x}\n\n### C\n", "Text.\n\n## B\n\n## A {#x}\n\n### C\n"),
        ("A\n===\n\nB\n---\n", "## A\n\n### B\n"),
        ("## B\n\nA\n=\n\na\nb\n---\n", "## B\n\n## A\n\na\nb\n---\n"),
        ('<h1 id="a">A</h1>\n<H2>B</H2>\n', '<h2 id="a">A</h2>\n<H3>B</H3>\n'),
        ("## B\n\n<h1>A</h1>\n", "## B\n\n<h2>A</h2>\n"),
        (
            "Text.\n\n# A\n\n```\n# code\n```\n\n    # code\n",
            "Text.\n\n## A\n\n```\n# code\n```\n\n    # code\n",
        ),
    ],
)
def test_headings_go_one_level_down(text, expected):
    assert lower_headings(text, "Title") == expected


@pytest.mark.parametrize(
    "text",
    ["## B\n\n`<h1>`\n", "```\n# code\n```\n", "# The *title* {: #x }\n\n# A\n", "---\n\n#hash\n", ""],
)
def test_other_texts_are_unchanged(text):
    assert lower_headings(text, "The title") == text
