"""The days on which pages were added."""

import datetime

from support.commands import run

from mkdocs_fieldguide.builder.new_pages import added_pages


def commit(root, day):
    run("git", "add", ".", cwd=root)
    run("git", "-c", "commit.gpgsign=false", "commit", "-qm", day, "--date", f"{day}T12:00:00", cwd=root)


def test_pages_after_the_first_commit_are_new_and_moved_ones_are_not(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    assert added_pages(docs) == {}
    run("git", "init", "-q", cwd=tmp_path)
    assert added_pages(docs) == {}
    (tmp_path / "mkdocs.yml").write_text("")
    commit(tmp_path, "2020-01-01")
    (docs / "index.md").write_text("# Home\n\nA text that is long enough to be recognised.\n")
    commit(tmp_path, "2020-02-03")
    (docs / "Größe.md").write_text("# New\n")
    commit(tmp_path, "2021-02-03")
    run("git", "mv", "index.md", "start.md", cwd=docs)
    commit(tmp_path, "2022-02-03")
    assert added_pages(docs) == {"Größe.md": datetime.date(2021, 2, 3)}
    run("git", "clone", "-q", "--depth", "1", tmp_path.as_uri(), str(tmp_path / "part"), cwd=tmp_path)
    assert added_pages(tmp_path / "part" / "docs") == {}
