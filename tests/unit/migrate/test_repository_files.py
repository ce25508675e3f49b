"""Workflows and scripts of the old repository, and the workflow that publishes the new site."""

import re

import pytest
import yaml
from support.site import write_files

from mkdocs_fieldguide.cli import main
from mkdocs_fieldguide.export.github.workflow import publishing_workflow
from mkdocs_fieldguide.migrate.file_mapping import Move, MoveKind
from mkdocs_fieldguide.migrate.repository_files import (
    find_publishing_workflow,
    ignore_built_site,
    places_of_old_paths,
    workflow_path,
)

JEKYLL = "jobs: {build: {steps: [{run: bundle exec jekyll build}, {uses: actions/deploy-pages@v4}]}}\n"
OLD = {
    "_config.yml": "title: A\nurl: https://example.org\n",
    "index.md": "---\ntitle: A\n---\n",
    "pages/b.md": "---\ntitle: B\n---\n",
    "pages/TEMPLATE_page.md": "---\ntitle: <!---REPLACE THIS--->\n---\n",
    ".github/workflows/jekyll.yml": JEKYLL,
    ".github/workflows/links.yml": "jobs: {check: {steps: [{run: lychee pages/}]}}\n",
    ".gitignore": "_site\n",
}


def places(texts):
    moves = [Move("pages/b.md", MoveKind.COPIED, "docs/pages/b.md")]
    moves += [Move(path, MoveKind.COPIED, path) for path in texts]
    return places_of_old_paths(moves, texts.__getitem__)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cp pages/b.md x", ["`a.sh` (line 1)"]),
        ("\n./pages/\n../../pages/*.md\n/pages/x", ["`a.sh` (lines 2, 3, 4)"]),
        ("pages/\n" * 8, ["`a.sh` (lines 1, 2, 3, 4, 5 and 3 more)"]),
        ("docs/pages/ https://example.org/pages/ my-pages/ .pages/ pages", []),
    ],
)
def test_lines_with_paths_of_moved_folders(text, expected):
    assert places({"a.sh": text}) == expected
    assert places({"a.txt": text, "_data/a.yml": text, "a.js": text}) == []


@pytest.mark.parametrize(
    ("text", "publishes"),
    [
        ("run: mkdocs gh-deploy --force", True),
        ("uses: actions/deploy-pages@v4", True),
        ("uses: peaceiris/actions-gh-pages@v4", True),
        ("run: pytest", False),
    ],
)
def test_a_workflow_that_publishes_is_found(text, publishes):
    path = ".github/workflows/publish.yml"
    moves = [Move(path, MoveKind.COPIED, path)]
    assert find_publishing_workflow(moves, lambda _: text) == (path if publishes else "")
    assert workflow_path(moves) == ".github/workflows/publish-guide.yml"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "site/\n"),
        ("_site\n", "_site\n\nsite/\n"),
        ("a\n/site\nb", "a\n/site\nb"),
        ("my-site/\n", "my-site/\n\nsite/\n"),
    ],
)
def test_git_ignores_the_built_site(text, expected):
    assert ignore_built_site(text) == expected


@pytest.mark.parametrize("branch", ["main", "release/1.0", "it's: [a] #b"])
def test_the_workflow_is_pinned_and_has_few_permissions(branch):
    text = publishing_workflow(branch)
    workflow = yaml.safe_load(text)
    assert workflow[True]["push"]["branches"] == [branch]
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["build"]["permissions"] == {"contents": "read"}
    uses = re.findall(r"uses: (.*)", text)
    assert len(uses) == 4
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v[\d.]+", action) for action in uses)


def test_workflows_that_are_not_jekylls_are_kept_and_one_is_offered(tmp_path, capsys):
    write_files(tmp_path / "old", OLD)
    for options, offered in ((["--workflow"], True), ([], False)):
        new = tmp_path / f"new-{offered}"
        assert main(["migrate", *options, str(tmp_path / "old"), str(new)]) == 0
        workflows = {path.name for path in (new / ".github/workflows").iterdir()}
        assert workflows == {"links.yml", *(["publish.yml"] if offered else [])}
        report = (new / "MIGRATION.md").read_text(encoding="utf-8")
        assert "change the paths:\n  - `.github/workflows/links.yml` (line 1)\n" in report
        assert "`.github/workflows/jekyll.yml`: This workflow runs Jekyll" in report
        assert ("`.github/workflows/publish.yml` publishes each change of `main`." in report) is offered
        assert ("No workflow publishes the new site; with `--workflow`" in report) is not offered
        assert (new / ".gitignore").read_text(encoding="utf-8") == "_site\n\nsite/\n"
        assert (new / "pages/TEMPLATE_page.md").is_file()
        assert not (new / "docs/pages/TEMPLATE_page.md").exists()
