"""The cache is used only where nobody else can put files."""

import os
from pathlib import Path

import pytest

from mkdocs_fieldguide import kept_files
from mkdocs_fieldguide.diagnostics import Findings
from mkdocs_fieldguide.kept_files import VARIABLE, trusted_cache

POSIX = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no user ids")


@pytest.fixture
def repository(tmp_path):
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "guide" / "docs").mkdir(parents=True)
    return tmp_path / "repository"


def trusted(root, *folders):
    findings = Findings()
    cache = trusted_cache(root, folders, findings)
    texts = [str(finding) for finding in findings]
    assert all(text.endswith("[FG056]") for text in texts)
    assert not (cache and texts)
    return cache, " ".join(texts)


def test_a_folder_beside_the_repository_is_used(repository, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(repository.parent / "cache"))
    cache, problem = trusted(repository / "guide")
    assert cache.guide.is_dir()
    assert cache.templates == repository.parent / "cache" / "templates"
    assert problem == ""
    assert (repository.parent / "cache").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "place", ["guide", "guide/.cache", "other", ".git/cache", "guide/docs/../../x", "../link", "../link/x"]
)
def test_a_folder_inside_the_repository_is_not(repository, monkeypatch, place):
    (repository.parent / "link").symlink_to(repository / "guide")
    before = sorted(repository.rglob("*"))
    monkeypatch.setenv(VARIABLE, str(repository / place))
    cache, problem = trusted(repository / "guide")
    assert cache is None
    assert "lies inside the guide" in problem
    assert sorted(repository.rglob("*")) == before


def test_a_relative_folder_counts_from_the_working_folder(repository, monkeypatch):
    monkeypatch.chdir(repository / "guide")
    monkeypatch.setenv(VARIABLE, "cache")
    assert trusted(repository / "guide")[0] is None


def test_the_users_own_folder_of_caches_is_looked_at_as_well(repository, monkeypatch):
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(kept_files, "user_cache_path", lambda *a, **k: repository / ".cache" / "fieldguide")
    assert trusted(repository / "guide")[0] is None


def test_folders_of_the_guide_elsewhere_are_looked_at_as_well(repository, monkeypatch):
    shared = repository.parent / "shared"
    (shared / "docs").mkdir(parents=True)
    monkeypatch.setenv(VARIABLE, str(shared / "docs" / ".cache"))
    assert trusted(repository / "guide", shared / "docs")[0] is None
    assert trusted(repository / "guide")[0] is not None


def test_a_guide_without_git_is_its_folder(tmp_path, monkeypatch):
    (tmp_path / "guide").mkdir()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "guide" / "cache"))
    assert trusted(tmp_path / "guide")[0] is None
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    assert trusted(tmp_path / "guide")[0] is not None


def test_a_guide_that_lies_where_templates_would_be(tmp_path, monkeypatch):
    (tmp_path / "templates").mkdir()
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert "lies inside the guide" in trusted(tmp_path / "templates")[1]


def test_a_link_inside_the_cache_folder_is_followed(repository, monkeypatch):
    (repository.parent / "cache").mkdir()
    (repository.parent / "cache" / "templates").symlink_to(repository / "guide")
    monkeypatch.setenv(VARIABLE, str(repository.parent / "cache"))
    assert "lies inside the guide" in trusted(repository / "guide")[1]


def test_folders_are_known_by_more_than_their_names(repository, monkeypatch):
    """As on a file system on which `Guide` and `guide` are one folder."""
    (repository / "Other").symlink_to(repository / "guide")
    monkeypatch.setattr(os.path, "realpath", lambda path, **_: os.path.abspath(path))  # noqa: PTH100
    monkeypatch.setenv(VARIABLE, str(repository.parent / "repository" / "Other" / "cache"))
    root = repository / "guide"
    monkeypatch.setattr(kept_files, "home_of", lambda folder: root)
    assert "lies inside the guide" in trusted(root)[1]


@POSIX
@pytest.mark.parametrize("name", ["", "templates"])
@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o702])
def test_a_folder_that_others_may_write_to_is_not_used(repository, monkeypatch, name, mode):
    base = repository.parent / "cache"
    (base / name).mkdir(parents=True)
    (base / name).chmod(mode)
    monkeypatch.setenv(VARIABLE, str(base))
    cache, problem = trusted(repository / "guide")
    assert cache is None
    assert "can be written by other users" in problem


@POSIX
def test_a_folder_of_the_users_own_group_is_used_and_one_of_another_group_is_not(repository, monkeypatch):
    base = repository.parent / "cache"
    base.mkdir()
    base.chmod(0o770)
    monkeypatch.setenv(VARIABLE, str(base))
    assert trusted(repository / "guide")[0] is not None
    monkeypatch.setattr(os, "getegid", lambda: base.stat().st_gid + 1)
    assert "can be written by other users" in trusted(repository / "guide")[1]


@POSIX
def test_a_folder_of_another_user_is_not_used(repository, monkeypatch):
    real = Path.stat

    def stat(path, **options):
        found = real(path, **options)
        mine = path.name != "cache"
        return found if mine else os.stat_result((*found[:4], os.geteuid() + 1, *found[5:10]))

    monkeypatch.setenv(VARIABLE, str(repository.parent / "cache"))
    monkeypatch.setattr(Path, "stat", stat)
    assert "belongs to another user" in trusted(repository / "guide")[1]


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_symlink_of_another_user_is_not_followed(repository, monkeypatch):
    (repository.parent / "real").mkdir()
    (repository.parent / "link").symlink_to("real")
    monkeypatch.setenv(VARIABLE, str(repository.parent / "link"))
    assert trusted(repository / "guide")[0] is not None
    os.lchown(repository.parent / "link", 65534, 65534)
    assert "symlink of another user" in trusted(repository / "guide")[1]


def test_control_characters_of_a_name_are_not_printed_as_they_are(repository, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(repository / "a\nb"))
    assert "\n" not in trusted(repository / "guide")[1]
