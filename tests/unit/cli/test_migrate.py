"""Migration and build of a whole site made with the ELIXIR Toolkit Theme."""

import os
import subprocess

import pytest
import yaml
from support.hanging import must_not_block
from support.site import build_again, write_files

from mkdocs_fieldguide.cli import main, migrate

OLD = {
    "_config.yml": """
        title: Old guide
        url: https://guide.example.org
        repository: ada/guide
        exclude: [README.md, vendor, var/]
        scholar: {style: apa}
        wibble: 1
        defaults:
          - scope: {path: "", type: pages}
            values: {permalink: "/:basename", layout: page, sidebar: main}
          - scope: {path: pages/about}
            values: {type: about}
        theme_variables: {theme_color: 0d6efd}
        """,
    "_data/sidebars/main.yml": """
        title: Main
        subitems:
          - title: Digging
            url: /digging
            subitems:
              - {title: Deeper, url: deeper.html}
          - {title: Lost, url: /diging}
        """,
    "_data/topnav.yml": "topnav: [{title: Top, items: [{title: About, url: /team}]}]",
    "_data/tool_and_resource_list.yml": "- {id: spade, name: The Spade, url: 'https://example.org/spade'}\n",
    "_data/CONTRIBUTORS.yml": "Ada Example: {git: ada}\n",
    "_bibliography/references.bib": """
        @article{digging_2020, author = {Ada Example}, title = {On Digging}, year = {2020}, journal = {Soil}}
        """,
    "index.html": """
        ---
        title: Welcome
        ---
        <div>{% include section-navigation-tiles.html type="about" %}</div>
        """,
    "pages/digging/digging.md": """
        ---
        title: Digging
        contributors: [Ada Example]
        ---

        Take {% tool "spade" %}, as {% cite digging_2020 %} say. [Deeper](deeper#data--tools-1).
        """,
    "pages/digging/deeper.md": "---\ntitle: Deeper\n---\n\n## Data & tools\n\n## Data & tools\n\nDeep.\n",
    "pages/about/team.md": "---\ntitle: Team\n---\n\nWe.\n",
    "images/spade.png": b"\x89PNG\r\n\x1a\n",
    "CNAME": "guide.example.org\n",
    "README.md": "# For developers\n",
    "LICENSE": "MIT\n",
    "feed.xml": "---\n---\n<feed>{{ site.time }}</feed>\n",
    "_includes/own.html": "<b>own</b>\n",
    "_news/one.md": "---\ntitle: One\n---\n",
    "Gemfile": "source 'https://rubygems.org'\n",
    "vendor/bundle/big.rb": "1\n",
    ".github/workflows/jekyll.yml": "on: push\n",
}


@pytest.fixture
def migrated(tmp_path):
    """Migrate the old site."""
    write_files(tmp_path / "old", OLD)
    before = contents(tmp_path / "old")
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    assert contents(tmp_path / "old") == before
    return tmp_path / "new"


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_pages_and_data_are_copied_unchanged(migrated):
    new = contents(migrated)
    assert (
        new["docs/pages/digging/digging.md"]
        == (migrated.parent / "old/pages/digging/digging.md").read_bytes()
    )
    assert {
        "_bibliography/references.bib",
        "_data/CONTRIBUTORS.yml",
        "docs/CNAME",
        "docs/images/spade.png",
        "docs/index.md",
        "LICENSE",
        "README.md",
    } <= set(new)


def test_each_file_of_the_old_site_is_copied_or_reported(migrated):
    new, report = contents(migrated), (migrated / "MIGRATION.md").read_text(encoding="utf-8")
    # Files of Jekyll's setup, and settings that are now in `mkdocs.yml`.
    known = {"Gemfile", "vendor/bundle/big.rb", "_config.yml", "_data/sidebars/main.yml", "_data/topnav.yml"}
    old = set(OLD) - known
    for path in old:
        copied = {path, f"docs/{path}", f"docs/{path.removesuffix('.html')}.md"} & set(new)
        assert copied or f"`{path}`" in report, path
    for note in (
        "`wibble` (line 6)",
        "`_data/sidebars/main.yml:7`: Skipped “Lost”, because `/diging` is not a page.",
        "Did you mean “digging”?",
    ):
        assert note in report


def test_new_site_is_built(migrated):
    built = build_again(migrated, strict=False)
    assert built.warnings == []
    assert built.page("").select_one("article .fg-tile__title")["href"] == "team/"
    page = built.page("digging/")
    assert page.select_one("button[data-tool=spade]")
    assert "Example" in page.select_one(".fg-cite").get_text()
    assert page.select_one("article a[href$='#data--tools-1']")["href"] == "../deeper/#data--tools-1"
    assert built.page("deeper/").select_one("h2#data--tools-1")
    assert built.page("team/").select_one("[data-type=about], .fg-type")
    assert (built.site / "CNAME").is_file()
    assert [link.get_text(strip=True) for link in page.select(".md-nav--primary .md-nav__link")][:1] == [
        "Home"
    ]
    assert not (built.site / "README").exists()


def test_mkdocs_yml_is_readable(migrated):
    text = (migrated / "mkdocs.yml").read_text(encoding="utf-8")
    assert text.startswith("# Generated by `fieldguide migrate`")
    settings = yaml.safe_load(text)
    assert settings["site_name"] == "Old guide"
    assert settings["nav"] == [
        {"Home": "index.md"},
        {"Digging": [{"Digging": "pages/digging/digging.md"}, {"Deeper": "pages/digging/deeper.md"}]},
        {"About": "pages/about/team.md"},
    ]
    assert settings["edit_uri"] == "edit/main/docs/"


def test_branch_and_repository_are_read_from_git(tmp_path):
    old = {**OLD, "_config.yml": "title: Old guide\n"}
    del old["CNAME"]
    write_files(tmp_path / "old", old)
    for arguments in (
        ("init", "--quiet", "--initial-branch", "trunk"),
        ("remote", "add", "origin", "git@github.com:ada/guide.git"),
        ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--allow-empty", "-qm", "One"),
    ):
        subprocess.run(["git", *arguments], cwd=tmp_path / "old", check=True)
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    settings = yaml.safe_load((tmp_path / "new/mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["repo_url"] == "https://github.com/ada/guide"
    assert settings["edit_uri"] == "edit/trunk/docs/"
    assert settings["site_url"] == "https://ada.github.io/guide/"
    assert not (tmp_path / "new/.git").exists()


def test_several_sidebars_are_tabs_in_the_order_of_the_settings(tmp_path):
    sidebars = "sidebars: [second, main]\n"
    old = {**OLD, "_config.yml": f"title: Old\nurl: https://example.org\n{sidebars}"}
    old["_data/sidebars/second.yaml"] = "title: Second\nsubitems: [{title: Team, url: /pages/about/team}]\n"
    write_files(tmp_path / "old", old)
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    settings = yaml.safe_load((tmp_path / "new/mkdocs.yml").read_text(encoding="utf-8"))
    assert [next(iter(entry)) for entry in settings["nav"]] == ["Home", "Second", "Main"]
    assert "navigation.tabs" in settings["theme"]["features"]


@pytest.mark.parametrize("name", ["_data/topnav.yml", "_data/sidebars/main.yml"])
def test_unreadable_navigation_is_reported(tmp_path, name):
    write_files(tmp_path / "old", {**OLD, name: "a: [1\nb: 2\n"})
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    report = (tmp_path / "new/MIGRATION.md").read_text(encoding="utf-8")
    assert f"- {name}:2:2 is not valid YAML" in report


def test_two_files_with_one_destination(tmp_path, capsys):
    write_files(tmp_path / "old", {**OLD, "index.md": "---\ntitle: Better\n---\n"})
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    assert "Better" in (tmp_path / "new/docs/index.md").read_text(encoding="utf-8")
    report = (tmp_path / "new/MIGRATION.md").read_text(encoding="utf-8")
    assert "`index.html`: Its new path `docs/index.md` is taken by `index.md`." in report


@pytest.mark.parametrize(
    ("files", "new", "reason"),
    [
        ({}, "new", "does not exist"),
        ({"_config.yml": "a: [1\n"}, "new", "_config.yml:2:1 is not valid YAML"),
        (OLD, "old/new", "is inside the old site"),
        ({**OLD, "../new/kept.txt": "mine"}, "new", "exists and is not empty"),
    ],
)
def test_unwritable_target_is_an_error(tmp_path, capsys, files, new, reason):
    (tmp_path / "old").mkdir()
    write_files(tmp_path / "old", files)
    before = contents(tmp_path)
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / new)]) == 2
    assert reason in capsys.readouterr().err
    assert contents(tmp_path) == before


def test_links_are_not_followed(tmp_path):
    write_files(
        tmp_path, {"secret/key.txt": "secret", "old/_config.yml": "title: Old\n", "old/index.md": "# Hi\n"}
    )
    try:
        (tmp_path / "old/stolen").symlink_to(tmp_path / "secret", target_is_directory=True)
        (tmp_path / "old/key.txt").symlink_to(tmp_path / "secret/key.txt")
    except OSError:
        pytest.skip("no links on this machine")
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    assert not [path for path in contents(tmp_path / "new") if "key" in path or "stolen" in path]


def test_old_files_do_not_replace_generated_files_or_folders(tmp_path):
    config = "title: A\nexclude: [mkdocs.yml, MIGRATION.md]\n"
    files = {
        "_config.yml": config,
        "mkdocs.yml": "site_name: Mine\n",
        "Migration.md": "Mine.\n",
        "a.html": "---\ntitle: A\n---\nText.\n",
        "a.md/b.txt": "In a folder.\n",
        "index.md": "---\ntitle: Home\n---\nText.\n",
    }
    for name, text in files.items():
        path = tmp_path / "old" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    assert "Generated by `fieldguide migrate`" in (tmp_path / "new/mkdocs.yml").read_text()
    report = (tmp_path / "new/MIGRATION.md").read_text()
    assert "is taken by `mkdocs.yml of the new site`." in report
    assert (
        "Its new path `docs/a.md` is taken by `a.md/b.txt`." in report
        or "`docs/a.md/b.txt` is taken by" in report
    )


def test_named_pipes_and_links_are_skipped_and_reported(tmp_path):
    write_files(tmp_path, {"old/_config.yml": "title: Old\n", "old/index.md": "---\ntitle: Hi\n---\n"})
    pipes = ("x.md", "CNAME", "_data/news.yml", "_data/sidebars/main.yml", "_data/topnav.yml", "images/x.png")
    with must_not_block():
        for name in pipes:
            (tmp_path / "old" / name).parent.mkdir(parents=True, exist_ok=True)
            os.mkfifo(tmp_path / "old" / name)
        (tmp_path / "old" / "zero.md").symlink_to("/dev/zero")
        assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    assert sorted(contents(tmp_path / "new")) == [
        ".fieldguide-migration.json",
        ".gitignore",
        "MIGRATION.md",
        "docs/assets/colours.css",
        "docs/index.md",
        "mkdocs.yml",
    ]
    report = (tmp_path / "new" / "MIGRATION.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in report for name in (*pipes, "zero.md"))
    assert "It was not read: it is a named pipe, not a regular file." in report
    assert "It is a symlink to a folder or to outside the site; copy its target instead." in report


@pytest.mark.parametrize("kind", ["pipe", "huge"])
def test_unreadable_config_is_reported(tmp_path, capsys, kind):
    config = tmp_path / "old" / "_config.yml"
    config.parent.mkdir()
    with must_not_block():
        if kind == "pipe":
            os.mkfifo(config)
        else:
            with config.open("wb") as file:
                file.truncate(1_000_000_000_000)
        assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 2
    assert ("does not exist" if kind == "pipe" else "larger than 20 MB") in capsys.readouterr().err


def test_without_the_libraries_of_the_extra_the_command_says_what_to_install(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(migrate, "find_spec", lambda name: None)
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "fieldguide migrate: beautifulsoup4 and python-liquid must be installed."
        " Fix: pip install 'mkdocs-fieldguide[migrate]'"
    ]
