"""Dates of first and last contributions, from the Git history of the pages."""

import os
import re

import pytest
from support.cached import store, stored
from support.commands import run
from support.site import build_again

from mkdocs_fieldguide.files.cache_dir import get_cache_folder

DATA = {
    "docs/_data/CONTRIBUTORS.yml": "ada: {name: Ada Example}\nBen Example:\n",
    "docs/index.md": "---\ncontributors: [ada]\n---\n",
}
ON = {"plugins": [{"fieldguide": {"contribution_dates": True}}]}


def commit(root, day):
    run("git", "add", "docs", cwd=root)
    run("git", "-c", "commit.gpgsign=false", "commit", "-qm", day, "--date", f"{day}T12:00:00", cwd=root)


def dates(built, address):
    return [time["datetime"] for time in built.page(f"contributors/{address}/").select("article time")]


def history_findings(built):
    return [line.text for line in built.log if "FG053" in line.text]


@pytest.fixture
def guide(site):
    """A guide in a repository with two commits, and its site."""
    root = site(DATA, ON).root
    run("git", "init", "-q", cwd=root)
    commit(root, "2020-02-03")
    (root / "docs" / "index.md").write_text("---\ncontributors:\n  - Ada Example\n---\n")
    (root / "docs" / "b.md").write_text("---\neditors: [ada, Ben Example]\n---\n")
    commit(root, "2021-04-05")
    return root


def test_people_pages_show_contribution_dates(guide):
    built = build_again(guide)
    assert built.warnings == []
    assert dates(built, "ada") == ["2020-02-03", "2021-04-05"]
    assert dates(built, "ben-example") == ["2021-04-05"]
    text = built.page("contributors/ada/").select_one(".fg-dates").get_text()
    assert text == "First contribution 2020-02-03 · Last contribution 2021-04-05"
    assert history_findings(built) == []


def test_git_history_is_cached_until_the_next_commit(guide):
    build_again(guide)
    kept = get_cache_folder(guide) / "contributions.json"
    ((key, days),) = stored(kept).items()
    store(kept, {key: {**days, "Ada Example": ["1999-01-01", "2021-04-05"]}})
    assert dates(build_again(guide), "ada") == ["1999-01-01", "2021-04-05"]
    (guide / "docs" / "c.md").write_text("---\ncontributors: [Ben Example]\n---\n")
    commit(guide, "2022-01-01")
    built = build_again(guide)
    assert dates(built, "ada") == ["2020-02-03", "2021-04-05"]
    assert dates(built, "ben-example") == ["2021-04-05", "2022-01-01"]


def test_nothing_is_requested_unless_it_is_enabled(guide):
    (guide / "mkdocs.yml").write_text(
        re.sub("contribution_dates: true", "contribution_dates: false", (guide / "mkdocs.yml").read_text())
    )
    built = build_again(guide)
    assert dates(built, "ada") == []
    assert not (get_cache_folder(guide) / "contributions.json").exists()


def test_missing_repository_is_reported_once(site, monkeypatch):
    built = site(DATA, ON)
    assert dates(built, "ada") == []
    assert history_findings(built) == [
        "mkdocs.yml: Contributions have no dates. Git found no history here, or timed out. [FG053]"
    ]
    monkeypatch.setenv("PATH", "")
    assert history_findings(build_again(built.root)) == [
        "mkdocs.yml: Contributions have no dates. Git is not installed. [FG053]"
    ]


def test_shallow_history_yields_no_dates(guide, tmp_path):
    run("git", "clone", "-q", "--depth", "1", f"file://{guide}", "part", cwd=tmp_path)
    (tmp_path / "part" / "mkdocs.yml").write_text((guide / "mkdocs.yml").read_text())
    built = build_again(tmp_path / "part")
    assert dates(built, "ada") == []
    [said] = history_findings(built)
    assert "only a part of the history" in said
    assert "fetch-depth: 0" in said


def test_repository_runs_no_code(guide):
    """Settings and attributes of the repository may name programs; none of them is run."""
    trap = guide / "trap.sh"
    trap.write_text(f'#!/bin/sh\necho "$0 $@" >> "{guide}/ran"\ncat "$1" 2>/dev/null\n')
    trap.chmod(0o755)
    for key in (
        "core.fsmonitor", "core.pager", "pager.log", "diff.external", "diff.x.textconv", "diff.x.command",
        "gpg.program", "core.sshCommand", "core.askPass", "core.editor", "diff.x.trustExitCode",
    ):  # fmt: skip
        run("git", "config", key, str(trap), cwd=guide)
    run("git", "config", "log.showSignature", "true", cwd=guide)
    run("git", "config", "diff.noprefix", "true", cwd=guide)
    run("git", "config", "color.ui", "always", cwd=guide)
    (guide / ".git" / "info" / "attributes").write_text("*.md diff=x filter=x\n")
    hooks = guide / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction"):
        (hooks / name).symlink_to(trap)
    built = build_again(guide)
    assert dates(built, "ada") == ["2020-02-03", "2021-04-05"]
    assert not (guide / "ran").exists()


def test_another_repository_in_the_environment_is_not_used(guide, monkeypatch, tmp_path):
    run("git", "init", "-q", cwd=tmp_path)
    monkeypatch.setenv("GIT_DIR", os.fspath(tmp_path / ".git"))
    assert dates(build_again(guide), "ada") == ["2020-02-03", "2021-04-05"]
