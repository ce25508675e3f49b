"""Front matter of pages."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.utils import meta

from mkdocs_fieldguide.content.pages.defaults import Defaults
from mkdocs_fieldguide.content.pages.front_matter import read_page, split_front_matter
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location


def page_of(text, path="tasks/page.md", defaults=()):
    findings = Findings()
    found, problems = Defaults.from_setting([{"scope": {"path": p}, "values": v} for p, v in defaults])
    assert problems == ()
    return read_page(path, f"docs/{path}", text, found, findings), list(findings)


@pytest.mark.parametrize(
    ("text", "yaml_text", "body", "line"),
    [
        ("---\ntitle: A\n---\nBody\n", "title: A\n", "Body\n", 4),
        ("---\ntitle: A\n---\n\n\n\nBody\n", "title: A\n", "Body\n", 7),
        ("--- \ntitle: A\n...\t\nBody\n", "title: A\n", "Body\n", 4),
        ("---\ntitle: A\n---\n", "title: A\n", "", 4),
        ("No front matter\n", None, "No front matter\n", 1),
        ("title: MultiMarkdown\n\nBody\n", None, "title: MultiMarkdown\n\nBody\n", 1),
        ("---\n\nA rule above and below\n\n---\nBody\n", None, None, 1),
        ("---\ntitle: A: B\n---\nBody\n", "title: A: B\n", None, 1),
        ("---\ntitle: A\n---", None, None, 1),
        ("\n---\ntitle: A\n---\n", None, None, 1),
        ("---\ndate: 2020-99-99\n---\nBody\n", "date: 2020-99-99\n", None, 1),
        ("---\nx: !ENV A\n---\nBody\n", "x: !ENV A\n", None, 1),
    ],
)
def test_split_is_that_of_mkdocs(text, yaml_text, body, line):
    assert split_front_matter(text) == (yaml_text, text if body is None else body, line)


PIECES = [
    "---",
    "...",
    "\n",
    " ",
    "a: b",
    "title: x",
    "- y",
    "[",
    "'",
    "\t",
    "Text",
    "&a ",
    "*a",
    "é",
    "2020-13-01",
    ": ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join).map(lambda inner: "---\n" + inner))
def test_body_is_the_text_that_mkdocs_converts(text):
    yaml_text, body, line = split_front_matter(text)
    theirs, data = meta.get_data(text)
    if text.startswith("---") and (yaml_text is not None or data):
        assert body == theirs
    assert "\n".join(text.split("\n")[line - 1 :]) == body


def test_page_has_values_with_locations():
    page, findings = page_of(
        "---\ntitle: A page\ntype: tasks\ncontributors:\n  - Ada Example\n  -\n  - Bob Example\n"
        "edition: 1.10\n---\nBody\n"
    )
    assert findings == []
    assert (page.title, page.type, page.contributors) == ("A page", "tasks", ["Ada Example", "Bob Example"])
    assert page.model_extra["edition"] == "1.10"
    assert page.source.at("contributors", 1) == Location("docs/tasks/page.md", 7, 5)
    assert (page.path, page.base_name, page.id, page.generated) == ("tasks/page.md", "page", "page", None)


def test_page_without_front_matter_is_a_page():
    page, findings = page_of("Body only\n")
    assert (page.title, page.id, findings) == (None, "page", [])
    assert page.defined_at == Location("docs/tasks/page.md", 1)


def test_own_value_wins_over_defaults_even_when_empty():
    defaults = [("", {"type": "x", "summary": "s", "datatable": True, "permalink": "/:basename"})]
    page, findings = page_of("---\ntype: own\nsummary:\n---\n", defaults=defaults)
    assert findings == []
    assert (page.type, page.summary, page.datatable, page.permalink) == ("own", None, True, "/:basename")


def test_older_and_newer_key_of_supporters_are_one_list():
    page, _ = page_of("---\nsupported_by:\n  - A\n  - B\naffiliations:\n  - C\n---\n")
    assert page.supported_by == ["A", "B", "C"]
    assert [page.source.at("supported_by", n).line for n in range(3)] == [3, 4, 6]
    page, _ = page_of("---\nsupported_by: A\naffiliations: C\n---\n")
    assert page.supported_by == ["A", "C"]
    assert [page.source.at("supported_by", n).line for n in range(2)] == [2, 3]
    page, _ = page_of("---\naffiliations: [C, NO]\n---\n")
    assert page.supported_by == ["C", "NO"]
    assert page.source.at("supported_by", 1).column == 19


def test_own_supporters_under_the_older_key_join_those_from_defaults():
    page, _ = page_of("---\naffiliations: [C]\n---\n", defaults=[("", {"supported_by": ["A"]})])
    assert page.supported_by == ["A", "C"]


def test_country_page_lists_its_own_tools():
    page, findings = page_of(
        "---\ncountry_code: NA\nnational_resources:\n"
        "  - id: repo\n    name: Repository\n    url: javascript:x\n"
        "    instance_of: big-repo\n  - name:\nref_to_main_resources: [one]\n---\n"
    )
    assert page.country_code == "NA"
    [tool] = page.national_resources
    assert (tool.id, tool.country, tool.url, tool.instance_of) == ("repo", "NA", None, "big-repo")
    assert tool.source.at("instance_of") == Location("docs/tasks/page.md", 7, 18)
    assert [(f.code, f.location.line) for f in findings] == [(Code.UNSAFE_URL, 6)]
    assert page.ref_to_main_resources == ["one"]


def test_misspelt_key_is_reported_at_its_location_and_not_used():
    page, [finding] = page_of("---\ntitle: A\ncontributers: [Ada Example]\n---\n")
    assert page.contributors == []
    assert page.model_extra["contributers"] == ["Ada Example"]
    assert (finding.code, finding.location) == (Code.MISSPELT_KEY, Location("docs/tasks/page.md", 3, 1))
    assert "contributors" in finding.hint


@pytest.mark.parametrize("key", ["keywords", "layout", "hide", "tags", "status", "my_own_key", "author"])
def test_other_keys_are_not_reported(key):
    assert page_of(f"---\n{key}: x\n---\n")[1] == []


def test_first_type_of_a_list_is_the_type():
    page, findings = page_of("---\ntype: [Guidance]\n---\n")
    assert (page.type, findings) == ("Guidance", [])
    page, [finding] = page_of("---\ntype: [Guidance, Tasks]\n---\n")
    assert (page.type, finding.code, finding.location.line) == ("Guidance", Code.WRONG_TYPE, 2)
    assert "“Tasks” is left out" in finding.message


def test_invalid_value_affects_only_itself():
    page, findings = page_of(
        "---\ntitle: [a]\ndatatable: perhaps\ntype: t\neditors:\n"
        "  - Ada Example\n  - {x: y}\n  - Bob Example\n---\n"
    )
    assert (page.title, page.datatable, page.type, page.editors) == (
        None,
        False,
        "t",
        ["Ada Example", "Bob Example"],
    )
    assert [(f.code, f.location.line) for f in findings] == [(Code.WRONG_TYPE, line) for line in (2, 3, 7)]
    assert page.source.at("editors", 1).line == 8


def test_unreadable_front_matter_is_a_finding_and_the_page_is_loaded():
    page, [finding] = page_of("---\ntitle: A: B\n---\nBody\n")
    assert page.title is None
    assert (finding.code, finding.location.line) == (Code.YAML_SYNTAX, 2)


@pytest.mark.parametrize(
    "value", ["/../x", "javascript:x", "//evil.example", "https://evil.example", "a\\..\\b", '"/a\\u200bb"']
)
def test_permalink_stays_in_the_site(value):
    page, findings = page_of(f"---\npermalink: {value}\n---\n")
    assert page.permalink is None
    assert [f.code for f in findings] == [Code.UNSAFE_PATH]


def test_front_matter_cannot_set_internal_keys():
    page, _ = page_of(
        "---\npath: ../x\ngenerated: true\nsource: x\nplace: x\n__class__: x\nmodel_config: x\n---\n"
    )
    assert (page.path, page.generated, page.defined_at.file) == ("tasks/page.md", None, "docs/tasks/page.md")


KEYS = [
    "title",
    "contributors",
    "supported_by",
    "affiliations",
    "related_pages",
    "national_resources",
    "datatable",
]
KEYS += [
    "country_code",
    "permalink",
    "source",
    "path",
    "model_config",
    "__dict__",
    "id",
    "name",
    "registry",
    "url",
    "x",
]
VALUES = st.recursive(
    st.sampled_from(
        ["", "NA", "~", "text", "' '", "javascript:x", "true", "'\u2028'", "1.5", "'🎉'", "/:basename"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(i or '~' for i in items)}]")
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4).map(
            lambda items: "{" + ", ".join(f"{k}: {v or '~'}" for k, v in items.items()) + "}"
        )
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6), st.text(max_size=20))
@example({"related_pages": "[' ']"}, "")
def test_any_front_matter_results_in_a_page_and_findings_inside_it(front_matter, body):
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in front_matter.items()) + "---\n" + body
    page, findings = page_of(text)
    assert page.path == "tasks/page.md"
    assert all(isinstance(page_id, str) and page_id.strip() for page_id in page.related_page_ids)
    assert all(1 <= finding.location.line <= len(front_matter) + 2 for finding in findings)
    assert page_of(text) == (page, findings)


@given(st.text())
def test_text_without_front_matter_is_a_page_without_values(text):
    page, findings = page_of("Text.\n" + text)
    assert (page, findings) == page_of("Text.\n")
    page, findings = page_of("---\n" + text + "\n---\n")
    assert page_of("---\n" + text + "\n---\n") == (page, findings)
    assert all(finding.location.line >= 1 for finding in findings)


@pytest.mark.parametrize(
    ("yaml_text", "line"), [("title: A\ndate: 2020-99-99", 2), ("title: A\nx: !ENV A", 3), ("? [a]\n: b", 2)]
)
def test_yaml_that_only_mkdocs_rejects_is_reported(yaml_text, line):
    page, [finding] = page_of(f"---\n{yaml_text}\n---\n")
    assert (finding.code, finding.location.line) == (Code.YAML_SYNTAX, line)
    assert "MkDocs" in finding.message
    assert page.title in ("A", None)


@pytest.mark.parametrize("yaml_text", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000])
def test_deep_front_matter_cannot_crash_the_parser(yaml_text):
    _, [finding] = page_of(f"---\n{yaml_text}\n---\n")
    assert finding.code is Code.TOO_LARGE


def test_merge_key_expansion_is_limited():
    lines = ["a: &a {x: 1}"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} {{<<: [{', '.join(['*' + before] * 9)}]}}")
    _, findings = page_of("---\n" + "\n".join(lines) + "\n---\n")
    assert [finding.code for finding in findings] == [Code.TOO_LARGE]
