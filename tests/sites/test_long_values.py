"""Overlong names and titles, which many pages would show, are reported and left out."""

import pytest
from support.checking import check_files
from support.site import build_site

LONG = "A" * 300_000
TOOLS, PEOPLE = "docs/_data/tool_and_resource_list.yml", "docs/_data/CONTRIBUTORS.yml"
ORGANISATIONS, NEWS, EVENTS = "docs/_data/supported_by.yml", "docs/_data/news.yml", "docs/_data/events.yml"
TOOL = "- id: spade\n  name: Spade\n"


def front(text):
    return f"---\n{text}\n---\n\n# Heading\n\n{{% tool 'spade' %}}\n"


CASES = {
    "title of a page": ("docs/a.md", front(f"title: {LONG}")),
    "title in quotes": ("docs/a.md", front(f'title: "{LONG}"')),
    "folded title": ("docs/a.md", front("title: >-\n" + "".join(f"  {'B' * 70}\n" for _ in range(5000)))),
    "page_id": ("docs/a.md", front(f"page_id: {LONG}")),
    "type": ("docs/a.md", front(f"type: {LONG}")),
    "contributor": ("docs/a.md", front(f"contributors: [Ada Gardener, {LONG}]")),
    "role": ("docs/a.md", front(f"contributions: {{? {LONG} : [Ada Gardener]}}")),
    "contribution": ("docs/a.md", front(f"contributions: {{writing: [{LONG}]}}")),
    "related page": ("docs/a.md", front(f"related_pages: {{task: [{LONG}]}}")),
    "tag": ("docs/a.md", front(f"tags: [good, {LONG}]")),
    "training": ("docs/a.md", front(f"training:\n- name: {LONG}\n  url: https://e.org/")),
    "name of a tool": (TOOLS, f"{TOOL}- id: x\n  name: {LONG}\n"),
    "id of a tool": (TOOLS, f"{TOOL}- id: {LONG}\n  name: X\n"),
    "type of a tool": (TOOLS, f"{TOOL}  type: {LONG}\n"),
    "registry of a tool": (TOOLS, f"{TOOL}  registry: {{biotools: {LONG}}}\n"),
    "name of a person": (PEOPLE, f"- name: {LONG}\n  git: ada\n"),
    "key of a person": (PEOPLE, f"? {LONG}\n: {{git: ada}}\n"),
    "role of a person": (PEOPLE, f"Ada Gardener: {{git: ada, role: [{LONG}]}}\n"),
    "organisation": (ORGANISATIONS, f"- name: {LONG}\n"),
    "event": (EVENTS, f"- name: {LONG}\n  startDate: 2030-01-01\n"),
    "country": ("docs/_data/countries.yml", f"NL: {LONG}\n"),
    "footer": ("docs/_data/footer.yml", f"copyright: {LONG}\n"),
    "column of the footer": ("docs/_data/footer.yml", f"columns: [{{title: {LONG}, links: [x]}}]\n"),
    "link of the footer": (
        "docs/_data/footer.yml",
        f"columns: [{{links: [{{text: {LONG}, url: index.md}}]}}]\n",
    ),
    "citation key": ("docs/_data/a.bib", f"@book{{{LONG}, title={{T}}, author={{A}}, year={{2020}}}}\n"),
    "CSL-JSON id": ("docs/_data/a.json", f'[{{"id": "{LONG}", "type": "book", "title": "T"}}]\n'),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_overlong_value_is_omitted(tmp_path, name):
    file, text = CASES[name]
    files = {TOOLS: TOOL, "docs/b.md": "# B\n\n{% bibliography %}\n", file: text}
    options = {"bibliography": "docs/_data/a.*"} if file.endswith((".bib", ".json")) else {}
    config = {"plugins": ["search", {"fieldguide": options}]}
    built = build_site(tmp_path, files, config, strict=False)
    assert sum(f"{file}:" in line and "[FG008]" in line for line in built.warnings) == 1
    assert all(len(line) < 1000 for line in built.warnings)
    # The page of the front matter itself may repeat what the theme reads from there.
    sizes = {
        path: (built.site / path).stat().st_size
        for path in built.files()
        if path.endswith((".html", ".json"))
    }
    assert {
        path: size for path, size in sizes.items() if size > 200_000 and "AAAAAAAAAA" in built.text(path)
    } == {}
    assert "BBBBBBBBBBBBB" not in built.text("b/")
    found = [f for f in check_files(tmp_path, {}).findings if f["code"] == "FG008"]
    assert [f["file"] for f in found] == [file]


def test_other_values_of_the_entry_are_used(tmp_path):
    files = {
        TOOLS: f"- id: x\n  name: {LONG}\n{TOOL}  type: {LONG}\n  url: https://e.org/spade\n",
        "docs/a.md": front(f"title: {LONG}\ncontributors: [{LONG}, Ada Gardener]\ntags: [{LONG}, good]"),
    }
    built = build_site(tmp_path, files, strict=False)
    page = built.page("a/")
    assert page.select_one("h1").get_text().startswith("Heading")
    assert page.select_one(".fg-tool").get_text() == "Spade"
    assert page.select_one('a[href="https://e.org/spade"]')
    assert [person["data-name"] for person in page.select(".fg-person")] == ["Ada Gardener"]
    places = [line.split(": ")[0] for line in built.warnings if "[FG008]" in line]
    assert [place.rpartition(":")[0] for place in places if "a.md" in place] == [
        f"docs/a.md:{n}" for n in (2, 3, 4)
    ]


@pytest.mark.parametrize(("length", "is_used"), [(1_000, True), (1_001, False)])
def test_maximum_length_of_names(tmp_path, length, is_used):
    built = build_site(tmp_path, {TOOLS: f"- id: spade\n  name: {'x' * length}\n"}, strict=False)
    assert ("x" * length in built.text("tools/")) == is_used if built.path("tools/").exists() else not is_used


def test_title_from_a_heading_is_shortened_outside_its_page(tmp_path):
    files = {TOOLS: TOOL, "docs/a.md": f"# {LONG} & {{% tool 'spade' %}}\n", "docs/b.md": "# B\n"}
    built = build_site(tmp_path, files, strict=False)
    assert "A" * 1001 not in built.text("b/")
    assert "A" * 1000 + "…" in built.text("b/")
    assert LONG in built.page("a/").select_one("h1").get_text()
    assert ["docs/a.md:1" in line for line in built.warnings if "[FG008]" in line] == [True]
