"""`fieldguide migrate --update`: newer content of the old site, and edits that are never lost."""

import json
import os
import shutil

import pytest
from support.site import build_again, write_files

from mkdocs_fieldguide.cli import main

OLD = {
    "_config.yml": "title: Old guide\nurl: https://guide.example.org\n",
    "index.md": "---\ntitle: Home\n---\nText.\n",
    "pages/same.md": "---\ntitle: Same\n---\nSame.\n",
    "pages/edited.md": "---\ntitle: Edited\n---\nOld.\n",
    "pages/gone.md": "---\ntitle: Gone\n---\nGone.\n",
    "pages/kept.md": "---\ntitle: Kept\n---\nKept.\n",
    "pages/deleted.md": "---\ntitle: Deleted\n---\nDeleted.\n",
    "_data/CONTRIBUTORS.yml": "Ada Example: {}\n",
    "images/spade.png": b"\x89PNG\r\n\x1a\n\r",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    write_files(tmp_path / "old", OLD)
    monkeypatch.chdir(tmp_path)
    assert main(["migrate", "old", "new"]) == 0
    return tmp_path


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def text(path):
    return path.read_text(encoding="utf-8")


def test_a_second_run_takes_over_changes_and_loses_no_edit(folder, capsys):
    old, new = folder / "old", folder / "new"
    # The source goes on …
    write_files(
        old,
        {
            "index.md": "---\ntitle: Home\n---\nNewer.\n",
            "pages/edited.md": "---\ntitle: Edited\n---\nNewer.\n",
            "pages/deleted.md": "---\ntitle: Deleted\n---\nNewer.\n",
            "pages/added.md": "---\ntitle: Added\n---\nAdded.\n",
        },
    )
    (old / "pages/gone.md").unlink()
    (old / "pages/kept.md").unlink()
    # … and so does the new site.
    write_files(
        new,
        {
            "docs/pages/edited.md": "---\ntitle: Edited\n---\nMine.\n",
            "docs/pages/kept.md": "Mine too.\n",
            "docs/pages/same.md": "---\ntitle: Same\n---\nMine alone.\n",
            "docs/own.md": "# Own\n",
        },
    )
    (new / "docs/pages/deleted.md").unlink()
    before = contents(new)
    capsys.readouterr()

    assert main(["migrate", "--update", "--dry-run", "old", "new"]) == 0
    assert contents(new) == before
    planned = capsys.readouterr().out
    assert "Nothing was written, because of --dry-run." in planned

    assert main(["migrate", "--update", "old", "new"]) == 0
    output = capsys.readouterr().out
    lines = output.splitlines()
    assert lines[0] == "1 new files, 1 updated, 1 deleted, 3 not applied."
    assert planned.splitlines()[:4] == lines[:4]
    assert "`docs/pages/edited.md` was edited here: merge `docs/pages/edited.md.new` into it" in output
    assert "`docs/pages/kept.md` was edited here and is gone from the old site." in output
    assert "`docs/pages/deleted.md` was deleted here and has changed in the old site." in output
    assert text(new / "docs/index.md").endswith("Newer.\n")
    assert text(new / "docs/pages/edited.md").endswith("Mine.\n")
    assert text(new / "docs/pages/edited.md.new").endswith("Newer.\n")
    assert text(new / "docs/pages/same.md").endswith("Mine alone.\n")
    assert text(new / "docs/own.md") == "# Own\n"
    assert text(new / "docs/pages/kept.md") == "Mine too.\n"
    assert (new / "docs/pages/added.md").is_file()
    assert not (new / "docs/pages/gone.md").exists()
    assert not (new / "docs/pages/deleted.md").exists()
    report = text(new / "MIGRATION.md")
    assert report.index("## Changes that were not applied") < report.index("## Settings that need you")
    assert all(line.strip() in report for line in lines[1:4])

    # Versions that wait for a person are not published.
    built = build_again(new, strict=False)
    assert not [path for path in contents(built.site) if path.endswith(".new")]

    # The same source again changes nothing more.
    before = contents(new)
    assert main(["migrate", "--update", "old", "new"]) == 0
    assert capsys.readouterr().out.startswith("0 new files, 0 updated, 0 deleted, 0 not applied.")
    after = contents(new)
    assert {path for path in before if before[path] != after[path]} == {
        "MIGRATION.md",
        ".fieldguide-migration.json",
    }
    # A newer version replaces the one that waits, unless somebody has edited that, too.
    write_files(old, {"pages/edited.md": "---\ntitle: Edited\n---\nNewest.\n"})
    assert main(["migrate", "--update", "old", "new"]) == 0
    assert text(new / "docs/pages/edited.md.new").endswith("Newest.\n")
    write_files(new, {"docs/pages/edited.md.new": "Half merged.\n"})
    write_files(old, {"pages/edited.md": "---\ntitle: Edited\n---\nLatest.\n"})
    assert main(["migrate", "--update", "old", "new"]) == 0
    assert text(new / "docs/pages/edited.md.new") == "Half merged.\n"
    assert text(new / "docs/pages/edited.md.2.new").endswith("Latest.\n")


def test_other_line_endings_of_a_clone_are_no_edits(folder, capsys):
    for path in (folder / "new").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    write_files(folder / "old", {"index.md": "---\ntitle: Home\n---\nNewer.\n"})
    capsys.readouterr()
    assert main(["migrate", "--update", "old", "new"]) == 0
    assert capsys.readouterr().out.startswith("0 new files, 1 updated, 0 deleted, 0 not applied.")


def test_an_interrupted_update_can_be_repeated(folder, monkeypatch, capsys):
    write_files(folder / "old", {f"pages/{number}.md": f"---\ntitle: {number}\n---\n" for number in range(9)})
    write_files(folder / "old", {"index.md": "---\ntitle: Home\n---\nNewer.\n"})
    copy2, copied = shutil.copy2, []

    def interrupt(source, target):
        copied.append(source)
        if len(copied) > 5:
            raise KeyboardInterrupt
        return copy2(source, target)

    with monkeypatch.context() as patched:
        patched.setattr("shutil.copy2", interrupt)
        assert main(["migrate", "--update", "old", "new"]) == 130
    assert not list((folder / "new").rglob("*.tmp"))
    assert main(["migrate", "--update", "old", "new"]) == 0
    shutil.rmtree(folder / "old/images")
    new = folder / "new"
    assert main(["migrate", "--update", "old", "new"]) == 0
    assert not list(new.rglob("*.new"))
    assert text(new / "docs/index.md").endswith("Newer.\n")
    assert not (new / "docs/images").exists()


def test_options_of_the_first_run_are_kept(tmp_path, monkeypatch):
    write_files(tmp_path / "old", {**OLD, "_config.yml": "title: A\nurl: https://example.org\ngtag: G-1\n"})
    monkeypatch.chdir(tmp_path)
    assert main(["migrate", "--analytics", "--workflow", "old", "new"]) == 0
    before = contents(tmp_path / "new")
    assert main(["migrate", "--update", "old", "new"]) == 0
    after = contents(tmp_path / "new")
    assert {path for path in before if before[path] != after.get(path)} <= {
        "MIGRATION.md",
        ".fieldguide-migration.json",
    }
    assert b"google" in after["mkdocs.yml"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (None, "does not exist; only a migrated site can be updated"),
        ("{", "is not valid JSON; restore it from Git"),
        ("[" * 100_000, "is not valid JSON"),
    ],
)
def test_a_folder_without_a_record_is_not_touched(folder, capsys, record, reason):
    path = folder / "new/.fieldguide-migration.json"
    path.unlink() if record is None else path.write_text(record, encoding="utf-8")
    before = contents(folder / "new")
    assert main(["migrate", "--update", "old", "new"]) == 2
    assert reason in capsys.readouterr().err
    assert contents(folder / "new") == before


def test_nothing_outside_the_folder_is_written_or_deleted(folder, capsys):
    new, secret = folder / "new", folder / "secret"
    shutil.move(new / "docs/pages", secret)
    (new / "docs/pages").symlink_to(secret, target_is_directory=True)
    record = json.loads(text(new / ".fieldguide-migration.json"))
    write_files(folder, {"precious.txt": "precious\n"})
    record["files"] |= {"../precious.txt": "0", "docs/../../precious.txt": "0", "/etc/passwd": "0"}
    write_files(new, {".fieldguide-migration.json": json.dumps(record)})
    (folder / "old/pages/gone.md").unlink()
    write_files(folder / "old", {"pages/edited.md": "---\ntitle: Edited\n---\nNewer.\n"})
    before = contents(secret)
    assert main(["migrate", "--update", "old", "new"]) == 0
    assert "`docs/pages/edited.md` leads out of this folder through a symlink." in capsys.readouterr().out
    assert contents(secret) == before
    assert text(folder / "precious.txt") == "precious\n"


def test_special_files_in_the_new_site_are_edits(folder, capsys):
    page = folder / "new/docs/index.md"
    page.unlink()
    os.mkfifo(page)
    write_files(folder / "old", {"index.md": "---\ntitle: Home\n---\nNewer.\n"})
    assert main(["migrate", "--update", "old", "new"]) == 0
    assert "`docs/index.md` was edited here" in capsys.readouterr().out
    assert text(folder / "new/docs/index.md.new").endswith("Newer.\n")


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--update", "old"], "NEW is missing"),
        (["--in-place", "old", "new"], "--in-place needs no NEW"),
        (["--compare", "--dry-run", "old", "new"], "--compare and --dry-run cannot be combined"),
        (["--from", "mkdocs-bibtex", "--update", "old"], "--from mkdocs-bibtex and --update cannot be"),
    ],
)
def test_arguments_that_do_not_go_together(arguments, fault, capsys):
    assert main(["migrate", *arguments]) == 2
    assert fault in capsys.readouterr().err
