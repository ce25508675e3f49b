"""The files that a release and its workflows rely on are consistent."""

import re

import pytest
import yaml
from support.commands import ROOT

import mkdocs_fieldguide

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_citation_file_names_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == mkdocs_fieldguide.__version__


def test_changelog_has_an_unreleased_section():
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] == "Unreleased"


def test_workflows_exist():
    assert {path.name for path in WORKFLOWS} == {
        "weekly.yml",
        "docs.yml",
        "mutants.yml",
        "release.yml",
        "test.yml",
    }


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_have_least_permissions_and_pinned_actions(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] in ({}, {"contents": "read"})
    uses = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert uses
    # A tag can be moved to other code, a commit cannot.
    assert [action for action in uses if not re.search(r"@[0-9a-f]{40}$", action)] == []


def test_updates_are_configured_for_all_pinned_dependencies():
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "npm", "pip"}
