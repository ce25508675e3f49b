"""With the macros plugin, a check finds what a build finds, except in the output of macros."""

import re

import pytest
from support.checking import check_files
from support.guide import DATA

MACROS = {"plugins": ["search", "macros", "fieldguide"], "markdown_extensions": ["attr_list"]}
_LOGGED = re.compile(r".*?:(?P<line>\d+)(?::\d+)?: .* \[(?P<code>FG\d{3})\]", re.DOTALL)

SAME = {
    "a literal call": '{{ tool("spde") }}\n',
    "several arguments": 'x {{ cite("digging_2020", "nope_2020", locator="3", suppress_author=true) }}\n',
    "a tag": '{% tool "spde" %}\n',
    "a loop without ours": "{% for n in [1, 2] %}{{ n }}{% endfor %}\n",
    "raw": '{% raw %}{{ tool("spde") }} {#id}{% endraw %}\n',
    "an id of a heading": "# A\n\n## B {#id}\n\ntext\n",
    "a shell array": "# A\n\n`${#arr}`\n",
    "a stray tag": "# A\n\nthis {% is stray\n",
    "turned off": '---\nrender_macros: false\n---\n\n# A {#id}\n\n{{ tool("spde") }}\n',
}


@pytest.mark.parametrize("name", SAME)
def test_check_and_build_agree(site, tmp_path, name):
    files = {**DATA, "docs/page.md": SAME[name]}
    select = {"plugins": ["search", "macros", {"fieldguide": {"check": {"ignore": ["FG06"]}}}]}
    built = site(files, {**MACROS, **select}, strict=False)
    logged = [
        _LOGGED.fullmatch(line.text) for line in built.log if line.logger == "mkdocs.plugins.fieldguide"
    ]
    found = check_files(tmp_path, files, config={**MACROS, **select}).findings
    assert [(f["line"], f["code"]) for f in found] == [(int(m["line"]), m["code"]) for m in logged if m]
    assert (found == []) == (name in ("a loop without ours", "raw"))


@pytest.mark.parametrize(
    "text",
    [
        '{% set name = "spde" %}{{ tool(name) }}\n',
        '{% for name in ["spde"] %}{{ tool(name) }}{% endfor %}\n',
        '{{ tool("SPDE" | lower) }}\n',
    ],
)
def test_values_computed_by_macros_are_checked_only_by_the_build(site, tmp_path, text):
    files = {**DATA, "docs/page.md": text}
    built = site(files, MACROS, strict=False)
    assert any("FG020" in line for line in built.warnings)
    assert "FG020" not in check_files(tmp_path, files, config=MACROS).codes


CALLOUTS = {
    '{% include callout.html type="note" content="{{ x }}" %}': "FG037",
    '{% include callout.html type="note" title="{{ config.site_name }}" content="x" %}': "FG037",
    '{% include callout.html tpye="note" content="x" %}': "FG031",
    '{% include callout.html type="tpi" content="x" %}': "FG031",
    '- {% include callout.html type="hint" content="x" %}': "FG031",
}


@pytest.mark.parametrize("written", CALLOUTS)
def test_invalid_callout_is_reported_by_every_check(site, tmp_path, written):
    files = {**DATA, "docs/page.md": f"# A\n\n{written}\n"}
    code, column = CALLOUTS[written], written.index("{%") + 1
    built = site(files, MACROS, strict=False)
    assert [line for line in built.warnings if line.startswith(f"docs/page.md:3:{column}: ") and code in line]
    for again in ({}, {"docs/new.md": "# New\n"}):
        found = check_files(tmp_path, {**files, **again}, "--select", "FG03", config=MACROS).findings
        assert [(f["file"], f["line"], f["code"]) for f in found] == [("docs/page.md", 3, code)]


def test_callout_in_code_is_not_reported(tmp_path):
    text = '# A\n\n```\n{% include callout.html tpye="tip" content="{{ x }}" %}\n```\n'
    assert (
        check_files(tmp_path, {**DATA, "docs/page.md": text}, "--select", "FG03", config=MACROS).codes == []
    )


def test_tags_in_included_files_are_checked(tmp_path):
    files = {
        **DATA,
        "docs/page.md": '{% include "part.txt" %}\n\n{% include name %} {% include "gone.txt" %}\n',
        "docs/part.txt": 'Part\n\n{% tool "rake" %} {% tool "spde" %}\n{% include "part.txt" %}\n',
    }
    result = check_files(tmp_path, files, "--select", "FG020,FG060", config=MACROS)
    assert [(found["file"], found["line"], found["code"]) for found in result.findings] == [
        ("docs/_data/tool_and_resource_list.yml", 1, "FG060"),  # the spade, not the rake
        ("docs/part.txt", 3, "FG020"),
    ]
