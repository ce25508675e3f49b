"""`mkdocs gh-deploy` publishes a guide, from a real repository to a local remote."""

import pytest
from bs4 import BeautifulSoup
from support.commands import mkdocs, run
from support.guide import GUIDE
from support.site import write_files

SETTINGS = """
    site_name: Guide
    site_url: https://example.org/guide/
    theme: {name: material, font: false}
    plugins: [search, fieldguide]
    """


@pytest.fixture(scope="module")
def remote(tmp_path_factory):
    """A bare repository after the guide was deployed to it; `tests/test_docs.py` builds the project's own."""
    root = tmp_path_factory.mktemp("deploy")
    bare, work = root / "remote.git", root / "guide"
    run("git", "init", "-q", "--bare", bare, cwd=root)
    run("git", "init", "-q", "-b", "main", work, cwd=root)
    write_files(work, {**GUIDE, "mkdocs.yml": SETTINGS})
    run("git", "add", ".", cwd=work)
    run("git", "commit", "-q", "-m", "Begin", cwd=work)
    run("git", "remote", "add", "origin", bare, cwd=work)
    run("git", "push", "-q", "origin", "main", cwd=work)
    mkdocs("gh-deploy", "--strict", "--message", "Deploy", cwd=work)
    return bare


@pytest.fixture(scope="module")
def published(remote):
    """The paths on the branch gh-pages."""
    return set(run("git", "ls-tree", "-r", "--name-only", "gh-pages", cwd=remote).splitlines())


def test_pages_and_assets_are_published(remote, published):
    assert {"index.html", "404.html", "sitemap.xml", "search/search_index.json"} <= published
    assert {"assets/fieldguide/fieldguide.css", "assets/fieldguide/fieldguide.js"} <= published
    home = BeautifulSoup(run("git", "show", "gh-pages:index.html", cwd=remote), "html.parser")
    assert home.select_one("article h1")


def test_jekyll_is_disabled_on_github_pages(published):
    assert ".nojekyll" in published


def test_data_files_and_sources_are_not_published(published):
    assert [path for path in published if "_data" in path.split("/") or path.endswith((".md", ".yml"))] == []


def test_source_branch_is_unchanged(remote):
    paths = run("git", "ls-tree", "--name-only", "main", cwd=remote).splitlines()
    assert paths == ["docs", "mkdocs.yml"]
    assert run("git", "log", "-1", "--format=%s", "gh-pages", cwd=remote).strip() == "Deploy"
