"""References between pages, tools, people and organisations."""

import pytest

from mkdocs_fieldguide.checks.references import check_references
from mkdocs_fieldguide.content.data_folder import load_data
from mkdocs_fieldguide.content.pages.defaults import Defaults
from mkdocs_fieldguide.content.pages.front_matter import read_page
from mkdocs_fieldguide.findings.codes import Code, Severity
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.registry.registry import Registry


@pytest.fixture
def check(tmp_path):
    """Return the findings in a guide with these pages and tools, as (code, location, hint)."""

    def check(pages, tools=""):
        (tmp_path / "tool_and_resource_list.yml").write_text(tools)
        (tmp_path / "CONTRIBUTORS.yml").write_text("Ada Example:\n  git: ada\nBob Sample:\n  git: bob\n")
        (tmp_path / "supported_by.yml").write_text("- name: Example Institute\n- name: ELIXIR Examplia\n")
        findings = Findings()
        data = load_data(tmp_path, lambda path: path.name, findings)
        infos = {path: read_page(path, path, text, Defaults(), findings) for path, text in pages.items()}
        assert not len(findings)
        registry = Registry(data.tools, data.people, data.organisations, data.countries, infos, {})
        check_references(registry, findings)
        return [(finding.code, str(finding.location), finding.hint) for finding in findings]

    return check


def test_guide_without_mistakes_has_no_findings(check):
    pages = {
        "index.md": "Hello\n",
        "a/x.md": (
            "---\npage_id: x\nrelated_pages:\n  task: [y]\n"
            "contributors: [Ada Example]\nsupported_by: [NO]\n---\n"
        ),
        "a/y.md": "---\naffiliations: [Example Institute]\nrelated_pages: x\n---\n",
    }
    assert (
        check(pages, "- {id: a, name: A, related_pages: [x, y]}\n- {id: b, name: B, instance_of: a}\n") == []
    )


def test_unknown_related_page_is_reported_at_its_line(check):
    pages = {
        "a.md": "---\nrelated_pages:\n  task:\n    - data-transfr\n    - a\n---\n",
        "data_transfer.md": "",
    }
    assert check(pages) == [(Code.UNKNOWN_PAGE, "a.md:4:7", "Did you mean “data_transfer”?")]


def test_ambiguous_related_page(check):
    pages = {"a.md": "---\nrelated_pages: [overview]\n---\n", "b/overview.md": "", "c/overview.md": ""}
    [(code, place, hint)] = check(pages)
    assert (code, place) == (Code.AMBIGUOUS_PAGE, "a.md:2:17")
    assert hint


def test_unknown_names_in_the_registry(check):
    tools = (
        "- id: beacon\n  name: Beacon\n  related_pages: [nowhere]\n- id: b\n  name: B\n  instance_of: beacn\n"
    )
    assert check({}, tools) == [
        (Code.UNKNOWN_PAGE, "tool_and_resource_list.yml:3:19", ""),
        (Code.UNKNOWN_TOOL, "tool_and_resource_list.yml:6:16", "Did you mean “beacon”?"),
    ]


def test_unknown_names_on_a_country_page(check):
    page = (
        "---\ncountry_code: NO\nref_to_main_resources:\n  - beacn\nnational_resources:\n"
        "  - id: n\n    name: N\n"
        "    instance_of: beacn\n    related_pages:\n      task: [nowhere]\n---\n"
    )
    assert check({"no.md": page}, "- {id: beacon, name: Beacon}\n") == [
        (Code.UNKNOWN_TOOL, "no.md:4:5", "Did you mean “beacon”?"),
        (Code.UNKNOWN_TOOL, "no.md:8:18", "Did you mean “beacon”?"),
        (Code.UNKNOWN_PAGE, "no.md:10:14", ""),
    ]


@pytest.mark.parametrize("role", ["contributors", "editors", "coordinators"])
def test_misspelt_name_is_a_warning_and_other_names_are_not(check, role):
    found = check({"a.md": f"---\n{role}:\n  - Ada Exampel\n  -\n  - Zoe Other\n  - Bob Sample\n---\n"})
    assert found == [
        (Code.MISSPELT_PERSON, "a.md:3:5", "Did you mean “Ada Example”?"),
        (Code.UNLISTED_PERSON, "a.md:5:5", ""),
    ]
    assert [code.severity for code, _, _ in found] == [Severity.WARNING, Severity.INFO]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Exampel Institute", "Did you mean “Example Institute”?"),
        ("no", "The country code is “NO”."),
        ("United Kingdom", "The country code is “GB”."),
        ("Foo", ""),
    ],
)
@pytest.mark.parametrize("key", ["supported_by", "affiliations"])
def test_unknown_supporter(check, key, name, hint):
    assert check({"a.md": f"---\n{key}:\n  - SE\n  - {name}\n---\n"}) == [
        (Code.UNKNOWN_ORGANISATION, "a.md:4:5", hint)
    ]


def test_duplicate_page_id(check):
    pages = {"a.md": "---\ntitle: A\npage_id: x\n---\n", "b.md": "---\ntitle: B\npage_id: x\n---\n"}
    assert check(pages) == [(Code.PAGE_COLLISION, "b.md:3:10", "")]


def test_hostile_names_are_escaped(check):
    long = "x" * 1_000
    page = f"---\nrelated_pages: ['{long}', {{a: {{b: [c]}}}}]\ncontributors: ['{long}', \"x\\n🎉\"]\n---\n"
    assert [code for code, _, _ in check({"a.md": page})] == [
        Code.UNKNOWN_PAGE,
        Code.UNKNOWN_PAGE,
        Code.UNLISTED_PERSON,
        Code.UNLISTED_PERSON,
    ]
