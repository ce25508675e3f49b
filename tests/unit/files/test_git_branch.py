"""What a commit contains need not come from Git itself."""

import subprocess

import pytest

from mkdocs_fieldguide.files.git import GitError
from mkdocs_fieldguide.files.git_branch import SYMLINK, Entry, GitBranch, find_obstacle


@pytest.fixture
def branch(tmp_path):
    folder = tmp_path / "repository"
    identity = ("-c", "user.name=Ada Example", "-c", "user.email=ada@example.org")
    for arguments in (
        ("init", "--quiet", str(folder)),
        ("-C", str(folder), "commit", "--quiet", "--allow-empty", "-m1"),
    ):
        subprocess.run(["git", *identity, *arguments], check=True)
    return GitBranch(folder)


@pytest.fixture
def blob(branch, tmp_path):
    file = tmp_path / "file"
    file.write_text("/etc")
    return branch.store([file])[0]


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", ".git/hooks/x", "a/.GIT/x", "a//x", "./x"])
def test_paths_that_lead_elsewhere_are_refused(branch, blob, tmp_path, path):
    target = tmp_path / "a" / "b"
    target.mkdir(parents=True)
    with pytest.raises(GitError, match="has a file with the path"):
        branch.export({path: Entry("100644", blob)}, target)
    assert [*(tmp_path / "a").rglob("*")] == [target]


def test_no_file_is_written_through_a_symlink(branch, blob, tmp_path):
    target = tmp_path / "target"
    target.mkdir()
    with pytest.raises(FileExistsError):
        branch.export({"a": Entry(SYMLINK, blob), "a/x": Entry("100644", blob)}, target)
    assert not (target / "a").is_symlink()


def test_missing_content_is_named(branch, tmp_path):
    with pytest.raises(GitError, match="this clone lacks the content of “a"):
        branch.export({"a.md": Entry("100644", "1" * 40)}, tmp_path)


def test_a_file_where_a_folder_is_needed_is_found():
    assert find_obstacle(["a/b/c", "a/b", "d"]) == "a/b"
    assert find_obstacle(["a/b", "ab", "c"]) == ""
