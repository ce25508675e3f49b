"""`fieldguide migrate --in-place`: two commits on a new branch of the old repository."""

import os
import subprocess

import pytest
from support.site import write_files

from mkdocs_fieldguide.cli import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="file names and modes of Unix")

OLD = {
    "_config.yml": "title: Old guide\nrepository: ada/guide\n",
    "Gemfile": "source 'https://rubygems.org'\n",
    "index.html": "---\ntitle: Home\n---\n<h1>{{ site.title }}</h1>\n",
    "pages/digging.md": "---\ntitle: Digging\n---\nText.\n",
    "pages/odd.md": "---\ntitle: Odd\n---\n{% if true %}Yes{% endif %}\n",
    "_data/CONTRIBUTORS.yml": "Ada Example: {}\n",
    "_includes/footer.html": "<b>own</b>\n",
    "_plugins/own.rb": "1\n",
    "images/spade.png": b"\x89PNG\r\n\x1a\n",
    ".github/workflows/jekyll.yml": "run: bundle exec jekyll build\n",
    ".github/workflows/tidy.yml": "run: .github/tidy.sh pages/\n",
    ".github/tidy.sh": "#!/bin/sh\n",
}


@pytest.fixture(autouse=True)
def person(monkeypatch, tmp_path):
    """Set up an identity, and no configuration of this machine."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada Example")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.chdir(tmp_path)


def git(folder, *arguments):
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def make_repository(folder, files=OLD):
    write_files(folder, files)
    git(folder, "init", "--quiet", "--initial-branch", "trunk")
    commit(folder)
    return folder


def commit(folder):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Pages")


def state(folder):
    """Return everything of a repository that must not change if a command fails."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    head = (folder / ".git/HEAD").read_text(encoding="utf-8")
    return {path: path.read_bytes() for path in paths}, head, git(folder, "for-each-ref"), status(folder)


def status(folder):
    return git(folder, "status", "--porcelain")


def test_a_clone_gets_a_branch_with_a_commit_of_renames_and_one_of_edits(tmp_path):
    upstream = make_repository(tmp_path / "upstream")
    (upstream / ".github/tidy.sh").chmod(0o755)
    (upstream / "pages/copy.md").symlink_to("digging.md")
    (upstream / "stolen.md").symlink_to("/etc/hostname")
    commit(upstream)
    git(tmp_path, "clone", "--quiet", "upstream", "clone")
    clone = tmp_path / "clone"
    for hook in ("pre-commit", "commit-msg", "post-checkout", "post-commit", "reference-transaction"):
        path = clone / ".git/hooks" / hook
        path.write_text(f"#!/bin/sh\ntouch '{tmp_path}/hooked'\nexit 1\n", encoding="utf-8")
        path.chmod(0o755)
    (clone / ".git/info/exclude").write_text("_site/\n", encoding="utf-8")
    write_files(clone, {"_site/index.html": "built\n"})
    remote, trunk = git(upstream, "for-each-ref"), git(clone, "rev-parse", "trunk")

    assert main(["migrate", "--in-place", "--workflow", "clone"]) == 0

    # Nothing but the new branch has changed.
    assert git(clone, "rev-parse", "--abbrev-ref", "HEAD") == "fieldguide"
    assert git(clone, "rev-parse", "trunk", "HEAD~2").split() == [trunk, trunk]
    assert status(clone) == ""
    assert git(upstream, "for-each-ref") == remote
    assert git(clone, "for-each-ref", "--format=%(upstream)", "refs/heads/fieldguide") == ""
    assert not (tmp_path / "hooked").exists()
    assert (clone / "_site/index.html").is_file()
    # The first commit has only renames without changes, so that the history of pages is found.
    changes = git(
        clone, "diff-tree", "-r", "--find-renames=100%", "--name-status", "HEAD~2", "HEAD~1"
    ).splitlines()
    assert {line.split("\t")[0] for line in changes} == {"R100"}
    assert "R100\tindex.html\tdocs/index.md" in changes
    for page in ("docs/pages/digging.md", "docs/index.md"):
        assert git(clone, "log", "--follow", "--format=%s", "--", page).splitlines()[-1] == "Pages"
    # Together they give what a migration to a folder gives, apart from what a person must decide on.
    assert main(["migrate", "--workflow", "upstream", "new"]) == 0
    paths = (path for path in (tmp_path / "new").rglob("*") if path.is_file())
    new = {path.relative_to(tmp_path / "new").as_posix(): path for path in paths}
    tree = git(clone, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert set(tree) - set(new) == {
        "_plugins/own.rb",
        "stolen.md",
    }
    for name, path in new.items():
        if name not in ("MIGRATION.md", ".fieldguide-migration.json", "mkdocs.yml"):
            assert (clone / name).read_bytes() == path.read_bytes(), name
            assert (clone / name).stat().st_mode == path.stat().st_mode, name
    assert not (clone / "docs/pages/copy.md").is_symlink()
    assert '["trunk"]' in (clone / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    assert "edit_uri: edit/trunk/docs/" in (clone / "mkdocs.yml").read_text(encoding="utf-8")
    report = (clone / "MIGRATION.md").read_text(encoding="utf-8")
    assert "Only the branch `fieldguide` was changed" in report
    assert "`_plugins/own.rb`: Jekyll plugins cannot be migrated." in report
    # Later changes of the old branch can be taken over.
    write_files(upstream, {"pages/digging.md": "---\ntitle: Digging\n---\nNewer.\n"})
    assert main(["migrate", "--update", "upstream", "clone"]) == 0
    pages = ["docs/pages/copy.md", "docs/pages/digging.md"]
    changed = [line.split()[-1] for line in status(clone).splitlines()]
    assert changed == [".fieldguide-migration.json", "MIGRATION.md", *pages]


def test_a_site_in_a_folder_of_a_repository_without_a_branch(tmp_path):
    files = {f"guide/{path}": content for path, content in OLD.items()}
    root = make_repository(tmp_path / "root", {**files, "code/pages/mine.md": "Mine.\n"})
    git(root, "checkout", "--quiet", "--detach")
    assert main(["migrate", "--in-place", "--branch", "new/guide", "root/guide"]) == 0
    assert git(root, "rev-parse", "--abbrev-ref", "HEAD") == "new/guide"
    assert status(root) == ""
    tree = git(root, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert {"code/pages/mine.md", "guide/docs/pages/digging.md", "guide/mkdocs.yml"} <= set(tree)
    assert "guide/_config.yml" not in tree


def change(folder):
    write_files(folder, {"pages/digging.md": "Mine.\n"})


def add_untracked(folder):
    write_files(folder, {"pages/new.md": "Mine.\n"})


def stage(folder):
    change(folder)
    git(folder, "add", "--all")


def begin_merge(folder):
    git(folder, "checkout", "--quiet", "-b", "other")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Other")
    git(folder, "checkout", "--quiet", "trunk")
    git(folder, "merge", "--quiet", "--no-ff", "--no-commit", "other")


def add_branch(folder):
    git(folder, "branch", "fieldguide")


def put_ignored_file_in_the_way(folder):
    (folder / ".git/info/exclude").write_text("docs/\n", encoding="utf-8")
    write_files(folder, {"docs/pages/digging.md": "Mine.\n"})


def put_file_in_the_way(folder):
    write_files(folder, {"a/_config.yml": "x\n", "a.md": "---\n---\n", "_site/b.md": "x\n"})
    (folder / "docs").symlink_to("/etc", target_is_directory=True)
    commit(folder)


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (change, "“pages/digging.md” is not committed; commit, stash or delete all changes first."),
        (stage, "“pages/digging.md” is not committed"),
        (add_untracked, "“pages/new.md” is not committed"),
        (begin_merge, "a merge is in progress; finish or abort it first."),
        (add_branch, "the branch “fieldguide” already exists; choose another name with `--branch`."),
        (put_ignored_file_in_the_way, "docs/pages/digging.md"),
        (put_file_in_the_way, "docs is in the way of a folder with this name; rename or delete it first."),
    ],
)
def test_a_repository_that_cannot_be_migrated_is_not_changed(tmp_path, capsys, prepare, reason):
    folder = make_repository(tmp_path / "old")
    prepare(folder)
    before = state(folder)
    assert main(["migrate", "--in-place", "old"]) == 2
    assert reason in capsys.readouterr().err
    assert state(folder) == before


@pytest.mark.parametrize("name", ["-x", "a..b", "HEAD", "@{-1}", "a b", ""])
def test_invalid_name_of_a_branch(tmp_path, capsys, name):
    folder = make_repository(tmp_path / "old")
    git(folder, "checkout", "--quiet", "-b", "second")
    before = state(folder)
    assert main(["migrate", "--in-place", f"--branch={name}", "old"]) == 2
    assert f"“{name}” is not a valid name of a branch." in capsys.readouterr().err
    assert state(folder) == before


def test_without_a_repository_or_a_commit(tmp_path, capsys):
    write_files(tmp_path / "old", OLD)
    (tmp_path / ".git").write_text("gitdir: nowhere\n", encoding="utf-8")
    assert main(["migrate", "--in-place", "old"]) == 2
    assert "not a git repository" in capsys.readouterr().err
    git(tmp_path / "old", "init", "--quiet")
    assert main(["migrate", "--in-place", "old"]) == 2
    assert "Cannot migrate in place: the repository has no commit." in capsys.readouterr().err
    assert not (tmp_path / "old/docs").exists()


def test_without_a_name_git_says_what_is_missing(tmp_path, capsys, monkeypatch):
    folder = make_repository(tmp_path / "old")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "")
    before = state(folder)
    assert main(["migrate", "--in-place", "old"]) == 2
    assert "empty ident name" in capsys.readouterr().err
    assert state(folder) == before


def test_dry_run_changes_nothing(tmp_path, capsys):
    folder = make_repository(tmp_path / "old")
    before = state(folder)
    assert main(["migrate", "--in-place", "--dry-run", "old"]) == 0
    output = capsys.readouterr().out.splitlines()
    assert output[0].startswith("4 files moved, 10 written, 4 deleted,")
    assert output[1] == "Nothing was written, because of --dry-run."
    assert state(folder) == before


def test_odd_names_and_submodules(tmp_path):
    names = [
        "-x.md",
        'pages/"quoted".md',
        "pages/two\nlines.md",
        "pages/:(glob)*.md",
        "pages/tab\t.md",
        "ünïcode/ä.md",
    ]
    page = "---\ntitle: Page\n---\n"
    folder = make_repository(tmp_path / "old", {**OLD, **dict.fromkeys(names, page)})
    raw = os.fsencode(folder) + b"/pages/latin\xe4.md"
    with open(raw, "w", encoding="utf-8") as file:  # noqa: PTH123 (bytes)
        file.write(page)
    git(tmp_path, "-c", "protocol.file.allow=always", "clone", "--quiet", "old", "library")
    git(
        folder,
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        "../library",
        "assets/library",
    )
    commit(folder)
    assert main(["migrate", "--in-place", "old"]) == 0
    assert status(folder) == ""
    tree = git(folder, "ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")
    assert {f"docs/{name}" for name in names} < set(tree)
    assert "pages/latin\udce4.md" in tree
    assert "assets/library" in tree
    report = (folder / "MIGRATION.md").read_text(encoding="utf-8")
    assert "`assets/library` is a submodule, which was neither read nor moved." in report
    assert "`pages/latin?.md`: Its name is not in UTF-8; rename it." in report
    assert max(map(len, report.splitlines())) < 1000
