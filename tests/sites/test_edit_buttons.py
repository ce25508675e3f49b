"""Buttons that link from pages to their source, and from entries to their lines in the data files."""

import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from support.guide import GUIDE
from support.site import CONFIG

GITHUB = {"repo_url": "https://github.com/example/guide", "edit_uri": "edit/main/docs/"}
SITE = {"site_url": "https://example.org/guide/"}
DATA_FILE = "https://github.com/example/guide/blob/main/docs/_data"


def actions(built, address):
    return {a["data-action"]: a["href"] for a in built.page(address).select("ul.fg-actions a")}


def lines_of(built, url):
    """Return the lines of a data file that a GitHub URL refers to."""
    path, _, anchor = url.removeprefix("https://github.com/example/guide/blob/main/").partition("#")
    first, last = (int(part.removeprefix("L")) for part in anchor.split("-"))
    return "\n".join((built.root / path).read_text(encoding="utf-8").splitlines()[first - 1 : last])


@pytest.fixture(scope="module")
def guide(site):
    return site(GUIDE, {**SITE, **GITHUB})


def test_page_has_three_buttons_with_names(guide):
    assert actions(guide, "digging/") == {
        "edit": "https://github.com/example/guide/edit/main/docs/digging.md",
        "issue": "https://github.com/example/guide/issues/new?title=Digging&"
        "body=https%3A%2F%2Fexample.org%2Fguide%2Fdigging%2F",
        "history": "https://github.com/example/guide/commits/main/docs/digging.md",
    }
    names = [a.get_text(strip=True) for a in guide.page("digging/").select(".fg-actions a")]
    assert names == ["Edit this page", "Report an issue", "History"]


def test_plain_page_has_buttons_after_its_title(guide):
    [heading] = guide.page().select("article h1")
    assert heading.find_next_sibling().get("class") == ["fg-actions"]


@pytest.mark.parametrize(
    ("address", "begins", "holds"),
    [
        ("tools/spade/", "- id: spade", ["biotools: spade"]),
        ("tools/rake/", "- id: rake", ["Levels the soil."]),
        ("contributors/ada-gardener/", "Ada Gardener:", ["affiliation: Garden Society"]),
        ("affiliations/garden-society/", "- name: Garden Society", ["type: institute"]),
    ],
)
def test_entry_page_links_to_its_lines(guide, address, begins, holds):
    found = actions(guide, address)
    text = lines_of(guide, found["edit"])
    assert text.startswith(begins)
    assert text.splitlines()[-1].strip() == holds[0] or holds[0] in text
    assert all(part in text for part in holds)
    assert "rake" not in text or "spade" not in text
    assert "/commits/main/docs/_data/" in found["history"]


def test_cards_and_references_link_to_their_lines(guide):
    page = guide.page("digging/")
    [tool] = page.select("#fg-tool-spade a.fg-edit")
    assert tool["aria-label"] == "Edit the entry of The Spade"
    assert lines_of(guide, tool["href"]).startswith("- id: spade")
    [card] = page.select(".fg-card--reference a.fg-edit")
    [item] = guide.page("references/").select("#ref-digging_2020 a.fg-edit")
    assert card["href"] == item["href"] == f"{DATA_FILE}/references.bib#L1-L7"


def test_listings_link_to_the_data_file(guide):
    assert actions(guide, "tools/")["edit"].endswith("/edit/main/docs/_data/tool_and_resource_list.yml")
    assert actions(guide, "references/")["edit"].endswith("/edit/main/docs/_data/references.bib")


def test_line_range_includes_multiline_text(site):
    tools = """
        - id: long
          name: Long
          description: >-
            First line,

            last line.
        # A remark on the next one.
        - id: next
          name: Next
        """
    built = site({"docs/_data/tool_and_resource_list.yml": tools}, {**SITE, **GITHUB})
    text = lines_of(built, actions(built, "tools/long/")["edit"])
    assert text.splitlines()[-1].strip() == "last line."


def test_issue_link_contains_only_the_encoded_title_and_url(site):
    title = """Q&A: 100% "safe" <b>#1</b> & 'more' ünïcode"""
    built = site({"docs/q.md": f"---\ntitle: {json.dumps(title)}\n---\n\nText.\n"}, {**SITE, **GITHUB})
    url = actions(built, "q/")["issue"]
    assert parse_qs(urlsplit(url).query) == {"title": [title], "body": ["https://example.org/guide/q/"]}
    assert urlsplit(url).fragment == ""


def test_issue_link_without_site_url_contains_only_the_title(site):
    built = site(GUIDE, GITHUB)
    assert actions(built, "digging/")["issue"].endswith("/issues/new?title=Digging")


def test_without_a_repository_there_are_no_buttons(site):
    built = site(GUIDE, SITE)
    for address in ("digging/", "tools/spade/", "tools/", "references/"):
        assert not built.page(address).select(".fg-actions, .fg-edit"), address


@pytest.mark.parametrize("address", ["digging/", "tools/spade/"])
def test_theme_buttons_are_not_duplicated(site, address):
    features = ["content.action.edit", "content.action.view"]
    theme = {**CONFIG["theme"], "features": features}
    built = site(GUIDE, {**GITHUB, "theme": theme})
    assert built.page(address).select(".fg-actions")
    assert not built.page(address).select(".md-content__button")


def test_theme_buttons_remain_if_plugin_buttons_are_disabled(site):
    theme = {**CONFIG["theme"], "features": ["content.action.edit"]}
    plugins = ["search", {"fieldguide": {"edit": {"buttons": []}}}]
    built = site(GUIDE, {**GITHUB, "theme": theme, "plugins": plugins})
    assert not built.page("digging/").select(".fg-actions, .fg-edit")
    assert built.page("digging/").select(".md-content__button[rel=edit]")


@pytest.mark.parametrize(
    ("config", "edit", "entry", "history", "issue"),
    [
        (
            {"repo_url": "https://gitlab.com/group/guide", "edit_uri": "edit/main/docs/"},
            "https://gitlab.com/group/guide/edit/main/docs/digging.md",
            "https://gitlab.com/group/guide/-/edit/main/docs/_data/tool_and_resource_list.yml#L1-7",
            "https://gitlab.com/group/guide/-/commits/main/docs/digging.md",
            "https://gitlab.com/group/guide/-/issues/new?issue[title]=Digging",
        ),
        (
            {"repo_url": "https://gitlab.example.org/a/b/", "edit_uri": "-/edit/dev/docs/"},
            "https://gitlab.example.org/a/b/-/edit/dev/docs/digging.md",
            "https://gitlab.example.org/a/b/-/edit/dev/docs/_data/tool_and_resource_list.yml#L1-7",
            "https://gitlab.example.org/a/b/-/commits/dev/docs/digging.md",
            "https://gitlab.example.org/a/b/-/issues/new?issue[title]=Digging",
        ),
        (
            {"repo_url": "https://codeberg.org/a/b", "edit_uri": "_edit/main/docs/"},
            "https://codeberg.org/a/b/_edit/main/docs/digging.md",
            "https://codeberg.org/a/b/src/branch/main/docs/_data/tool_and_resource_list.yml#L1-L7",
            "https://codeberg.org/a/b/commits/branch/main/docs/digging.md",
            "https://codeberg.org/a/b/issues/new?title=Digging",
        ),
        (
            # No `edit_uri`, as MkDocs knows none for this server: the plugin's own settings are enough.
            {
                "repo_url": "https://code.example.org/a/b.git",
                "plugins": [{"fieldguide": {"edit": {"host": "gitea", "branch": "main", "folder": "guide"}}}],
            },
            "https://code.example.org/a/b/_edit/main/guide/docs/digging.md",
            "https://code.example.org/a/b/src/branch/main/guide/docs/_data/tool_and_resource_list.yml#L1-L7",
            "https://code.example.org/a/b/commits/branch/main/guide/docs/digging.md",
            "https://code.example.org/a/b/issues/new?title=Digging",
        ),
    ],
    ids=["gitlab.com", "gitlab", "codeberg", "by settings"],
)
def test_other_hosts(site, config, edit, entry, history, issue):
    built = site(GUIDE, config)
    found = actions(built, "digging/")
    assert found["edit"] == edit
    assert found["history"] == history
    assert unquote(found["issue"]) == issue
    assert actions(built, "tools/spade/")["edit"] == entry


@pytest.mark.parametrize(
    "repo_url", ["https://github.com/example/guide.git/", "ssh://git@github.com:22/example/guide.git"]
)
def test_a_repository_is_given_by_the_address_it_is_cloned_from(site, repo_url):
    github = "github: {repository_url: 'git@gitlab.com:a/b.git', branch: x}"
    files = {
        "docs/C#.md": "# C\n",
        "docs/100%.md": f"---\ntitle: All\n{github}\n---\n",
        "docs/why not?.md": "# Why\n",
        "docs/_data/tool_and_resource_list.yml": "- {id: a, name: A, description: d}\n",
        "docs/_data/news.yml": "- {name: New, date: 2026-01-02, linked_pr: 7}\n",
        "docs/index.md": '# Home\n\n{% tool "a" %}\n\n{% include news.html %}\n',
    }
    theme = {**CONFIG["theme"], "features": ["content.action.edit"]}
    edit = {"repo_url": repo_url, "edit_uri": "edit/main/docs/", "theme": theme}
    built = site(files, edit, strict=False)
    root = "https://github.com/example/guide"
    for address, name in (("C%23/", "C%23"), ("why not%3F/", "why%20not%3F")):
        found = actions(built, unquote(address))
        assert found["edit"] == f"{root}/edit/main/docs/{name}.md"
        assert found["history"] == f"{root}/commits/main/docs/{name}.md"
        assert found["issue"].startswith(f"{root}/issues/new?title=")
    assert actions(built, "100%/")["history"] == "https://gitlab.com/a/b/-/commits/x/docs/100%25.md"
    assert (
        actions(built, "tools/a/")["edit"] == f"{root}/blob/main/docs/_data/tool_and_resource_list.yml#L1-L1"
    )
    [source] = {a["href"] for a in built.page().select("a.md-source")}
    assert source == root
    assert built.page().select_one("a.md-source").get_text(strip=True) == "GitHub"
    assert built.page().select_one(".fg-dated__foot a")["href"] == f"{root}/pull/7"


def test_unknown_host_has_the_mkdocs_edit_button(site):
    built = site(GUIDE, {"repo_url": "https://code.example.org/a", "edit_uri": "change?file="}, strict=False)
    assert list(actions(built, "digging/")) == ["edit"]


def test_url_template(site):
    config = {**GITHUB, "edit_uri": "", "edit_uri_template": "blob/stable/guide/docs/{path}"}
    built = site(GUIDE, config)
    assert actions(built, "digging/")["history"].endswith("/commits/stable/guide/docs/digging.md")
    assert "/blob/stable/guide/docs/_data/" in actions(built, "tools/spade/")["edit"]


@pytest.mark.parametrize(
    ("front_matter", "edit", "issue"),
    [
        (
            "github: {repository_url: https://github.com/other/place, branch: dev, file_path: text/a.md}",
            "https://github.com/other/place/edit/dev/text/a.md",
            "https://github.com/other/place/issues/new",
        ),
        (
            "github: {file_path: elsewhere/a b.md}",
            "https://github.com/example/guide/edit/main/elsewhere/a%20b.md",
            "https://github.com/example/guide/issues/new",
        ),
        (
            "github: {branch: next}",
            "https://github.com/example/guide/edit/next/docs/a.md",
            "https://github.com/example/guide/issues/new",
        ),
        (
            "custom_editme: _data/news.yml",
            "https://github.com/example/guide/edit/main/_data/news.yml",
            "https://github.com/example/guide/issues/new",
        ),
        (
            "custom_editme: https://github.com/example/guide/blob/main/x.md",
            "https://github.com/example/guide/blob/main/x.md",
            "https://github.com/example/guide/issues/new",
        ),
    ],
)
def test_front_matter_sets_the_source_path(site, front_matter, edit, issue):
    built = site({"docs/a.md": f"---\ntitle: A\n{front_matter}\n---\n\nText.\n"}, GITHUB)
    assert built.warnings == []
    found = actions(built, "a/")
    assert found["edit"] == edit
    assert found["history"] == edit.replace("/edit/", "/commits/").replace("/blob/", "/commits/")
    assert found["issue"].partition("?")[0] == issue


@pytest.mark.parametrize(
    ("front_matter", "code", "line"),
    [
        ("github: {repository_url: 'javascript:alert(1)'}", "FG012", 3),
        ("github: {file_path: ../../secret}", "FG012", 3),
        ("custom_editme: ../x", "FG012", 3),
        ("github: {brnach: x}", "FG005", 3),
        ("github: a/b", "FG004", 3),
    ],
)
def test_invalid_source_path_is_reported_and_ignored(site, front_matter, code, line):
    built = site({"docs/a.md": f"---\ntitle: A\n{front_matter}\n---\n\nText.\n"}, GITHUB, strict=False)
    [warning] = built.warnings
    assert f"[{code}]" in warning
    assert warning.startswith(f"docs/a.md:{line}:")
    assert actions(built, "a/")["edit"] == "https://github.com/example/guide/edit/main/docs/a.md"


def test_issues_can_use_another_repository(site):
    plugins = [{"fieldguide": {"edit": {"buttons": ["issue"], "issues": "https://gitlab.com/a/tracker"}}}]
    built = site(GUIDE, {**GITHUB, "plugins": plugins})
    assert actions(built, "digging/") == {
        "issue": "https://gitlab.com/a/tracker/-/issues/new?issue%5Btitle%5D=Digging"
    }


def test_page_with_a_custom_template_is_unchanged(site):
    files = {"docs/index.md": "---\ntemplate: main.html\n---\n\nWelcome.\n"}
    built = site(files, GITHUB)
    assert not built.page().select(".fg-actions")
