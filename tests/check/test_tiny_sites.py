"""One problem on a tiny site each: the finding, its location, and that valid content is unaffected."""

import pytest
from support.checking import check_files
from support.guide import DATA

TOOLS = "docs/_data/tool_and_resource_list.yml"
PEOPLE = "docs/_data/CONTRIBUTORS.yml"
FAULTS = {
    "a tool that nobody mentions": ({TOOLS: "- id: a\n  name: A\n  description: x\n"}, "FG060", TOOLS, 1),
    "a reference that nobody cites": (
        {"docs/_data/r.bib": "@article{a, author={A, B}, title={T}, year=2020}\n"},
        "FG061",
        "docs/_data/r.bib",
        1,
    ),
    "two names for one": (
        {PEOPLE: "Ada Example:\n  git: a\nAda Exampel:\n  git: b\n"},
        "FG064",
        PEOPLE,
        3,
    ),
    "a picture without text": (
        {"docs/x.png": b"1", "docs/a.md": "# A\n\n![](x.png)\n"},
        "FG063",
        "docs/a.md",
        3,
    ),
    "a raw picture without text": ({"docs/a.md": '# A\n\n<img src="x.png">\n'}, "FG063", "docs/a.md", 3),
    "no description": ({TOOLS: "- id: a\n  name: A\n"}, "FG065", TOOLS, 1),
    "a tag in data": (
        {TOOLS: "- id: a\n  name: A\n  description: See {% tool 'a' %}.\n"},
        "FG037",
        TOOLS,
        3,
    ),
    "a tag in front matter": (
        {"docs/a.md": "---\nsummary: \"{{ cite('x') }}\"\n---\n"},
        "FG037",
        "docs/a.md",
        2,
    ),
    "a permalink that a file has": (
        {"docs/b.md": "# B\n", "docs/c.md": "---\npermalink: /b\n---\n"},
        "FG051",
        "docs/c.md",
        2,
    ),
    "a file at a permalink": (
        {"docs/a.md": "---\npermalink: /b\n---\n", "docs/b.md": "# B\n"},
        "FG051",
        "docs/a.md",
        2,
    ),
    "two files at one address": (
        {"docs/b.md": "# B\n", "docs/b/index.md": "# B\n"},
        "FG051",
        "docs/b/index.md",
        1,
    ),
    "an id that is a file's name": (
        {"docs/a.md": "---\npage_id: b\n---\n", "docs/b.md": "# B\n"},
        "FG051",
        "docs/a.md",
        2,
    ),
    "text that is turned around": ({"docs/a.md": "# A\n\nx\u202ey\n"}, "FG009", "docs/a.md", 3),
    "an address with a hidden character": (
        {PEOPLE: "Ada Example:\n  url: https://example.org/\u200bx\n"},
        "FG009",
        PEOPLE,
        2,
    ),
    "curly quotes around a value": ({PEOPLE: "Ada Example:\n  affiliation: “Garden”\n"}, "FG067", PEOPLE, 2),
    "curly quotes in front matter": ({"docs/a.md": "---\ntitle: „A“\n---\n"}, "FG067", "docs/a.md", 2),
    "a letter of another script": ({"docs/a.md": "# A\n\nThe \u0430dmin\n"}, "FG066", "docs/a.md", 3),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_finding_has_the_line_of_the_fault(tmp_path, fault):
    files, code, file, line = FAULTS[fault]
    result = check_files(tmp_path, files)
    assert (file, line, code) in [(found["file"], found["line"], found["code"]) for found in result.findings]


def test_page_outside_the_navigation_is_reported(tmp_path):
    result = check_files(tmp_path, {"docs/lost.md": "# Lost\n"}, config={"nav": ["index.md"]})
    assert [(found["file"], found["code"]) for found in result.findings] == [("docs/lost.md", "FG062")]


def test_tag_in_data_is_reported_with_its_location(tmp_path):
    (found,) = check_files(
        tmp_path, {**DATA, "docs/a.md": '---\ntitle: Use {% tool "spade" %}\n---\n'}, "--select", "FG037"
    ).findings
    assert found["message"].startswith(
        '“title” of this page contains “{% tool "spade" %}”, but tags are not expanded here'
    )


@pytest.mark.parametrize(
    "text",
    [
        "\u00b5m, \u03b2-Carotene, \u03b1\u03b2, \u041f\u0440\u0438\u0432\u0435\u0442 Ada",
        "\u05e9\u05dc\u05d5\u05dd \u2066Ada\u2069 \u05e9\u05dc\u05d5\u05dd",
        "\u0e2a\u0e27\u0e31\u0e2a\u200b\u0e14\u0e35",
        "\ud83d\udc69\u200d\ud83d\udcbb".encode("utf-16", "surrogatepass").decode("utf-16"),
        '<img alt="" src="x.png"> <img alt=x src="x.png">',
    ],
)
def test_other_languages_and_decoration_are_not_reported(tmp_path, text):
    assert check_files(tmp_path, {"docs/index.md": f"# A\n\n{text}\n", "docs/x.png": b"1"}).findings == []


@pytest.mark.parametrize("tag", ["{% tool “spade” %}", "{% tool ‘spade’ %}", "{% cite „digging_2020“ %}"])
def test_curly_quotes_are_named_in_the_finding(tmp_path, tag):
    found = check_files(tmp_path, {**DATA, "docs/a.md": f"# A\n\n{tag}\n"}, "--select", "FG02,FG03").findings
    assert [(f["line"], f["code"]) for f in found] == [(3, "FG031")]
    assert "curly quotes" in found[0]["message"]


@pytest.mark.parametrize(("encoding", "line"), [("latin-1", 3), ("utf-16", 1)])
def test_wrong_encoding_is_named_in_the_finding(tmp_path, encoding, line):
    page = "# A\n\nCafé\n".encode(encoding)
    found = check_files(tmp_path, {**DATA, "docs/a.md": page}, "--select", "FG00").findings
    assert [(f["line"], f["code"]) for f in found] == [(line, "FG001")]
    assert "UTF-8" in found[0]["hint"]


def test_a_fault_in_the_defaults_is_reported_once_where_it_is(tmp_path):
    settings = """\
site_name: S
plugins:
- fieldguide:
    defaults:
    - scope: {path: b}
      values: {country_code: NL}
    - values:
        contributors: [Ada Exampel]
        country_code: QQ
        toc: 9-12
        related_pages: [nope]
        permalink: /../x
        contributions: {review: [Ada Exampel], "!!": [Ada Example]}
        github: {repository_url: "javascript:x"}
"""
    files = {
        "mkdocs.yml": settings,
        PEOPLE: "Ada Example:\n  git: ada\n",
        "docs/a.md": "# A\n",
        "docs/b.md": "---\ncontributors: [Ada Exampel]\ncontributions: {review: []}\n---\n# B\n",
    }
    found = [
        (f["file"], f["line"])
        for f in check_files(tmp_path, files).findings
        if f["code"] not in ("FG050", "FG062")
    ]
    assert found == [("docs/b.md", 2), *(("mkdocs.yml", line) for line in (8, 9, 10, 11, 12, 13, 13, 14))]


def test_data_files_whose_names_are_not_read_are_reported(tmp_path):
    data = "docs/_data/"
    files = {
        f"{data}tools.yml": "- {id: a, name: A, description: x}\n",
        f"{data}people.yaml": "Ada Example: {git: ada}\n",
        f"{data}countries.yml": "NL: Netherlands\n",
        f"{data}countries.yaml": "NL: Holland\n",
        f"{data}countries.json": "{}",
        f"{data}event.yml": "- {name: E}\n",
        f"{data}plants.yml": "- fern\n",
    }
    found = {f["file"].removeprefix(data): f["hint"] for f in check_files(tmp_path, files).findings}
    assert found == {
        "countries.yaml": "Move its entries there, then delete it.",
        "event.yml": "Did you mean “events.yml”?",
        "people.yaml": "Did you mean “CONTRIBUTORS.yml”?",
        "tools.yml": "Did you mean “tool_and_resource_list.yml”?",
    }


def test_a_text_with_several_names_is_shown_as_the_list_that_was_meant(tmp_path):
    files = {
        PEOPLE: "Ada Example:\n  git: ada\n",
        TOOLS: "- {id: a, name: A, description: x}\n- {id: b, name: B, description: x}\n",
        "docs/page.md": """
            ---
            contributors: Ada Example, Ben Example and Eva Example
            editors: Eva Example; Ben Example
            supported_by: DE, NO
            related_pages: index, page
            ref_to_main_resources: a, b
            coordinators: Example, Ada
            ---
            """,
    }
    found = {f["line"]: f["hint"] for f in check_files(tmp_path, files, "--select", "FG004").findings}
    assert found == {
        2: "Expected a list: [Ada Example, Ben Example, Eva Example].",
        3: "Expected a list: [Eva Example, Ben Example].",
        4: 'Expected a list: [DE, "NO"].',
        5: "Expected a list: [index, page].",
        6: "Expected a list: [a, b].",
    }


def test_names_that_are_almost_the_same_are_reported_with_the_difference(tmp_path):
    files = {
        PEOPLE: "Ada Example:\n  git: ada\nÀda Example:\n  git: ade\nEva Example:\n  git: eva\n",
        TOOLS: "- {id: a, name: Spade, description: x}\n- {id: b, name: Spadé, description: x}\n",
        "docs/page.md": "---\ncontributors: [Еva Example]\n---\n",
    }
    result = check_files(tmp_path, files, "--select", "FG064,FG023")
    texts = [f"{finding['message']} {finding['hint']}" for finding in result.findings]
    assert len(texts) == 3
    assert "It has “À” (U+00C0, Latin capital letter a with grave) where the other has “A”." in texts[0]
    assert "It has “é” (U+00E9, Latin small letter e with acute) where the other has “e”." in texts[1]
    assert "It has “Е” (U+0415, Cyrillic capital letter ie) where the other has “E”." in texts[2]
