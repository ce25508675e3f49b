"""The cache is used only in folders that no other user can write to."""

import hashlib
import os
import stat
from pathlib import Path

import pytest

from mkdocs_fieldguide.files import cache_dir as kept_files
from mkdocs_fieldguide.files.cache_dir import VARIABLE, get_cache_folder, open_trusted_cache
from mkdocs_fieldguide.findings.finding import Findings

POSIX = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no user ids")


@pytest.fixture
def repository(tmp_path):
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "guide" / "docs").mkdir(parents=True)
    return tmp_path / "repository"


def trusted(root, *folders):
    findings = Findings()
    cache = open_trusted_cache(root, folders, findings)
    texts = [str(finding) for finding in findings]
    assert all(text.endswith("[FG056]") for text in texts)
    assert not (cache and texts)
    return cache, " ".join(texts)


def test_folder_next_to_the_repository_is_used(repository, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(repository.parent / "cache"))
    cache, problem = trusted(repository / "guide")
    assert cache.guide.is_dir()
    assert cache.templates == repository.parent / "cache" / "templates"
    assert problem == ""
    assert (repository.parent / "cache").stat().st_mode & 0o777 == 0o700


def test_guide_folder_name_includes_its_real_path(repository, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(repository.parent / "cache"))
    (repository.parent / "link").symlink_to(repository / "guide")
    real = (repository / "guide").resolve()
    name = f"guide-{hashlib.sha256(os.fsencode(real)).hexdigest()[:16]}"
    assert get_cache_folder(repository / "guide") == repository.parent / "cache" / name
    assert get_cache_folder(repository.parent / "link") == repository.parent / "cache" / name
    assert trusted(repository / "guide")[0].guide == repository.parent / "cache" / name


@POSIX
def test_folders_are_created_with_private_permissions(repository, monkeypatch):
    base = repository.parent / "new" / "cache"
    monkeypatch.setenv(VARIABLE, str(base))
    mask = os.umask(0)
    try:
        cache = open_trusted_cache(repository / "guide")
        assert open_trusted_cache(repository / "guide") == cache
    finally:
        os.umask(mask)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (base, cache.guide, cache.templates)] == [0o700] * 3


def test_files_of_killed_writers_are_removed(repository, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(repository.parent / "cache"))
    cache = open_trusted_cache(repository / "guide")
    for folder in (cache.guide, cache.templates):
        (folder / ".fieldguide-abc.tmp").touch()
        os.utime(folder / ".fieldguide-abc.tmp", (0, 0))
    open_trusted_cache(repository / "guide")
    assert [*cache.guide.iterdir(), *cache.templates.iterdir()] == []


def test_build_succeeds_if_a_folder_cannot_be_created(repository, monkeypatch):
    (repository.parent / "file").touch()
    monkeypatch.setenv(VARIABLE, str(repository.parent / "file" / "cache"))
    assert trusted(repository / "guide") == (None, "")


@pytest.mark.parametrize(
    "place", ["guide", "guide/.cache", "other", ".git/cache", "guide/docs/../../x", "../link", "../link/x"]
)
def test_folder_inside_the_repository_is_not_used(repository, monkeypatch, place):
    (repository.parent / "link").symlink_to(repository / "guide")
    before = sorted(repository.rglob("*"))
    monkeypatch.setenv(VARIABLE, str(repository / place))
    cache, problem = trusted(repository / "guide")
    assert cache is None
    assert problem == (
        f"mkdocs.yml: The cache folder “{(repository / place).as_posix()}” is inside the guide and is "
        "ignored. A pull request could add files to it: set FIELDGUIDE_CACHE_DIR to a folder outside the "
        "repository. [FG056]"
    )
    assert open_trusted_cache(repository / "guide") is None
    assert sorted(repository.rglob("*")) == before


def test_relative_folder_counts_from_the_working_folder(repository, monkeypatch):
    monkeypatch.chdir(repository / "guide")
    monkeypatch.setenv(VARIABLE, "cache")
    cache, problem = trusted(repository / "guide")
    assert cache is None
    assert f"“{(repository / 'guide' / 'cache').as_posix()}”" in problem


@pytest.mark.parametrize("value", [None, ""])
def test_user_cache_folder_is_validated(repository, monkeypatch, value):
    calls = []

    def user_cache_path(*arguments, **options):
        calls.append((arguments, options))
        return repository / ".cache" / "fieldguide"

    if value is None:
        monkeypatch.delenv(VARIABLE)
    else:
        monkeypatch.setenv(VARIABLE, value)
    monkeypatch.setattr(kept_files, "user_cache_path", user_cache_path)
    assert trusted(repository / "guide")[0] is None
    # Without an author, which would add a folder of the same name on Windows.
    assert set(map(repr, calls)) == {repr((("mkdocs-fieldguide",), {"appauthor": False}))}


def test_external_guide_folders_are_validated(repository, monkeypatch):
    shared = repository.parent / "shared"
    (shared / "docs").mkdir(parents=True)
    monkeypatch.setenv(VARIABLE, str(shared / "docs" / ".cache"))
    assert trusted(repository / "guide", shared / "docs")[0] is None
    assert trusted(repository / "guide")[0] is not None


@pytest.mark.parametrize("name", ["docs", "_data"])
def test_repository_of_an_external_folder_is_validated(repository, monkeypatch, name):
    """Pages and data may be in a different repository than mkdocs.yml, which accepts pull requests as
    well."""
    content = repository.parent / "content"
    (content / ".git").mkdir(parents=True)
    monkeypatch.setenv(VARIABLE, str(content / ".cache"))
    assert "is inside the guide" in trusted(repository / "guide", repository / "docs", content / name)[1]
    assert not (content / ".cache").exists()


def test_guide_without_git_is_limited_to_its_folder(tmp_path, monkeypatch):
    (tmp_path / "guide").mkdir()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "guide" / "cache"))
    assert trusted(tmp_path / "guide")[0] is None
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    assert trusted(tmp_path / "guide")[0] is not None


def test_guide_in_the_template_cache_folder(tmp_path, monkeypatch):
    (tmp_path / "templates").mkdir()
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert "is inside the guide" in trusted(tmp_path / "templates")[1]


def test_link_inside_the_cache_folder_is_followed(repository, monkeypatch):
    (repository.parent / "cache").mkdir()
    (repository.parent / "cache" / "templates").symlink_to(repository / "guide")
    monkeypatch.setenv(VARIABLE, str(repository.parent / "cache"))
    assert "is inside the guide" in trusted(repository / "guide")[1]


def test_folders_are_compared_by_identity(repository, monkeypatch):
    """As on a file system on which `Guide` and `guide` are one folder."""
    (repository / "Other").symlink_to(repository / "guide")
    monkeypatch.setattr(os.path, "realpath", lambda path, **_: os.path.abspath(path))  # noqa: PTH100
    monkeypatch.setenv(VARIABLE, str(repository.parent / "repository" / "Other" / "cache"))
    root = repository / "guide"
    monkeypatch.setattr(kept_files, "find_repository_root", lambda folder: root)
    assert "is inside the guide" in trusted(root)[1]


@POSIX
@pytest.mark.parametrize("name", ["", "templates"])
@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o702])
def test_world_writable_folder_is_not_used(repository, monkeypatch, name, mode):
    base = repository.parent / "cache"
    (base / name).mkdir(parents=True)
    (base / name).chmod(mode)
    monkeypatch.setenv(VARIABLE, str(base))
    cache, problem = trusted(repository / "guide")
    assert cache is None
    assert problem == (
        f"mkdocs.yml: The cache folder “{(base / name).as_posix()}” is writable by other users and is "
        "ignored. Create a folder that only you can write to, and set FIELDGUIDE_CACHE_DIR to it. [FG056]"
    )
    assert open_trusted_cache(repository / "guide") is None


def test_permissions_are_not_checked_on_windows(repository, monkeypatch):
    base = repository.parent / "cache"
    base.mkdir()
    base.chmod(0o777)
    monkeypatch.setenv(VARIABLE, str(base))
    monkeypatch.delattr(os, "geteuid", raising=False)
    assert trusted(repository / "guide")[0] is not None


@POSIX
def test_world_readable_folder_is_used(repository, monkeypatch):
    base = repository.parent / "cache"
    base.mkdir()
    base.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(base))
    monkeypatch.setattr(os, "getegid", lambda: base.stat().st_gid + 1)
    assert trusted(repository / "guide")[0] is not None


@POSIX
def test_group_writable_folder_is_used_only_for_the_private_group_of_the_user(repository, monkeypatch):
    base = repository.parent / "cache"
    base.mkdir()
    base.chmod(0o770)
    monkeypatch.setenv(VARIABLE, str(base))
    assert trusted(repository / "guide")[0] is not None
    monkeypatch.setattr(os, "getegid", lambda: base.stat().st_gid + 1)
    assert "is writable by other users" in trusted(repository / "guide")[1]


ME = 4242


def owned_by(monkeypatch, owner):
    """Run as `ME`, who owns everything except “cache”, “above” and a symlink “link”, which `owner` owns."""
    real = Path.stat

    def fake(path, **options):
        found = real(path, **options)
        is_link = path.name == "link" and stat.S_ISLNK(found.st_mode)
        user = owner if is_link or path.name in ("cache", "above") else ME
        return os.stat_result((*found[:4], user, *found[5:10]))

    monkeypatch.setattr(Path, "stat", fake)
    monkeypatch.setattr(Path, "lstat", lambda path: fake(path, follow_symlinks=False))
    monkeypatch.setattr(os, "geteuid", lambda: ME)


@POSIX
@pytest.mark.parametrize(("owner", "used"), [(ME, True), (0, True), (1, False), (ME + 1, False)])
def test_folder_of_another_user_is_not_used(repository, monkeypatch, owner, used):
    base = repository.parent / "cache"
    monkeypatch.setenv(VARIABLE, str(base))
    owned_by(monkeypatch, owner)
    problem = (
        f"mkdocs.yml: The cache folder “{base.as_posix()}” belongs to another user and is ignored. "
        "Create a folder that only you can write to, and set FIELDGUIDE_CACHE_DIR to it. [FG056]"
    )
    assert trusted(repository / "guide")[1] == ("" if used else problem)


@POSIX
@pytest.mark.parametrize("below", ["", "x"])
@pytest.mark.parametrize(("owner", "used"), [(ME, True), (0, True), (1, False), (ME + 1, False)])
def test_folder_behind_a_symlink_of_another_user_is_not_used(repository, monkeypatch, owner, used, below):
    (repository.parent / "real").mkdir(mode=0o700)
    (repository.parent / "link").symlink_to("real")
    base = repository.parent / "link" / below
    base.mkdir(mode=0o700, exist_ok=True)
    monkeypatch.setenv(VARIABLE, str(base))
    owned_by(monkeypatch, owner)
    problem = (
        f"mkdocs.yml: The cache folder “{base.as_posix()}” is reached through a symlink of another user and "
        "is ignored. Create a folder that only you can write to, and set FIELDGUIDE_CACHE_DIR to it. [FG056]"
    )
    assert trusted(repository / "guide")[1] == ("" if used else problem)


@POSIX
def test_parent_folders_can_belong_to_others(repository, monkeypatch):
    (repository.parent / "above" / "x").mkdir(parents=True, mode=0o700)
    monkeypatch.setenv(VARIABLE, str(repository.parent / "above" / "x"))
    owned_by(monkeypatch, ME + 1)
    assert trusted(repository / "guide")[0] is not None


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_symlink_of_another_user_is_not_followed(repository, monkeypatch):
    (repository.parent / "real").mkdir()
    (repository.parent / "link").symlink_to("real")
    monkeypatch.setenv(VARIABLE, str(repository.parent / "link"))
    assert trusted(repository / "guide")[0] is not None
    os.lchown(repository.parent / "link", 65534, 65534)
    assert "symlink of another user" in trusted(repository / "guide")[1]


def test_control_characters_in_a_name_are_escaped(repository, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(repository / "a\nb"))
    assert "\n" not in trusted(repository / "guide")[1]


@pytest.mark.parametrize(("length", "shown"), [(200, True), (201, False)])
def test_long_name_is_truncated(repository, monkeypatch, length, shown):
    name = (repository.as_posix() + "/" + "x" * 200)[:length]
    monkeypatch.setenv(VARIABLE, name)
    problem = trusted(repository / "guide")[1]
    assert f"“{name if shown else name[:199] + '…'}”" in problem
