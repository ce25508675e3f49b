"""Characters that must not occur in any output, in every notation."""

from __future__ import annotations

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup
from support.checking import check_files
from support.healthy_guide import CONFIGURED, assert_sound, whole
from support.site import build_site

WRITTEN = r'"x\0\e\x85\x9b\uFFFF\uFDD0\U0001FFFE\u202E\u2066\uFEFFy"'
READ = "x" + "\ufffd" * 7 + "y"
CSL = json.dumps(
    [{"id": "odd", "type": "book", "title": "x\0\x1b\x85\x9b\uffff\ufdd0\ud800\u202e\u2066\ufeffy"}]
)


@pytest.fixture
def odd_files():
    files = whole()
    files["_data/tool_and_resource_list.yml"] += f"- id: odd\n  name: {WRITTEN}\n  description: {WRITTEN}\n"
    files["_data/CONTRIBUTORS.yml"] += f"{WRITTEN}:\n  git: x\n"
    files["_data/events.yml"] += f"- name: Event\n  description: {WRITTEN}\n"
    files["_data/footer.yml"] += f"extra_line: {WRITTEN}\n"
    files["references.json"] = CSL.replace("[", files["references.json"].strip()[:-1] + ", ", 1)
    files["references.bib"] += "@misc{odd-bib, title = {x\x01\x1b\x85\u202e\uffffy}}\n"
    files["CITATION.cff"] += f"version: {WRITTEN}\n"
    files["docs/odd.md"] = f"---\ntitle: {WRITTEN}\ndescription: {WRITTEN}\nsubtitle: {WRITTEN}\n---\nText.\n"
    files["docs/body.md"] = "# Page\n\nx\x01\x1b\x7f\x85\uffffy\n\n`\x08`\n"
    return files


def test_unsafe_characters_reach_no_output_file(tmp_path, odd_files):
    built = build_site(tmp_path, odd_files, CONFIGURED, strict=False)
    assert built.passed, built.aborted
    assert_sound(built)
    [tool] = [
        tool for tool in json.loads(built.text("fieldguide/tools.json"))["tools"] if tool["id"] == "odd"
    ]
    assert tool["name"] == tool["description"] == READ
    assert READ in built.page("odd/").title.get_text()
    assert READ in built.text("fieldguide/tools.csv")
    titles = {
        item["key"]: item["csl"]["title"]
        for item in json.loads(built.text("fieldguide/references.json"))["references"]
    }
    assert titles["odd"] == READ
    assert titles["odd-bib"] == "X\ufffd\ufffd\ufffd\ufffdy"
    assert "x\ufffd\ufffd\ufffd\ufffd\ufffdy" in built.page("body/").get_text()


def test_each_unsafe_character_is_reported_at_its_location(tmp_path, odd_files):
    result = check_files(tmp_path, odd_files, "--no-cache", config=CONFIGURED)
    found = {(one["file"], one["line"]) for one in result.findings if one["code"] == "FG009"}
    assert {
        ("_data/tool_and_resource_list.yml", 6),
        ("_data/tool_and_resource_list.yml", 7),
        ("_data/CONTRIBUTORS.yml", 4),
        ("_data/events.yml", 4),
        ("_data/footer.yml", 2),
        ("references.json", 1),
        ("references.bib", 2),
        ("CITATION.cff", 7),
        ("docs/odd.md", 2),
        ("docs/odd.md", 3),
        ("docs/body.md", 3),
        ("docs/body.md", 5),
    } <= found


def test_balanced_isolates_in_right_to_left_text_are_preserved(tmp_path):
    name, open_ = "שלום \u2066Tool\u2069", "שלום \u2066Tool"
    tools = f'- id: a\n  name: "{name}"\n- id: b\n  name: {json.dumps(open_)}\n'
    built = build_site(tmp_path, {"docs/_data/tool_and_resource_list.yml": tools}, strict=False)
    names = [tool["name"] for tool in json.loads(built.text("fieldguide/tools.json"))["tools"]]
    assert names == [name, "שלום Tool"]
    assert [text.split(": ")[0] for text in built.warnings if "FG009" in text] == [
        "docs/_data/tool_and_resource_list.yml:4:9"
    ]


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\t=", "\u00a0＝", "\u200b=", "\n="]
)
def test_no_csv_cell_starts_a_formula(tmp_path, start):
    tools = f"- id: a\n  name: A\n  how_to_access: x\n  description: {json.dumps(start + '1+1|x')}\n"
    built = build_site(tmp_path, {"docs/_data/tool_and_resource_list.yml": tools}, strict=False)
    [row] = csv.DictReader(io.StringIO(built.text("fieldguide/tools.csv").removeprefix("\ufeff")))
    cell = row["description"]
    assert cell.startswith("'")
    assert cell.endswith("1+1|x")


NAMES = [
    "p < 0.05",
    "<script>alert(1)</script>",
    "AT&T",
    "a &lt; b",
    '" onmouseover="alert(1)',
    "</title><img src=x onerror=alert(1)>",
]
THEMES = {
    "material": {
        "name": "material",
        "font": False,
        "features": ["navigation.footer", "navigation.path", "navigation.tabs"],
    },
    "mkdocs": {"name": "mkdocs"},
    "readthedocs": {"name": "readthedocs"},
}


@pytest.mark.parametrize("theme", THEMES)
def test_titles_are_never_rendered_as_templates(tmp_path, theme):
    files = {
        f"docs/{number}.md": f"---\ntitle: {json.dumps(name)}\ntype: guide\n---\nText.\n"
        for number, name in enumerate(NAMES)
    }
    files["docs/_data/tool_and_resource_list.yml"] = "".join(
        f"- id: t{number}\n  name: {json.dumps(name)}\n" for number, name in enumerate(NAMES)
    )
    built = build_site(tmp_path, files, {"theme": THEMES[theme], "site_url": "https://e.org/"}, strict=False)
    assert built.passed, built.aborted
    entries = json.loads(built.text("search/search_index.json"))["docs"]
    for number, name in enumerate(NAMES):
        for address in (f"{number}/", f"tools/t{number}/"):
            page = built.page(address)
            assert name in page.title.get_text()
            assert name in page.select_one("h1").get_text()
        page = built.page(f"{number}/")
        shown = {a.get_text().strip() for a in built.page().select("nav a, .wy-menu a, .navbar a")}
        assert name in shown
        assert not page.select("[onmouseover], [onerror], title img")
        assert not [script for script in page.select("script") if script.get_text() == "alert(1)"]
        if theme == "material":
            labels = {a["aria-label"] for a in built.page(f"{number}/").select("a.md-footer__link")}
            near = [NAMES[other] for other in (number - 1, number + 1) if 0 <= other < len(NAMES)]
            assert all(any(label.endswith(f": {other}") for label in labels) for other in near)
            assert page.select_one('meta[property="og:title"]')["content"].startswith(name)
            titles = [entry["title"] for entry in entries if entry["location"] == f"{number}/"]
            assert titles == [name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")]
        elif theme == "mkdocs":
            assert name in [entry["title"] for entry in entries if entry["location"] == f"{number}/"]


def test_braces_and_ampersands_in_names_are_shown_literally(tmp_path):
    files = {"docs/_data/tool_and_resource_list.yml": "- id: t\n  name: R&D {core} <x>\n"}
    title = build_site(tmp_path, files, strict=False).page("tools/t/").title.get_text()
    assert title == "R&D {core} <x> - A small guide"


@pytest.mark.parametrize("theme", THEMES)
def test_front_matter_printed_by_the_theme_is_escaped(tmp_path, theme):
    text = '"><img src=x onerror=alert(1)> p < 0.05'
    keys = ("author", "description", "git_revision_date_localized", "revision_date", "status", "subtitle")
    written = json.dumps(text)
    for number, value in enumerate((written, f"[{written}, b]", f"{{a: {written}}}")):
        files = {f"docs/{key}.md": f"---\ntitle: {key}\n{key}: {value}\n---\nText.\n" for key in keys}
        files["docs/lists.md"] = f"---\ntags: [{written}, R&D]\nsource: [{written}, b]\n---\nText.\n"
        files["docs/page.md"] = f"---\ntemplate: redirect.html\nlocation: {value}\n---\nText.\n"
        config = {
            "theme": THEMES[theme],
            "plugins": ["search", *["tags"] * (theme == "material"), "fieldguide"],
        }
        built = build_site(tmp_path / str(number), files, config, strict=False)
        assert built.passed, built.aborted
        for path in built.site.rglob("*.html"):
            page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            assert not page.select("[onerror]"), path
        if theme == "material":
            assert {tag.get_text().strip() for tag in built.page("lists/").select(".md-tag")} == {text, "R&D"}
            if number == 0:
                author = built.page("author/").select_one('meta[name="author"]')
                subtitle = built.page().select_one('nav a[href="subtitle/"] small')
                assert (author["content"], subtitle.get_text()) == (text, text)


@pytest.mark.parametrize("theme", THEMES)
def test_names_in_a_title_heading_are_escaped(tmp_path, theme):
    tools = "".join(f"- id: t{number}\n  name: {json.dumps(name)}\n" for number, name in enumerate(NAMES))
    files = {"docs/_data/tool_and_resource_list.yml": tools}
    for number in range(len(NAMES)):
        files[f"docs/{number}.md"] = f'# The {{% tool "t{number}" %}}\n\n## On {{% tool "t{number}" %}}\n'
    files["docs/written.md"] = "# A &lt;b&gt; & `<i>`\n"
    built = build_site(tmp_path, files, {"theme": THEMES[theme]}, strict=False)
    assert built.passed, built.aborted
    for number, name in enumerate(NAMES):
        page = built.page(f"{number}/")
        assert f"The {name}" in " ".join(page.title.get_text().split())
        assert not page.select("[onmouseover], [onerror], title img")
        assert not [script for script in page.select("script") if script.get_text() == "alert(1)"]
    assert "A <b> & <i>" in built.page("written/").title.get_text()
