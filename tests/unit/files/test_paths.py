"""Untrusted paths: how they resolve below a folder, and which ones are inside the guide."""

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hanging import must_not_block

from mkdocs_fieldguide.files.regular_files import (
    NotRegularError,
    describe_file_type,
    is_regular,
    read_regular,
)
from mkdocs_fieldguide.files.symlinks import (
    AllowedRoots,
    SymlinkLoop,
    find_unsafe_symlinks,
    may_escape,
    resolve_below,
)

FOLDER = Path("/theme/.icons")
OUT = [
    "/etc/passwd", "//host/x", "../x", "a/../x", "a/../../x", "..", "a/..", "\\x", "\\\\host\\x", "..\\x",
    "a\\..\\x", "C:/x", "c:x", "a/..\\x", "a:x", "z:x", "A:x", "Z:x", "c:", "C:\\x",
]  # fmt: skip
NONE = [
    "", "/", ".", "./x", "a//x", "a/", "a/./x", "a\\x", "a\0", "a\nb", "\x1b", "\u202ex", "\ud800",
    "x" * 256, "ü" * 128, "x/" * 500 + "x",
]  # fmt: skip


@pytest.mark.parametrize("name", [*OUT, *NONE])
def test_names_that_are_not_below_a_folder(name):
    assert resolve_below(FOLDER, name) is None
    if name in OUT:
        assert may_escape(name)


@pytest.mark.parametrize(
    "name",
    [
        "x",
        "material/web",
        "a/b/c.svg",
        "a b",
        "..x",
        "x..",
        "a/...",
        "ü" * 127 + "x",
        "x/" * 499 + "xx",
        ".hidden/x",
        "a/c:x",
        "cc:x",
        "1:x",
        "@:x",
        "[:x",
        "`:x",
        "{:x",
    ],
)
def test_names_below_a_folder(name):
    assert resolve_below(FOLDER, name) == FOLDER / name
    assert not may_escape(name)


@given(st.text(st.sampled_from("a./\\:\0C~ \n"), max_size=12))
def test_no_name_resolves_to_a_path_outside_a_folder(name):
    path = resolve_below(FOLDER, name)
    if path is not None:
        assert Path(os.path.normpath(path)) == path
        assert path.is_relative_to(FOLDER)
        assert path != FOLDER


@pytest.fixture
def guide(tmp_path):
    root = tmp_path / "guide"
    (root / "docs" / ".git").mkdir(parents=True)
    (root / "docs" / "x").write_text("x")
    (tmp_path / "outside").write_text("secret")
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "within").symlink_to("docs/x")
    (root / "loop").symlink_to("loop")
    return root


@pytest.mark.parametrize(
    ("name", "owns"),
    [
        ("docs/x", True), ("within", True), ("docs/not-there", True), ("docs/../docs/x", True),
        ("../guide/docs/x", True), ("out", False), ("../outside", False), ("docs/../../outside", False),
        ("/etc/passwd", False), (".git/config", False), ("docs/.GIT/x", False), ("a\0b", False),
        ("out/../docs/x", False), ("x" * 5000, True), ("loop", True),
    ],
)  # fmt: skip
def test_paths_that_belong_to_the_guide(guide, name, owns):
    assert AllowedRoots(guide).owns(guide / name) == owns


def test_regular_files_are_read_up_to_a_limit(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    (tmp_path / "link").symlink_to(path)
    assert read_regular(path, 5) == read_regular(tmp_path / "link", 5) == b"12345"
    assert read_regular(path, 2) == b"123"
    assert is_regular(tmp_path / "link")


@pytest.mark.parametrize(
    ("path", "words"),
    [(Path("/dev/null"), "it is a device, not a regular file"), (Path("/"), "Is a directory")],
)
def test_special_files_are_not_opened(path, words):
    with pytest.raises(NotRegularError) as caught:
        read_regular(path, 5)
    assert caught.value.strerror == words
    assert caught.value.errno == (errno.EISDIR if path.is_dir() else errno.EINVAL)
    assert not is_regular(path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "", "\ud800"])
def test_invalid_path_is_not_a_regular_file(name):
    assert not is_regular(Path(name))


def test_file_replaced_by_a_pipe_does_not_block(tmp_path, monkeypatch):
    path = tmp_path / "x"
    path.write_bytes(b"x")
    status = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(os, "stat", lambda *_, **__: status)
    with must_not_block(), pytest.raises(NotRegularError, match="it is a named pipe, not a regular file"):
        read_regular(path, 5)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        (stat.S_IFIFO, "named pipe"),
        (stat.S_IFSOCK, "socket"),
        (stat.S_IFCHR, "device"),
        (stat.S_IFBLK, "device"),
        (0, "special file"),
    ],
)
def test_special_file_types_are_named(mode, kind):
    assert describe_file_type(mode | 0o644) == f"it is a {kind}, not a regular file"


def test_outside_folders_belong_to_the_guide_only_if_the_environment_allows_them(tmp_path, monkeypatch):
    for name in ("guide", "shared", "more", "other"):
        (tmp_path / name).mkdir()
    (tmp_path / "guide/link").symlink_to(tmp_path / "other")
    assert not AllowedRoots(tmp_path / "guide").contains(tmp_path / "shared/x")
    monkeypatch.setenv("FIELDGUIDE_ALLOW_OUTSIDE", f"{tmp_path / 'more'}{os.pathsep}")
    grounds = AllowedRoots(tmp_path / "guide", [tmp_path / "shared"])
    assert grounds.allowed == (tmp_path / "shared", tmp_path / "more")
    assert grounds.contains(tmp_path / "shared/x")
    assert grounds.contains(tmp_path / "more")
    assert grounds.contains(tmp_path / "guide/x")
    assert not grounds.contains(tmp_path / "shared/.git/x")
    assert not grounds.contains(tmp_path / "other/x")
    assert not grounds.contains(tmp_path / "guide/link/x")
    assert not grounds.contains(tmp_path)
    assert not grounds.owns(tmp_path / "shared/x")


def test_relative_folder_that_is_allowed_counts_from_the_working_folder(tmp_path, monkeypatch):
    (tmp_path / "guide").mkdir()
    monkeypatch.chdir(tmp_path)
    assert AllowedRoots(tmp_path / "guide", [Path("shared")]).contains(tmp_path / "shared/x")


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        ("*.bib", True), ("**/*.bib", True), ("a/../*.bib", True), ("../guide/*.bib", True),
        ("a*/../x", True),
        ("../shared/*.bib", True), ("../shared/**/x", True), ("../shared", True),
        ("../*.bib", False), ("../*/x.bib", False), ("../shared*/x", False), ("../shared/../x", False),
        ("a*/../../x", False), ("**/../x", False), ("**/**/../x", False), ("a/**/../../x", False),
        ("/etc/*", False), ("/**", False), ("[.][.]/x", True), ("../shared/*/../../x", False),
        ("../shared/[a]/../../x", False),
    ],
)  # fmt: skip
def test_roots_of_patterns(tmp_path, pattern, allowed):
    (tmp_path / "guide").mkdir()
    grounds = AllowedRoots(tmp_path / "guide", [tmp_path / "shared"])
    assert grounds.may_search(pattern) == allowed
    assert grounds.may_search(str(tmp_path / "guide" / pattern)) == allowed


def find_unsafe(folder):
    failed = []
    found = find_unsafe_symlinks(
        folder, AllowedRoots(folder), lambda path, error: failed.append((path, error.errno))
    )
    return found, failed


def test_links_to_folders_outside_are_found_and_the_others_are_followed(tmp_path):
    docs = tmp_path / "docs"
    (docs / "b/c").mkdir(parents=True)
    (docs / "d").mkdir()
    (docs / "file").touch()
    (tmp_path / "out").mkdir()
    for name in ("a", "b/c/x", "z"):
        (docs / name).symlink_to(tmp_path / "out")
    (docs / "again").symlink_to("d")
    found, failed = find_unsafe(docs)
    assert sorted(found, key=lambda one: one.path) == [
        SymlinkLoop(docs / name, "is a symlink to a folder outside the guide") for name in ("a", "b/c/x", "z")
    ]
    assert failed == []


def test_link_to_a_parent_folder_is_found(tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/back").symlink_to(tmp_path / "a")
    reason = "is a symlink to a folder that contains it"
    assert find_unsafe(tmp_path) == ([SymlinkLoop(tmp_path / "a/b/back", reason)], [])


@pytest.mark.parametrize("name", ["back", "a/back", "a/b/back"])
def test_link_to_the_first_folder_is_found(tmp_path, name):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / name).symlink_to(tmp_path)
    reason = "is a symlink to a folder that contains it"
    assert find_unsafe(tmp_path) == ([SymlinkLoop(tmp_path / name, reason)], [])


def test_link_to_itself_is_not_a_folder(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/loop").symlink_to("loop")
    assert find_unsafe(tmp_path) == ([], [])


def test_mutual_symlinks_are_found(tmp_path):
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / one).mkdir()
        (tmp_path / one / "to").symlink_to(f"../{other}")
    (found,) = find_unsafe(tmp_path)[0]
    assert found.path in (tmp_path / "a/to/to", tmp_path / "b/to/to", tmp_path / "a/to", tmp_path / "b/to")


def chain(folder, folders, links):
    """Create a chain of folders, each with several symlinks to the next one; the last one is empty."""
    for number in range(folders):
        (folder / str(number)).mkdir()
        for link in range(links if number < folders - 1 else 0):
            (folder / str(number) / f"link{link}").symlink_to(f"../{number + 1}")


@pytest.mark.parametrize(("links", "allowed"), [(1073, True), (1074, False)])
def test_links_can_repeat_folders_up_to_a_limit(tmp_path, links, allowed):
    # Limit: 20 paths for each of the 3 folders, and 1,000 more.
    chain(tmp_path, 2, links - 16)
    reason = "contains symlinks between folders that multiply without limit"
    assert find_unsafe(tmp_path)[0] == ([] if allowed else [SymlinkLoop(tmp_path, reason)])


def test_exponential_symlinks_are_found_without_visiting_all_paths(tmp_path):
    chain(tmp_path, 60, 2)
    assert [one.path for one in find_unsafe(tmp_path)[0]] == [tmp_path]


@pytest.mark.parametrize(("depth", "too_deep"), [(100, False), (101, True)])
def test_maximum_depth_of_folders(tmp_path, depth, too_deep):
    deep = tmp_path.joinpath(*["x"] * depth)
    deep.mkdir(parents=True)
    (tmp_path / "a").symlink_to("b", target_is_directory=True)
    (tmp_path / "b").mkdir()
    reason = "folder is nested more than 100 levels deep"
    assert find_unsafe(tmp_path) == ([SymlinkLoop(deep, reason)] if too_deep else [], [])


def test_unreadable_folder_is_reported(tmp_path):
    assert find_unsafe(tmp_path / "none") == ([], [(tmp_path / "none", errno.ENOENT)])
    assert find_unsafe_symlinks(tmp_path / "none", AllowedRoots(tmp_path)) == []
