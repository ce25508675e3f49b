"""Functions of ours in expressions of the macros plugin, and tags in files that it includes."""

import re

import pytest
from support.guide import DATA

TOOLS = "docs/_data/tool_and_resource_list.yml"
CONFIG = {"plugins": ["search", "macros", "fieldguide"]}
CHANGED = {
    '{{ tool("spade")|upper }}': "THE SPADE",
    '{{ tool("spade")|list }}': "['T', 'h', 'e', ' ', 'S', 'p', 'a', 'd', 'e']",
    '{{ tool("spade").lower() }}': "the spade",
    '{{ tool("spade")[:2] }}': "Th",
    '{{ (tool("spade") ~ "!")|upper }}': "THE SPADE!",
    '{{ (tool("spade") ~ "!").upper() }}': "THE SPADE!",
    '{{ [tool("spade")]|map("upper")|join }}': "THE SPADE",
    '{% filter upper %}a {{ tool("spade") }}{% endfilter %}': "A THE SPADE",
    '{{ tool("spade")|length }}': "9",
    '{{ tool("spade")|trim }}': "The Spade",
    '{{ tool("spade").split()[1]|upper }}': "SPADE",
    '{{ tool("rake")|title }}': "<Img Src=x> *rake*",
    "{{ \"{% tool 'spade' %}\" }}": "The Spade",
    '{{ (tool("spade") ~ "!")[:25] }}': "",
    '{{ (tool_table() ~ "!").upper() }}': "!",
}


@pytest.fixture(scope="module")
def built(site):
    lines = "\n\n".join(f"<p class=x>{text}</p>" for text in CHANGED)
    files = {
        **DATA,
        TOOLS: DATA[TOOLS].replace("name: Garden Rake", "name: '<img src=x> *Rake*'"),
        "docs/index.md": f"# H\n\n{lines}\n\n{{{{ tool_table()|upper }}}}\n",
        "docs/a.md": '# A\n\nBefore.\n\n{% include "part.txt" %}\n',
        "docs/b.md": '# B\n\n{% include "part.txt" %}\n\n{% import "macros.txt" as m %}{{ m.twice() }}\n',
        "docs/c.md": '# C\n\nBefore.\n\n{% include "bad.txt" %}\n',
        "docs/part.txt": """
            Part

            {% tool "spade" %}
            {% tool "spde" %} {% raw %}{% tool "x" %}{% endraw %}
            """,
        "docs/macros.txt": '{% macro twice() %}{% tool "spade" %} twice{% endmacro %}\n',
        "docs/bad.txt": 'Part\n\n{% tool "spade" %} {% if %}\n',
    }
    return site(files, CONFIG, strict=False)


def test_a_filter_or_method_applies_to_the_text_that_readers_see(built):
    found = [re.sub(r"\s+", " ", p.get_text()).strip() for p in built.page("").select("p.x")]
    assert found == list(CHANGED.values())


def test_output_that_is_cut_or_has_no_plain_text_is_reported(built):
    texts = [text for text in built.warnings if text.startswith("docs/index.md")]
    assert sum("cuts or changes the output" in text for text in texts) == 2
    assert sum("so “upper” has no effect on it" in text for text in texts) == 1
    assert built.page("").select("[data-fg-table]")


def test_no_token_is_published(built):
    published = [path for path in built.site.rglob("*") if path.suffix in (".html", ".json", ".xml")]
    assert not [path for path in published if "fgmark" in path.read_text(encoding="utf-8").casefold()]


def test_included_files_may_hold_tags(built):
    for page in ("a/", "b/"):
        assert built.page(page).select_one("article .fg-tool, article [data-fg-tool]")
        assert '{% tool "x" %}' in built.page(page).select_one("article").get_text()
    assert "The Spade twice" in " ".join(built.page("b/").select_one("article").get_text(" ").split())
    assert [
        text for text in built.warnings if text.startswith("docs/part.txt:4:1: No tool has the id “spde”")
    ]


def test_a_syntax_error_in_an_included_file_is_named_there_and_the_page_is_kept(built):
    (error,) = [text for text in built.warnings if "[FG036]" in text]
    assert error.startswith("docs/bad.txt:3:")
    assert "Before." in built.page("c/").select_one("article").get_text()
